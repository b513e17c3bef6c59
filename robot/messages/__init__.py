"""What operators read, in Chinese and English, kept in TOML files beside this module.

Standard library only: the bootstrap uses it before anything is installed. A key is `file.name`: `audio.no_wav` is
the table `[no_wav]` of `audio.toml`, with `zh` and `en`. Placeholders are those of `str.format`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

COMMAND = "py main.py" if sys.platform == "win32" else "python3 main.py"
"""How the program is started here; the messages are written with python3."""
_WRITTEN = "python3 main.py"
_HERE = Path(__file__).parent


@cache
def _catalogue(name: str) -> dict[str, Any]:
    path = _HERE / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _entry(key: str) -> dict[str, str]:
    name, _, rest = key.partition(".")
    entry: Any = _catalogue(name)
    for part in rest.split("."):
        entry = entry.get(part, {}) if isinstance(entry, dict) else {}
    if not isinstance(entry, dict) or "zh" not in entry:
        raise KeyError(f"no message {key!r} in robot/messages")
    return entry


def _filled(text: str, params: Mapping[str, object]) -> str:
    return text.format(**params).replace(_WRITTEN, COMMAND)


def zh(key: str, /, **params: object) -> str:
    """The Chinese text of `key`."""
    return _filled(_entry(key)["zh"], params)


def en(key: str, /, **params: object) -> str:
    """The English text of `key`; the Chinese one where there is none."""
    entry = _entry(key)
    return _filled(entry.get("en", entry["zh"]), params)


def line(key: str, /, **params: object) -> str:
    """One line for people: Chinese, then English in brackets."""
    entry = _entry(key)
    chinese = _filled(entry["zh"], params)
    return f"{chinese} ({_filled(entry['en'], params)})" if "en" in entry else chinese
