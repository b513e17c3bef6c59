"""What somebody meant who wrote a name that there is not: by likeness, and only where there is one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

LIKE = 0.5
"""The least likeness that a suggestion has: a wrong one leads astray."""
_ENDINGS = ("窗口", "电话", "全称", "服务")
"""What many names end with says nothing."""


def likest(said: str, named: Mapping[str, Iterable[str]]) -> str | None:
    """The key of `named` that is, or one of whose names is, most like `said`; None when nothing is like it."""
    best, found = 0.0, None
    for key, names in named.items():
        for name in (key, *names):
            likeness = _likeness(said, name)
            if likeness > best:
                best, found = likeness, key
    return found if best >= LIKE else None


def _likeness(one: str, other: str) -> float:
    one, other = _stem(one), _stem(other)
    shorter, longer = sorted((one, other), key=len)
    is_part = len(shorter) > 1 and not shorter.isascii() and shorter in longer
    ratio = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()
    return max(ratio, LIKE) if is_part else ratio


def _stem(name: str) -> str:
    name = name.strip(" “”\"'‘’【】[]{}？?。")
    ending = next((each for each in _ENDINGS if name.endswith(each) and name != each), "")
    return name.removesuffix(ending).lstrip("0123456789号") or name
