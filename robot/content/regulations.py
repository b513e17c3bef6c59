"""Regulations and judicial interpretations that answers rest on and the statute database does not hold, as models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from robot.content.citation import ArticleNumber
from robot.content.fields import Day, Entry, Plain, Text, Texts


class Regulation(Entry):
    """knowledge/regulations/*.yaml: the articles of one document that answers cite, word for word.

    `version`: the day on which this wording was issued; `source`: where it was copied from; `checked`: the day on which
    a second reader had compared it with the source, None: nobody has yet; `review`: the day by which somebody must look
    whether it still holds. `also`: what people call it (工伤条例).
    """

    name: Text
    also: Texts = ()
    issued_by: Text
    number: Text = ""
    version: Day
    effective: Day
    source: Text
    checked: Day | None = None
    review: Day
    articles: Annotated[Mapping[ArticleNumber, Plain], Field(min_length=1)]

    @property
    def named(self) -> str:
        """Who issued it and as what: 国务院 国务院令第586号."""
        return f"{self.issued_by} {self.number}".strip()
