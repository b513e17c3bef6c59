"""Where a reader cuts a run of characters into words, with their parts of speech.

The cutting is jieba's (rjieba: words by their frequency, unknown ones by a hidden Markov model); words of the editors'
table are words wherever they stand. A word that only looks like one (定都 in 鉴定都) does not come into being so.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from rjieba import Jieba

from robot.tts.reading.dictionary import LONGEST, certain_words
from robot.tts.reading.names import begins_name
from robot.tts.reading.word import Word

_CERTAIN = 1_000_000
"""The frequency of an editor's word: beside it no other cut stands."""
_RARE = 10
"""The frequency of a name that jieba does not know: rarer than any word with which it overlaps (了解|州, 去|解州)."""
_TWO = 2
_COUNTED = re.compile("[一二三四五六七八九十百千万两几零]+[只]")
_SHORTEST_JOINED = 3
"""Characters of a dictionary's word that is put together again out of several."""


class Cutter:
    """Built once; `own` are the editors' words, `known` those of the dictionary."""

    def __init__(self, own: Collection[str], known: Collection[str]) -> None:
        self._own, self._known = own, known
        self._jieba = Jieba()
        for word in own:
            if len(word) > 1:
                self._jieba.add_word(word, _CERTAIN, "n")
        for word in certain_words():
            if not self._jieba.has_word(word):
                self._jieba.add_word(word, _RARE, "n")

    def words(self, run: str) -> list[Word]:
        """The words of `run`, Hanzi that stand together."""
        found: list[Word] = []
        tagged = [Word(text, tag) for text, tag in self._jieba.tag(run)]
        cut = [part for at, word in enumerate(tagged) for part in self._apart(word, tagged[at + 1 : at + 2])]
        at = 0
        while at < len(cut):
            until = self._joined(cut, at)
            if until > at + 1:
                found.append(Word("".join(word.text for word in cut[at:until]), cut[until - 1].tag))
            else:
                found += self._inside(cut[at])
            at = until
        return found

    def _apart(self, word: Word, after: list[Word]) -> list[Word]:
        """请单 before 法官 is 请 and a family name, 十二只 a number and its measure word."""
        text = word.text
        is_known = text in self._own or text in self._known
        is_counted = len(text) > 1 and not is_known and _COUNTED.fullmatch(text) is not None
        is_called = len(text) == _TWO and not is_known and bool(after) and begins_name(text, after[0].text)
        return [Word(text[:-1], word.tag), Word(text[-1], word.tag)] if is_counted or is_called else [word]

    def _joined(self, cut: list[Word], at: int) -> int:
        """The end of the longest known word that begins with the word `at`."""
        text, best = cut[at].text, at + 1
        for end in range(at + 1, len(cut)):
            text += cut[end].text
            if len(text) > LONGEST:
                break
            if text in self._own or (len(text) >= _SHORTEST_JOINED and text in self._known):
                best = end + 1
        return best

    def _inside(self, word: Word) -> list[Word]:
        """`word`, or the fewest words that make it up where it is not known itself."""
        text = word.text
        if len(text) == 1 or text in self._own or text in self._known or word.tag == "nr":
            return [word]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            choices = [(best[end - 1][0] + 1.0, end - 1)]
            for start in range(max(0, end - LONGEST), end - 1):
                if text[start:end] in self._own:
                    choices.append((best[start][0] + 0.99, start))
                elif text[start:end] in self._known:
                    choices.append((best[start][0] + 1.0, start))
            best.append(min(choices))
        parts: list[str] = []
        end = len(text)
        while end:
            start = best[end][1]
            parts.append(text[start:end])
            end = start
        if len(parts) == len(text):
            return [word]
        return [Word(part, word.tag) for part in reversed(parts)]
