"""Short words that mean something only after what was said before: 要带什么, 多少钱, 都要, …在哪个窗口. Pure.

They count when they stand alone: every character that they leave over must be a filler (那, 我, 的话). 办离婚要带什么
names its subject and is a question of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from robot.content.load import Content
from robot.content.prompts import FollowUp
from robot.nlu.named.spans import NEARLY, Spoken, find, made_of
from robot.nlu.named.way import WayWords
from robot.nlu.text.normalise import normalise, plain

_NEARLY_FROM = 5
"""Characters a phrase needs for half a syllable of it to be wrong; a whole one may be all that it says (有没有电话)."""
_ASKS_THE_WAY = 2
"""Characters that may follow the words that ask the way at the end of a sentence: …在哪个窗口办啊."""


class ShortWords:
    """Built once from the content; immutable. Without intents/follow-up.yaml it knows nothing."""

    def __init__(self, content: Content) -> None:
        words = content.follow_up
        self._asking_on = [
            (_longest_first(follow_up.phrasings), follow_up) for follow_up in (words.follow_ups if words else ())
        ]
        self._filling = tuple(normalise(filler) for filler in words.fillers) if words else ()
        self._both = _longest_first(words.both if words else ())
        self._stands_down = _longest_first(words.stands_down if words else ())
        self._accepts = tuple(plain(each) for each in words.accepts_quietly) if words else ()
        self._where = tuple(words.where) if words else ()
        self.ways = WayWords(content)

    def asks_on(self, text: str) -> FollowUp | None:
        """What `text` asks about the thing talked of last; None when it says anything else."""
        said = Spoken.of(normalise(text))
        return next((found for phrases, found in self._asking_on if self._alone(said, phrases)), None)

    def wants_all(self, text: str) -> bool:
        """Whether `text` wants all the things that were asked back."""
        return self._alone(Spoken.of(normalise(text)), self._both)

    def stands_down(self, text: str) -> bool:
        """Whether `text` says that what was taken for an emergency is none."""
        return self._alone(Spoken.of(normalise(text)), self._stands_down)

    def accepts(self, text: str) -> bool:
        """Whether `text` begins with a yes to the quiet offer to call somebody (要，你叫个女的来)."""
        return plain(text).startswith(self._accepts)

    def ends_asking_the_way(self, text: str) -> bool:
        """Whether the last words of `text` ask for a window of this hall."""
        words = plain(text)
        return any(phrase in words[-len(phrase) - _ASKS_THE_WAY :] for phrase in self._where)

    def _alone(self, said: Spoken, phrases: tuple[Spoken, ...]) -> bool:
        for phrase in phrases:
            span = find(said, phrase, _NEARLY_FROM)
            if span is None or span.likeness < NEARLY * (1 - 0.5 / len(phrase.text)):
                continue
            if all(made_of(rest, self._filling) for rest in (said.text[: span.start], said.text[span.end :])):
                return True
        return False


def _longest_first(phrases: Iterable[str]) -> tuple[Spoken, ...]:
    return tuple(Spoken.of(normalise(phrase)) for phrase in sorted(set(phrases), key=lambda phrase: -len(phrase)))
