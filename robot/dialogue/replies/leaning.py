"""A few words that lean on what was told last, where that was no entry: a station, a person, the hall's hours. Pure.

"北平镇工作站在哪" – "电话多少" is the station's telephone and not the hall's; "明天上班吗" – "后天呢" is a day again.
"""

from __future__ import annotations

import datetime

from robot.content.load import Content
from robot.content.prompts import FollowUp
from robot.dialogue.replies import opening
from robot.dialogue.replies.stations import Stations
from robot.nlu.named.townships import STATION
from robot.nlu.text.normalise import plain
from robot.turn import Reply

_FEW = 6
"""Characters of a question that says nothing by itself."""
_TOLD_OF_A_STATION = frozenset({"phone", "window"})
_TOLD_OF_A_PERSON = frozenset({"phone"})
"""Short words whose answer stands in what was told; the way to a person's window is another answer."""


def reply_to(
    content: Content,
    stations: Stations,
    asked: FollowUp | None,
    text: str,
    last: Reply | None,
    now: datetime.datetime,
) -> Reply | None:
    """What `text` means after `last`; None when it leans on nothing of the kind. `asked`: the short word it is."""
    if last is None or len(plain(text)) > _FEW:
        return None
    if last.id == STATION:
        named = stations.answered(text)
        if named is not None:
            return named
        return last if last.kind == "smalltalk" and _asks_again(content, asked, text, _TOLD_OF_A_STATION) else None
    if last.kind == "person":
        return last if _asks_again(content, asked, text, _TOLD_OF_A_PERSON) else None
    if last.id == opening.HOURS and content.opening is not None:
        named_day = opening.asked_day(content.opening, plain(text), now.date())
        talk = content.smalltalk.get(opening.HOURS)
        if named_day is not None and talk is not None:
            return opening.on_day(content, talk, text, now)
    return None


def _asks_again(content: Content, asked: FollowUp | None, text: str, told: frozenset[str]) -> bool:
    if asked is not None:
        return asked.id in told
    words = content.follow_up.when if content.follow_up else ()
    return any(word in plain(text) for word in words)
