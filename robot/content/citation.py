"""An article that an answer rests on, as the YAML files name it."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import StringConstraints

from robot.content.fields import Entry, Text


class CitationEntry(Entry):
    """An article that an answer rests on.

    `verified: false` marks a source that the statute database does not hold (State Council regulations, judicial
    interpretations); it then carries the day by which somebody must look again.
    """

    law: Text
    article: Annotated[
        str, StringConstraints(pattern=r"^第[零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?$")
    ]
    verified: bool = True
    review: datetime.date | None = None
