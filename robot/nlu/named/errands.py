"""What somebody has come to get done, in so many words (我要办护照, 给娃上户口), and the office that does it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from robot.content.load import Content
from robot.nlu.text.normalise import plain

_WISH = re.compile(
    r"^(?:请问|麻烦|你好|那)?(?P<wish>(?:我|俺|咱|额)?(?:就?是)?(?:想|要|来|去|得|打算|准备|过来|需要)*)"
    r"(?P<core>.+?)(?:的|这?在哪.*|这?去哪.*|这?上哪.*|往哪.*|到哪.*|咋[办弄]|怎么办|找谁|找哪.*|归谁.*|归哪.*|行不行?)?$"
)
_FOR_WHOM = re.compile(
    r"^(?:给|替|帮)(?:我|俺)?(?:家)?(?:孩子|娃娃?|小孩|儿子|闺女|女儿|孙子|老人|[爸妈爹娘]|老伴|媳妇|婆姨|老汉)(?:们)?"
)
_WANTS = re.compile("[想要来去得]|打算|准备")
"""我心里难受 wants nothing done."""
_LONGEST, _SHORTEST = 14, 3
_MORE = 2
"""Characters that may stand around the words for what is done: 补社保卡."""


@dataclass(frozen=True, slots=True)
class Errand:
    """The `office` that does it; `exact`: it is wanted in just the words that the content has for it."""

    office: str
    exact: bool


class ErrandMatcher:
    """Built once from the content; immutable."""

    def __init__(self, content: Content) -> None:
        self._done = tuple(
            (plain(done), office.id)
            for office in content.offices.values()
            for done in office.for_
            if len(plain(done)) > 1
        )

    def match(self, text: str) -> Errand | None:
        """The office for the errand that `text` names and says nothing else of; None when it names none."""
        said = plain(text)
        found = _WISH.match(said)
        if found is None or len(said) > _LONGEST:
            return None
        core = _FOR_WHOM.sub("", found["core"])
        exact = next((office for done, office in self._done if done in {core, found["core"]}), None)
        if exact is not None:
            return Errand(exact, _WANTS.search(found["wish"]) is not None)
        if len(core) < _SHORTEST:
            return None
        near = (
            (len(done), office)
            for done, office in self._done
            if len(done) >= _SHORTEST
            and ((done in core and len(core) - len(done) <= _MORE) or _FOR_WHOM.sub("", done) == core)
        )
        best = max(near, default=None)
        return Errand(best[1], exact=False) if best is not None else None
