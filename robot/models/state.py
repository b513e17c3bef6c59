"""What the store remembers beside the models themselves: `.state.json`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

_NAME = ".state.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """`removed`: by a person, so never fetched by itself; `failed`: when fetching by itself failed last (seconds since
    1970); `files`: SHA-256 of every file of a model for which the manifest knows none, from when it was installed."""

    removed: frozenset[str] = frozenset()
    failed: dict[str, float] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)


def read(root: Path) -> Memory:
    """The memory of the store at `root`; an empty one when there is none or it cannot be read."""
    try:
        raw = json.loads((root / _NAME).read_text(encoding="utf-8"))
        return Memory(frozenset(raw["removed"]), dict(raw["failed"]), dict(raw["files"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Memory()


def write(root: Path, memory: Memory) -> None:
    """Write it whole or not at all. Raises OSError."""
    temporary = root / f"{_NAME}.{os.getpid()}"
    raw = {"removed": sorted(memory.removed), "failed": memory.failed, "files": memory.files}
    temporary.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    temporary.replace(root / _NAME)
