"""A file of the content, read as it was meant, and as much of it as can be read.

A file in another encoding, a full-width colon after a key are understood and told; a slip costs the entry it is in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from robot import messages
from robot.content.meant import Meant, Mender, decoded
from robot.content.salvage import Lost, salvage, titles, without_list_key
from robot.yaml_slips import Slip
from robot.yaml_source import Problem, Source, YamlProblem, parse, parse_text

_MOST_TITLES = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file (None: nothing), what was understood although it is wrong, and what was lost."""

    source: Source | None
    slips: tuple[Slip, ...] = ()
    lost: tuple[Lost, ...] = ()
    broken: YamlProblem | None = None
    """Why nothing could be read."""
    titles: tuple[str, ...] = ()
    """The entries of a file of which nothing could be read."""


class Readings:
    """Files as they were read before, by what stood in them: of an edit its own file alone is parsed again."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, frozenset[str] | None], tuple[bytes, Reading]] = {}
        self.is_new = False
        """Whether a file was parsed since it was made or kept."""

    def read(self, path: Path, mender: Mender, entries: frozenset[str] | None) -> Reading:
        """As `read`."""
        raw = path.read_bytes()
        seen = hashlib.sha256(raw).digest()
        known, found = self._known.get((path, entries), (b"", None))
        if found is None or known != seen:
            found = _read(raw, path, mender, entries)
            self._known[path, entries] = seen, found
            self.is_new = True
        return found


def read(path: Path, mender: Mender, entries: frozenset[str] | None) -> Reading:
    """Read a file. `entries`: the keys that stand in column 1 of a file of entries, each of which holds by itself; None
    for a file that is whole or nothing.

    Raises OSError.
    """
    return _read(path.read_bytes(), path, mender, entries)


def _read(raw: bytes, path: Path, mender: Mender, entries: frozenset[str] | None) -> Reading:
    try:
        written = decoded(raw)
    except UnicodeDecodeError:
        return _undecodable(path)
    meant = _once(_meant(written, mender, path), path, entries or frozenset())
    try:
        return Reading(parse_text(meant.text, path), meant.slips)
    except YamlProblem as problem:
        kept = salvage(meant.text, path, entries) if entries is not None else None
        if kept is not None:
            return Reading(kept.source, meant.slips, kept.lost)
        why = without_list_key(meant.text, entries) if entries is not None else None
        return Reading(None, meant.slips, (), why or problem, tuple(titles(meant.text)))


def _undecodable(path: Path) -> Reading:
    try:
        return Reading(parse(path))
    except YamlProblem as problem:
        return Reading(None, (), (), problem)


def _meant(written: Meant, mender: Mender, path: Path) -> Meant:
    """The text with its slips put right; as it was written where it can be read so, and not with them."""
    mended = mender.mended(written.text)
    if mended.slips and not _parses(mended.text, path) and _parses(written.text, path):
        return written
    return Meant(mended.text, (*written.slips, *mended.slips))


def _once(meant: Meant, path: Path, entries: frozenset[str]) -> Meant:
    """The text without a second `entries:` above the entries that follow it."""
    lines, slips = meant.text.split("\n"), list(meant.slips)
    for key in entries:
        again = [number for number, line in enumerate(lines) if line.rstrip() == f"{key}:"][1:]
        for number in again:
            lines[number] = ""
            what, mend = messages.zh("slips.taken_twice.what", key=key), messages.zh("slips.taken_twice.mend", key=key)
            slips.append(Slip(number + 1, 1, what, mend))
    return Meant("\n".join(lines), tuple(slips)) if len(slips) > len(meant.slips) else meant


def _parses(text: str, path: Path) -> bool:
    try:
        parse_text(text, path)
    except YamlProblem:
        return False
    return True


def faults(reading: Reading, shown: Path) -> list[Problem]:
    """What is wrong, for the person who edits the file: an entry each, or the file."""
    found = [
        Problem(
            shown,
            lost.why.line,
            lost.why.column,
            messages.zh("content.lost.what", title=lost.title, reason=lost.why.what),
            _mend(lost.why),
        )
        for lost in reading.lost
    ]
    if (why := reading.broken) is not None:
        what = messages.zh("content.no_yaml.what", reason=why.what)
        if reading.titles:
            named = "、".join(f"“{title}”" for title in reading.titles[:_MOST_TITLES])
            named += messages.zh("content.and_more") if len(reading.titles) > _MOST_TITLES else ""
            what += messages.zh("content.all_lost", count=len(reading.titles), named=named)
        found.append(Problem(shown, why.line, why.column, what, _mend(why)))
    return found


def _mend(why: YamlProblem) -> str:
    if why.mend:
        return why.mend
    return messages.zh("slips.twice.mend" if why.reason.startswith("duplicate key") else "content.no_yaml.mend")


def warnings(reading: Reading, shown: Path) -> list[Problem]:
    """What was understood although it is wrong."""
    return [Problem(shown, slip.line, slip.column, slip.what, slip.mend) for slip in reading.slips]
