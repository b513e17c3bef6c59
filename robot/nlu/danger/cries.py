"""Somebody is in danger: found before everything else, clean or misheard.

Three witnesses are weighed together, as log-odds (robot/nlu/danger/cries.toml):

- The danger model (model.py) has learned from families of wording what cries for help sound like, and what
  only talks of danger: 去年, 怎么赔, 判几年, 笑死我了.
- The content's `cues` speak for danger; what `not_cues` cover is taken out before anybody looks. A cue that the model
  has seen when it was fitted only adds to its judgement. One that an editor has written since decides by itself.
- Words that say it is going on now (正在, 快来人) speak for danger; without them, words of a legal question against it.

Recall comes first: somebody called for nothing costs less than somebody not called.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from robot.content.load import Content
from robot.nlu.danger.model import Danger, model
from robot.nlu.index.phrasings import collect
from robot.nlu.index.texts import Places, Texts
from robot.nlu.named.spans import BY_CHARACTERS, BY_FOLDED_SOUND, BY_SOUND
from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise, numbers_in_words, plain
from robot.turn import Candidate

_CERTAIN = 20.0
"""Log-odds of a sentence that the content has word for word as an emergency."""
_CRIED = 4.0
"""Log-odds above the limit of a sentence one clause of which is such a cry: 救命，北平镇司法所在哪."""
_PLAIN = 2.0
"""Log-odds above the limit from which a cue found to the letter needs no other witness."""
_LEAST = 0.6
"""The score of an emergency that is only just one."""
_CLAUSE = re.compile(r"[，,。.！!？?；;、\s]+")
_SAYS_SOMETHING, _NEVER = 4, -20.0
"""Characters from which what a not_cue leaves is listened to; log-odds of danger in less."""


@dataclass(frozen=True, slots=True)
class _Limits:
    """robot/nlu/danger/cries.toml, explained there."""

    danger: float
    danger_long: float
    danger_narrow: float
    long_from: int
    danger_asked: float
    cue: float
    cue_by_sound: float
    cue_folded: float
    new_cue: float
    now: float
    now_words: tuple[str, ...]
    asked: float
    asked_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    text: str
    id: str
    new: bool


@dataclass(frozen=True, slots=True)
class _Found:
    cue: _Cue
    likeness: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log-odds above the limit of alarm, what the emergency would be, and whether any cue was found.

    `decided`: a cue says so by itself, either one that an editor added since the fit (`new_cue`), or one that stands
    there to the letter in a sentence that is plain enough.
    """

    odds: float
    candidate: Candidate
    cued: bool = True
    decided: bool = False
    new_cue: bool = False


class EmergencyMatcher:
    """Built once from the content; immutable."""

    def __init__(self, content: Content) -> None:
        self._model = model()
        self._limits = _limits()
        self._ids = tuple(content.emergencies)
        self._names = {item.id: item.name for item in content.emergencies.values()}
        items = content.emergencies.values()
        cues = [_Cue(text, item.id, self._is_new(raw)) for item in items for raw, text in _said(item.cues)]
        not_cues = {text for item in items for _, text in _said(item.not_cues)}
        self._not_cues = tuple(sorted(not_cues, key=lambda text: (-len(text), text)))
        self._cues = _Index(cues)
        others = {normalise(phrasing.text): None for phrasing in collect(content) if phrasing.kind != "emergency"}
        self._other = Places(Texts(others))
        self._whole = {normalise(text): item.id for item in items for text in item.phrasings}
        self._cries = tuple(cry for cry in self._whole if any(word in cry for word in self._limits.now_words))

    def _is_new(self, text: str) -> bool:
        return crc32(text.encode()) not in self._model.known

    def match(self, text: str) -> Candidate | None:
        """The emergency that `text` by itself cries for, or None."""
        evidence = self.evidence(text)
        return evidence.candidate if evidence is not None and evidence.odds >= 0 else None

    def evidence(self, text: str) -> Evidence | None:
        """How much `text` by itself sounds like an emergency, and like which one; None for an empty text."""
        whole = numbers_in_words(plain(text))
        if not whole or not self._ids:
            return None
        asked = normalise(text)
        exact = self._whole.get(asked)
        if exact is not None:
            return Evidence(_CERTAIN, Candidate("emergency", exact, 1.0, self._names[exact]))
        pieces = _pieces(whole, self._not_cues)
        around = self._around(whole)
        cried = self._cried(text, pieces) if around >= 0 and asked not in self._other else None
        if cried is not None:
            return Evidence(_CRIED, Candidate("emergency", cried, _score(_CRIED), self._names[cried]), decided=True)
        found = self._cues.best(pieces, self._limits)
        heard = self._heard(whole, pieces)
        limit = self._limit(whole, asked)
        odds = heard.score + (_speaks(found, self._limits) if found else 0.0)
        odds += around
        if found and found.cue.new:
            odds = max(odds, self._limits.new_cue)
        kind = self._kind(heard.kinds, found)
        if limit == self._limits.danger_long and heard.narrow > self._limits.danger_narrow:
            odds, kind = max(odds, limit), self._kind(heard.narrow_kinds, None)
        if kind is None:
            return None
        score = _score(odds - limit)
        named = found.cue.text if found else self._names[kind]
        plain_cue = found is not None and found.likeness == BY_CHARACTERS and odds - limit >= _PLAIN
        is_new = found is not None and found.cue.new
        candidate = Candidate("emergency", kind, score, named)
        return Evidence(odds - limit, candidate, found is not None, plain_cue or is_new, is_new)

    def without_others(self, text: str) -> str:
        """`text` without what looks like a danger and is none (`not_cues`); the same where it has no such thing."""
        whole = numbers_in_words(plain(text))
        pieces = _pieces(whole, self._not_cues)
        return text if pieces == [whole] else "".join(pieces)

    def _cried(self, text: str, pieces: list[str]) -> str | None:
        """The emergency that one clause of `text` cries for in so many words, or that a cry (救命) opens it with."""
        clauses = (self._whole.get(normalise(clause)) for clause in _CLAUSE.split(text) if clause)
        return next((found for found in clauses if found is not None), None) or self._opening(pieces)

    def _opening(self, pieces: list[str]) -> str | None:
        opens = (cry for cry in self._cries if pieces and pieces[0].startswith(cry))
        return next((self._whole[cry] for cry in opens), None)

    def _heard(self, whole: str, pieces: list[str]) -> Danger:
        """The model's word on the text and, where not_cues were cut out, on what is left: both must tell of danger."""
        heard = self._model.weigh(whole)
        if pieces == [whole]:
            return heard
        left = (self._model.weigh(piece).score for piece in pieces if len(piece) >= _SAYS_SOMETHING)
        rest = max(left, default=_NEVER)
        return replace(heard, score=min(heard.score, rest))

    def _around(self, whole: str) -> float:
        """What the words around say: it is now, or it is only asked about."""
        if any(word in whole for word in self._limits.now_words):
            return self._limits.now
        return self._limits.asked if any(word in whole for word in self._limits.asked_words) else 0.0

    def _limit(self, whole: str, asked: str) -> float:
        if asked in self._other:
            return self._limits.danger_asked
        return self._limits.danger if len(whole) <= self._limits.long_from else self._limits.danger_long

    def _kind(self, kinds: tuple[str, ...], found: _Found | None) -> str | None:
        """An editor's cue says which emergency it is; else the likeliest one that the content has."""
        if found and (found.cue.new or found.cue.id not in kinds[:3]):
            likely = next((kind for kind in kinds[:1] if kind in self._ids), None)
            return found.cue.id if found.cue.new or likely is None else likely
        return next((kind for kind in kinds if kind in self._ids), None)


class _Index:
    """Cues by what they read and sound like, so that a long text is looked through in one pass."""

    def __init__(self, cues: Iterable[_Cue]) -> None:
        self._by_text: dict[str, _Cue] = {}
        self._by_sound: dict[tuple[str, ...], tuple[_Cue, tuple[str, ...]]] = {}
        for cue in cues:
            said = sound.syllables(cue.text)
            folded = sound.folded_of(said)
            if cue.new or cue.text not in self._by_text:
                self._by_text[cue.text] = cue
            if cue.new or folded not in self._by_sound:
                self._by_sound[folded] = (cue, said)
        self._sizes = sorted({len(text) for text in self._by_text})

    def best(self, pieces: Iterable[str], limits: _Limits) -> _Found | None:
        """The cue in `pieces` that speaks loudest."""
        every = (found for piece in pieces for found in self._all(piece))
        return max(every, key=lambda found: (_speaks(found, limits), len(found.cue.text)), default=None)

    def _all(self, text: str) -> Iterator[_Found]:
        said = sound.syllables(text)
        folded = sound.folded_of(said)
        lined_up = len(said) == len(text)
        for size in self._sizes:
            for at in range(len(text) - size + 1):
                cue = self._by_text.get(text[at : at + size])
                if cue is not None:
                    yield _Found(cue, BY_CHARACTERS)
                if not lined_up:
                    continue
                heard = self._by_sound.get(folded[at : at + size])
                if heard is not None:
                    same = said[at : at + size] == heard[1]
                    if same or size > 2:
                        yield _Found(heard[0], BY_SOUND if same else BY_FOLDED_SOUND)


def _score(odds: float) -> float:
    return _LEAST + (1 - _LEAST) / (1 + math.exp(-odds))


def _speaks(found: _Found, limits: _Limits) -> float:
    if found.cue.new:
        return limits.new_cue
    if found.likeness == BY_CHARACTERS:
        return limits.cue
    return limits.cue_by_sound if found.likeness == BY_SOUND else limits.cue_folded


def _said(phrases: tuple[str, ...]) -> list[tuple[str, str]]:
    """(as written, as it is looked for), without those of which nothing is left."""
    pairs = ((phrase, numbers_in_words(plain(phrase))) for phrase in phrases)
    return [(raw, text) for raw, text in pairs if text]


def _pieces(text: str, cuts: tuple[str, ...]) -> list[str]:
    """What is left of `text` between the `cuts`: apart, so that no cue is made of what stood on both sides."""
    pieces = [text]
    for cut in cuts:
        if cut in text:
            pieces = [rest for piece in pieces for rest in piece.split(cut) if rest]
    return pieces


@cache
def _limits() -> _Limits:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("cries.toml").read_text(encoding="utf-8"))
    words = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return _Limits(**{**data, **words})
