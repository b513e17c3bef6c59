"""What may be meant inside a conversation, and what speaks for each: the inputs of robot/nlu/matters/choice.py.

Candidates are the likeliest entries of the whole content, the entries of the matter in hand, and the points of that
matter. Two stand for nothing of it: something told, something asked, that the matter has no words for. All compete in
one softmax, so that "is it about what we talk of" and "what of it" are one decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.nlu.context import Context
from robot.nlu.index.index import FEATURES as LIKENESS
from robot.nlu.index.index import Match, PhrasingIndex, Query
from robot.nlu.index.scoring import weights_of
from robot.nlu.matters.points import Points
from robot.nlu.text import slots
from robot.nlu.text.manner import Manner, denies, manner
from robot.turn import Candidate, Kind

Doubles = npt.NDArray[np.float64]
TOLD, ASKED = "told", "asked"
"""Keys of the two candidates that stand for nothing of the matter."""
_ENTRY_LIKENESS = ("chars", "sound", "fixed", "syllables", "meaning", "meaning_all", "learned", "covered1", "covered2")
_POINT_LIKENESS = (
    *("chars", "sound", "words", "words_all", "fixed", "fixed_all", "fixed_doc", "syllables", "syllables_all"),
    *("meaning", "meaning_all", "meaning_doc", "shaped_all", "learned", "covered1", "covered2"),
)
_KINDS = ("faq", "service", "place", "command", "smalltalk", "fallback")
_ENTRY = (
    *(f"entry_{kind}" for kind in _KINDS),
    *(f"entry_{kind}_leans" for kind in _KINDS),
    *(
        "entry_log",
        "entry_odds",
        "entry_ahead",
        "entry_exact",
        "entry_in_hand",
        "entry_in_hand_asks",
        "entry_in_matter",
    ),
    *("entry_neighbour", "entry_topic", "entry_far_leans", "entry_far_short", "entry_far_log", "entry_aside"),
    *("entry_denies", "entry_tells", *(f"entry_{name}" for name in _ENTRY_LIKENESS)),
)
_POINT = (
    *("fact", "fact_asks", "fact_tells", "fact_short", "question", "question_asks", "question_tells", "question_short"),
    *("point_ahead", "point_behind", "point_own", "point_aspect", "point_asked", "point_told", "point_denies"),
    *("point_exact", "point_number", "point_no_number", *(f"point_{name}" for name in _POINT_LIKENESS)),
)
_NONE = (
    *("told", "told_asks", "told_short", "told_long", "asked", "asked_tells", "asked_short", "asked_long"),
    *("none_meaning", "none_learned", "none_known", "none_odds"),
)
INPUTS = (*_ENTRY, *_POINT, *_NONE)
_AT = {name: place for place, name in enumerate(INPUTS)}
_LIKE = {name: LIKENESS.index(name) for name in LIKENESS}
_MOST_ENTRIES = 10
_SHORT = 6
_LEAST = 1e-6
_NO_WAY_OF_ENTRIES = frozenset({"emergency"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be meant: an entry (`candidate`), a point (its key), or nothing of the matter."""

    key: str
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """All that may be meant: `inputs` (choices, INPUTS)."""

    choices: tuple[Choice, ...]
    inputs: Doubles


@dataclass(frozen=True, slots=True)
class Known:
    """What of the content bears on the conversation: topics and follow-ups of the entries."""

    topics: Mapping[str, str]
    follow_ups: Mapping[tuple[Kind, str], frozenset[str]]


def considered(
    query: Query,
    ranked: tuple[Candidate, ...],
    main: tuple[PhrasingIndex, Match],
    of_points: Match,
    points: Points,
    known: Known,
    context: Context,
    aspect: str | None,
) -> Considered:
    """Everything that `query` may mean in `context`. `ranked`: entries, best first, as read alone; `aspect`: what a few
    words ask on that stand in intents/follow-up.yaml (多少钱)."""
    how = manner(query.text)
    choices: list[Choice] = []
    rows: list[Doubles] = []
    if context.denied:
        ranked = tuple(each for each in ranked if not _is_denied(each, context.denied, query.text))
    for candidate, likeness in _entries(ranked, main, points, context):
        choices.append(Choice(f"{candidate.kind}:{candidate.id}", candidate))
        rows.append(_entry(candidate, likeness, ranked, points, known, context, how))
    for key, row in _points(query, of_points, points, context, how, aspect):
        choices.append(Choice(key))
        rows.append(row)
    best_odds = _odds(ranked[0].score) if ranked else -6.0
    choices += [Choice(TOLD), Choice(ASKED)]
    rows += list(_nothing(of_points, how, best_odds))
    return Considered(tuple(choices), np.stack(rows))


def _is_denied(candidate: Candidate, denied: str, said: str) -> bool:
    """Whether `candidate` speaks of what the visitor says is not meant, and of nothing else that was said."""
    return denied in candidate.phrasing and denied not in said


def _entries(
    ranked: tuple[Candidate, ...], main: tuple[PhrasingIndex, Match], points: Points, context: Context
) -> Iterator[tuple[Candidate, npt.NDArray[np.float32] | None]]:
    index, match = main
    seen = set()
    for candidate in ranked[:_MOST_ENTRIES]:
        if candidate.kind in _NO_WAY_OF_ENTRIES:
            continue
        seen.add((candidate.kind, candidate.id))
        yield candidate, _likeness(index, match, candidate)
    for (kind, entry), matter in points.matter_of.items():
        if matter == context.matter and (kind, entry) not in seen:
            own: Kind = "faq" if kind == "faq" else "service"
            candidate = Candidate(own, entry, _LEAST)
            likeness = _likeness(index, match, candidate)
            if likeness is not None:
                yield candidate, likeness


def _likeness(index: PhrasingIndex, match: Match, candidate: Candidate) -> npt.NDArray[np.float32] | None:
    row = index.row_of.get((candidate.kind, candidate.id))
    return None if row is None else match.features[row]


def _entry(
    candidate: Candidate,
    likeness: npt.NDArray[np.float32] | None,
    ranked: tuple[Candidate, ...],
    points: Points,
    known: Known,
    context: Context,
    how: Manner,
) -> Doubles:
    row = np.zeros(len(INPUTS))
    kind = candidate.kind if candidate.kind in _KINDS else "smalltalk"
    row[_AT[f"entry_{kind}"]] = 1.0
    row[_AT[f"entry_{kind}_leans"]] = float(how.leans)
    row[_AT["entry_log"]] = np.log(candidate.score + 1e-4)
    row[_AT["entry_odds"]] = _odds(candidate.score)
    row[_AT["entry_ahead"]] = float(bool(ranked) and ranked[0] is candidate) * _odds(candidate.score)
    row[_AT["entry_exact"]] = float(candidate.score >= 1.0)
    in_hand = (candidate.kind, candidate.id) == context.entry
    matter = points.matter_of.get((candidate.kind, candidate.id))
    in_matter = context.matter is not None and matter == context.matter
    topic = known.topics.get(candidate.id) if candidate.kind == "faq" else None
    topic_in_hand = known.topics.get(context.entry[1]) if context.entry and context.entry[0] == "faq" else None
    neighbour = context.entry is not None and candidate.id in known.follow_ups.get(context.entry, ())
    row[_AT["entry_in_hand"]] = float(in_hand)
    row[_AT["entry_in_hand_asks"]] = float(in_hand and how.asks)
    row[_AT["entry_in_matter"]] = float(in_matter and not in_hand)
    row[_AT["entry_neighbour"]] = float(neighbour)
    row[_AT["entry_topic"]] = float(topic is not None and topic == topic_in_hand and not in_matter)
    row[_AT["entry_aside"]] = float(matter is not None and matter in context.aside)
    far = not in_matter and not neighbour and candidate.kind in {"faq", "service"}
    row[_AT["entry_far_leans"]] = float(far and how.leans)
    row[_AT["entry_far_short"]] = float(far and how.size <= _SHORT)
    row[_AT["entry_far_log"]] = float(far) * np.log(candidate.score + 1e-4)
    row[_AT["entry_denies"]] = float(bool(candidate.phrasing) and denies(candidate.phrasing) != how.denies)
    row[_AT["entry_tells"]] = float(candidate.kind == "faq" and not how.asks)
    if likeness is not None:
        for name in _ENTRY_LIKENESS:
            row[_AT[f"entry_{name}"]] = likeness[_LIKE[name]]
    return row


def _points(
    query: Query, match: Match, points: Points, context: Context, how: Manner, aspect: str | None
) -> Iterator[tuple[str, Doubles]]:
    span = points.span(context.matter)
    if not len(span):
        return
    entry = context.entry[1] if context.entry else ""
    of_span = points.in_order[span.start : span.stop]
    kept = [row for row, point in enumerate(of_span) if not point.entries or entry in point.entries]
    prior = match.features[kept] @ weights_of(query.vector is not None).features
    nearest = points.index.best_phrasings(match, span)
    best = float(prior.max())
    second = float(np.partition(prior, -2)[-2]) if len(prior) > 1 else best
    exact = points.index.exact_keys(query)
    numbers = _numbers(query.text)
    for row, score in zip(kept, prior, strict=True):
        point = of_span[row]
        found = np.zeros(len(INPUTS))
        name = "fact" if point.value is not None else "question"
        found[_AT[name]] = 1.0
        found[_AT[f"{name}_asks"]] = float(how.asks)
        found[_AT[f"{name}_tells"]] = float(not how.asks)
        found[_AT[f"{name}_short"]] = float(how.size <= _SHORT)
        found[_AT["point_ahead"]] = max(0.0, float(score) - second)
        found[_AT["point_behind"]] = min(0.0, float(score) - best)
        found[_AT["point_own"]] = float(bool(point.entries))
        found[_AT["point_aspect"]] = float(aspect is not None and point.aspect == aspect)
        found[_AT["point_asked"]] = float(point.value is not None and point.id == context.asked)
        found[_AT["point_told"]] = float(point.key in context.told)
        found[_AT["point_denies"]] = float(denies(nearest[row]) != how.denies)
        found[_AT["point_exact"]] = float(point.key in exact)
        if point.type in {"amount", "length", "count", "date"}:
            found[_AT["point_number"]] = float(point.type in numbers)
            found[_AT["point_no_number"]] = float(point.type not in numbers)
        for like in _POINT_LIKENESS:
            found[_AT[f"point_{like}"]] = match.features[row, _LIKE[like]]
        yield point.key, found


def _numbers(text: str) -> frozenset[str]:
    """Which kinds of open values a sentence holds."""
    found = {
        "amount": bool(slots.amounts(text)),
        "length": bool(slots.months(text)),
        "count": bool(slots.counts(text)),
        "date": bool(slots.dates(text)),
    }
    return frozenset(name for name, is_there in found.items() if is_there)


def _nothing(match: Match, how: Manner, odds: float) -> Iterator[Doubles]:
    inside = match.features if len(match.features) else np.zeros((1, len(LIKENESS)))
    for name in (TOLD, ASKED):
        row = np.zeros(len(INPUTS))
        row[_AT[name]] = 1.0
        if name == TOLD:
            row[_AT["told_asks"]] = float(how.asks)
        else:
            row[_AT["asked_tells"]] = float(not how.asks)
        row[_AT[f"{name}_short"]] = float(how.size <= _SHORT)
        row[_AT[f"{name}_long"]] = max(0.0, float(np.log(how.size / 12)) if how.size else 0.0)
        row[_AT["none_meaning"]] = float(inside[:, _LIKE["meaning"]].max())
        row[_AT["none_learned"]] = float(inside[:, _LIKE["learned"]].max())
        row[_AT["none_known"]] = float(inside[:, _LIKE["covered1"]].max())
        row[_AT["none_odds"]] = odds
        yield row


def _odds(score: float) -> float:
    bounded = min(max(score, 0.002), 0.998)
    return float(np.log(bounded / (1 - bounded)))
