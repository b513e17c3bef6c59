"""Why a question was understood as it was, for a content editor: what matched and where it stands, and what to change.

`explanation` is the whole of it as data (`ask --explain --json`); robot/cli/explained.py makes sentences of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from robot.app import Knowledge, Turn
from robot.cli.standing import Standing
from robot.dialogue.replies import compose
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.index.scoring import parameters
from robot.nlu.text.normalise import normalise
from robot.turn import Candidate, Understanding

GROUPS = {
    **dict.fromkeys(("chars", "words", "fixed"), "wording"),
    **dict.fromkeys(("sound", "syllables"), "sound"),
    **dict.fromkeys(("meaning", "shaped"), "meaning"),
}
"""Which of the three signals a measure belongs to, by the first part of its name."""
_CLOSE = 0.5
"""Of the best candidate's score: with so much the second is too close to tell them apart."""
_POSSIBLE = 0.05
"""A score below it says nothing."""
_MOST_TO_ADD = 3

Data = dict[str, Any]


def explanation(turn: Turn, knowledge: Knowledge) -> Data:
    """What was heard, and each of the things that were said in one breath."""
    first, reply = turn.understanding, turn.reply
    content = knowledge.content
    followed = reply.kind != first.kind and reply.id is not None
    answered = Candidate(reply.kind, reply.id or "", float(reply.score))
    return {
        "heard": turn.transcript.text,
        "limits": {name: getattr(parameters(), name) for name in ("sure", "ask")},
        "followed": _candidate(answered, Standing(content)) if followed else None,
        "case": _case(turn, knowledge),
        "things": [_thing(meant, knowledge) for meant in (first, *first.also)],
    }


def _case(turn: Turn, knowledge: Knowledge) -> Data:
    """What the robot holds after the turn, and what of it this turn has told."""
    case = turn.session.case
    held = [
        {
            "fact": each.key,
            "name": compose.title(knowledge.content, Candidate("flow", each.key, 1.0)),
            "said": each.said,
            "how": each.how,
            "now": each.turn == case.turn,
        }
        for each in case.of_matter()
    ]
    matter = knowledge.content.matters.get(case.matter or "")
    return {
        "act": turn.understanding.act,
        "matter": case.matter,
        "name": matter.name if matter else None,
        "facts": held,
        "asked": case.asked,
        "aside": list(case.aside),
    }


def _thing(meant: Understanding, knowledge: Knowledge) -> Data:
    standing = Standing(knowledge.content)
    query = knowledge.understander.index.prepare(meant.text)
    meant = replace(meant, candidates=tuple(_as_written(each, meant, standing) for each in meant.candidates))
    first, second = (*meant.candidates[:2], None, None)[:2]
    repaired = query.fixed if query.fixed != query.text else None
    reason, phrasing = _reason(meant, standing)
    changes = _changes(meant, query.text, reason, standing)
    return {
        "text": meant.text,
        "tidied": query.text,
        "repaired": repaired,
        "tier": meant.tier,
        "kind": meant.kind,
        "id": meant.id,
        "score": round(float(meant.score), 4),
        "topic": meant.topic,
        "matched": _candidate(first, standing) if first else None,
        "runner_up": _candidate(second, standing) if second else None,
        "offered": [_candidate(candidate, standing) for candidate in meant.offered],
        "why": reason,
        "phrasing": phrasing,
        "changes": [*([_change("misheard")] if repaired and changes else []), *changes],
    }


def _as_written(candidate: Candidate, meant: Understanding, standing: Standing) -> Candidate:
    """An emergency that was called for to the letter has its name for a phrasing: the sentence tells an editor more."""
    written = replace(candidate, phrasing=meant.text)
    return written if candidate.kind == "emergency" and standing.has(written) else candidate


def _candidate(candidate: Candidate, standing: Standing) -> Data:
    return {
        "kind": candidate.kind,
        "id": candidate.id,
        "name": compose.title(standing.content, candidate) or candidate.id,
        "score": round(float(candidate.score), 4),
        "phrasing": candidate.phrasing,
        "place": standing.of(candidate),
        "signals": _signals(candidate),
    }


def _signals(candidate: Candidate) -> dict[str, dict[str, float]]:
    """The measures of the phrasing that matched, by signal; none where the score was not made of them."""
    found: dict[str, dict[str, float]] = {}
    for name, value in candidate.signals:
        group = GROUPS.get(name.split("_")[0], "other")
        found.setdefault(group, {})[name] = round(float(value), 3)
    return found


def _reason(meant: Understanding, standing: Standing) -> tuple[str, str]:
    """Why this tier, as a key of robot/messages/explain.toml, and the sentence that it is about."""
    best = meant.candidates[0] if meant.candidates else None
    phrasing = best.phrasing if best else ""
    if meant.kind == "flow":
        return ("inside" if meant.id else "inside_nothing"), phrasing
    if meant.tier in {"emergency", "exact", "strong", "likely"}:
        return meant.tier, phrasing
    if not normalise(meant.text):
        return "nothing", ""
    if meant.tier == "clarify":
        return _unsure(meant.offered or meant.candidates), phrasing
    if meant.id == OUT_OF_SCOPE:
        nearest = standing.refused(meant.text)
        return "refused", nearest[0] if nearest else ""
    return ("too_low" if best else "nobody"), phrasing


def _unsure(candidates: tuple[Candidate, ...]) -> str:
    if candidates and candidates[0].score >= parameters().sure:
        return "one_word"
    return "too_close" if _are_close(candidates) else "not_sure"


def _are_close(candidates: tuple[Candidate, ...]) -> bool:
    return len(candidates) > 1 and candidates[1].score >= _CLOSE * candidates[0].score


def _changes(meant: Understanding, text: str, reason: str, standing: Standing) -> list[Data]:
    """What an editor could do, the likeliest first: each a key of the messages with what it speaks of."""
    match reason:
        case "nothing":
            return []
        case "emergency":
            return [_change("false_alarm", id=meant.id, place=standing.not_meant(meant.id or ""))]
        case "exact":
            return [_change("right"), _change("move", place=standing.of(meant.candidates[0]))]
        case "inside" | "inside_nothing":
            return [*([_change("right")] if meant.id else []), *_inside(meant, text, standing)]
        case "strong" | "likely":
            wrong = [_addition(candidate, text, standing) for candidate in meant.candidates[1:2]]
            return [_change("right"), *wrong, *_out_of_scope(text, standing)]
        case "refused":
            nearest = standing.refused(meant.text)
            could = [_addition(candidate, text, standing) for candidate in _worth_adding_to(meant.candidates[:1])]
            return [_change("accept", text=text, place=nearest[1] if nearest else None), *could]
    likely = meant.offered or _worth_adding_to(meant.candidates)
    likely = likely[:_MOST_TO_ADD]
    changes = [_change("say_more")] if reason == "one_word" else []
    if reason == "too_close" and all(candidate.kind != "place" for candidate in likely[:2]):
        one, other = (_candidate(candidate, standing) for candidate in likely[:2])
        changes.append(_change("merge", one=one, other=other, one_place=one["place"], other_place=other["place"]))
    changes += [_addition(candidate, text, standing) for candidate in likely]
    if meant.tier == "fallback":
        changes.append(_change("new", text=text, place=standing.file_of(meant.topic) or "knowledge/faq/"))
    return changes + _out_of_scope(text, standing)


def _inside(meant: Understanding, text: str, standing: Standing) -> list[Data]:
    likely = [each for each in meant.candidates if each.id not in {"told", "asked", meant.id}][:_MOST_TO_ADD]
    return [_addition(each, text, standing) for each in likely]


def _worth_adding_to(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The entries that may have been meant; no emergencies: those answer before all others, and one cries for help."""
    return tuple(each for each in candidates if each.score >= _POSSIBLE and each.kind != "emergency")


def _addition(candidate: Candidate, text: str, standing: Standing) -> Data:
    key = "add_name" if candidate.kind == "place" else "add"
    return _change(key, text=text, title=_candidate(candidate, standing), place=standing.to_add(candidate))


def _out_of_scope(text: str, standing: Standing) -> list[Data]:
    return [_change("refuse", text=text, place=standing.to_refuse())]


def _change(what: str, **about: Any) -> Data:
    return {"what": what, **about}
