"""Articles whose number changes with a new version of their law: renumbered.toml, old numbers to new ones.

The files of the content name articles as they are when they are written; from the day on which the new version takes
effect the robot names, shows and reads the article by its new number.
"""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("renumbered.toml")


def current(law: str, article: str, day: datetime.date) -> str:
    """The number that `article` of `law` has on `day`; empty where nothing of the new version says it any more."""
    since, numbers = _table().get(law, (datetime.date.max, {}))
    return numbers.get(article, article) if day >= since else article


@cache
def _table() -> dict[str, tuple[datetime.date, dict[str, str]]]:
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: (law["from"], dict(law["articles"])) for name, law in data["laws"].items()}
