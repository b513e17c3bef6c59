"""Tests beside the content: questions with the entry that should answer, or must not (tests/content/<topic>.yaml).

A question passes when its entry comes first, answered or asked back; `not` passes when that entry does not answer it
straight away. What changed against the last run is told: after an edit, that is what an editor wants to know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from robot import reasons
from robot.errors import ContentError
from robot.nlu.understand import Understander
from robot.turn import Transcript, Understanding
from robot.yaml_source import YamlProblem, parse


class Question(BaseModel):
    """One line: `{ask: …, id: …}` or `{ask: …, not: …}`. `id: ""` is what nothing answers."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    ask: str = Field(min_length=1)
    id: str | None = None
    must_not: str | None = Field(None, alias="not")


class TestFile(BaseModel):
    """tests/content/<topic>.yaml"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a question; `got` is the entry that came first, "" for none."""

    file: str
    question: Question
    passed: bool
    got: str

    @property
    def key(self) -> str:
        """Names the question from run to run."""
        return f"{self.file}: {self.question.ask} {self.question.id or self.question.must_not or ''}"


@dataclass(frozen=True, slots=True)
class Changes:
    """Against the last run: what passes now and did not, what fails now and did not."""

    better: tuple[Result, ...]
    worse: tuple[Result, ...]


def is_test_file(path: Path) -> bool:
    """Whether `path` holds such questions, not conversations."""
    try:
        data = parse(path).data
    except (OSError, YamlProblem):
        return False
    return isinstance(data, dict) and "questions" in data


def read(path: Path) -> TestFile:
    """The questions of a file. Raises ContentError with file and line when it is none."""
    try:
        source = parse(path)
        return TestFile.model_validate(source.data)
    except YamlProblem as problem:
        where = f"{path}:{problem.line}:{problem.column}"
        raise ContentError("scenarios.no_questions", where=where, reason=problem.chinese) from None
    except ValidationError as error:
        first = error.errors()[0]
        line, column = source.position(first["loc"])
        raise ContentError(
            "scenarios.no_questions", where=f"{path}:{line}:{column}", reason=reasons.chinese(first)
        ) from None
    except OSError as error:
        raise ContentError("scenarios.no_questions", where=path, reason=type(error).__name__) from None


def run(understander: Understander, files: Iterable[Path]) -> list[Result]:
    """Ask every question of `files`."""
    return [
        _result(path.name, question, understander.understand(Transcript(question.ask)))
        for path in files
        for question in read(path).questions
    ]


def _result(file: str, question: Question, meant: Understanding) -> Result:
    answered = meant.tier != "fallback"
    got = (meant.candidates[0].id if meant.candidates else meant.id or "") if answered else ""
    passed = True
    if question.id is not None:
        passed = got == question.id
    if question.must_not is not None and meant.tier not in {"clarify", "fallback"}:
        passed = passed and meant.id != question.must_not
    return Result(file, question, passed, got)


def changes(results: Sequence[Result], last: Path) -> Changes:
    """Compared with the run that `last` remembers; remembers this one. An unreadable file remembers nothing."""
    try:
        before: Mapping[str, bool] = json.loads(last.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    found = Changes(
        tuple(each for each in results if each.passed and before.get(each.key) is False),
        tuple(each for each in results if not each.passed and before.get(each.key) is True),
    )
    last.parent.mkdir(parents=True, exist_ok=True)
    now = {**before, **{each.key: each.passed for each in results}}
    last.write_text(json.dumps(now, ensure_ascii=False, indent=0), encoding="utf-8")
    return found
