"""The project's own conversations, for fitting: tests/conversations/train/*.txt.

One turn a line, `what is said => label`, a blank line between conversations, `#` begins a remark. Labels are keys:
`faq:ID`, `service:ID`, `place:ID`, `smalltalk:ID`, `command:ID`; `matter/fact=value` and `matter/point`;
`told`, `asked` (of the matter, without a key), `ack`, `feeling`, `outside`, `noise`, `danger`. `A | B` is either,
`A + B` both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from robot import paths

FOLDER = paths.ROOT / "tests" / "conversations" / "train"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and the keys that are right; of several things said, each with its own alternatives."""

    say: str
    things: tuple[frozenset[str], ...]

    @property
    def keys(self) -> frozenset[str]:
        """All keys, whichever thing they belong to."""
        return frozenset().union(*self.things)


def conversations(folder: Path = FOLDER) -> tuple[tuple[Turn, ...], ...]:
    """All conversations of the files in `folder`, in order of their names."""
    return tuple(found for path in sorted(folder.glob("*.txt")) for found in _of(path.read_text("utf-8").splitlines()))


def _of(lines: Sequence[str]) -> Iterator[tuple[Turn, ...]]:
    turns: list[Turn] = []
    for line in (*lines, ""):
        text = line.strip()
        if not text:
            if turns:
                yield tuple(turns)
            turns = []
        elif not text.startswith("#"):
            say, _, label = text.rpartition(" => ")
            things = tuple(frozenset(key.strip() for key in thing.split(" | ")) for thing in label.split(" + "))
            turns.append(Turn(say.strip(), things))
