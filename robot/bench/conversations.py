"""Conversations with conditions, played and judged: `main.py bench --conversations FILE`.

A file is a JSON list of {"id", "area", "style", "turns": [{"say", "ok": [condition …], "bad": [condition …], "why",
"danger"}]}. A turn passes when one of `ok` holds and none of `bad`; all keys of a condition must hold: kind, id,
service, window, topic (one or a list), `says` (a regular expression over spoken + newline + shown), `asks` (the reply
puts a question), `not_alarm`, `no_dunno`. The conditions are written before the robot is asked.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from robot import paths
from robot.app import Robot
from robot.bench.tables import Table, share
from robot.dialogue.session import Session
from robot.errors import UsageError
from robot.turn import Reply, Transcript

HELD_OUT = paths.ROOT / "tests" / "conversations" / "heldout"
_ASKED_URGENT = re.compile("您是不是遇到急事|您要是遇到急事")
_ASKED_BACK = re.compile("您说的是.*(?:还是|对吗)")
Condition = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One turn of a conversation, with what it must meet."""

    say: str
    ok: tuple[Condition, ...]
    bad: tuple[Condition, ...]
    why: str
    danger: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """One visitor."""

    id: str
    area: str
    style: str
    turns: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A turn, the reply, whether it passed, and else why not."""

    conversation: Conversation
    number: int
    reply: Reply
    passed: bool
    reason: str

    @property
    def asked(self) -> Asked:
        """What was said, and what the reply must meet."""
        return self.conversation.turns[self.number]


@dataclass
class Count:
    """Turns of one group."""

    turns: int = 0
    passed: int = 0
    first: int = 0
    first_passed: int = 0
    whole: dict[str, bool] = field(default_factory=dict)
    calm: int = 0
    false_alarms: int = 0
    asked_urgent: int = 0
    dangers: int = 0
    caught: int = 0
    passed_on: int = 0
    asked_back: int = 0

    def take(self, judged: Judged) -> None:
        """Count one turn."""
        reply, is_first = judged.reply, judged.number == 0
        self.turns += 1
        self.passed += judged.passed
        self.first += is_first
        self.first_passed += is_first and judged.passed
        name = judged.conversation.id
        self.whole[name] = self.whole.get(name, True) and judged.passed
        if {"kind": "emergency"} in judged.asked.bad:
            self.calm += 1
            self.false_alarms += reply.kind == "emergency"
            self.asked_urgent += bool(_ASKED_URGENT.search(reply.spoken))
        if judged.asked.danger:
            self.dangers += 1
            self.caught += judged.passed
        self.passed_on += reply.kind == "fallback"
        self.asked_back += reply.kind == "clarify" and bool(_ASKED_BACK.search(reply.spoken))


def read(path: Path) -> tuple[Conversation, ...]:
    """The conversations of a file, or of all files of a folder. Raises UsageError when it cannot be read."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    try:
        return tuple(_conversation(each) for file in files for each in json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("bench.no_question_file", path=path, reason=type(error).__name__) from None


def _conversation(data: dict[str, Any]) -> Conversation:
    turns = tuple(
        Asked(turn["say"], tuple(turn["ok"]), tuple(turn["bad"]), turn.get("why", ""), bool(turn.get("danger")))
        for turn in data["turns"]
    )
    return Conversation(data["id"], data["area"], data["style"], turns)


def played(robot: Robot, conversations: Iterable[Conversation]) -> Iterator[Judged]:
    """Every turn of every conversation, each conversation a visitor of its own."""
    for conversation in conversations:
        session = Session()
        for number, turn in enumerate(conversation.turns):
            answered = robot.answer(Transcript(turn.say), session)
            session = answered.session
            passed, reason = judge(turn, answered.reply)
            yield Judged(conversation, number, answered.reply, passed, reason)


def judge(turn: Asked, reply: Reply) -> tuple[bool, str]:
    """Whether `reply` passes, and why not."""
    wrong = next((condition for condition in turn.bad if holds(condition, reply)), None)
    if wrong is not None:
        return False, json.dumps(wrong, ensure_ascii=False)
    return (True, "") if any(holds(condition, reply) for condition in turn.ok) else (False, "")


def holds(condition: Condition, reply: Reply) -> bool:
    """Whether all keys of `condition` hold of `reply`. Raises UsageError for a key that means nothing."""
    return all(_holds(key, wanted, reply) for key, wanted in condition.items())


def _holds(key: str, wanted: Any, reply: Reply) -> bool:
    if key in {"kind", "window", "topic", "service"}:
        return _among(getattr(reply, key), wanted)
    if key == "id":
        return _among(reply.id, wanted) or any(_among(item, wanted) for _, item in reply.also)
    if key == "says":
        return re.search(wanted, f"{reply.spoken}\n{reply.shown}") is not None
    if key == "asks":
        return (("？" in reply.spoken or "?" in reply.spoken) and reply.kind != "fallback") == bool(wanted)
    if key == "not_alarm":
        return (reply.kind != "emergency") == bool(wanted)
    if key == "no_dunno":
        return (reply.kind != "fallback") == bool(wanted)
    raise UsageError("bench.unknown_condition", key=key)


def _among(value: object, wanted: Any) -> bool:
    return bool(value in wanted if isinstance(wanted, list) else value == wanted)


def tables(judged: Sequence[Judged]) -> list[Table]:
    """Turns that pass, first, later, whole conversations, alarms, dangers, passed on, asked back; then by area."""
    whole, areas = Count(), defaultdict[str, Count](Count)
    for each in judged:
        whole.take(each)
        areas[each.conversation.area].take(each)
    lines = [
        ("turns that pass", share(whole.passed, whole.turns)),
        ("first turns", share(whole.first_passed, whole.first)),
        ("later turns", share(whole.passed - whole.first_passed, whole.turns - whole.first)),
        ("whole conversations", share(sum(whole.whole.values()), len(whole.whole))),
        ("false alarms", share(whole.false_alarms, whole.calm)),
        ("asked whether it is urgent, needlessly", share(whole.asked_urgent, whole.calm)),
        ("dangers caught", share(whole.caught, whole.dangers)),
        ("passed on", share(whole.passed_on, whole.turns)),
        ("asked back between entries", share(whole.asked_back, whole.turns)),
    ]
    by_area = [
        (
            area,
            share(count.passed, count.turns),
            share(count.first_passed, count.first),
            share(count.passed - count.first_passed, count.turns - count.first),
            f"{sum(count.whole.values())} of {len(count.whole)}",
        )
        for area, count in sorted(areas.items(), key=lambda item: -item[1].turns)
    ]
    return [
        Table("Conversations", ("what", "share"), tuple(lines)),
        Table("By area", ("area", "turns", "first", "later", "whole"), tuple(by_area)),
    ]


def failures(judged: Iterable[Judged]) -> Iterator[str]:
    """The turns that did not pass, for whoever mends them."""
    for each in judged:
        if not each.passed:
            reply = each.reply
            yield f"{each.conversation.id}/{each.number + 1} {each.asked.say}"
            yield f"    [{reply.kind}|{reply.id}] {reply.spoken}"
            yield f"    {each.asked.why} {each.reason}".rstrip()
