"""Which syllables a sentence has: Hanzi -> pinyin with the tones that are said.

A sentence is cut into the fewest words of pronunciation.yaml and of pypinyin's phrases; the first says how a word
is read where both know it. Then tone sandhi: yi and bu by the tone that follows, third tones that meet.
Reference for the rules: 国家语委《普通话水平测试实施纲要》.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from robot.errors import EngineError

LEXICON = Path(__file__).with_name("pronunciation.yaml")

_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f〇]+")
_LONGEST_WORD = 8
_SYLLABLE = re.compile(r"(?P<sound>[a-z]+?)(?P<erhua>r?)(?P<tone>[1-5])\Z")
_DIGITS = frozenset("零〇幺一二三四五六七八九点")
_NUMBER = frozenset("零〇一二三四五六七八九十百千万亿两几")
_UNITS_AFTER_ONE = frozenset("百千万亿")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One character as it is said. `sound` is pinyin without tone (ü is v), `tone` 1 to 5, 5 the neutral one.

    `erhua`: an r is added (this syllable stands for two characters). `word_end`: a word of the lexicon or of pypinyin
    ends here. `fixed`: the lexicon says so, and yi and bu stay as they are.
    """

    hanzi: str
    sound: str
    tone: int
    erhua: bool = False
    word_end: bool = False
    fixed: bool = False

    def __str__(self) -> str:
        return f"{self.sound}{'r' if self.erhua else ''}{self.tone}"


def parse_syllable(text: str, hanzi: str) -> Syllable:
    """`zhong4`, `nar3`, `er2` -> Syllable. Raises ValueError when it is none."""
    match = _SYLLABLE.match(text)
    if not match:
        raise ValueError(text)
    sound, erhua = match["sound"], bool(match["erhua"])
    if sound + match["erhua"] == "er":
        sound, erhua = "er", False
    return Syllable(hanzi, sound, int(match["tone"]), erhua=erhua)


class Pronunciation:
    """Reads Hanzi. Raises EngineError when the lexicon file cannot be used."""

    def __init__(self, lexicon: Path = LEXICON) -> None:
        from pypinyin.constants import PHRASES_DICT

        self._words = _read_lexicon(lexicon)
        self._phrases = frozenset(PHRASES_DICT)

    def syllables(self, text: str) -> list[Syllable]:
        """The syllables of `text` as they are said, with sandhi between characters that stand together.

        What is no Hanzi is left out.
        """
        said: list[Syllable] = []
        for run in _HANZI.findall(text):
            read: list[Syllable] = []
            for word in self._cut(run):
                read += self._words.get(word) or _from_pypinyin(word)
            said += _third_tones(_yi_and_bu(read))
        return said

    def _cut(self, run: str) -> list[str]:
        """The fewest words that make up `run`; of equals, the one whose last words are longest, then the lexicon's."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            choices = [(best[end - 1][0] + 1.0, end - 1)]
            for start in range(max(0, end - _LONGEST_WORD), end - 1):
                word = run[start:end]
                if word in self._words:
                    choices.append((best[start][0] + 0.99, start))
                elif word in self._phrases:
                    choices.append((best[start][0] + 1.0, start))
            best.append(min(choices))
        words: list[str] = []
        end = len(run)
        while end:
            start = best[end][1]
            words.append(run[start:end])
            end = start
        return words[::-1]


def _read_lexicon(path: Path) -> dict[str, list[Syllable]]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        return {str(word): _lexicon_entry(str(word), str(sounds)) for word, sounds in raw.items()}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise EngineError("tts.lexicon_no_yaml", path=path, line=line) from None
    except (OSError, UnicodeDecodeError, AttributeError) as error:
        raise EngineError("tts.lexicon_unreadable", path=path, reason=type(error).__name__) from None
    except _BadEntry as error:
        raise EngineError("tts.lexicon_entry", path=path, word=error.word, sounds=error.sounds) from None


class _BadEntry(Exception):
    def __init__(self, word: str, sounds: str) -> None:
        self.word, self.sounds = word, sounds
        super().__init__(word)


def _lexicon_entry(word: str, sounds: str) -> list[Syllable]:
    """哪儿 + `nar3` -> one syllable with erhua. Raises _BadEntry when the counts differ or a syllable is none."""
    entry: list[Syllable] = []
    hanzi = list(word)
    try:
        for sound in sounds.split():
            syllable = replace(parse_syllable(sound, hanzi.pop(0)), fixed=True)
            if syllable.erhua and hanzi.pop(0) != "儿":
                raise _BadEntry(word, sounds)
            entry.append(syllable)
    except (ValueError, IndexError):
        raise _BadEntry(word, sounds) from None
    if hanzi or not entry:
        raise _BadEntry(word, sounds)
    entry[-1] = replace(entry[-1], word_end=True)
    return entry


def _from_pypinyin(word: str) -> list[Syllable]:
    from pypinyin import Style, lazy_pinyin

    def read(text: str) -> list[str]:
        return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")

    sounds = read(word)
    if len(sounds) != len(word):
        sounds = [(read(hanzi) or [""])[0] for hanzi in word]
    syllables = [
        parse_syllable(sound, hanzi) for sound, hanzi in zip(sounds, word, strict=True) if _SYLLABLE.match(sound)
    ]
    if syllables:
        syllables[-1] = replace(syllables[-1], word_end=True)
    return syllables


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
