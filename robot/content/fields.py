"""What entries of the YAML files are made of: an immutable block, and texts with known braces."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from robot.content.everyday import written_day, written_yes_no
from robot.content.telephones import written_phone

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = tuple[Text, ...]
Day = Annotated[datetime.date, BeforeValidator(written_day)]
YesNo = Annotated[bool, BeforeValidator(written_yes_no)]
Phone = Annotated[str, BeforeValidator(written_phone)]
T = TypeVar("T", bound=str)


def _id_in(name: str) -> AfterValidator:
    """Makes names ids, as the context of a validation has them under `name`."""

    def id_of(value: str, info: ValidationInfo) -> str:
        ids: Mapping[str, str] = (info.context or {}).get(name, {})
        return ids.get(value, value)

    return AfterValidator(id_of)


PLACES, SERVICES = "places", "services"
"""In the context of a validation: ids of the hall's places by their names, and by what is done there besides; ids of
services by their names."""
Window = Annotated[str, _id_in(PLACES)]
"""A place of the hall, by its id or a name; what a window does besides has that window's id."""
ServiceName = Annotated[str, _id_in(SERVICES)]
"""A service, by its id or a name."""


def with_braces(*names: str) -> AfterValidator:
    """Refuses braces that are open, or hold a word that is none of `names` (`phone_`: all that begin so)."""
    return AfterValidator(_braces_checked(names))


def each_with_braces(*names: str) -> AfterValidator:
    """The same of every one of several texts."""
    check = _braces_checked(names)
    return AfterValidator(lambda texts: tuple(map(check, texts)))


def _braces_checked(names: tuple[str, ...]) -> Callable[[str], str]:
    known = " ".join(f"{{{name}}}" for name in names) or "-"

    def checked(text: str) -> str:
        try:
            written = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError:
            raise PydanticCustomError(
                "braces", "braces: {written} ({known})", {"written": "{", "known": known}
            ) from None
        for name in written:
            if name not in names and not ("phone_" in names and name.startswith("phone_")):
                raise PydanticCustomError(
                    "braces", "braces: {written} ({known})", {"written": f"{{{name}}}", "known": known}
                )
        return text

    return checked


def _several(given: object) -> object:
    return (given,) if isinstance(given, str) else given


Variants = Annotated[Texts, BeforeValidator(_several), Field(min_length=1)]
"""The same thing in several wordings, so that nobody hears one twice; one alone may be written as a text."""
HALL_FACTS = ("hall", "hours", "address", "phone_")
Plain = Annotated[Text, with_braces()]
OfHall = Annotated[Text, with_braces(*HALL_FACTS)]
OfDistance = Annotated[Text, with_braces("distance")]
OfPlace = Annotated[Text, with_braces("place")]
OfPlaces = Annotated[Text, with_braces("places")]
OfFloor = Annotated[Text, with_braces("floor")]
OfStep = Annotated[Text, with_braces("step")]


class Entry(BaseModel):
    """A block of YAML: immutable, and no key that is not listed."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)
