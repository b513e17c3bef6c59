"""Fits robot/nlu/ranking: `python -m robot.fitting.ranking`, about fifteen minutes, after `main.py bench --fit`.

Examples as for the linear score (scoring.py): phrasings taken out of the content, a fifth at a time, asked of an index
of the others, stories more than few words, clean and misheard; and the questions for tuning, asked of the whole. How
sure a best one is, is fitted on what networks say that have not seen the fifth in question.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

import numpy as np
import numpy.typing as npt

from robot.content import load
from robot.fitting import logistic
from robot.fitting.misheard import Mishearing
from robot.fitting.network import fit
from robot.fitting.questions import TUNING, read
from robot.fitting.scoring import is_right
from robot.fitting.seen import by_encoder
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.phrasings import collect, documents
from robot.nlu.index.scoring import softmax
from robot.nlu.matters.points import Points
from robot.nlu.network import WITH, WITHOUT, Doubles, Fitted, Floats, Network
from robot.nlu.ranking.inputs import Considered, inputs
from robot.nlu.ranking.ranker import MODEL, Ranker, confidence_inputs
from robot.nlu.text.normalise import normalise
from robot.paths import CACHE

_MOST, _FOLDS, _SEED = 10_000, 5, 7
_A_STORY, _SHARE_OF_STORIES, _SHORTEST = 12, 2 / 3, 3
"""Characters of a story; how many of the phrasings asked are stories."""
_SHARES = (0.0, 0.0, 0.2, 0.4)
_OF_TUNING = (0.0, 0.2, 0.4)
_TIMES_TUNING = 2
"""How often the questions for tuning count: they are what visitors ask, phrasings are what editors think of."""
_SHARE_OF_PHRASINGS = 0.35
_L2_CONFIDENCE = 1e-3
_PROCESSES = 2
_VECTORS = CACHE / "phrasings.npz"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence asked with sentence embeddings or without: all that is `considered`, which of it is `right` and which
    `refused` (entries,). `fold`: the fifth that it belongs to; `tuning`: it is a question for tuning."""

    considered: Considered
    right: npt.NDArray[np.bool_]
    refused: npt.NDArray[np.bool_]
    fold: int
    tuning: bool


def examples(fold: int) -> dict[str, list[Example]]:
    """The examples of one fifth, with sentence embeddings and without."""
    content = load.load()
    embedder, cache = Embedder.load(), VectorCache(_VECTORS)
    phrasings, of_entries = list(collect(content)), documents(content)
    points = Points(content, embedder, cache)
    mishearing = Mishearing([normalise(phrasing.text) for phrasing in phrasings], _SEED + fold)
    held = _chosen([normalise(phrasing.text) for phrasing in phrasings])[fold::_FOLDS]
    out = {phrasings[at].text for at in held}
    kept = [phrasing for phrasing in phrasings if phrasing.text not in out]
    index = PhrasingIndex(kept, of_entries, embedder, cache, lexicon=content.lexicon)
    asked = [
        (
            mishearing.hear(normalise(phrasings[at].text), _SHARES[number % len(_SHARES)]),
            np.array([entry == (phrasings[at].kind, phrasings[at].id) for entry in index.entries]),
        )
        for number, at in enumerate(held)
    ]
    found = _asked(Ranker(index, points), index, asked, fold, tuning=False)
    whole = PhrasingIndex.built(tuple(phrasings), of_entries, embedder, cache, None, content.lexicon)
    questions = [question for path in TUNING for question in read(path)][fold::_FOLDS]
    asked = [
        (mishearing.hear(question.ask, share), np.array([is_right(question, *entry) for entry in whole.entries]))
        for question in questions
        for share in _OF_TUNING
    ]
    more = _asked(Ranker(whole, points), whole, asked, fold, tuning=True)
    return {name: found[name] + more[name] for name in found}


def _chosen(texts: Sequence[str]) -> list[int]:
    """Which phrasings are asked: mostly those that tell a story, none that the encoder was trained on."""
    chooser = random.Random(_SEED)  # noqa: S311  a sample, no secret
    new = [(at, text) for at, text in enumerate(texts) if not by_encoder(text)]
    stories = [at for at, text in new if len(text) >= _A_STORY]
    short = [at for at, text in new if _SHORTEST <= len(text) < _A_STORY]
    most = round(_MOST * _SHARE_OF_STORIES)
    chosen = chooser.sample(stories, min(most, len(stories)))
    chosen += chooser.sample(short, min(_MOST - most, len(short)))
    chooser.shuffle(chosen)
    return chosen


def _asked(
    ranker: Ranker,
    index: PhrasingIndex,
    sentences: Iterable[tuple[str, npt.NDArray[np.bool_]]],
    fold: int,
    tuning: bool,
) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {WITH: [], WITHOUT: []}
    for text, right in sentences:
        query = index.prepare(text)
        if not query.text:
            continue
        for name, asked in ((WITH, query), (WITHOUT, replace(query, vector=None))):
            considered = ranker.considered(asked, index.match(asked))
            refused = index.refused[considered.rows]
            found[name].append(Example(considered, right[considered.rows], refused, fold, tuning))
    print(f"fold {fold}: {len(found[WITH])} asked", file=sys.stderr, flush=True)
    return found


def fitted(found: Sequence[Example]) -> Network:
    """The network for the examples that something considered answers."""
    answered = [each for each in found if each.right.any()]
    answered += [each for each in answered if each.tuning] * (_TIMES_TUNING - 1)
    return fit([inputs(each.considered) for each in answered], [each.right for each in answered])


def kept_out(found: Sequence[Example]) -> list[tuple[Example, Floats]]:
    """Every example with the probabilities of a network that has not seen its fifth."""
    judged = []
    for fold in sorted({each.fold for each in found}):
        network = fitted([each for each in found if each.fold != fold])
        part = [each for each in found if each.fold == fold]
        judged += [(each, softmax(network.scores(inputs(each.considered)))) for each in part]
    return judged


def fit_confidence(judged: Sequence[tuple[Example, Floats]]) -> Doubles:
    """The weights of the last step, shape (CONFIDENCE,)."""
    rows = np.stack([confidence_inputs(each.considered, likely, each.refused) for each, likely in judged])
    truth = np.array([float(_first_is_right(each, likely)) for each, likely in judged])
    is_tuning = np.array([each.tuning for each, _ in judged])
    weight = np.where(
        is_tuning, (1 - _SHARE_OF_PHRASINGS) / max(1, is_tuning.sum()), _SHARE_OF_PHRASINGS / max(1, (~is_tuning).sum())
    )
    return logistic.fit(rows, truth, weight, _L2_CONFIDENCE)


def _first_is_right(example: Example, likely: Floats) -> bool:
    best = int(np.argmax(np.where(example.refused, 0.0, likely)))
    return bool(example.right[best] and not example.refused[best])


def measured(judged: Sequence[tuple[Example, Floats]]) -> str:
    """How often the best is right where anything is, beside the linear score alone."""
    lines = []
    for name, tuning in (("phrasings", False), ("questions for tuning", True)):
        part = [(e, likely) for e, likely in judged if e.tuning == tuning and (e.right & ~e.refused).any()]
        linear = np.mean(
            [_first_is_right(each, each.considered.scores - each.considered.scores.min()) for each, _ in part]
        )
        network = np.mean([_first_is_right(each, likely) for each, likely in part])
        lines.append(f"  {name}: {len(part)}, linear {linear:.3f}, in order once more {network:.3f}")
    return "\n".join(lines)


def main() -> int:
    """Fit and write."""
    if Embedder.load() is None:
        raise SystemExit("no sentence embeddings on this machine: nothing is fitted without them")
    os.environ["OMP_NUM_THREADS"] = "1"  # the workers take the processors already
    # Started anew, not forked: the embedder's threads do not outlive a fork.
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool:
        parts = list(pool.map(examples, range(_FOLDS)))
    networks: dict[str, Fitted] = {}
    for name in (WITH, WITHOUT):
        found = [each for part in parts for each in part[name]]
        judged = kept_out(found)
        print(name, measured(judged), sep="\n", flush=True)
        networks[name] = Fitted(fitted(found), fit_confidence(judged))
    MODEL.write(networks, "python -m robot.fitting.ranking")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
