"""What a visitor said -> the form that matching works on.

Simplified characters, half width, no punctuation or white space, no fillers at the edges, no stuttered repeats, and
every number in Chinese numerals, so that 3号窗口 and 三号窗口 are one sentence; what is denied twice is said plainly.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from robot.content.numerals import DIGITS, numeral

_NOT_WORD = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffffa-z0-9.%]+")
_LEADING = re.compile(
    r"^(?:嗯|呃|额|哦|噢|喂|唉|哎呀|哎|诶|那个|这个|就是说|就是|请问一下|请问|麻烦问一下|麻烦你|麻烦您|我想问一下|我想问问|我想问|"
    r"我问一下|我问问|想问一下|想问问|问一下|问问|打听一下|跟你打听个事|我打听个事|咨询一下|我想咨询一下|我想咨询|"
    r"你好小律|小律小律|小律|你好|您好|师傅|同志|姑娘|小伙子|机器人|大夫|老师|那么|然后|哈喽|不好意思)+"
)
_TRAILING = re.compile(r"(?:啊|呀|呢|吧|哦|噢|嘛|哈|呗|啦|哇|唉|谢谢|谢谢你|谢谢您|好吗|行吗)+$")
# Digits are left alone: 2020, 10000 and 110110 are no stutter.
_REPEAT = re.compile(r"([^\d.]{2,6}?)\1+")
_STUTTER = re.compile(r"(嗯|呃|那个|这个|我|就|他|她|你)\1+|([^\d.])\2{2,}")
_ASKING_END = re.compile(r"(?:吗|么|没有|没|不能|不)$")
_LONG_ENOUGH = 6
_NOT_NOT = re.compile(
    r"(?<![有了过])没有不(?=认|管|给|还|让|同意|愿意|想|肯|签|去|来|交|说|付|养|承认|配合|答应|准|赔)(?!.{0,8}的(?:法|办|路|律师|人|退|道理|理由|事|地))|"
    r"(?<!是)不是没有?(?=[打签写给还交报办立开])(?!.*(?:吗|嘛|么|就是|可是|但是|只是)$)(?!.*是没)"
)
"""他没有不认, 不是没打欠条: what is denied twice is so. 有没有不收钱的律师, 没有不上法庭的法子 are left alone."""
_NOT_SELDOM = re.compile(r"没少(?=打|挨|吵|骂|花|喝|赌|跑|闹|麻烦|受)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def _to_simplified() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def plain(text: str) -> str:
    """Simplified, half width, lower case, without punctuation and white space; fillers stay."""
    folded = unicodedata.normalize("NFKC", text).lower()
    simplified: str = _to_simplified().convert(folded)
    return _NOT_WORD.sub("", simplified).strip(".%")


def normalise(text: str) -> str:
    """The matching form of `text`. It is empty only when nothing but punctuation was said."""
    words = plain(text)
    core = _STUTTER.sub(lambda match: match.group(1) or match.group(2), words)
    core = _REPEAT.sub(r"\1", core) if len(core) > 4 else core
    core = _TRAILING.sub("", _LEADING.sub("", core)) or core
    core = _NOT_SELDOM.sub("老", _NOT_NOT.sub("", core))
    return numbers_in_words(core)


def question_stem(text: str) -> str:
    """What a normalised question asks, however it ends (能退吗, 能退不, 能退不能); empty where it ends as no question
    does or is too short to be compared so."""
    stem = _ASKING_END.sub("", text)
    return stem if stem != text and len(stem) >= _LONG_ENOUGH else ""


def numbers_in_words(text: str) -> str:
    """`text` with every number in Chinese numerals."""
    return _NUMBER.sub(lambda match: chinese_number(match.group()), text)


def chinese_number(digits: str) -> str:
    """`digits` ("47", "12348", "2.5") as it is said: up to four digits as a quantity, longer ones digit by digit."""
    whole, _, fraction = digits.partition(".")
    if len(whole) > 4 or (len(whole) > 1 and whole[0] == "0"):
        said = "".join(DIGITS[int(digit)] for digit in whole)
    else:
        said = numeral(int(whole))
    return said + ("点" + "".join(DIGITS[int(digit)] for digit in fraction) if fraction else "")
