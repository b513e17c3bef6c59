"""Every sentence of the content that stands for something, and where it stands in its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from robot.content.load import Content
from robot.turn import Kind

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what it stands for. `owner` is a key of `Content.where`, `at` the place within it."""

    kind: Kind
    id: str
    text: str
    owner: str
    at: Location


def said(content: Content) -> Iterator[Said]:
    """All sentences, in the order of the files: questions, names, phrasings, and what nobody may answer."""
    for faq_id, faq in content.faq.items():
        yield Said("faq", faq_id, faq.entry.question, f"faq:{faq_id}", ("question",))
        yield from _listed("faq", faq_id, f"faq:{faq_id}", "phrasings", faq.entry.phrasings)
    for service_id, service in content.services.items():
        owner = f"services:{service_id}"
        yield Said("service", service_id, service.name, owner, ("name",))
        yield from _listed("service", service_id, owner, "names", service.names)
        yield from _listed("service", service_id, owner, "phrasings", service.phrasings)
    for command_id, command in content.commands.items():
        yield from _listed("command", command_id, f"commands:{command_id}", "phrasings", command.phrasings)
    for talk_id, talk in content.smalltalk.items():
        yield from _listed("smalltalk", talk_id, f"smalltalk:{talk_id}", "phrasings", talk.phrasings)
    for office_id, office in content.offices.items():
        yield from _listed("smalltalk", office_id, f"offices:{office_id}", "phrasings", office.phrasings)
    for danger_id, danger in content.emergencies.items():
        yield from _listed("emergency", danger_id, f"emergencies:{danger_id}", "phrasings", danger.phrasings)
    yield from _listed("fallback", "", "must-not-match", "out_of_scope", content.out_of_scope)


def _listed(kind: Kind, entry_id: str, owner: str, field: str, texts: Iterable[str]) -> Iterator[Said]:
    for number, text in enumerate(texts):
        yield Said(kind, entry_id, text, owner, (field, number))


def bare(text: str) -> str:
    """`text` without what is not said: two phrasings that differ only in it are the same."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def position(content: Content, sentence: Said) -> str:
    """FILE:LINE:COLUMN of a sentence."""
    where = content.where[sentence.owner]
    line, column = where.position(*sentence.at)
    return f"{where.path}:{line}:{column}"
