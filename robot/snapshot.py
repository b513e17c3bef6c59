"""All that is understood of the content, kept on disk as one thing, so that a start need neither read nor index it.

It is known by every file of the content, by the encoder and by the program's own code: after a change to any of them
it is made anew, of the parts that are still kept (robot/nlu/index/kept.py).
"""

from __future__ import annotations

import copyreg
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from robot import paths
from robot.content import halls, load
from robot.content.doubts import doubts
from robot.content.load import Content, Where
from robot.content.reading import Readings
from robot.nlu.index.embedding import Embedder
from robot.nlu.index.kept import keep, kept, kept_already
from robot.nlu.understand import Understander

VECTORS = paths.CACHE / "phrasings.npz"
"""Vectors of the content's phrasings that do not ship."""
_CODE = (Path(__file__).resolve().parent,)


@dataclass(frozen=True, slots=True)
class Understood:
    """A content and what follows from it for understanding."""

    content: Content
    understander: Understander


def understood(embedder: Embedder | None, progress: Callable[[int, int], None] | None = None) -> Understood:
    """The content of this robot, from the disk where it was understood before. Raises ContentError when there is no
    content at all."""

    def make() -> Understood:
        content = without_places(loaded())
        return Understood(content, Understander(content, embedder, VECTORS, progress))

    found = kept(_folder(), _recipe(embedder), Understood, make, _CODE)
    found.understander.embedding_with(embedder)
    return found


def loaded() -> Content:
    """The content, of which only the files are parsed that have changed since they were last. Raises ContentError."""
    where = tuple(map(str, (paths.KNOWLEDGE, paths.INTENTS, halls.chosen())))
    readings = kept_already(_folder(), where, Readings, _CODE) or Readings()
    readings.is_new = False
    content = load.load(readings=readings)
    doubts(content)  # what is found in the nodes of the files is kept with them
    if readings.is_new:
        keep(_folder(), where, readings, _CODE)
    return content


def without_places(content: Content) -> Content:
    """The same without what says where in its files each part stands, until somebody asks."""
    return replace(content, where=_Standing())


def with_places_for_now(content: Content) -> Content:
    """The same, whose places in the files are let go of together with it."""
    return without_places(content) if isinstance(content.where, _Standing) else content


def understood_already(embedder: Embedder | None) -> Understood | None:
    """The same where it is on the disk; None where it is not."""
    found = kept_already(_folder(), _recipe(embedder), Understood, _CODE)
    if found is not None:
        found.understander.embedding_with(embedder)
    return found


def _folder() -> Path:
    """Where the indexes are kept as well, which are a part of it."""
    return VECTORS.parent / "index"


def _recipe(embedder: Embedder | None) -> tuple[str, ...]:
    return embedder.name if embedder else "", *_files()


class _Standing(Mapping[str, Where]):
    """Where in its files each part of the content stands: read when somebody asks, for the parsed files would be more
    than all that is kept otherwise."""

    @cached_property
    def _read(self) -> Mapping[str, Where]:
        return loaded().where

    def __reduce__(self) -> tuple[type[_Standing], tuple[()]]:
        return _Standing, ()

    def __getitem__(self, name: str) -> Where:
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def _files() -> Iterator[str]:
    """Each file of the content by its path and what stands in it."""
    for folder in (paths.KNOWLEDGE, paths.INTENTS, halls.chosen()):
        yield str(folder)
        for path in sorted(folder.rglob("*")) if folder is not None and folder.is_dir() else ():
            is_text = path.suffix in {".yaml", ".yml"} and path.is_file()
            yield f"{path}\0{hashlib.sha256(path.read_bytes()).hexdigest() if is_text else ''}"


def _mapping(items: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


# Python cannot pickle read-only views of a dict by itself.
copyreg.pickle(MappingProxyType, lambda view: (_mapping, (dict(view),)))
