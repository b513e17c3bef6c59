"""Tones that change beside each other: yi and bu by the tone that follows, third tones that meet. Pure.

Reference for the rules: 国家语委《普通话水平测试实施纲要》.
"""

from __future__ import annotations

from dataclasses import replace

from robot.tts.reading.syllable import Syllable

_DIGITS = frozenset("零〇幺一二三四五六七八九点")
_NUMBER = frozenset("零〇一二三四五六七八九十百千万亿两几")
_UNITS_AFTER_ONE = frozenset("百千万亿")


def with_sandhi(syllables: list[Syllable]) -> list[Syllable]:
    """`syllables` of characters that stand together, as they are said."""
    return _third_tones(_yi_and_bu(syllables))


def _yi_and_bu(syllables: list[Syllable]) -> list[Syllable]:
    return [_yi_or_bu(syllables, index) for index in range(len(syllables))]


def _yi_or_bu(syllables: list[Syllable], index: int) -> Syllable:
    here = syllables[index]
    if here.fixed or here.hanzi not in ("一", "不"):
        return here
    before = syllables[index - 1] if index else None
    after = syllables[index + 1] if index + 1 < len(syllables) else None
    if after and before and before.hanzi == after.hanzi:
        return replace(here, tone=5)
    if here.hanzi == "不":
        return replace(here, tone=2 if after and after.tone == 4 else 4)
    if after is None or (before and before.hanzi == "第") or _is_read_as_digit(before, after):
        return replace(here, tone=1)
    return replace(here, tone=2 if after.tone == 4 or after.hanzi == "个" else 4)


def _is_read_as_digit(before: Syllable | None, after: Syllable) -> bool:
    """一 inside a number: 二十一, 一九四九, 一点五; but 一百, 三千一百, 一万 as before any other measure."""
    if after.hanzi in _UNITS_AFTER_ONE:
        return False
    return after.hanzi in _DIGITS or after.hanzi == "十" or bool(before and before.hanzi in _NUMBER)


def _third_tones(syllables: list[Syllable]) -> list[Syllable]:
    """Of third tones that meet, all but the last become second; runs of more than three are cut in feet of words."""
    result = list(syllables)
    start = 0
    while start < len(result):
        end = start
        while end < len(result) and result[end].tone == 3:
            end += 1
        for first, last in _feet(syllables, start, end):
            for index in range(first, last - 1):
                result[index] = replace(result[index], tone=2)
        start = max(end, start + 1)
    return result


def _feet(syllables: list[Syllable], start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) in pieces of two or three, cut at the ends of words where possible."""
    if end - start <= 3:
        return [(start, end)]
    cut = next((at for at in (start + 2, start + 3) if syllables[at - 1].word_end and end - at >= 2), start + 2)
    return [(start, cut), *_feet(syllables, cut, end)]
