"""Theft: a sentence that another entry than its own answers, with confidence. Every sentence against everything.

A phrasing of the content is answered by what it equals to the letter, unless an emergency is heard in it: these two are
asked of each phrasing by themselves, which takes a tenth of the time of understanding it. Whether the whole of
understanding says the same is asked of every `_SAMPLE`th.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robot.content.load import Content
from robot.fitting.questions import Question
from robot.nlu.danger.cries import EmergencyMatcher
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.encoder import Floats
from robot.nlu.index.phrasings import OUT_OF_SCOPE, Phrasing, collect
from robot.nlu.text.normalise import normalise
from robot.turn import Tier, Transcript, Understanding

CONFIDENT: frozenset[Tier] = frozenset(("emergency", "exact", "strong"))
_HARMLESS = frozenset(("smalltalk", "command"))
"""What may answer a sentence that is no question to the robot."""
_SAMPLE = 41

Understand = Callable[[str], Understanding]


@dataclass(frozen=True, slots=True)
class Theft:
    """A question, the entry that should have it, the entry that took it, and the phrasing by which it did."""

    question: str
    expected: str
    got: str
    phrasing: str

    def __str__(self) -> str:
        return f"{self.question} → {self.expected} → {self.got} “{self.phrasing}”"


class Remembering(Embedder):
    """An embedder that knows some texts already."""

    def __init__(self, embedder: Embedder, texts: Iterable[str], kept: Path) -> None:
        """Embed `texts` at once; their vectors are kept in the file `kept` for the next time."""
        distinct = sorted(set(texts) - {""}, key=len)
        super().__init__(None, embedder.name)
        self._embedder = embedder
        self._known = dict(zip(distinct, VectorCache(kept).vectors(distinct, embedder), strict=True))

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), 384)."""
        if not all(text in self._known for text in texts):
            return self._embedder.embed(texts)
        return np.stack([self._known[text] for text in texts])


def understand_by(understand: Callable[[Transcript], Understanding]) -> Understand:
    """`understand` of typed text."""
    return lambda text: understand(Transcript(text))


def shared(phrasings: Iterable[Phrasing]) -> list[Theft]:
    """Phrasings that two entries have: the first takes it from the others."""
    owners: dict[str, Phrasing] = {}
    found = []
    for phrasing in phrasings:
        first = owners.setdefault(normalise(phrasing.text), phrasing)
        if _name(first.kind, first.id) != _name(phrasing.kind, phrasing.id):
            found.append(_theft(phrasing, _name(first.kind, first.id), first.text))
    return found


def alarms(content: Content) -> list[Theft]:
    """Phrasings in which an emergency is heard that is not their own."""
    matcher = EmergencyMatcher(content)
    heard = ((phrasing, matcher.match(phrasing.text)) for phrasing in collect(content))
    return [
        _theft(phrasing, _name("emergency", danger.id), danger.phrasing)
        for phrasing, danger in heard
        if danger is not None and (phrasing.kind, phrasing.id) != ("emergency", danger.id)
    ]


def of_phrasings(phrasings: Iterable[Phrasing], understand: Understand) -> list[Theft]:
    """Phrasings that are answered by another entry, or by none, when they are asked."""
    found = []
    for phrasing in phrasings:
        meant = understand(phrasing.text)
        refused = phrasing.id == OUT_OF_SCOPE
        own = (
            meant.tier not in CONFIDENT if refused else _name(meant.kind, meant.id) == _name(phrasing.kind, phrasing.id)
        )
        if not own:
            found.append(_theft(phrasing, _answer(meant), _phrasing(meant)))
    return found


def of_the_content(content: Content, understand: Understand) -> list[Theft]:
    """Every theft among the content's own phrasings."""
    phrasings = collect(content)
    return list(dict.fromkeys([*shared(phrasings), *alarms(content), *of_phrasings(phrasings[::_SAMPLE], understand)]))


def of_refused(sentences: Iterable[str], understand: Understand) -> list[Theft]:
    """Sentences that no entry may answer, and that one answers with confidence. Small talk and commands may."""
    return [
        Theft(sentence, "-", _name(said.kind, said.id), _phrasing(said))
        for sentence in sentences
        for said in _confident(understand(sentence))
        if said.kind not in _HARMLESS
    ]


def of_questions(questions: Iterable[Question], understand: Understand) -> list[Theft]:
    """Questions that another entry than the expected one answers with confidence."""
    found = []
    for question in questions:
        sure = list(_confident(understand(question.ask)))
        if sure and not any(question.is_answered_by(said.kind, said.id or "") for said in sure):
            said = sure[0]
            expected = _name(question.kind, question.id)
            found.append(Theft(question.ask, expected, _name(said.kind, said.id), _phrasing(said)))
    return found


def _confident(meant: Understanding) -> Iterator[Understanding]:
    """Of all that was said in one breath, what is answered with confidence."""
    return (said for said in (meant, *meant.also) if said.tier in CONFIDENT)


def _theft(phrasing: Phrasing, got: str, by: str) -> Theft:
    return Theft(phrasing.text, _name(phrasing.kind, phrasing.id), got, by)


def _name(kind: str, entry_id: str | None) -> str:
    return f"{kind}:{entry_id or '-'}"


def _answer(meant: Understanding) -> str:
    return _name(meant.kind, meant.id) if meant.tier in CONFIDENT else meant.tier


def _phrasing(meant: Understanding) -> str:
    return next((each.phrasing for each in meant.candidates if (each.kind, each.id) == (meant.kind, meant.id)), "")
