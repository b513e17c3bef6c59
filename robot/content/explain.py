"""Why an entry is refused, told to the person who wrote it: pydantic's details become faults with their mend."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from robot import reasons
from robot.content.everyday import called, key_named
from robot.content.fields import Entry
from robot.yaml_source import Source

Location = tuple[int | str, ...]
_KINDS = {
    "string_type": "no_text",
    "string_too_short": "empty_text",
    "tuple_type": "no_list_value",
    "date_from_datetime_parsing": "no_date",
    "date_parsing": "no_date",
    "date_type": "no_date",
    "braces": "bad_braces",
    "times": "bad_times",
    "days": "bad_days",
    "bool_parsing": "no_yes_no",
    "bool_type": "no_yes_no",
}
_NUMBERED = re.compile(r"^\s*(?:\d+[.、．)）]|[（(]\d+[)）]|[•·●○◆■▪✓*])")
_WIDE_BRACKETS = ("【", "［", "〔", "（", "(")


@dataclass(frozen=True, slots=True)
class Fault:
    """A message of robot/messages/content.toml, and where it belongs."""

    at: tuple[int, int]
    key: str
    params: Mapping[str, object] = field(default_factory=dict)


def explained(error: ValidationError, source: Source, model: type[BaseModel], at: Location) -> Iterator[Fault]:
    """The faults of what stands at `at`. A key that is missing because it is there under another name is told once."""
    details = error.errors()
    known = known_keys(model)
    meant = {
        (*detail["loc"][:-1], meant_key(str(detail["loc"][-1]), known))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        if detail["type"] != "missing" or detail["loc"] not in meant:
            yield _fault(detail, source, known, (*at, *detail["loc"]))


def _fault(detail: ErrorDetails, source: Source, known: Sequence[str], at: Location) -> Fault:
    kind, key = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return Fault(source.position(at), "content.missing_key", {"field": key})
    if kind == "extra_forbidden":
        return unknown_key(source, at, known)
    return Fault(source.position(at), *_value(detail, key, _shown(at)))


def unknown_key(source: Source, at: Location, known: Sequence[str]) -> Fault:
    """A key that stands at `at` and is none of `known`."""
    key = str(at[-1])
    near = meant_key(key, known)
    here = source.key_position(at)
    if not near:
        return Fault(here, "content.strange_key", {"field": key, "known": "、".join(dict.fromkeys(known))})
    message = "content.unknown_key" if key.isascii() and key.lower() != near else "content.key_in_words"
    return Fault(here, message, {"field": key, "near": near})


def _value(detail: ErrorDetails, key: str, shown: str) -> tuple[str, dict[str, object]]:
    kind, given = detail["type"], detail["input"]
    told: dict[str, object] = {"field": shown, "reason": reasons.chinese(detail), "given": given}
    if given is None:
        return "content.empty_text", told
    if kind == "string_type" and isinstance(given, dict):
        return "content.colon_inside", told
    if kind == "string_pattern_mismatch":
        told["given"] = str(given).strip("“”\"'")
        return ("content.bad_article", told) if key == "article" else ("content.bad_id", told | {"near": new_id(given)})
    if kind == "tuple_type" and isinstance(given, str):
        if given.startswith(_WIDE_BRACKETS):
            return "content.wide_brackets", told
        if " - " in given:
            return "content.first_dash", told | {"first": given.split(" - ")[0][:12]}
        if found := _NUMBERED.match(given):
            return "content.numbered", told | {"mark": found[0].strip()}
    if kind == "literal_error":
        return "content.one_of", told | {"known": _choices(detail)}
    return f"content.{_KINDS.get(kind, 'bad_value')}", told


def _choices(detail: ErrorDetails) -> str:
    """What may be written, each with the word that people have for it."""
    expected = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    return "、".join(f"{value}（{word}）" if (word := called(value)) else value for value in expected)


def _shown(at: Location) -> str:
    """A place in a file as its keys: without the list that the entry stands in."""
    inside = at[2:] if len(at) > 2 and isinstance(at[1], int) else at
    return ".".join(str(part) for part in inside if not isinstance(part, int)) or str(at[0] if at else "")


def meant_key(key: str, known: Sequence[str]) -> str:
    """Which of `known` somebody meant by `key`; empty when that cannot be seen."""
    named = key_named(key)
    if named in known:
        return named or ""
    near = difflib.get_close_matches(key.strip("*_ ").lower(), known, n=1, cutoff=0.5)
    return near[0] if near else ""


def new_id(given: object) -> str:
    """An id that looks like what was written: small letters and digits, with hyphens."""
    text = str(given).strip("“”\"'‘’ ")
    if not text.isascii():
        from pypinyin import Style, lazy_pinyin

        text = "-".join(lazy_pinyin(text, style=Style.NORMAL))
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text).lower()).strip("-")[:40].strip("-")
    return plain if plain[:1].isalpha() else f"n-{plain}".strip("-")


def known_keys(model: type[BaseModel], deep: bool = True) -> list[str]:
    """The keys of a model and, where that is wanted, of what is in it."""
    keys = []
    for name, info in model.model_fields.items():
        keys.append(info.alias or name)
        for inner in getattr(info.annotation, "__args__", ()) if deep else ():
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                keys += known_keys(inner)
    return keys


@cache
def all_keys() -> frozenset[str]:
    """The keys of everything that the files may hold."""
    return frozenset(key for model in _below(Entry) for key in known_keys(model, False))


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _below(each)
