"""An article that an answer rests on, as the YAML files name it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from robot.content.everyday import written_article, written_law
from robot.content.fields import Day, Entry, Text, YesNo

ArticleNumber = Annotated[
    str,
    StringConstraints(pattern=r"^第[零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?$"),
    BeforeValidator(written_article),
]
"""As printed: 第四十七条, 第一百三十三条之一."""


class CitationEntry(Entry):
    """An article that an answer rests on.

    `verified: false` marks a source that neither the statute database nor knowledge/regulations holds (ministry rules,
    notices); it then carries the day by which somebody must look again.
    """

    law: Annotated[Text, BeforeValidator(written_law)]
    article: ArticleNumber
    verified: YesNo = True
    review: Day | None = None
