"""Whose sentence is it: one sentence may stand in one entry only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from robot import messages
from robot.content.check import check
from robot.content.facts import text
from robot.content.load import Content, Faq, Where
from robot.content.said import bare, said
from robot.content.schema import FaqEntry
from robot.yaml_source import Source

_FAR = datetime.date.max


@dataclass(slots=True)
class Taken:
    """Sentences and the entries that have them."""

    owners: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(content: Content, without: Iterable[str] = ()) -> Taken:
        """The sentences of `content`, but those of the FAQ entries `without`."""
        left_out = {f"faq:{entry_id}" for entry_id in without}
        taken = Taken()
        for sentence in said(content):
            if sentence.owner not in left_out:
                taken.add(sentence.text, _named(content, sentence.owner, sentence.id))
        return taken

    def add(self, text: str, owner: str) -> None:
        """`text` belongs to `owner`, when it is nobody's yet."""
        if bare(text):
            self.owners.setdefault(bare(text), owner)

    def owner(self, text: str) -> str | None:
        """Whose sentence `text` is; None when it is nobody's."""
        return self.owners.get(bare(text))


def _named(content: Content, owner: str, entry_id: str) -> str:
    if owner.startswith("faq:"):
        return f"“{content.faq[entry_id].entry.question}”（{entry_id}）"
    return entry_id or messages.zh("content.refused")


def draft_faults(content: Content, question: str, spoken: str = "") -> list[str]:
    """What the checks of the content find wrong in a question or an answer that stands in no file yet."""
    blank = messages.zh("workbench.new.blank")
    spoken = text(spoken, content.facts)
    entry = FaqEntry.model_validate(
        {"id": "draft", "question": question or blank, "phrasings": (), "spoken": spoken or blank, "shown": blank}
        | {"review": _FAR}
    )
    alone = Content(
        prompts=content.prompts,
        people=content.people,
        facts=content.facts,
        faq=MappingProxyType({entry.id: Faq("", entry)}),
        where=MappingProxyType({"faq:draft": Where(Path(), Source(Path(), {}), ())}),
    )
    return [f"{problem.what}，{problem.mend}" for problem in check(alone, datetime.date.today(), None, None)]
