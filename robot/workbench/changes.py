"""Changes to the content that are checked before they stay: what would break a file is taken back, and said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pypinyin import Style, lazy_pinyin

from robot import paths, reasons
from robot.content import load
from robot.content.check import check
from robot.content.load import Content
from robot.content.schema import FaqEntry
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.workbench.yaml_editor import YamlFile

_LONGEST_ID = 40


def faq_path(topic: str) -> Path:
    """The file of a topic. Raises ContentError when there is no such topic."""
    if topic not in TOPICS:
        raise ContentError("workbench.no_topic", topic=topic, topics=" ".join(TOPICS))
    return paths.KNOWLEDGE / "faq" / f"{topic}.yaml"


@contextmanager
def checked(*files: Path) -> Iterator[None]:
    """Within it `files` may be changed; when the content then has a fault that it had not before, they are as before.

    Raises ContentError that names the first new fault.
    """
    before = {path: path.read_bytes() for path in files if path.exists()}
    known = {_fault(problem) for problem in _problems()}
    try:
        yield
        new = [problem for problem in _problems() if _fault(problem) not in known]
        if new:
            raise ContentError("workbench.refused", first=new[0], count=len(new))
    except BaseException:
        for path in files:
            if path in before:
                path.write_bytes(before[path])
            else:
                path.unlink(missing_ok=True)
        raise


def _problems() -> list[Any]:
    return check(load.load(), datetime.date.today(), None, None)


def _fault(problem: Any) -> tuple[str, str]:
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
    given = {
        key: value for key, value in values.items() if key in FaqEntry.model_fields and value not in (None, "", [])
    }
    file.put("entries", {**given, "review": entry.review})
    file.save()
    return entry


def new_id(content: Content, topic: str, question: str) -> str:
    """An id that nobody has to think of: the topic's usual first word and the question's initials in pinyin."""
    own = [faq_id for faq_id, faq in content.faq.items() if faq.topic == topic]
    first = own[0].split("-")[0] if own else "faq"
    syllables = [part for part in lazy_pinyin(question, style=Style.FIRST_LETTER, errors="ignore") if part.isascii()]
    stem = f"{first}-{''.join(syllables).lower()[:_LONGEST_ID] or 'new'}"
    number, found = 2, stem
    while found in content.faq:
        found, number = f"{stem}-{number}", number + 1
    return found
