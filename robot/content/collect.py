"""Files are read, what is valid is kept, and what is not is noted with its place in the file.

One bad entry costs that entry, one bad file costs that file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from robot import messages
from robot.content import halls, reading
from robot.content.explain import Fault, all_keys, explained, known_keys, meant_key, new_id, unknown_key
from robot.content.facts import filled, hall_facts, place_ids, present, service_ids, text
from robot.content.fields import PLACES, SERVICES
from robot.content.files import named_otherwise
from robot.content.hall_schema import Hall
from robot.content.meant import Mender
from robot.yaml_source import Problem, Source

M = TypeVar("M", bound=BaseModel)
_ID = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Where:
    """Where an entry stands: for messages about parts of it."""

    path: Path
    source: Source
    location: tuple[int | str, ...]

    def position(self, *at: int | str) -> tuple[int, int]:
        """Line and column (from 1) of the part `at` of the entry."""
        return self.source.position((*self.location, *at))


class Collector:
    """Reads files, keeps what is valid, and notes what is not with its place in the file.

    `problems` are to be mended, `warnings` were understood; `unread` are ids of what is there and could not be read.
    """

    def __init__(
        self,
        knowledge: Path,
        intents: Path,
        hall: Path | None,
        as_written: bool,
        readings: reading.Readings | None = None,
    ) -> None:
        self.knowledge, self.intents = knowledge, intents
        self._read_file = readings.read if readings is not None else reading.read
        self._hall, self._here = hall, frozenset[str]()
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.where: dict[str, Where] = {}
        self.unread: set[str] = set()
        self.facts: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self._services: dict[str, str] = {}
        self._sources: dict[Path, Source | None] = {}
        self._mender = Mender(all_keys())
        if as_written:
            return
        if (source := self.source(self.file(knowledge / "hall.yaml"), frozenset(known_keys(Hall, False)))) is not None:
            opening = self._opening()
            self.facts, self.places = hall_facts(source.data, opening), place_ids(source.data)
            self._here = present(source.data, opening)
        services = self.source(self.file(knowledge / "services.yaml"), frozenset(("services", "topic")))
        self._services = service_ids(services.data) if services is not None else {}

    def _opening(self) -> dict[str, Any]:
        """When the hall is open, as it is written; nothing where nobody has written it."""
        path = self.file(self.knowledge / "opening.yaml")
        source = self.source(path) if path.exists() else None
        return source.data if source is not None else {}

    def file(self, path: Path) -> Path:
        """A file of the content: the hall's own, where it has one."""
        return halls.laid_over(path, self._hall)

    def fill(self, written: str) -> str:
        """A text with the hall's facts in it."""
        return text(written, self.facts, self._here)

    def source(self, path: Path, entries: frozenset[str] | None = None) -> Source | None:
        """A file as it is read: with the hall's facts in its texts. `entries` as in robot.content.reading."""
        if path not in self._sources:
            self._sources[path] = self._filled(self._read(path, entries))
        return self._sources[path]

    def _filled(self, source: Source | None) -> Source | None:
        return replace(source, data=filled(source.data, self.fill)) if source is not None and self.facts else source

    def _read(self, path: Path, entries: frozenset[str] | None) -> Source | None:
        try:
            read = self._read_file(path, self._mender, entries)
        except FileNotFoundError:
            other = named_otherwise(path)
            if other is None:
                self.note(path, (1, 1), "content.missing_file")
            else:
                self.note(path, (1, 1), "content.renamed_file", other=other.name, name=path.name)
            return None
        except OSError as error:
            self.note(path, (1, 1), "content.unreadable", reason=type(error).__name__)
            return None
        self.problems += reading.faults(read, shown(path))
        self.warnings += reading.warnings(read, shown(path))
        self.unread |= {lost.id for lost in read.lost if _ID.fullmatch(lost.id)}
        if read.broken is not None:
            self.unread |= _ids_in(path)
        if read.source is None or isinstance(read.source.data, dict):
            return read.source
        self.note(path, (1, 1), "content.empty_file" if read.source.data is None else "content.no_mapping")
        return None

    def note(self, path: Path, at: tuple[int, int], key: str, /, **params: object) -> None:
        what, mend = messages.zh(f"{key}.what", **params), messages.zh(f"{key}.mend", **params)
        self.problems.append(Problem(shown(path), at[0], at[1], what, mend))

    def warn(self, path: Path, key: str, /, **params: object) -> None:
        what, mend = messages.zh(f"{key}.what", **params), messages.zh(f"{key}.mend", **params)
        self.warnings.append(Problem(shown(path), 1, 1, what, mend))

    def remember(self, name: str, source: Source, location: tuple[int | str, ...]) -> None:
        self.where[name] = Where(shown(source.path), source, location)

    def whole(self, path: Path, model: type[M], listed: bool = False) -> M | None:
        """The whole file as one `model`. `listed`: what it lists holds by itself, each of it."""
        source = self.source(path, frozenset(known_keys(model, False)) if listed else None)
        if source is None:
            return None
        found = self._validated(source, model, source.data, ())
        if found is None and listed:
            source = self._usable(source, model)
            self._sources[path] = source
            found = self._validated(source, model, source.data, (), tell=False)
        self.remember(path.stem, source, ())
        return found

    def _usable(self, source: Source, model: type[M]) -> Source:
        """A file without the items that are no such thing; what is wrong with them was told."""
        wrong: defaultdict[str, set[int]] = defaultdict(set)
        try:
            model.model_validate(source.data)
        except ValidationError as error:
            for detail in error.errors():
                match detail["loc"]:
                    case (str(key), int(number), *_):
                        wrong[key].add(number)
        for key, numbers in wrong.items():
            source = source.without(key, numbers)
        return source

    def each(self, path: Path, key: str, model: type[M]) -> Iterator[tuple[M, Source, tuple[int | str, ...]]]:
        """The valid items of the list under `key`, each with where it stands; other keys of the file are refused."""
        source = self.source(path, frozenset((key, "topic")))
        if source is None:
            return
        strange = [str(other) for other in source.data if other not in (key, "topic")]
        for other in strange:
            self._note_fault(source, unknown_key(source, (other,), [key]))
        items = source.data.get(key)
        if not isinstance(items, list):
            # A list under another name is told with its name.
            if key not in {meant_key(other, [key]) for other in strange}:
                self.note(path, source.position((key,)), "content.no_list", field=key)
            return
        for index, item in enumerate(items):
            valid = self._validated(source, model, item, (key, index))
            if valid is not None:
                yield valid, source, (key, index)
            elif isinstance(item, dict):
                self.unread |= {str(item["id"]), new_id(item["id"])} if item.get("id") else set()

    def _validated(
        self, source: Source, model: type[M], data: Any, at: tuple[int | str, ...], tell: bool = True
    ) -> M | None:
        try:
            return model.model_validate(data, context={PLACES: self.places, SERVICES: self._services})
        except ValidationError as error:
            for fault in explained(error, source, model, at) if tell else ():
                self._note_fault(source, fault)
            return None

    def _note_fault(self, source: Source, fault: Fault) -> None:
        self.note(source.path, fault.at, fault.key, **fault.params)

    def by_id(self, path: Path, key: str, model: type[M]) -> Mapping[str, M]:
        found: dict[str, M] = {}
        for item, source, at in self.each(path, key, model):
            item_id: str = item.id  # type: ignore[attr-defined]
            if item_id in found:
                self.twice(source, at, item_id, f"{path.stem}:{item_id}")
                continue
            found[item_id] = item
            self.remember(f"{path.stem}:{item_id}", source, at)
        return MappingProxyType(found)

    def twice(self, source: Source, at: tuple[int | str, ...], item_id: str, first: str) -> None:
        """Note that the id of the item at `at` is that of `first`, which stands elsewhere."""
        before = self.where[first]
        line, _ = before.position()
        self.note(source.path, source.position(at), "content.twice", id=item_id, file=before.path.name, line=line)


def _ids_in(path: Path) -> set[str]:
    """The ids that a file without a readable structure names, as far as they can be seen."""
    text = path.read_bytes().decode("utf-8", errors="ignore")
    return set(re.findall(r"^[\s{-]*id\s*[:：]\s*[\"']?([a-z][a-z0-9-]*)", text, re.MULTILINE))


def shown(path: Path) -> Path:
    """A path as people see it: from where they are."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
