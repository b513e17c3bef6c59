"""What may be meant inside a conversation, and what speaks for each: the inputs of robot/nlu/matters/choice.py.

Candidates are the likeliest entries of the whole content, the entries of the matter in hand, and the points of that
matter. Two stand for nothing of it: something told, something asked, that the matter has no words for. All compete in
one softmax, so that "is it about what we talk of" and "what of it" are one decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from robot.nlu.context import Context
from robot.nlu.index.index import FEATURES as LIKENESS
from robot.nlu.index.index import Match, Overlap, PhrasingIndex, Query
from robot.nlu.index.scoring import weights_of
from robot.nlu.matters import for_whom
from robot.nlu.matters.points import Points
from robot.nlu.text import slots
from robot.nlu.text.manner import Manner, denial, denies, known_denial, manner
from robot.nlu.text.normalise import plain
from robot.nlu.text.persons import apart, known_persons, persons
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
    *("entry_rival", "entry_rival_log", "entry_joined", "entry_joined_log", "entry_joined_ahead"),
    *("entry_contradicts", "entry_agrees", "entry_fits_told", "entry_against_told", "entry_far_turns"),
    *("entry_same_people", "entry_other_people"),
)
_POINT = (
    *("fact", "fact_asks", "fact_tells", "fact_short", "question", "question_asks", "question_tells", "question_short"),
    *("point_ahead", "point_behind", "point_own", "point_aspect", "point_asked", "point_told", "point_denies"),
    *("point_contradicts", "point_agrees", "point_clause_denies"),
    *("point_same_people", "point_other_people", "point_not_its_people"),
    *("point_in_hand_turns", "point_for_these", "point_for_others", "point_for_whom_unknown"),
    *(
        "point_rival",
        "point_rival_log",
        "point_aside",
        "point_denial",
        "yes_denied",
        "no_denied",
        "asked_agrees",
        "asked_disagrees",
    ),
    *("point_exact", "point_number", "point_no_number", *(f"point_{name}" for name in _POINT_LIKENESS)),
)
_NONE = (
    *("told", "told_asks", "told_short", "told_long", "asked", "asked_tells", "asked_short", "asked_long"),
    *("none_meaning", "none_learned", "none_known", "none_odds"),
)
INPUTS = (*_ENTRY, *_POINT, *_NONE)
_AT = {name: place for place, name in enumerate(INPUTS)}
_LIKE = {name: LIKENESS.index(name) for name in LIKENESS}
_MOST_ENTRIES, _MOST_JOINED = 10, 4
_CLAUSE = re.compile(r"[，,。；;！!？?、\s]+")
_SHORT = 6
_LEAST = 1e-6
_POLAR = frozenset({"yes", "no"})
_NO_WAY_OF_ENTRIES = frozenset({"emergency"})
_LIKELY_ENTRY = 0.1
"""How likely an entry must be, read alone, for what is asked of it alone to be considered while another is in hand."""
_OTHERS_DO = re.compile("(?:那|可)?(?:他|她|人家|对方|房东|老板)(?!.*[哪咋怎])")
"""他找律师了 asks for no way."""


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
    points: Points,
    known: Known,
    context: Context,
    aspect: str | None,
    joined: tuple[Candidate, ...] = (),
    said: str = "",
    overlap: Overlap | None = None,
    most: int | None = None,
) -> Considered:
    """Everything that `query` may mean in `context`. `ranked`: entries, best first, as read alone, `joined` as read
    together with what was said before; `aspect`: what a few words ask on that stand in intents/follow-up.yaml; `said`:
    the sentence with its commas; `overlap`: what the query shares with all points, where it is known already; `most`:
    only so many points, those that are most like it."""
    how = manner(query.text)
    choices: list[Choice] = []
    rows: list[Doubles] = []
    ranked = tuple(each for each in ranked if not _is_denied(each.phrasing, context.denied, query.text))
    joined = tuple(each for each in joined if not _is_denied(each.phrasing, context.denied, query.text))
    told = for_whom.by_fact(context.sided)
    for candidate, likeness in _entries(ranked, joined, main, points, context, said or query.text):
        tells = points.tells.get((candidate.kind, candidate.id), frozenset())
        is_refused = f"{candidate.kind}:{candidate.id}" in context.refused
        if candidate.score < 1.0 and (is_refused or not for_whom.agrees(tells, told)):
            continue  # who was told to be the lender is not asked what the borrower may do
        choices.append(Choice(f"{candidate.kind}:{candidate.id}", candidate))
        rows.append(_entry(candidate, likeness, (ranked, joined), points, known, context, how))
        rows[-1] += _beside(candidate, query.text)
    matched = [(thesis, points.index.match(query, points.span(thesis.matter), overlap)) for thesis in _theses(context)]
    clauses = _clauses(said or query.text)
    for key, row in _points(query, matched, points, context, how, aspect, clauses, most, ranked):
        choices.append(Choice(key))
        rows.append(row)
    best_odds = _odds(ranked[0].score) if ranked else -6.0
    choices += [Choice(TOLD), Choice(ASKED)]
    rows += list(_nothing([match for _, match in matched], how, best_odds))
    return Considered(tuple(choices), np.stack(rows))


@dataclass(frozen=True, slots=True)
class _Thesis:
    """A matter that the sentence may be of: the one in hand, a rival of it (with its weight), or one put aside."""

    matter: str
    entry: str
    rival: float | None = None
    aside: bool = False


def _theses(context: Context) -> tuple[_Thesis, ...]:
    """What the sentence may be about: the matter in hand, its rivals, those put aside; each once."""
    found = [] if context.matter is None else [_Thesis(context.matter, context.entry[1] if context.entry else "")]
    found += [_Thesis(rival.matter, rival.entry[1], rival=rival.weight) for rival in context.rivals]
    found += [_Thesis(left.matter, left.entry[1] if left.entry else "", aside=True) for left in context.aside]
    return tuple({thesis.matter: thesis for thesis in reversed(found)}.values())[::-1]


def _is_denied(phrasing: str, denied: str, said: str) -> bool:
    """Whether `phrasing` speaks of what the visitor says is not meant (empty: of nothing), and `said` does not."""
    return bool(denied) and denied in phrasing and denied not in said


def _entries(
    ranked: tuple[Candidate, ...],
    joined: tuple[Candidate, ...],
    main: tuple[PhrasingIndex, Match],
    points: Points,
    context: Context,
    said: str,
) -> Iterator[tuple[Candidate, npt.NDArray[np.float32] | None]]:
    index, match = main
    seen = set()
    speaks_of_others = bool(_OTHERS_DO.match(said))
    for candidate in ranked[:_MOST_ENTRIES]:
        if candidate.kind in _NO_WAY_OF_ENTRIES or (candidate.kind == "place" and speaks_of_others):
            continue
        seen.add((candidate.kind, candidate.id))
        yield candidate, _likeness(index, match, candidate)
    for candidate in joined[:_MOST_JOINED]:
        if candidate.kind in {"faq", "service"} and (candidate.kind, candidate.id) not in seen:
            seen.add((candidate.kind, candidate.id))
            yield replace(candidate, score=_LEAST), _likeness(index, match, candidate)
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
    both: tuple[tuple[Candidate, ...], tuple[Candidate, ...]],
    points: Points,
    known: Known,
    context: Context,
    how: Manner,
) -> Doubles:
    ranked, joined = both
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
    row[_AT["entry_aside"]] = float(any(matter == left.matter for left in context.aside))
    far = not in_matter and not neighbour and candidate.kind in {"faq", "service"}
    row[_AT["entry_far_leans"]] = float(far and how.leans)
    row[_AT["entry_far_short"]] = float(far and how.size <= _SHORT)
    row[_AT["entry_far_turns"]] = float(far) * np.log1p(context.turns)
    row[_AT["entry_far_log"]] = float(far) * np.log(candidate.score + 1e-4)
    rival = next((each for each in context.rivals if each.matter == matter), None) if not in_matter else None
    row[_AT["entry_rival"]] = float(rival is not None)
    row[_AT["entry_rival_log"]] = np.log(rival.weight + _LEAST) if rival is not None else 0.0
    together = next((each.score for each in joined if (each.kind, each.id) == (candidate.kind, candidate.id)), 0.0)
    row[_AT["entry_joined"]] = float(bool(joined))
    row[_AT["entry_joined_log"]] = float(bool(joined)) * np.log(together + 1e-3)
    is_first = bool(joined) and (joined[0].kind, joined[0].id) == (candidate.kind, candidate.id)
    row[_AT["entry_joined_ahead"]] = float(is_first) * _odds(together)
    row[_AT["entry_denies"]] = float(bool(candidate.phrasing) and denies(candidate.phrasing) != how.denies)
    row[_AT["entry_tells"]] = float(candidate.kind == "faq" and not how.asks)
    tells = points.tells.get((candidate.kind, candidate.id), frozenset())
    row[_AT["entry_fits_told"]] = float(len(tells & context.told))
    row[_AT["entry_against_told"]] = float(not for_whom.agrees(tells, for_whom.by_fact(context.told)))
    if likeness is not None:
        for name in _ENTRY_LIKENESS:
            row[_AT[f"entry_{name}"]] = likeness[_LIKE[name]]
    return row


def _points(
    query: Query,
    matched: list[tuple[_Thesis, Match]],
    points: Points,
    context: Context,
    how: Manner,
    aspect: str | None,
    clauses: list[tuple[frozenset[str], bool]],
    most: int | None,
    ranked: tuple[Candidate, ...],
) -> Iterator[tuple[str, Doubles]]:
    weights = weights_of(query.vector is not None).features
    told = for_whom.by_fact(context.sided)
    known = {**for_whom.by_fact(context.supposed), **for_whom.by_fact(context.told)}
    likely = {each.id for each in ranked[:_MOST_ENTRIES] if each.score >= _LIKELY_ENTRY and not how.leans}
    fitting: list[tuple[_Thesis, Match, int, str, float]] = []
    for thesis, match in matched:
        span = points.span(thesis.matter)
        nearest = points.index.best_phrasings(match, span) if len(span) else []
        prior = match.features @ weights
        for row, point in enumerate(points.in_order[span.start : span.stop]):
            if not point.entries or thesis.entry in point.entries or not likely.isdisjoint(point.entries):
                fitting.append((thesis, match, row, nearest[row], float(prior[row])))
    if not fitting:
        return
    scores = sorted((score for *_, score in fitting), reverse=True)
    best, second = scores[0], scores[min(1, len(scores) - 1)]
    if most is not None and len(scores) > most:
        fitting = [each for each in fitting if each[-1] >= scores[most - 1]]
    exact = points.index.exact_keys(query)
    numbers = _numbers(query.text)
    ours, named = denial(query.text), persons(query.text)
    for thesis, match, row, nearest_said, score in fitting:
        if _is_denied(nearest_said, context.denied, query.text):
            continue  # 不是担保，就是我爸自己贷的款
        point = points.in_order[points.span(thesis.matter).start + row]
        is_exact, presumed = point.key in exact, points.presumed.get((thesis.matter, point.aspect), "")
        is_refused = point.key in context.refused and not is_exact
        if is_refused or not for_whom.may_mean(point, told, presumed, is_exact):
            continue
        is_in_hand = thesis.rival is None and not thesis.aside
        found = np.zeros(len(INPUTS))
        name = "fact" if point.value is not None else "question"
        found[_AT[name]] = 1.0
        found[_AT[f"{name}_asks"]] = float(how.asks)
        found[_AT[f"{name}_tells"]] = float(not how.asks)
        found[_AT[f"{name}_short"]] = float(how.size <= _SHORT)
        found[_AT["point_ahead"]] = max(0.0, score - second)
        found[_AT["point_behind"]] = min(0.0, score - best)
        found[_AT["point_rival"]] = float(thesis.rival is not None)
        found[_AT["point_rival_log"]] = np.log(thesis.rival + _LEAST) if thesis.rival is not None else 0.0
        found[_AT["point_in_hand_turns"]] = float(is_in_hand) * np.log1p(context.turns)
        found[_AT["point_aside"]] = float(thesis.aside)
        found[_AT["point_own"]] = float(bool(point.entries))
        found[_AT["point_aspect"]] = float(aspect is not None and point.aspect == aspect)
        is_asked = point.value is not None and point.id == context.asked and is_in_hand
        found[_AT["point_asked"]] = float(is_asked)
        found[_AT["point_told"]] = float(point.key in context.told)
        found[_AT["point_denies"]] = float(denies(nearest_said) != how.denies)
        theirs = known_denial(nearest_said)
        found[_AT["point_contradicts"]] = float(theirs.contradicts(ours))
        found[_AT["point_agrees"]] = float(theirs.agrees(ours))
        whose = known_persons(nearest_said)
        found[_AT["point_same_people"]] = float(bool(named & whose))
        found[_AT["point_other_people"]] = float(apart(named, whose))
        found[_AT["point_not_its_people"]] = float(apart(named, point.people))
        found[_AT["point_clause_denies"]] = float(denies(nearest_said) != _denies_of(clauses, nearest_said))
        found[_AT["point_denial"]] = abs(float(how.denies) - point.denial)
        found[_AT["yes_denied"]] = float(point.value == "yes" and how.denies)
        found[_AT["no_denied"]] = float(point.value == "no" and how.denies)
        found[_AT["asked_agrees"]] = float(is_asked and point.value in _POLAR and how.denies == (point.value == "no"))
        found[_AT["asked_disagrees"]] = float(is_asked and point.value in _POLAR) - found[_AT["asked_agrees"]]
        for standing, share in for_whom.standing(point.only, known).items():
            found[_AT[f"point_{standing}"]] = share
        found[_AT["point_exact"]] = float(point.key in exact)
        if point.type in {"amount", "length", "count", "date"}:
            found[_AT["point_number"]] = float(point.type in numbers)
            found[_AT["point_no_number"]] = float(point.type not in numbers)
        for like in _POINT_LIKENESS:
            found[_AT[f"point_{like}"]] = match.features[row, _LIKE[like]]
        yield point.key, found


def _beside(candidate: Candidate, said: str) -> Doubles:
    """What an entry denies, and of whom it speaks, beside what was said."""
    row = np.zeros(len(INPUTS))
    if candidate.phrasing:
        theirs, ours = known_denial(candidate.phrasing), denial(said)
        row[_AT["entry_contradicts"]] = float(theirs.contradicts(ours))
        row[_AT["entry_agrees"]] = float(theirs.agrees(ours))
        named, whose = persons(said), known_persons(candidate.phrasing)
        row[_AT["entry_same_people"]] = float(bool(named & whose))
        row[_AT["entry_other_people"]] = float(apart(named, whose))
    return row


def _clauses(said: str) -> list[tuple[frozenset[str], bool]]:
    """Of each clause its characters, and whether it denies something."""
    parts = [plain(part) for part in _CLAUSE.split(said)]
    return [(frozenset(part), denies(part)) for part in parts if part] or [(frozenset(), False)]


def _denies_of(clauses: list[tuple[frozenset[str], bool]], nearest: str) -> bool:
    """Whether the clause that is most like `nearest` denies something: 年假都让休了，加班费没给 is two things."""
    characters = frozenset(nearest)
    return max(clauses, key=lambda clause: len(clause[0] & characters))[1]


def _numbers(text: str) -> frozenset[str]:
    """Which kinds of open values a sentence holds."""
    found = {
        "amount": bool(slots.amounts(text)),
        "length": bool(slots.months(text)),
        "count": bool(slots.counts(text)),
        "date": bool(slots.dates(text)),
    }
    return frozenset(name for name, is_there in found.items() if is_there)


def _nothing(matches: list[Match], how: Manner, odds: float) -> Iterator[Doubles]:
    inside = np.concatenate([np.zeros((1, len(LIKENESS))), *(match.features for match in matches)])
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
