"""YAML files -> one immutable `Content`, and the list of what is wrong in them.

One bad entry costs that entry, one bad file costs that file: the robot goes on with the rest. What counts as an
error is the same for the running robot and for `check`; only what follows from it differs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from robot import messages, paths, reasons
from robot.content import schema
from robot.content.emergency_minimum import minimum
from robot.content.facts import filled, hall_facts, place_ids
from robot.content.matters import Matter
from robot.content.opening import Opening
from robot.content.prompts import DEFAULT_PROMPTS
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.yaml_source import Problem, Source, YamlProblem, parse

M = TypeVar("M", bound=BaseModel)


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Faq:
    """An FAQ entry with the topic of its file."""

    topic: str
    entry: schema.FaqEntry


@dataclass(frozen=True, slots=True)
class Where:
    """Where an entry stands: for messages about parts of it."""

    path: Path
    source: Source
    location: tuple[int | str, ...]

    def position(self, *at: int | str) -> tuple[int, int]:
        """Line and column (from 1) of the part `at` of the entry."""
        return self.source.position((*self.location, *at))


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the robot knows and understands. Maps are by id, in file order."""

    prompts: schema.Prompts
    faq: Mapping[str, Faq] = field(default_factory=_empty)
    services: Mapping[str, schema.Service] = field(default_factory=_empty)
    matters: Mapping[str, Matter] = field(default_factory=_empty)
    offices: Mapping[str, schema.Office] = field(default_factory=_empty)
    hall: schema.Hall | None = None
    opening: Opening | None = None
    people: schema.PeopleFile | None = None
    stations: schema.StationsFile | None = None
    lexicon: Mapping[str, str] = field(default_factory=_empty)
    commands: Mapping[str, schema.Command] = field(default_factory=_empty)
    smalltalk: Mapping[str, schema.SmallTalk] = field(default_factory=_empty)
    emergencies: Mapping[str, schema.Emergency] = field(default_factory=_empty)
    navigation: schema.Navigation | None = None
    out_of_scope: tuple[str, ...] = ()
    topics: Mapping[str, schema.TopicWords] = field(default_factory=_empty)
    directions: schema.Directions | None = None
    follow_up: schema.FollowUps | None = None
    problems: tuple[Problem, ...] = ()
    where: Mapping[str, Where] = field(default_factory=_empty)
    facts: Mapping[str, str] = field(default_factory=_empty)
    """What names in brackets stand for in texts."""
    unread: frozenset[str] = frozenset()
    """Ids of entries that are there and could not be read: what points to them points to something."""

    def place(self, place_id: str) -> schema.Place | None:
        """The place called `place_id`, or None."""
        places = self.hall.places if self.hall else ()
        return next((place for place in places if place.id == place_id), None)

    def person(self, person_id: str) -> schema.Person | None:
        """The person of the directory called `person_id`, or None."""
        people = self.people.people if self.people else ()
        return next((person for person in people if person.id == person_id), None)


class _Collector:
    """Reads files, keeps what is valid, and notes what is not with its place in the file."""

    def __init__(self, knowledge: Path, intents: Path, as_written: bool) -> None:
        self.knowledge, self.intents = knowledge, intents
        self.facts: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._as_written = as_written
        self.problems: list[Problem] = []
        self.where: dict[str, Where] = {}
        self.unread: set[str] = set()
        self._sources: dict[Path, Source | None] = {}
        hall = self.source(knowledge / "hall.yaml")
        if hall is not None and not as_written:
            self.facts, self._ids = hall_facts(hall.data), place_ids(hall.data)

    def source(self, path: Path) -> Source | None:
        """A file as it is read: with the hall's facts in its texts, but for `as_written`."""
        if path not in self._sources:
            source = self._read(path)
            if source is not None and self.facts:
                source = replace(source, data=filled(source.data, self.facts, self._ids))
            self._sources[path] = source
        return self._sources[path]

    def _read(self, path: Path) -> Source | None:
        try:
            source = parse(path)
        except FileNotFoundError:
            self.note(path, (1, 1), "content.missing_file")
        except OSError as error:
            self.note(path, (1, 1), "content.unreadable", reason=type(error).__name__)
        except YamlProblem as problem:
            self._no_yaml(path, problem)
            self.unread |= _ids_in(path)
        else:
            if isinstance(source.data, dict):
                return source
            self.note(path, (1, 1), "content.no_mapping")
        return None

    def _no_yaml(self, path: Path, problem: YamlProblem) -> None:
        what = messages.zh("content.no_yaml.what", reason=problem.what)
        mend = problem.mend or messages.zh("content.no_yaml.mend")
        self.problems.append(Problem(_shown(path), problem.line, problem.column, what, mend))

    def note(self, path: Path, at: tuple[int, int], key: str, **params: object) -> None:
        what, mend = messages.zh(f"{key}.what", **params), messages.zh(f"{key}.mend", **params)
        self.problems.append(Problem(_shown(path), at[0], at[1], what, mend))

    def remember(self, name: str, source: Source, location: tuple[int | str, ...]) -> None:
        self.where[name] = Where(_shown(source.path), source, location)

    def whole(self, path: Path, model: type[M]) -> M | None:
        """The whole file as one `model`."""
        source = self.source(path)
        if source is None:
            return None
        self.remember(path.stem, source, ())
        return self._validated(source, model, source.data, ())

    def each(self, path: Path, key: str, model: type[M]) -> Iterator[tuple[M, Source, tuple[int | str, ...]]]:
        """The valid items of the list under `key`, each with where it stands; other keys of the file are refused."""
        source = self.source(path)
        if source is None:
            return
        for other in source.data:
            if other not in (key, "topic"):
                self.note(path, source.key_position((other,)), "content.unknown_key", field=other, near=key)
        items = source.data.get(key)
        if not isinstance(items, list):
            self.note(path, source.position((key,)), "content.no_list", field=key)
            return
        for index, item in enumerate(items):
            valid = self._validated(source, model, item, (key, index))
            if valid is not None:
                yield valid, source, (key, index)
            elif isinstance(item, dict):
                self.unread.add(str(item.get("id")))

    def _validated(self, source: Source, model: type[M], data: Any, at: tuple[int | str, ...]) -> M | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                location = (*at, *detail["loc"])
                key = str(detail["loc"][-1]) if detail["loc"] else ""
                self._explain(source, model, location, detail["type"], reasons.chinese(detail), key)
            return None

    def _explain(
        self, source: Source, model: type[BaseModel], at: tuple[int | str, ...], kind: str, message: str, key: str
    ) -> None:
        position = source.position(at)
        if kind == "missing":
            self.note(source.path, position, "content.missing_key", field=key)
        elif kind == "extra_forbidden":
            near = difflib.get_close_matches(key, _known_keys(model), n=1, cutoff=0.3)
            here = source.key_position(at)
            self.note(source.path, here, "content.unknown_key", field=key, near=near[0] if near else "-")
        else:
            shown = ".".join(str(part) for part in at if not isinstance(part, int))
            self.note(source.path, position, f"content.{_REASONS.get(kind, 'bad_value')}", field=shown, reason=message)

    def by_id(self, path: Path, key: str, model: type[M]) -> Mapping[str, M]:
        found: dict[str, M] = {}
        for item, source, at in self.each(path, key, model):
            item_id: str = item.id  # type: ignore[attr-defined]
            if item_id in found:
                self.note(path, source.position(at), "content.twice", id=item_id)
                continue
            found[item_id] = item
            self.remember(f"{path.stem}:{item_id}", source, at)
        return MappingProxyType(found)


def _ids_in(path: Path) -> set[str]:
    """The ids that a file without a readable structure names, as far as they can be seen."""
    text = path.read_bytes().decode("utf-8", errors="ignore")
    return set(re.findall(r"^[\s{-]*id\s*[:：]\s*[\"']?([a-z][a-z0-9-]*)", text, re.MULTILINE))


_REASONS = {
    "string_type": "no_text",
    "string_too_short": "empty_text",
    "tuple_type": "no_list_value",
    "date_from_datetime_parsing": "no_date",
    "date_parsing": "no_date",
    "date_type": "no_date",
    "string_pattern_mismatch": "bad_pattern",
    "braces": "bad_braces",
    "times": "bad_times",
    "days": "bad_days",
}


def _known_keys(model: type[BaseModel]) -> list[str]:
    keys = list(model.model_fields)
    for info in model.model_fields.values():
        for inner in getattr(info.annotation, "__args__", ()):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                keys += _known_keys(inner)
    return keys


def _shown(path: Path) -> Path:
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def load(knowledge: Path | None = None, intents: Path | None = None, as_written: bool = False) -> Content:
    """Read all content. What is wrong is in `Content.problems`; everything else is there. `as_written`: texts name the
    hall's facts in brackets, as their files do.

    Raises ContentError only when there is nothing to work with: no knowledge and no intents at all.
    """
    collect = _Collector(knowledge or paths.KNOWLEDGE, intents or paths.INTENTS, as_written)
    k, i = collect.knowledge, collect.intents
    if not k.is_dir() and not i.is_dir():
        raise ContentError("content.nothing", knowledge=k, intents=i)
    return replace(
        _content(collect),
        problems=tuple(collect.problems),
        where=MappingProxyType(collect.where),
        unread=frozenset(collect.unread),
        facts=MappingProxyType(collect.facts),
    )


def _content(collect: _Collector) -> Content:
    k, i = collect.knowledge, collect.intents
    lexicon = collect.whole(k / "lexicon.yaml", schema.Lexicon)
    must_not = collect.whole(i / "must-not-match.yaml", schema.MustNotMatch)
    topics = collect.whole(k / "topics.yaml", schema.TopicsFile)
    opening, follow_up, offices = k / "opening.yaml", i / "follow-up.yaml", k / "offices.yaml"
    return Content(
        faq=_faq(collect),
        services=collect.by_id(k / "services.yaml", "services", schema.Service),
        matters=_matters(collect),
        offices=collect.by_id(offices, "offices", schema.Office) if offices.exists() else _empty(),
        hall=collect.whole(k / "hall.yaml", schema.Hall),
        opening=collect.whole(opening, Opening) if opening.exists() else None,
        people=collect.whole(k / "people.yaml", schema.PeopleFile),
        stations=collect.whole(k / "stations.yaml", schema.StationsFile),
        lexicon=MappingProxyType(dict(lexicon.everyday)) if lexicon else _empty(),
        commands=collect.by_id(i / "commands.yaml", "commands", schema.Command),
        smalltalk=collect.by_id(i / "smalltalk.yaml", "smalltalk", schema.SmallTalk),
        emergencies=collect.by_id(i / "emergencies.yaml", "emergencies", schema.Emergency)
        or MappingProxyType({emergency.id: emergency for emergency in minimum()}),
        navigation=collect.whole(i / "navigation.yaml", schema.Navigation),
        out_of_scope=must_not.out_of_scope if must_not else (),
        topics=MappingProxyType(dict(topics.topics)) if topics else _empty(),
        prompts=collect.whole(i / "prompts.yaml", schema.Prompts) or _default_prompts(),
        directions=collect.whole(i / "directions.yaml", schema.Directions),
        # A hall's own content may be older than this file; without it nothing is asked on.
        follow_up=collect.whole(follow_up, schema.FollowUps) if follow_up.exists() else None,
    )


def _faq(collect: _Collector) -> Mapping[str, Faq]:
    found: dict[str, Faq] = {}
    folder = collect.knowledge / "faq"
    files = sorted(folder.glob("*.y*ml"))
    if not files:
        collect.note(folder, (1, 1), "content.no_faq")
    for path in files:
        source = collect.source(path)
        if source is None:
            continue
        topic = source.data.get("topic")
        if topic not in TOPICS:
            near = difflib.get_close_matches(str(topic), TOPICS, n=1, cutoff=0.0)
            collect.note(
                path,
                source.position(("topic",)),
                "content.unknown_topic",
                topic=topic,
                near=near[0] if near else TOPICS[0],
            )
            continue
        for entry, _, at in collect.each(path, "entries", schema.FaqEntry):
            if entry.id in found:
                collect.note(path, source.position(at), "content.twice", id=entry.id)
                continue
            found[entry.id] = Faq(topic, entry)
            collect.remember(f"faq:{entry.id}", source, at)
    return MappingProxyType(found)


def _matters(collect: _Collector) -> Mapping[str, Matter]:
    """A hall's own content may be older than matters: then there are none."""
    found: dict[str, Matter] = {}
    for path in sorted((collect.knowledge / "matters").glob("*.y*ml")):
        matter = collect.whole(path, Matter)
        if matter is None:
            continue
        if matter.id in found:
            collect.note(path, (1, 1), "content.twice", id=matter.id)
            continue
        found[matter.id] = matter
        source = collect.source(path)
        if source is not None:
            collect.remember(f"matter:{matter.id}", source, ())
    return MappingProxyType(found)


def _default_prompts() -> schema.Prompts:
    """What the robot says when intents/prompts.yaml cannot be used."""
    return schema.Prompts.model_validate(parse(DEFAULT_PROMPTS).data)
