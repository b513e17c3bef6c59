"""Fits robot/nlu/danger/judge.toml: when a sentence is an emergency. Part of `main.py bench --fit`.

Cries and near misses of tests/questions/emergencies-dev.yaml and emergencies-fit.yaml, and the questions for tuning,
which are no cries but for those marked; cries are asked clean and with 20 % and 40 % misheard, the others at one of
these shares in turn. Logistic regression, both classes weigh the same. The limit of alarm is where FALSE_ALARMS of the
questions for tuning raise one, in five-fold cross-validation over the sentences: as many cries are caught as that
allows. Below the limit the visitor is asked (robot/nlu/danger/judge.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.fitting import logistic
from robot.fitting.misheard import Mishearing
from robot.fitting.questions import FOLDER, Question
from robot.nlu.danger.judge import SIGNS, DangerJudge
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.scoring import Doubles
from robot.yaml_source import parse

FILES = (FOLDER / "emergencies-dev.yaml", FOLDER / "emergencies-fit.yaml")
FALSE_ALARMS = 0.015
_SHARES = (0.0, 0.2, 0.4)
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
    calm = [*(text for data in known for text in data["near_misses"]), *sorted(ordinary)]
    asked = [(text, True, share) for text in cries for share in _SHARES]
    asked += [(text, False, _SHARES[number % len(_SHARES)]) for number, text in enumerate(calm)]
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


def fit(examples: Examples, false_alarms: float = FALSE_ALARMS) -> tuple[Doubles, float]:
    """The weights, shape (SIGNS,), and the limit of alarm."""
    judged = np.zeros(len(examples.cries))
    for fold in range(_FOLDS):
        out = examples.sentences % _FOLDS == fold
        judged[out] = examples.signs[out] @ _logistic(examples.signs[~out], examples.cries[~out])
    limit = float(np.quantile(judged[examples.ordinary], 1 - false_alarms))
    return _logistic(examples.signs, examples.cries), limit


def _logistic(signs: Doubles, cries: npt.NDArray[np.bool_]) -> Doubles:
    weight = np.where(cries, 0.5 / max(1, cries.sum()), 0.5 / max(1, (~cries).sum()))
    return logistic.fit(signs, cries.astype(np.float64), weight, _L2)


def write(path: Path, fitted: Sequence[tuple[str, Doubles, float]]) -> None:
    """Write judge.toml; `fitted` are (table, weights, limit), with meaning first."""
    lines = ["# Fitted by `python3 main.py bench --fit`; see judge.py. Do not edit the weights by hand."]
    for table, weights, _ in fitted:
        lines += ["", f"[{table}]", *(f"{name} = {value:.4f}" for name, value in zip(SIGNS, weights, strict=True))]
    lines += ["", "# Log-odds from which it is an emergency", "[limits]"]
    lines += [f"{name} = {limit:.4f}" for name, (_, _, limit) in zip(("alarm", "alarm_without"), fitted, strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
