"""The JSON of the command line (design.md) and the text for people."""

from __future__ import annotations

import json
from typing import Any

from robot.app import Turn
from robot.dialogue.case import Case
from robot.turn import Candidate


def turn_json(turn: Turn) -> dict[str, Any]:
    """One turn as the object that `ask --json` and `hear --json` print."""
    reply = turn.reply
    return {
        "text": turn.transcript.text,
        "kind": reply.kind,
        "id": reply.id,
        "topic": reply.topic,
        "service": reply.service,
        "window": reply.window,
        "score": round(float(reply.score), 4),
        "tier": turn.understanding.tier,
        "spoken": reply.spoken,
        "shown": reply.shown,
        "citations": [{"law": citation.law, "article": citation.article} for citation in reply.citations],
        "directions": None if reply.directions is None else list(reply.directions),
        "follow_ups": list(reply.follow_ups),
        "also": [{"kind": kind, "id": meant} for kind, meant in reply.also],
        "act": turn.understanding.act,
        "case": case_json(turn.session.case),
        "candidates": [candidate_json(candidate) for candidate in turn.understanding.candidates[:5]],
        "timing_ms": {"nlu": round(turn.understanding.ms, 2), "total": round(turn.total_ms, 2)},
    }


def case_json(case: Case) -> dict[str, Any]:
    """What the robot holds of the visitor's case: the matter, the facts of it by id, what it has asked for."""
    facts = {held.fact.partition("/")[2]: held.value for held in case.of_matter()}
    return {"matter": case.matter, "facts": facts, "asked": case.asked, "aside": list(case.aside)}


def candidate_json(candidate: Candidate) -> dict[str, Any]:
    """A candidate as JSON: kind, id, score."""
    return {"kind": candidate.kind, "id": candidate.id, "score": round(float(candidate.score), 4)}


def dumps(value: object, indent: int | None = None) -> str:
    """JSON with Chinese characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def for_people(turn: Turn) -> str:
    """The reply as a person reads it in a terminal."""
    reply = turn.reply
    way = (
        [f"  {number}. {step}" for number, step in enumerate(reply.directions or (), 1)]
        if reply.kind == "place"
        else []
    )
    shown = [] if reply.shown.strip() == reply.spoken.strip() or reply.kind == "place" else ["", reply.shown]
    more = ["", *(f"  ? {follow_up}" for follow_up in reply.follow_ups)] if reply.follow_ups else []
    return "\n".join([reply.spoken, *way, *shown, *more])
