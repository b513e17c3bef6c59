"""你弄反了，我是雇他的人: the visitor is on the other side of the quarrel than the robot has taken him for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from robot.nlu.context import NOTHING, Context, is_side

_REVERSED = re.compile(
    r"(?:弄|说|搞|想|听|记|闹|整)(?:[^，,。]{1,4})?反(?=[了啦咧哩呀吧，,。！!？?\s]|$)|站错(?:边|队)"
    r"|(?:老是?|总是?|光|净|咋|一直)(?:替|帮|向着|给)[^，,。]{1,4}?(?:说话|说理)"
)
_TWO = 2
"""The sides that stand against each other are the first two of a matter; further ones look on."""


def says_reversed(text: str) -> bool:
    """Whether `text` says that the robot has taken the one side for the other."""
    return _REVERSED.search(text) is not None


def other_side(context: Context, keys: Iterable[str]) -> str | None:
    """The key of the side against that which the visitor was taken for, in the matter in hand, of all `keys`.

    While none was held, and after an alarm, he was taken for the first one, which comes more often and is who suffers.
    None where there are no two."""
    sides = [key for key in keys if is_side(key) and key.partition("/")[0] == context.matter][:_TWO]
    if len(sides) < _TWO:
        return None
    held = sides[0] if context.danger else next((key for key in sides if key in context.told), None)
    held = held or next((key for key in sides if key in context.supposed), sides[0])
    return sides[1] if held == sides[0] else sides[0]


def from_the_other_side(context: Context, side: str) -> Context:
    """What the visitor told before is read again, as told by somebody on this `side`; nothing else is in hand."""
    told = frozenset(key for key in context.told if not is_side(key) or key.partition("/")[0] != context.matter)
    again = replace(NOTHING, told=told | {side}, aside=context.aside, earlier=context.opened, danger=context.danger)
    return replace(again, refused=context.answered, corrects=True)


def on_the_side(context: Context, side: str) -> Context:
    """The matter in hand, without the answer that was for the other side."""
    turned = from_the_other_side(context, side)
    return replace(context, told=turned.told, supposed=frozenset(), entry=None, corrects=True)
