"""Misheard text -> what was probably said, by sound, against the hall's own wording.

A noisy channel: every heard character may stand for itself, for a character that sounds the same, for one that people
of the region mix up with it (robot/nlu/sound/syllables.py `folded`), or for one that shares its initial or its
final; a language model of character trigrams over the content (phrasings and answers) says which sequence
is likely. Beam search finds the best. The costs are natural logarithms; they were set on tests/questions/dev.yaml.

Smoothing of the language model: Witten and Bell 1991, interpolated.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import islice, pairwise

from robot.nlu.index.texts import Counts, Numbers
from robot.nlu.sound import syllables as sound

_SAME, _HOMOPHONE, _CONFUSED, _NEAR, _DOUBLED = -0.05, -5.0, -6.0, -8.0, -6.0
_BEAM = 6
_START, _END, _ANY = "\x02", "\x03", "\x04"
"""Begin and end of a text; `_ANY` stands for a character before which nothing was seen."""
_CHOICES = 8
"""Characters that are tried at most for one that was heard."""
_CHARACTERS = 8000
"""Characters that Chinese text is made of: what an unseen one is smoothed with."""
_SHORTEST = 2
"""A single character may be anything."""
_FEW = 3
_USUAL = 2
"""Times that two characters stand beside each other in the content from which neither is doubted for it."""
_OUTNUMBERED = 40
"""Times that two characters of the same sound stand beside each other for each time of these, from which these are
doubted all the same: 公资 stands in the content too, as somebody may be misheard."""
_FREQUENT = 4
"""Frequent homophones that are tried wherever they stand."""
_MOST_REMEMBERED = 300_000
"""Entries of a memory of single steps; they tell nothing of a visitor's sentence."""
_MOST_NEAR = 400
"""Of the characters that share an initial or a final only the frequent ones are worth trying."""


class LanguageModel:
    """Character trigrams of `texts`."""

    def __init__(self, texts: Iterable[tuple[Iterable[str], int]]) -> None:
        """`texts` in groups, each with how many times it counts."""
        self.counts: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        triples: Counter[str] = Counter()
        for group, times in texts:
            # What stands on both sides of a frame is counted too; nothing ever asks for it.
            framed = "".join(f"{_START}{_START}{text}{_END}" for text in group)
            for counts, size in ((self.counts, 1), (pairs, 2), (triples, 3)):
                found = Counter(map("".join, zip(*(framed[at:] for at in range(size)), strict=False)))
                counts.update({gram: times * count for gram, count in found.items()})
        del self.counts[_START]
        self._pairs, self._triples = Counts(pairs), Counts(triples)
        self._total = sum(self.counts.values()) + 0.1 * _CHARACTERS
        self._memory: dict[str, float] = {}
        self._followers: dict[str, Mapping[str, int]] = {}

    def __getstate__(self) -> dict[str, object]:
        """What was counted, without what was remembered of it."""
        return {**self.__dict__, "_memory": {}, "_followers": {}}

    def followers(self, character: str) -> Mapping[str, int]:
        """What was seen after `character`, with counts."""
        known = self._followers.get(character)
        if known is None:
            known = self._followers[character] = self._pairs.all_after(character)
        return known

    def log(self, before: str, character: str) -> float:
        """Natural logarithm of P(character | the two characters `before`)."""
        key = before + character
        known = self._memory.get(key)
        if known is None:
            likely = (self.counts.get(character, 0) + 0.1) / self._total
            for counted, context in ((self._pairs, before[1]), (self._triples, before)):
                count, kinds, total = counted.after(context, character)
                if kinds:
                    likely = (count + kinds * likely) / (total + kinds)
            known = math.log(likely)
            if len(self._memory) < _MOST_REMEMBERED:
                self._memory[key] = known
        return known


class Repairer:
    """Built once over the content's texts (already normalised), each with its syllables.

    They come in groups, each with how many times it counts.
    """

    def __init__(self, *groups: tuple[Sequence[tuple[str, tuple[str, ...]]], int]) -> None:
        self._model = LanguageModel(([text for text, _ in group], times) for group, times in groups)
        readings: dict[str, str] = {}
        for group, _ in groups:
            for text, syllables in group:
                readings.update(zip(text, syllables, strict=False))
        self._readings = readings
        self._most = self._most_of_a_sound()
        by_syllable: defaultdict[str, list[str]] = defaultdict(list)
        by_folded: defaultdict[str, list[str]] = defaultdict(list)
        by_part: defaultdict[str, list[str]] = defaultdict(list)
        for character, _ in self._model.counts.most_common():
            if character not in readings:
                continue
            syllable = readings[character]
            marks = sound.folded_marks(syllable)
            by_syllable[syllable].append(character)
            by_folded[marks].append(character)
            for part in marks if len(marks) == 2 else ():
                if len(by_part[part]) < _MOST_NEAR:
                    by_part[part].append(character)
        self._by_syllable, self._by_folded, self._by_part = by_syllable, by_folded, by_part
        self._alike: dict[str, Mapping[str, float]] = {}
        self._near: dict[str, frozenset[str]] = {}
        self._choices: dict[str, tuple[tuple[str, float], ...]] = {}

    def repair(self, text: str, syllables: tuple[str, ...]) -> str:
        """`text` as it was probably said; what is no syllable (12348, wifi) stays."""
        if len(syllables) != len(text) or len(text) < _SHORTEST:
            return text
        # What has no reading stands for itself among the syllables; "a" and "o" look like some and are none.
        spelled = [character == syllable for character, syllable in zip(text, syllables, strict=True)]
        doubtful = [doubted and not fixed for doubted, fixed in zip(self._doubtful(text), spelled, strict=True)]
        if not any(doubtful):
            return text
        log = self._model.log
        beam: list[tuple[float, str, str]] = [(0.0, _START + _START, "")]
        for at, (heard, syllable) in enumerate(zip(text, syllables, strict=True)):
            best: dict[str, tuple[float, str, str]] = {}
            for score, before, said in beam:
                last = before[1]
                for character, cost in self._choose(last, syllable) if doubtful[at] else ():
                    value = score + cost + log(before, character)
                    key = last + character
                    if key not in best or best[key][0] < value:
                        best[key] = (value, key, said + character)
                value = score + _SAME + log(before, heard)
                key = last + heard
                if key not in best or best[key][0] < value:
                    best[key] = (value, key, said + heard)
                if at and heard == text[at - 1] and not spelled[at]:
                    value = score + _DOUBLED
                    if before not in best or best[before][0] < value:
                        best[before] = (value, before, said)
            beam = nlargest(_BEAM, best.values())
        said = max((score + log(before, _END), said) for score, before, said in beam)[1]
        # Two syllables sound like many words: where nothing of them was heard right, nothing is known.
        return said if len(text) > _FEW or set(said) & set(text) else text

    def _doubtful(self, text: str) -> list[bool]:
        """For each character, whether it stands beside another in a way that the content never has."""
        framed = f"{_START}{text}{_END}"
        usual = [self._is_usual(one, other) for one, other in pairwise(framed)]
        return [not (before and after) for before, after in pairwise(usual)]

    def _is_usual(self, one: str, other: str) -> bool:
        count = self._model.followers(one).get(other, 0)
        most = self._most.get(self._sounds(one, other))
        return count >= _USUAL and count * _OUTNUMBERED >= most

    def _most_of_a_sound(self) -> Numbers:
        """How often the most frequent two characters of each two syllables stand beside each other."""
        most: dict[str, int] = {}
        for one in self._model.counts:
            for other, count in self._model.followers(one).items():
                sounds = self._sounds(one, other)
                most[sounds] = max(count, most.get(sounds, 0))
        return Numbers(most)

    def _sounds(self, one: str, other: str) -> str:
        return f"{self._readings.get(one, one)} {self._readings.get(other, other)}"

    def _choose(self, last: str, syllable: str) -> tuple[tuple[str, float], ...]:
        """What may stand for a heard `syllable` after the character `last`, each with its cost."""
        key = last + syllable
        known = self._choices.get(key)
        if known is None:
            followers = self._model.followers(last)
            alike = self._sounding_alike(syllable)
            chosen = {character: cost for character, cost in alike.items() if character in followers}
            chosen.update(islice(alike.items(), _FREQUENT))
            chosen.update((character, _NEAR) for character in self._sounding_near(syllable) & followers.keys())
            # By what one character before tells; the beam then asks what two tell, of the best alone.
            before = _ANY + last
            likely = nlargest(_CHOICES, chosen.items(), key=lambda pair: pair[1] + self._model.log(before, pair[0]))
            known = tuple(likely)
            if len(self._choices) < _MOST_REMEMBERED:
                self._choices[key] = known
        return known

    def _sounding_alike(self, syllable: str) -> Mapping[str, float]:
        """Homophones, then what is mixed up with them; the frequent ones first."""
        alike = self._alike.get(syllable)
        if alike is None:
            same = dict.fromkeys(self._by_syllable.get(syllable, ()), _HOMOPHONE)
            mixed_up = dict.fromkeys(self._by_folded.get(sound.folded_marks(syllable), ()), _CONFUSED)
            alike = self._alike[syllable] = {**same, **mixed_up, **same}
        return alike

    def _sounding_near(self, syllable: str) -> frozenset[str]:
        near = self._near.get(syllable)
        if near is None:
            marks = sound.folded_marks(syllable)
            parts = [self._by_part.get(part, []) for part in marks] if len(marks) == 2 else []
            near = frozenset(character for part in parts for character in part) - self._sounding_alike(syllable).keys()
            self._near[syllable] = near
        return near
