"""Changes to the content that are checked before they stay: what would break a file is taken back, and said."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pypinyin import Style, lazy_pinyin

from robot import paths, reasons
from robot.content import load
from robot.content.check import check
from robot.content.load import Content, Where
from robot.content.schema import FaqEntry
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.workbench import whole
from robot.workbench.yaml_editor import YamlFile
from robot.yaml_source import Problem

KEYS = tuple(FaqEntry.model_fields)
"""The keys of an entry in the order in which they are written."""
_LONGEST_ID = 40


def faq_path(topic: str) -> Path:
    """The file of a topic. Raises ContentError when there is no such topic."""
    if topic not in TOPICS:
        raise ContentError("workbench.no_topic", topic=topic, topics=" ".join(TOPICS))
    return paths.KNOWLEDGE / "faq" / f"{topic}.yaml"


class Refused(ContentError):
    """A change that was taken back; carries the faults that it would have made, and the content with them."""

    def __init__(self, problems: Sequence[Problem], content: Content) -> None:
        self.problems, self.content = tuple(problems), content
        first = f"{problems[0].what}，{problems[0].mend}" if problems else "-"
        super().__init__("workbench.refused", first=first, count=len(problems))

    def location(self, problem: Problem) -> tuple[str, str]:
        """The id of the FAQ entry that a problem is in, and the key within it; empty where it is in none."""
        sources = (where.source for name, where in self.content.where.items() if _is_faq(name, where, problem))
        source = next(sources, None)
        at = source.location_at(problem.line, problem.column) if source else ()
        if source is None or len(at) < 2 or at[0] != "entries":
            return "", ""
        return str(source.data["entries"][at[1]].get("id", "")), str(at[2]) if len(at) > 2 else ""


def _is_faq(name: str, where: Where, problem: Problem) -> bool:
    return name.startswith("faq:") and where.path == problem.path


@contextmanager
def checked(*files: Path, keep: bool = True) -> Iterator[None]:
    """Within it `files` may be changed; when the content then has a fault that it had not before, they are as before.

    Raises Refused, which has the new faults; with `keep` false always, to see what faults there would be.
    """
    before = {path: path.read_bytes() for path in files if path.exists()}
    known = {_fault(problem) for problem in _problems(load.load())}
    try:
        yield
        content = load.load()
        new = [problem for problem in _problems(content) if _fault(problem) not in known]
        if new or not keep:
            raise Refused(new, content)
    except BaseException:
        for path in files:
            if path not in before:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != before[path]:
                whole.write(path, before[path])
        raise


def _problems(content: Content) -> list[Problem]:
    return check(content, datetime.date.today(), None, None)


def _fault(problem: Problem) -> tuple[str, str]:
    return str(problem.path), problem.what


def put_faq(topic: str, values: Mapping[str, Any]) -> FaqEntry:
    """Add an FAQ entry to its topic's file, or change the one with its id. Raises ContentError when it is no entry."""
    try:
        entry = FaqEntry.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "-"
        raise ContentError("workbench.bad_entry", field=field, reason=reasons.chinese(first)) from None
    file = YamlFile(faq_path(topic))
    file.put("entries", in_order({**values, "review": entry.review}), KEYS)
    file.save()
    return entry


def in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry has of `values`, its id first: as people write entries."""
    return {key: values[key] for key in KEYS if values.get(key) not in (None, "", [])}


def new_id(content: Content, topic: str, question: str, given: Container[str] = ()) -> str:
    """An id that nobody has to think of: the topic's usual first word and the question's initials in pinyin.

    `given` are ids that are taken although the content does not have them yet.
    """
    own = [faq_id for faq_id, faq in content.faq.items() if faq.topic == topic]
    first = own[0].split("-")[0] if own else "faq"
    syllables = [part for part in lazy_pinyin(question, style=Style.FIRST_LETTER, errors="ignore") if part.isascii()]
    stem = f"{first}-{''.join(syllables).lower()[:_LONGEST_ID] or 'new'}"
    number, found = 2, stem
    while found in content.faq or found in content.unread or found in given:
        found, number = f"{stem}-{number}", number + 1
    return found
