"""Where things lie. `ROOT` is the checkout; everything the program writes goes under `VAR`, which git ignores.

`XIAOLU_VAR` moves `VAR` (tests, a data partition); `XIAOLU_CONFIG`, `XIAOLU_KNOWLEDGE` and `XIAOLU_INTENTS` point at
another hall's files, `XIAOLU_HALL` at one of knowledge/halls/ (robot/content/halls.py).
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _from_env(name: str, default: Path) -> Path:
    value = os.environ.get(name)
    return Path(value).expanduser().resolve() if value else default


VAR = _from_env("XIAOLU_VAR", ROOT / "var")
CONFIG = _from_env("XIAOLU_CONFIG", ROOT / "config.yaml")
KNOWLEDGE = _from_env("XIAOLU_KNOWLEDGE", ROOT / "knowledge")
INTENTS = _from_env("XIAOLU_INTENTS", ROOT / "intents")
MODELS = VAR / "models"
CACHE = VAR / "cache"
TEMPORARY = VAR / "tmp"
"""What is spoken passes through a file here, not where everybody can look."""
