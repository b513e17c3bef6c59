"""What knowledge/matters/*.yaml may hold: families of entries, what people tell and ask on about them.

A matter is a checklist, not a flowchart: facts stand in it in any order and may be told at any time; what follows from
a fact is said when it is told. The entries say what is asked, the matter what comes after.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from robot.content.citation import CitationEntry
from robot.content.fields import Entry, Id, Text, Texts, Window, YesNo, with_braces

FactType = Literal["yes-no", "choice", "amount", "date", "length", "count", "relation", "place"]
Aspect = Literal["how-long", "cost", "bring", "where", "who", "by-when", "if-refused", "in-person", "order", "what-is"]
COMMONEST: tuple[Aspect, ...] = (*("how-long", "cost", "bring", "where", "who", "by-when", "if-refused", "in-person"),)
"""What people ask on about most: every entry answers these."""
ANY = "any"
"""The one value of a fact whose value is a number, a date or a place."""
OPEN: frozenset[FactType] = frozenset(("amount", "date", "length", "count", "place"))
OfValue = Annotated[Text, with_braces("value")]
Only = dict[Id, Annotated[Texts, Field(min_length=1)]]
"""For whom something holds: ids of facts of the matter, with the values that it holds for."""


class When(Entry):
    """What a fact changes in certain answers of its matter."""

    entries: Annotated[Texts, Field(min_length=1)]
    spoken: OfValue
    citations: tuple[CitationEntry, ...] = ()
    window: Window | None = None


class Value(Entry):
    """One value of a fact: how people say it, what it is called, what follows from it."""

    is_: Annotated[Text, Field(alias="is")]
    name: OfValue
    said: Annotated[Texts, Field(min_length=1)]
    spoken: OfValue
    citations: tuple[CitationEntry, ...] = ()
    window: Window | None = None
    when: tuple[When, ...] = ()


class Fact(Entry):
    """Something that visitors tell of their case. `key`: its answer changes what they should do, so it may be asked;
    `entries`: only while one of these is in hand; `only`: asked of these, and read in their words, only."""

    id: Id
    type: FactType
    ask: Text
    key: YesNo = False
    entries: Texts = ()
    only: Only = Field(default_factory=dict)
    values: Annotated[tuple[Value, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _values_fit_the_type(self) -> Fact:
        given = [value.is_ for value in self.values]
        if len(set(given)) < len(given):
            raise PydanticCustomError("values", "values: {given}", {"given": " ".join(given)})
        if self.type == "yes-no" and set(given) != {"yes", "no"}:
            raise PydanticCustomError("yes_no", "values: {given}", {"given": " ".join(given)})
        return self


class Point(Entry):
    """Something that visitors ask on. `entries`: only while one of these is in hand; `only`: for others its answer is
    wrong."""

    id: Id
    aspect: Aspect | None = None
    only: Only = Field(default_factory=dict)
    asks: Annotated[Texts, Field(min_length=1)]
    spoken: Text
    shown: str = ""
    citations: tuple[CitationEntry, ...] = ()
    entries: Texts = ()
    window: Window | None = None


class Matter(Entry):
    """knowledge/matters/<id>.yaml. The first of `entries` is the commonest. `general`: what it says (of evidence, of
    suing …) holds in every other matter too, and is looked up where that one has no words. `tells`: what somebody who
    asks an entry has told with it (fact -> value). `same`: a value of a fact -> the keys of other matters that say the
    same of the case (contract=no -> work-injury/contract=no)."""

    id: Id
    name: Text
    topic: Text
    window: Window = Field("w4", validate_default=True)
    entries: Texts = ()
    services: Texts = ()
    general: YesNo = False
    tells: dict[Id, dict[Id, Text]] = Field(default_factory=dict)
    same: dict[Text, Texts] = Field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    points: tuple[Point, ...] = ()
