"""Fits robot/nlu/matters/choice.toml: `python -m robot.fitting.choice`; `--measure` tells how well it does, five-fold.

Every turn after which a matter is in hand is asked in the context that its conversation has led to, as it would be had
all turns before been understood rightly; clean, and some once more misheard (robot/fitting/misheard.py). Many of the
sentences have since become phrasings of their matters; a conversation is asked of a content that has none of its own.
Multinomial logistic regression over all that is considered, Adam on the whole batch; then the confidence, on the folds
that were kept out.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from robot.app import VECTORS
from robot.content import load
from robot.content.load import Content
from robot.content.matters import Fact
from robot.fitting import logistic
from robot.fitting.conversations import Turn, conversations
from robot.fitting.misheard import Mishearing
from robot.nlu.context import NOTHING, Context
from robot.nlu.index.embedding import Embedder
from robot.nlu.matters.choice import CONFIDENCE, PARAMETERS, confidence_inputs, likelihood
from robot.nlu.matters.features import ASKED, INPUTS, TOLD, Doubles
from robot.nlu.matters.points import Points
from robot.nlu.text.normalise import normalise
from robot.nlu.understand import Understander

_SHARES = (0.0, 0.25)
_FOLDS = 5
_L2 = 0.02
_STEPS = 300
_RATE = 0.05
_L2_CONFIDENCE = 1e-3
_SEED = 3
_ANSWERED, _ASKED_OTHER = 0.35, 0.6
"""How often what is told is what the robot had asked for; how often it had asked for something else."""
_NO_KEYS = frozenset({"feeling", "danger", "noise", "ack", "outside"})
_MEANT = {
    "told": {TOLD},
    "asked": {ASKED},
    "feeling": {"smalltalk:sad", "smalltalk:angry", TOLD},
    "ack": {TOLD, "command:yes", "command:thanks"},
    "outside": {"fallback:out-of-scope"},
    "noise": {TOLD, ASKED, "fallback:out-of-scope"},
}
"""Labels that stand for something of the considered."""


@dataclass(frozen=True, slots=True)
class Example:
    """One turn asked: `inputs` (choices, INPUTS), `right` (choices,), the conversation it belongs to, clean or not."""

    inputs: Doubles
    right: npt.NDArray[np.bool_]
    conversation: int
    clean: bool
    keys: tuple[str, ...]
    say: str


def contexts(turns: Sequence[Turn], points: Points) -> Iterator[tuple[Turn, Context]]:
    """Each turn with the context before it, as it is when everything before was understood."""
    now = NOTHING
    for turn in turns:
        yield turn, now
        for thing in turn.things:
            now = _after(now, sorted(thing)[0] if len(thing) == 1 else _first(thing, now, points), points)


def _first(thing: frozenset[str], now: Context, points: Points) -> str:
    """Of alternatives the one that stays in the matter."""
    inside = [key for key in sorted(thing) if key.partition("/")[0] == now.matter]
    return (inside or sorted(thing))[0]


def _after(now: Context, key: str, points: Points) -> Context:
    kind, colon, item = key.partition(":")
    if colon and kind in {"faq", "service"}:
        matter = points.matter_of.get((kind, item))
        if matter is None:
            return now
        left = (now.matter,) if now.matter not in {None, matter} else ()
        aside = tuple(each for each in dict.fromkeys((*left, *now.aside)) if each and each != matter)[:2]
        return replace(now, matter=matter, entry=("faq" if kind == "faq" else "service", item), aside=aside, asked=None)
    if key in points.points:
        matter = points.points[key].matter
        told = now.told | {key} if "=" in key else now.told
        if matter != now.matter:
            return replace(now, matter=matter, entry=None, told=told, asked=None)
        return replace(now, told=told)
    return now


def examples(talks: Sequence[Sequence[Turn]], with_meaning: bool) -> list[Example]:
    """Every turn that is asked inside a matter; shared out to the processors."""
    numbered = list(enumerate(talks))
    parts = [numbered[fold::_FOLDS] for fold in range(_FOLDS)]
    os.environ["OMP_NUM_THREADS"] = "1"  # the workers take the processors already
    # Started anew, not forked: the embedder's threads do not outlive a fork.
    with ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(_part, parts, [with_meaning] * _FOLDS))
    return sorted((example for part in found for example in part), key=lambda example: example.conversation)


def without(content: Content, said: frozenset[str]) -> Content:
    """`content` without the sentences `said` among what people tell and ask on: some were taken in from here."""

    def left(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if normalise(text) not in said) or texts[:1]

    def of_fact(fact: Fact) -> Fact:
        values = tuple(value.model_copy(update={"said": left(value.said)}) for value in fact.values)
        return fact.model_copy(update={"values": values})

    matters = {
        name: matter.model_copy(
            update={
                "facts": tuple(map(of_fact, matter.facts)),
                "points": tuple(point.model_copy(update={"asks": left(point.asks)}) for point in matter.points),
            }
        )
        for name, matter in content.matters.items()
    }
    return replace(content, matters=matters)


def _part(talks: Sequence[tuple[int, Sequence[Turn]]], with_meaning: bool) -> list[Example]:
    """The examples of some conversations, asked of a content that has none of their sentences."""
    said = frozenset(normalise(turn.say) for _, turns in talks for turn in turns)
    content = without(load.load(), said)
    may_ask = {name: [fact.id for fact in matter.facts if fact.key] for name, matter in content.matters.items()}
    understander = Understander(content, Embedder.load() if with_meaning else None, VECTORS)
    chooser = random.Random(_SEED)  # noqa: S311  a sample, no secret
    mishearing = Mishearing([*understander.index.texts, *understander.reader.points.texts], _SEED)
    found: list[Example] = []
    for number, turns in talks:
        for turn, before in contexts(turns, understander.reader.points):
            if before.matter is None or turn.keys & {"danger"}:
                continue
            context = replace(before, asked=_asked(turn, before, may_ask.get(before.matter, []), chooser))
            # Every other turn is misheard as well: it costs time, and says the same again.
            for share in _SHARES if len(found) % 2 else _SHARES[:1]:
                said_so = mishearing.hear(turn.say, share)
                example = _example(understander, said_so, turn, context, with_meaning)
                if example is not None:
                    found.append(replace(example, conversation=number, clean=share == 0.0))
    return found


def _asked(turn: Turn, context: Context, may_ask: Sequence[str], chooser: random.Random) -> str | None:
    """What the robot had asked for: what is told, in some of the turns; in more it had asked for something else, and
    the visitor goes on with what is on his mind."""
    facts = [key for key in sorted(turn.keys) if "=" in key and key.startswith(f"{context.matter}/")]
    if facts and chooser.random() < _ANSWERED:
        return facts[0].partition("/")[2].partition("=")[0]
    told = {key.partition("=")[0] for key in context.told}
    others = [fact for fact in may_ask if f"{context.matter}/{fact}" not in told]
    return chooser.choice(others) if others and chooser.random() < _ASKED_OTHER else None


def _example(understander: Understander, said: str, turn: Turn, context: Context, with_meaning: bool) -> Example | None:
    sentence = understander.sentence(said, with_meaning)
    if not sentence.query.text:
        return None
    considered = understander.reader.considered(sentence, context)
    wanted = set().union(*(_MEANT.get(key, {key}) for key in turn.keys))
    right = np.array([choice.key in wanted for choice in considered.choices])
    if not right.any():
        return None
    return Example(considered.inputs, right, 0, True, tuple(choice.key for choice in considered.choices), said)


def fit(found: Sequence[Example]) -> Doubles:
    """The weights, shape (INPUTS,)."""
    inputs = np.concatenate([example.inputs for example in found]).astype(np.float32)
    right = np.concatenate([example.right for example in found])
    starts = np.concatenate([[0], np.cumsum([len(example.right) for example in found])])[:-1]
    owner = np.repeat(np.arange(len(found)), np.diff(np.append(starts, len(right))))
    scale = np.maximum(inputs.std(axis=0), 1e-3)
    inputs /= scale
    weights = np.zeros(len(INPUTS), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = inputs @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        likely = powers / np.add.reduceat(powers, starts)[owner]
        inside = likely * right
        inside /= np.maximum(np.add.reduceat(inside, starts), 1e-9)[owner]
        gradient = (likely - inside) @ inputs / len(found) + _L2 / len(weights) * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    fitted: Doubles = (weights / scale).astype(np.float64)
    return fitted


def kept_out(found: Sequence[Example]) -> list[tuple[Example, Doubles]]:
    """Every example with the likelihoods of weights that its conversation took no part in."""
    judged = []
    for fold in range(_FOLDS):
        weights = fit([example for example in found if example.conversation % _FOLDS != fold])
        judged += [
            (example, likelihood(example.inputs, weights)) for example in found if example.conversation % _FOLDS == fold
        ]
    return judged


def fit_confidence(judged: Sequence[tuple[Example, Doubles]]) -> Doubles:
    """The weights of the second step, shape (CONFIDENCE,)."""
    rows = np.stack([confidence_inputs(example.inputs, likely) for example, likely in judged])
    truth = np.array([float(example.right[int(np.argmax(likely))]) for example, likely in judged])
    return logistic.fit(rows, truth, np.full(len(truth), 1 / len(truth)), _L2_CONFIDENCE)


def measured(judged: Sequence[tuple[Example, Doubles]], confidence: Doubles) -> str:
    """How often the best choice is right, clean and misheard, and at limits of confidence."""
    lines = []
    for clean in (True, False):
        part = [(example, likely) for example, likely in judged if example.clean == clean]
        first = np.array([example.right[int(np.argmax(likely))] for example, likely in part])
        sure = np.array(
            [1 / (1 + np.exp(-float(confidence_inputs(e.inputs, likely) @ confidence))) for e, likely in part]
        )
        third = np.array([example.right[np.argsort(-likely)[:3]].any() for example, likely in part])
        name = "clean" if clean else "misheard"
        lines.append(f"{name}: {len(part)} turns, right {first.mean():.3f}, among three {third.mean():.3f}")
        for limit in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            acted = sure >= limit
            right = first[acted].mean() if acted.any() else 0.0
            lines.append(f"  sure >= {limit}: {acted.mean():.3f} of turns, right of these {right:.3f}")
    return "\n".join(lines)


def main() -> int:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print the turns that are wrong when kept out")
    options = parser.parse_args()
    talks = conversations()
    lines = ["# Fitted by `python -m robot.fitting.choice` on tests/conversations/train. Not to be edited by hand."]
    if Embedder.load() is None:
        raise SystemExit("no sentence embeddings on this machine: nothing is fitted without them")
    for with_meaning in (True, False):
        found = examples(talks, with_meaning)
        judged = kept_out(found)
        confidence = fit_confidence(judged)
        print(f"{'with' if with_meaning else 'without'} meaning", measured(judged, confidence), sep="\n", flush=True)
        if options.wrong and with_meaning:
            _tell_wrong(judged)
        name = "with_meaning" if with_meaning else "without_meaning"
        for table, names, values in (
            (name, INPUTS, fit(found)),
            (f"confidence_{name}", CONFIDENCE, confidence),
        ):
            lines += ["", f"[{table}]", *(f"{each} = {value:.4f}" for each, value in zip(names, values, strict=True))]
    if not options.measure:
        PARAMETERS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _tell_wrong(judged: Sequence[tuple[Example, Doubles]]) -> None:
    for example, likely in judged:
        best = int(np.argmax(likely))
        if example.clean and not example.right[best]:
            right = [key for key, is_right in zip(example.keys, example.right, strict=True) if is_right]
            print(f"{example.say}: {example.keys[best]} ({likely[best]:.2f}), right {' '.join(right)}")


if __name__ == "__main__":
    sys.exit(main())
