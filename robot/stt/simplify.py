"""What a recogniser prints -> simplified Chinese. Digits and punctuation stay; understanding sees to them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from robot.errors import EngineError

_VARIANTS = Path(__file__).with_name("variants.txt")
_BROKEN_CHARACTER = "\ufffd"
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_SPACE_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")


def simplify(text: str) -> str:
    """`text` in simplified characters, without halves of characters that a cut-off recogniser leaves.

    Raises EngineError when OpenCC is not installed.
    """
    for variant, usual in _variants():
        text = text.replace(variant, usual)
    simplified: str = _converter().convert(text.replace(_BROKEN_CHARACTER, ""))
    return simplified.strip()


def close_up(text: str) -> str:
    """`text` without the spaces that Vosk prints between Chinese words; those between other words stay."""
    return _SPACE_BESIDE_HAN.sub("", text).strip()


@cache
def _converter() -> Any:
    try:
        import opencc
    except (ImportError, OSError):
        raise EngineError("stt.package_missing", engine="stt", package="opencc") from None
    # t2s and not tw2s: that turns a 显著 that is simplified already into 显着. Verbs with 著 are in variants.txt.
    return opencc.OpenCC("t2s")


@cache
def _variants() -> tuple[tuple[str, str], ...]:
    lines = (line.split("#")[0].split() for line in _VARIANTS.read_text(encoding="utf-8").splitlines())
    return tuple((line[0], line[1]) for line in lines if len(line) == 2)
