"""`review`: questions that the robot could not answer, grouped; one key sorts a group in.

A key adds the group's sentences to an entry, begins a new entry with them, or to what nobody may answer. What was
decided does not come back.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from dataclasses import asdict

from robot import messages, paths
from robot.app import Robot
from robot.cli.arguments import option, robot, subcommand
from robot.cli.new import new_faq
from robot.content import halls
from robot.desk.unanswered import Group, Unanswered
from robot.errors import ContentError
from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise
from robot.turn import Candidate, Transcript
from robot.workbench.changes import checked, faq_path
from robot.workbench.yaml_editor import YamlFile

_STORE = ("desk", "unanswered.db")
_OFFERED = 3
_KEPT = 4
"""Sentences of a group that become phrasings: more of them say the same."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "review")
    parser.add_argument("--json", action="store_true", help=option("json"))
    parser.set_defaults(handler=review)


def review(arguments: argparse.Namespace) -> int:
    """Show the groups, most asked first, and take a key for each; `--json` only lists them."""
    store = Unanswered(paths.VAR.joinpath(*_STORE))
    groups = store.groups(lambda text: "".join(sound.folded_of(sound.syllables(normalise(text)))))
    if arguments.json:
        for group in groups:
            print(json.dumps({**asdict(group), "count": group.count}, ensure_ascii=False))
        return 0
    if not groups:
        print(messages.line("workbench.reviewed"))
        return 0
    built = robot()
    for number, group in enumerate(groups, start=1):
        offered = _nearest(built, group)
        _show(built, number, len(groups), group, offered)
        key = _chosen(offered)
        if key == "q":
            break
        try:
            _decide(built, store, group, offered, key)
        except ContentError as error:  # the group comes again another time
            print(error.chinese)
    return 0


def _chosen(offered: list[Candidate]) -> str:
    """A key that there is, asked for until one is typed; q at the end of the input."""
    numbers = _numbers(offered)
    known = {*numbers, "n", "o", "s", "q"}
    while True:
        print(messages.zh("workbench.review.keys", numbers="、".join(numbers) or "-"), end=" ", flush=True)
        line = sys.stdin.readline()
        key = unicodedata.normalize("NFKC", line).strip().lower() if line else "q"
        if key in known:
            return key
        print(messages.zh("workbench.review.unknown", key=key))


def _numbers(offered: list[Candidate]) -> list[str]:
    return [str(place) for place in range(1, len(offered) + 1)]


def _nearest(built: Robot, group: Group) -> list[Candidate]:
    found = built.knowledge.understander.understand(Transcript(group.texts[0])).candidates
    return [each for each in found if each.kind in {"faq", "service"}][:_OFFERED]


def _title(built: Robot, candidate: Candidate) -> str:
    content = built.knowledge.content
    if candidate.kind == "faq":
        return content.faq[candidate.id].entry.question
    return content.services[candidate.id].name


def _show(built: Robot, number: int, total: int, group: Group, offered: list[Candidate]) -> None:
    topic = f"（{group.topic}）" if group.topic else ""
    print()
    print(messages.zh("workbench.review.group", number=number, total=total, count=group.count, topic=topic))
    for text in group.texts[:_KEPT]:
        print(f"    “{text}”")
    for place, candidate in enumerate(offered, start=1):
        print(messages.zh("workbench.review.near", number=place, question=_title(built, candidate)))


def _decide(built: Robot, store: Unanswered, group: Group, offered: list[Candidate], key: str) -> None:
    texts = [text for text in group.texts if "〔" not in text][:_KEPT]
    if key in _numbers(offered):
        chosen = offered[int(key) - 1]
        _add(built, chosen, texts)
        store.decide(group.ids, "phrasing")
        print(
            messages.line(
                "workbench.decided", what=messages.zh("workbench.review.phrasing", question=_title(built, chosen))
            )
        )
    elif key == "o":
        path = halls.file(paths.INTENTS / "must-not-match.yaml")
        with checked(path):
            file = YamlFile(path)
            for text in texts:
                file.add_to_list("out_of_scope", text)
            file.save()
        store.decide(group.ids, "out-of-scope")
        print(messages.line("workbench.decided", what=messages.zh("workbench.review.out")))
    elif key == "n":
        first = texts[0] if texts else ""
        if new_faq(_typed, first, group.topic or "") is not None:
            store.decide(group.ids, "new")
            print(messages.line("workbench.decided", what=messages.zh("workbench.review.new")))


def _typed(question: str) -> str:
    print(question, end=" ", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def _add(built: Robot, chosen: Candidate, texts: list[str]) -> None:
    if chosen.kind == "faq":
        path, key = faq_path(built.knowledge.content.faq[chosen.id].topic), "entries"
    else:
        path, key = halls.file(paths.KNOWLEDGE / "services.yaml"), "services"
    with checked(path):
        file = YamlFile(path)
        for text in texts:
            file.add_phrasing(key, chosen.id, text)
        file.save()
