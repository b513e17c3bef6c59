"""Fits robot/nlu/danger/judge.toml: when a sentence is an emergency. Part of `main.py bench --fit`; by itself
`python -m robot.fitting.danger`, after `python -m robot.fitting.cries` and `python -m robot.fitting.danger_net`.

The judge is fitted over SIGNS on sentences that neither the model of cries nor the network has seen: its share of
danger-fit.yaml, of ordinary-fit.yaml, of not-now.yaml and of the conversations, emergencies-dev.yaml and
emergencies-fit.yaml, and the questions for tuning. Cries are asked clean and with 20 % and 40 % misheard, of the others
a third with 25 %. The limit of alarm is where FALSE_ALARMS of what is ordinary raise one, in five-fold
cross-validation; down to the limit of asking, where ASKED lie, the visitor is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.content import load
from robot.fitting import logistic
from robot.fitting.cry_sentences import dangers, for_the_judge, near_misses
from robot.fitting.cry_sentences import ordinary as ordinary_sentences
from robot.fitting.misheard import Mishearing
from robot.fitting.questions import FOLDER, TUNING, Question, read
from robot.nlu.danger.judge import PARAMETERS, SIGNS, DangerJudge
from robot.nlu.index.embedding import Embedder
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.scoring import Doubles
from robot.nlu.understand import Understander
from robot.snapshot import VECTORS
from robot.yaml_source import parse

FILES = (FOLDER / "emergencies-dev.yaml", FOLDER / "emergencies-fit.yaml")
FALSE_ALARMS, ASKED = 0.004, 0.012
"""Shares of ordinary sentences."""
_NEARER_TO_RECALL, _ASKED_BELOW = 0.6, 0.5
"""The limit of alarm lies between the two limits that these shares give, nearer to the lower; the visitor is asked from
half as far below it. Set before anything held out was measured: missing somebody costs more than a false alarm."""
_SHARES = (0.0, 0.2, 0.4)
_CALM_SHARES = (0.0, 0.0, 0.25)
_FOLDS = 5
_L2 = 1e-3
_SEED = 11


@dataclass(frozen=True, slots=True)
class Examples:
    """`signs` (n, SIGNS), `cries` (n,), `ordinary` (n,): it is a question for tuning; `sentences` (n,) numbers them."""

    signs: Doubles
    cries: npt.NDArray[np.bool_]
    ordinary: npt.NDArray[np.bool_]
    sentences: npt.NDArray[np.int64]


def asked(
    judge: DangerJudge,
    index: PhrasingIndex,
    questions: Iterable[Question],
    with_meaning: bool,
    paths: Sequence[Path] = FILES,
) -> Examples:
    """The examples, asked of `index`. Without meaning the embeddings are left out."""
    mishearing = Mishearing(index.texts, _SEED)
    known = [parse(path).data for path in paths]
    cries = [text for data in known for texts in data["cries"].values() for text in texts]
    cries += [question.ask for question in questions if question.kind == "emergency"]
    ordinary = {question.ask for question in questions if question.kind != "emergency"}
    cries += [text for text, _ in dangers() if for_the_judge(text)]
    near = [text for text in near_misses() if for_the_judge(text)]
    ordinary |= {text for text in ordinary_sentences() if for_the_judge(text)} - set(near)
    calm = [*(text for data in known for text in data["near_misses"]), *near, *sorted(ordinary)]
    asked = [(text, True, share) for text in cries for share in _SHARES]
    asked += [(text, False, _CALM_SHARES[number % len(_CALM_SHARES)]) for number, text in enumerate(calm)]
    number_of = {text: number for number, text in enumerate(dict.fromkeys([*cries, *calm]))}
    rows = []
    for text, is_cry, share in asked:
        heard = mishearing.hear(text, share)
        query = index.prepare(heard, with_meaning)
        signs = judge.signs(heard, query, index.match(query), with_meaning)
        if signs is not None:
            rows.append((signs, is_cry, text in ordinary, number_of[text]))
    return Examples(
        np.stack([signs for signs, *_ in rows]), *(np.array(column) for column in tuple(zip(*rows, strict=True))[1:])
    )


def fit(examples: Examples, false_alarms: float = FALSE_ALARMS, asked: float = ASKED) -> tuple[Doubles, float, float]:
    """The weights, shape (SIGNS,), the limit of alarm, and how far below it the visitor is asked."""
    judged = np.zeros(len(examples.cries))
    for fold in range(_FOLDS):
        out = examples.sentences % _FOLDS == fold
        judged[out] = examples.signs[out] @ _logistic(examples.signs[~out], examples.cries[~out])
    calm = judged[examples.ordinary]
    limit = float(np.quantile(calm, 1 - false_alarms))
    doubt = limit - float(np.quantile(calm, 1 - false_alarms - asked))
    limit, doubt = limit - _NEARER_TO_RECALL * doubt, _ASKED_BELOW * doubt
    caught = (judged[examples.cries] >= limit).mean()
    for share, part in enumerate(_SHARES):
        of_share = judged[examples.cries][share :: len(_SHARES)]
        sys.stderr.write(f"{part:.0%} misheard: {(of_share >= limit).mean():.3f} caught\n")
    sys.stderr.write(f"{len(judged)} examples, {examples.cries.sum()} cries: {caught:.3f} caught, ")
    sys.stderr.write(f"{(judged[examples.cries] >= limit - doubt).mean():.3f} caught or asked\n")
    return _logistic(examples.signs, examples.cries), limit, doubt


def _logistic(signs: Doubles, cries: npt.NDArray[np.bool_]) -> Doubles:
    weight = np.where(cries, 0.5 / max(1, cries.sum()), 0.5 / max(1, (~cries).sum()))
    return logistic.fit(signs, cries.astype(np.float64), weight, _L2)


def write(path: Path, fitted: Sequence[tuple[str, Doubles, float, float]]) -> None:
    """Write judge.toml; `fitted` are (table, weights, limit, doubt), with meaning first."""
    lines = ["# Fitted by `python3 main.py bench --fit`; see judge.py. Do not edit the weights by hand."]
    for table, weights, *_ in fitted:
        lines += ["", f"[{table}]", *(f"{name} = {value:.4f}" for name, value in zip(SIGNS, weights, strict=True))]
    lines += ["", "# Log-odds from which it is an emergency, and how far below the visitor is asked", "[limits]"]
    for name, (_, _, limit, doubt) in zip(("", "_without"), fitted, strict=True):
        lines += [f"alarm{name} = {limit:.4f}", f"doubt{name} = {doubt:.4f}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Fit the judge on the shipped content and write it."""
    content = load.load()
    embedder = Embedder.load()
    if embedder is None:
        raise SystemExit("no sentence embeddings on this machine: nothing is fitted without them")
    understander = Understander(content, embedder, VECTORS)
    index = understander.index
    tuning = [question for path in TUNING for question in read(path)]
    judge = DangerJudge(content, index)
    tables = [
        (table, *fit(asked(judge, index, tuning, with_meaning)))
        for table, with_meaning in (("with_meaning", True), ("without_meaning", False))
    ]
    write(PARAMETERS, tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
