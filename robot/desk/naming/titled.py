"""Family names before titles, where the net may be unsure: 羊老板, 解律师. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from robot.desk.naming.features import LONGEST, Lexicon

TITLE = re.compile(
    "先生|女士|小姐|老师|律师|主任|经理|老板|师傅|大夫|医生|护士|同志|书记|支书|法官|警官|会计|教授|掌柜|寡妇|阿姨|大[姐哥爷妈娘叔婶嫂]|"
    "[村队局科所院庭校厂班组站镇县乡]长"
)
_OTHERWISE = frozenset(
    "和向从于时方都有能会还过给那应当要公同商校班党宗门相敬来平索户是被让国军支原后前新老大小区化年本信线由但及行多别全连关"
)
"""Family names that are more often something else before a title (和老师, 原老板, 对方律师)."""


def titled(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a family name stands before a title and is no part of a word (班主任, 石材老板)."""
    for title in TITLE.finditer(text):
        for size in (2, 1):
            start = title.start() - size
            name = text[max(0, start) : title.start()]
            known = lexicon.compound if size > 1 else lexicon.first
            if (
                start >= 0
                and name in known
                and name not in _OTHERWISE
                and not _in_word(text, start, title.end(), lexicon)
            ):
                yield start, title.start()
                break


def _in_word(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether what stands at `start` ends a word, or begins one that goes on to `end`."""
    earlier = (text[max(0, start + 1 - size) : start + 1] for size in range(2, LONGEST + 1) if size <= start + 1)
    return text[start:end] in lexicon.words or any(word in lexicon.words for word in earlier)
