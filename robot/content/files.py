"""Which files of the content folders are read, and what else lies there: copies, .txt endings, Word files.

A copy beside its original is left alone: whoever is careful makes one before editing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_YAML = (".yaml", ".yml")
_FOLDERS = ("faq", "matters", "regulations")
"""Folders of knowledge/ in which every YAML file is read, whatever it is called."""
HALLS = "halls"
"""The folder of knowledge/ with the folders of the halls (robot/content/halls.py)."""
_COPY = re.compile(
    r"^(?P<before>(?:复件|副本)\s*(?:[（(]\d+[)）])?\s*)?(?P<name>.+?)"
    r"(?P<after>\s*[-_—–]?\s*(?:副本|复件|拷贝|备份|[Cc]opy|[Bb]ackup).*|\s*[（(]\d+[)）])?$"
)
_PUT_AWAY = re.compile(r"备份|存档|旧|backup|\bbak\b|\bold\b|(?:^|/)\.[^/]", re.IGNORECASE)
_OFFICE = frozenset((".doc", ".docx", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".csv", ".pdf"))
_LOOKS_LIKE_CONTENT = re.compile(r"^\s*(?:topic|entries|- *id|[a-z_]+)\s*[:：]", re.MULTILINE)
_MOST_READ = 4000


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that is not read; `key` is the message (robot/messages/content.toml) that says why, `name` its mend's."""

    path: Path
    key: str
    name: str


def answers(folder: Path) -> list[Path]:
    """The files of a folder that are read: those called as they should be first, so that a double is told of others."""
    found = [path for path in _files(folder) if _is_yaml(path)]
    names = {path.name.casefold() for path in found}
    return [path for path in found if (original := copied(path)) is None or original.casefold() not in names]


def copied(path: Path) -> str | None:
    """The name of the file that `path` is called a copy of; None when it is none."""
    found = _COPY.match(path.stem)
    if found is None or not (found["before"] or found["after"]):
        return None
    return found["name"] + path.suffix


def strays(knowledge: Path, intents: Path, known: frozenset[str]) -> Iterator[Stray]:
    """What lies in the folders and is not read, where somebody may believe that it is. `known`: the names of the
    files of which there is one. They lie in the folder of a hall too, with the sheet they were made from."""
    for top in (knowledge, intents):
        for folder in (top, *sorted(path for path in top.rglob("*") if path.is_dir())):
            if _PUT_AWAY.search(folder.relative_to(top).as_posix()):
                continue
            is_hall = folder.parent == knowledge / HALLS
            read: frozenset[str] = known if folder == top or is_hall else frozenset()
            if folder.parent == knowledge and folder.name in _FOLDERS:
                read = frozenset(path.name for path in answers(folder))
            for path in _files(folder):
                if path.name not in read and not (is_hall and path.suffix.casefold() in _OFFICE):
                    yield from _stray(path)


def _stray(path: Path) -> Iterator[Stray]:
    suffix, original = path.suffix.casefold(), copied(path)
    if _is_yaml(path):
        is_copy = original is not None and path.with_name(original).exists()
        yield Stray(path, "content.copy" if is_copy else "content.not_here", original or path.name)
    elif suffix == ".txt" and (_is_yaml(path.with_suffix("")) or _is_content(path)):
        yield Stray(path, "content.text_file", path.stem if _is_yaml(path.with_suffix("")) else f"{path.stem}.yaml")
    elif suffix in _OFFICE:
        yield Stray(path, "content.office_file", path.name)
    elif unicodedata.normalize("NFKC", path.name.replace("。", ".")).casefold().strip().endswith(_YAML):
        yield Stray(path, "content.wide_name", unicodedata.normalize("NFKC", path.name.replace("。", ".")).strip())


def named_otherwise(path: Path) -> Path | None:
    """A file that was meant to be `path`: with .txt behind it, in capitals, called a copy; None when there is none."""
    for other in _files(path.parent):
        meant = other.with_suffix("") if other.suffix.casefold() == ".txt" else other
        if meant.name.casefold() == path.name.casefold() or meant.stem == path.stem or copied(meant) == path.name:
            return other
    return None


def _files(folder: Path) -> list[Path]:
    """The files in a folder but those that programs leave there."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~", "_~")))


def _is_yaml(path: Path) -> bool:
    return path.suffix.casefold() in _YAML


def _is_content(path: Path) -> bool:
    try:
        text = path.read_bytes()[:_MOST_READ].decode("utf-8", errors="ignore")
    except OSError:
        return False
    return len(_LOOKS_LIKE_CONTENT.findall(text)) > 1
