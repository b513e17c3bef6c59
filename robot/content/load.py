"""YAML files -> one immutable `Content`, and the list of what is wrong in them.

One bad entry costs that entry, one bad file costs that file: the robot goes on with the rest. What counts as an
error is the same for the running robot and for `check`; only what follows from it differs.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from robot import paths
from robot.content import files, hall_schema, halls, intents_schema, schema
from robot.content.collect import Collector
from robot.content.collect import Where as Where
from robot.content.elsewhere import placed, sent_on
from robot.content.emergency_minimum import minimum
from robot.content.facts import without_brackets
from robot.content.matters import Matter
from robot.content.opening import Opening
from robot.content.prompts import DEFAULT_PROMPTS, FollowUps, Prompts, with_texts
from robot.content.reading import Readings
from robot.content.regulations import Regulation
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.yaml_source import Problem, Source, parse

M = TypeVar("M", bound=BaseModel)
_KNOWLEDGE = ("hall", "lexicon", "offices", "opening", "people", "services", "stations", "topics")
_INTENTS = (
    *("commands", "directions", "emergencies", "follow-up", "must-not-match", "navigation", "prompts", "smalltalk"),
)
_KNOWN = frozenset(f"{name}.yaml" for name in (*_KNOWLEDGE, *_INTENTS))
"""The files of which there is one."""
_OF_ANSWERS = frozenset(("topic", "entries"))
_FEWEST_OF_A_COPY = 2


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Faq:
    """An FAQ entry with the topic of its file."""

    topic: str
    entry: schema.FaqEntry


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the robot knows and understands. Maps are by id, in file order."""

    prompts: Prompts
    faq: Mapping[str, Faq] = field(default_factory=_empty)
    services: Mapping[str, schema.Service] = field(default_factory=_empty)
    matters: Mapping[str, Matter] = field(default_factory=_empty)
    offices: Mapping[str, hall_schema.Office] = field(default_factory=_empty)
    regulations: Mapping[str, Regulation] = field(default_factory=_empty)
    """By full name."""
    hall: hall_schema.Hall | None = None
    opening: Opening | None = None
    people: hall_schema.PeopleFile | None = None
    stations: hall_schema.StationsFile | None = None
    lexicon: Mapping[str, str] = field(default_factory=_empty)
    commands: Mapping[str, intents_schema.Command] = field(default_factory=_empty)
    smalltalk: Mapping[str, intents_schema.SmallTalk] = field(default_factory=_empty)
    emergencies: Mapping[str, intents_schema.Emergency] = field(default_factory=_empty)
    navigation: intents_schema.Navigation | None = None
    out_of_scope: tuple[str, ...] = ()
    topics: Mapping[str, intents_schema.TopicWords] = field(default_factory=_empty)
    directions: intents_schema.Directions | None = None
    follow_up: FollowUps | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    """What is not as it should be and was understood all the same, and files that are not read."""
    where: Mapping[str, Where] = field(default_factory=_empty)
    facts: Mapping[str, str] = field(default_factory=_empty)
    """What names in brackets stand for in texts."""
    places: Mapping[str, str] = field(default_factory=_empty)
    """The id of each place of the hall by its names, and by the ids of what is done there besides."""
    unread: frozenset[str] = frozenset()
    """Ids of entries that are there and could not be read: what points to them points to something."""

    def at(self, place_id: str) -> str:
        """The id that a place has in this hall: w6 is w3 where one window does both."""
        return self.places.get(place_id, place_id)

    def place(self, place_id: str) -> hall_schema.Place | None:
        """The place of the hall that is called `place_id` or does its work, or None."""
        places, wanted = self.hall.places if self.hall else (), self.at(place_id)
        return next((place for place in places if place.id == wanted), None)

    def elsewhere(self, place_id: str) -> hall_schema.Elsewhere | None:
        """Where people go with what this hall does not do; None for what it does."""
        offices, wanted = self.hall.elsewhere if self.hall else (), self.at(place_id)
        return next((office for office in offices if office.id == wanted), None)

    def person(self, person_id: str) -> hall_schema.Person | None:
        """The person of the directory called `person_id`, or None."""
        people = self.people.people if self.people else ()
        return next((person for person in people if person.id == person_id), None)


def load(
    knowledge: Path | None = None,
    intents: Path | None = None,
    as_written: bool = False,
    hall: Path | None = None,
    readings: Readings | None = None,
) -> Content:
    """Read all content. What is wrong is in `Content.problems`; everything else is there. `as_written`: texts name the
    hall's facts in brackets, as their files do. `hall`: the folder of a hall's own files; without any folder named,
    that of the hall that the robot stands in. `readings`: what was read of the files before.

    Raises ContentError only when there is nothing to work with: no knowledge and no intents at all.
    """
    if knowledge is None and intents is None and hall is None:
        hall = halls.chosen()
    collect = Collector(knowledge or paths.KNOWLEDGE, intents or paths.INTENTS, hall, as_written, readings)
    k, i = collect.knowledge, collect.intents
    if not k.is_dir() and not i.is_dir():
        raise ContentError("content.nothing", knowledge=k, intents=i)
    content = _content(collect)
    for stray in files.strays(k, i, _KNOWN):
        collect.warn(stray.path, stray.key, name=stray.name)
    return replace(
        content,
        problems=tuple(collect.problems),
        warnings=tuple(collect.warnings),
        where=MappingProxyType(collect.where),
        unread=frozenset(collect.unread),
        facts=MappingProxyType(collect.facts),
        places=MappingProxyType(collect.places),
    )


def _content(collect: Collector) -> Content:
    def k(name: str) -> Path:
        return collect.file(collect.knowledge / f"{name}.yaml")

    def i(name: str) -> Path:
        return collect.file(collect.intents / f"{name}.yaml")

    lexicon = collect.whole(k("lexicon"), intents_schema.Lexicon)
    must_not = collect.whole(i("must-not-match"), intents_schema.MustNotMatch)
    topics = collect.whole(k("topics"), intents_schema.TopicsFile)
    opening, follow_up, offices = k("opening"), i("follow-up"), k("offices")
    hall = collect.whole(k("hall"), hall_schema.Hall, listed=True)
    prompts = _prompts(collect, i("prompts"))
    services = collect.by_id(k("services"), "services", schema.Service)
    elsewhere = collect.by_id(offices, "offices", hall_schema.Office) if offices.exists() else _empty()
    return Content(
        faq=_faq(collect),
        services=sent_on(services, hall, prompts) if hall and collect.facts else services,
        matters=_matters(collect),
        offices=placed(elsewhere, hall, prompts) if hall and hall.offices else elsewhere,
        regulations=_regulations(collect),
        hall=hall,
        opening=collect.whole(opening, Opening) if opening.exists() else None,
        people=collect.whole(k("people"), hall_schema.PeopleFile, listed=True),
        stations=collect.whole(k("stations"), hall_schema.StationsFile, listed=True),
        lexicon=MappingProxyType(dict(lexicon.everyday)) if lexicon else _empty(),
        commands=collect.by_id(i("commands"), "commands", intents_schema.Command),
        smalltalk=collect.by_id(i("smalltalk"), "smalltalk", intents_schema.SmallTalk),
        emergencies=_emergencies(collect, i("emergencies")),
        navigation=collect.whole(i("navigation"), intents_schema.Navigation),
        out_of_scope=must_not.out_of_scope if must_not else (),
        topics=MappingProxyType(dict(topics.topics)) if topics else _empty(),
        prompts=prompts,
        directions=collect.whole(i("directions"), intents_schema.Directions),
        # A hall's own content may be older than this file; without it nothing is asked on.
        follow_up=collect.whole(follow_up, FollowUps) if follow_up.exists() else None,
    )


def _faq(collect: Collector) -> Mapping[str, Faq]:
    found: dict[str, Faq] = {}
    folder = collect.knowledge / "faq"
    paths_of_answers = sorted(files.answers(folder), key=lambda path: (path.stem not in TOPICS, path.name))
    if not paths_of_answers:
        collect.note(folder, (1, 1), "content.no_faq")
    for path in paths_of_answers:
        source = collect.source(path, _OF_ANSWERS)
        topic = _topic(collect, path, source) if source is not None else None
        if source is None or topic is None or _is_double(collect, path, source, found):
            continue
        for entry, _, at in collect.each(path, "entries", schema.FaqEntry):
            if entry.id in found:
                collect.twice(source, at, entry.id, f"faq:{entry.id}")
                continue
            found[entry.id] = Faq(topic, entry)
            collect.remember(f"faq:{entry.id}", source, at)
    return MappingProxyType(found)


def _topic(collect: Collector, path: Path, source: Source) -> str | None:
    """The topic of a file: what it says, else what it is called; None when neither is one."""
    topic = source.data.get("topic")
    if topic in TOPICS:
        if path.stem in TOPICS and path.stem != topic:
            collect.warn(path, "content.other_topic", name=path.name, topic=topic)
        return str(topic)
    if topic is None:
        collect.note(path, (1, 1), "content.no_topic", name=path.stem if path.stem in TOPICS else TOPICS[0])
    else:
        near = difflib.get_close_matches(str(topic), TOPICS, n=1, cutoff=0.0)
        meant = path.stem if path.stem in TOPICS else near[0] if near else TOPICS[0]
        at = source.position(("topic",))
        collect.note(path, at, "content.unknown_topic", topic=topic, near=meant, topics="、".join(TOPICS))
    return path.stem if path.stem in TOPICS else None


def _is_double(collect: Collector, path: Path, source: Source, found: Mapping[str, Faq]) -> bool:
    """Whether all entries of a file stand in another one already: it is a copy, and told once."""
    items = source.data.get("entries")
    ids = [str(item.get("id")) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if path.stem in TOPICS or len(ids) < _FEWEST_OF_A_COPY or not all(each in found for each in ids):
        return False
    first = collect.where[f"faq:{ids[0]}"].path.name
    collect.note(path, (1, 1), "content.double_file", count=len(ids), other=first, name=path.name)
    return True


def _by_file(collect: Collector, folder: str, kind: str, model: type[M], name: Callable[[M], str]) -> Mapping[str, M]:
    """The files of a folder, each of which is one `model`, by its `name`. A hall's own content may be older than the
    folder: then there are none."""
    found: dict[str, M] = {}
    for path in files.answers(collect.knowledge / folder):
        item = collect.whole(path, model)
        source = collect.source(path)
        if item is None or source is None:
            continue
        called = name(item)
        if called in found:
            collect.twice(source, (), called, f"{kind}:{called}")
            continue
        found[called] = item
        collect.remember(f"{kind}:{called}", source, ())
    return MappingProxyType(found)


def _matters(collect: Collector) -> Mapping[str, Matter]:
    return _by_file(collect, "matters", "matter", Matter, lambda matter: matter.id)


def _regulations(collect: Collector) -> Mapping[str, Regulation]:
    return _by_file(collect, "regulations", "regulation", Regulation, lambda regulation: regulation.name)


def _emergencies(collect: Collector, path: Path) -> Mapping[str, intents_schema.Emergency]:
    """Those of the file; what it has not, and what could not be read of it, as far as the robot knows it by itself."""
    before = len(collect.problems)
    found = collect.by_id(path, "emergencies", intents_schema.Emergency)
    if found and len(collect.problems) == before:
        return found
    return MappingProxyType({**{emergency.id: emergency for emergency in minimum()}, **found})


def _prompts(collect: Collector, path: Path) -> Prompts:
    """What the robot says by itself, with the hall's facts; as shipped where intents/prompts.yaml has nothing."""
    prompts = collect.whole(path, Prompts)
    source = collect.source(path)
    own = source.data if prompts is not None and source is not None else {}
    prompts = prompts or _default_prompts()
    prompts = with_texts(prompts, collect.fill) if collect.facts else prompts
    # The shipped sentences name windows that this hall may not have.
    bare = with_texts(prompts, without_brackets)
    return prompts.model_copy(update={name: getattr(bare, name) for name in Prompts.model_fields if name not in own})


def regulations(knowledge: Path | None = None) -> Mapping[str, Regulation]:
    """The regulations alone, for who needs nothing else of the content. Files that cannot be read are left out."""
    return _regulations(Collector(knowledge or paths.KNOWLEDGE, paths.INTENTS, None, as_written=True))


def _default_prompts() -> Prompts:
    return Prompts.model_validate(parse(DEFAULT_PROMPTS).data)
