"""Asks for an FAQ entry in the terminal, question by question, with a way back and a last look.

`<` goes back a question; at the end everything is shown once more, and a number changes one of the answers.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from robot import messages
from robot.content import load
from robot.content.check import LONGEST_SPOKEN
from robot.content.check_parts import places_named, services_named
from robot.content.laws import Laws
from robot.content.said import bare
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.workbench import changes
from robot.workbench.cells import citation_of, looked_up
from robot.workbench.faults import in_headings
from robot.workbench.sheets import COLUMNS
from robot.workbench.taken import Taken, draft_faults

FEWEST_PHRASINGS = 6
_BACK = frozenset(("<", "《", "〈", "上一步", "返回", "back"))
_USUAL_WINDOW = "w4"

Ask = Callable[[str], str]
Answers = dict[str, Any]
say = messages.zh


class Back(Exception):
    """Somebody wants the question before once more."""


class Asking:
    """The questions for one entry. `laws`: None where the statute database is not installed."""

    def __init__(self, ask: Ask, content: load.Content, laws: Laws | None) -> None:
        self._plain_ask = ask
        self._content, self._laws = content, laws
        self._taken = Taken.of(content)
        self._asked = ""
        self._steps: Mapping[str, Callable[[Any], Any]] = {
            "topic": self._topic,
            "question": self._question,
            "phrasings": self._phrasings,
            "spoken": self._spoken,
            "shown": self._shown,
            "citations": self._citations,
            "window": self._window,
            "service": self._service,
        }

    def entry(self, question: str, topic: str) -> Answers:
        """The values of an entry, with its topic. Raises EOFError when it is given up."""
        print(say("workbench.new.intro"))
        answers: Answers = {}
        if topic:
            answers["topic"] = topic
        if question and self._sentence(question) is not None:
            answers["question"] = self._asked = question
        self._through(answers, [key for key in self._steps if key not in answers])
        while (again := self._last_look(answers)) is not None:
            self._through(answers, [again])
        return self._values(answers)

    def _through(self, answers: Answers, keys: Sequence[str]) -> None:
        place = 0
        while place < len(keys):
            try:
                answers[keys[place]] = self._steps[keys[place]](answers.get(keys[place]))
                place += 1
            except Back:
                place = max(place - 1, 0)

    def _last_look(self, answers: Answers) -> str | None:
        """Show everything; the key of what is to be changed, None when it is good. Raises EOFError for neither."""
        print(say("workbench.new.look"))
        for number, key in enumerate(self._steps, start=1):
            print(say("workbench.new.look_line", number=number, heading=COLUMNS[key], text=self._looks(answers, key)))
        keys = list(self._steps)
        while True:
            line = _half_width(self._plain_ask(say("workbench.new.write"))).lower()
            if not line:
                return None
            if line == "q":
                raise EOFError
            if line.isdigit() and 1 <= int(line) <= len(keys):
                return keys[int(line) - 1]
            print(say("workbench.new.unknown", text=line))

    def _looks(self, answers: Answers, key: str) -> str:
        value = answers[key]
        if key == "window":
            return self._called(places_named(self._content), value)
        if key == "service":
            return self._called(services_named(self._content), value) or say("workbench.new.none")
        if key == "citations":
            return "；".join(f"{each['law']} {each['article']}" for each in value) or say("workbench.new.none")
        if key == "shown":
            return " / ".join(value) or answers["spoken"]
        return " / ".join(value) if isinstance(value, list) else str(value)

    def _values(self, answers: Answers) -> Answers:
        question, service = answers["question"], answers["service"]
        return {
            "topic": answers["topic"],
            "id": changes.new_id(self._content, answers["topic"], question),
            "question": question,
            "phrasings": [question, *answers["phrasings"]],
            "spoken": answers["spoken"],
            "shown": "\n".join(answers["shown"] or [answers["spoken"]]) + "\n",
            "citations": answers["citations"],
            "window": answers["window"],
            **({"service": service} if service else {}),
            "review": datetime.date.today() + datetime.timedelta(days=365),
        }

    def _ask(self, question: str) -> str:
        line = self._plain_ask(question)
        if _half_width(line) in _BACK:
            raise Back
        return line

    def _until(self, question: str, accept: Callable[[str], Any]) -> Any:
        """Ask until `accept` gives something; it prints why not and gives None."""
        while (found := accept(self._ask(question))) is None:
            pass
        return found

    def _topic(self, before: str | None) -> str:
        topics = "  ".join(f"{number} {name}" for number, name in enumerate(TOPICS, start=1))
        names = {name: (name,) for name in TOPICS}
        found: str = self._until(f"{topics}\n{say('workbench.new.topic')}", lambda text: _one_of(text or before, names))
        return found

    def _question(self, before: str | None) -> str:
        found: str = self._until(say("workbench.new.question"), lambda text: self._sentence(text or before or ""))
        self._asked = found
        return found

    def _phrasings(self, before: list[str] | None) -> list[str]:
        print(say("workbench.new.phrasings", count=FEWEST_PHRASINGS))
        phrasings = list(before or ())
        for number, phrasing in enumerate(phrasings, start=1):
            print(f"{number}> {phrasing}")
        while True:
            line = self._ask(f"{len(phrasings) + 1}>")
            if not line and len(phrasings) >= FEWEST_PHRASINGS:
                return phrasings
            if not line:
                print(say("workbench.new.more", missing=FEWEST_PHRASINGS - len(phrasings)))
            elif bare(line) in map(bare, (self._asked, *phrasings)):
                print(say("workbench.new.double"))
            elif self._sentence(line):
                phrasings.append(line)

    def _spoken(self, before: str | None) -> str:
        found: str = self._until(
            say("workbench.new.spoken", most=LONGEST_SPOKEN), lambda text: self._said(text or before or "")
        )
        return found

    def _said(self, text: str) -> str | None:
        if not text:
            return None
        if len(text) > LONGEST_SPOKEN:
            print(say("workbench.new.too_long", length=len(text), most=LONGEST_SPOKEN))
            return None
        return _without_faults(text, draft_faults(self._content, "", text))

    def _shown(self, before: list[str] | None) -> list[str]:
        print(say("workbench.new.shown"))
        lines = []
        while line := self._ask(">"):
            lines.append(line)
        return lines or before or []

    def _citations(self, before: list[Answers] | None) -> list[Answers]:
        """Each is looked up; of a law that the database does not hold somebody has to look again."""
        found = []
        print(say("workbench.new.citations"))
        while line := self._ask(">"):
            try:
                found.append(self._citation(line))
            except ContentError as error:
                print(error.chinese)
        return found or before or []

    def _citation(self, line: str) -> Answers:
        citation, book = citation_of(line), self._laws
        try:
            looked = looked_up(citation, book) if book else citation
        except ContentError as error:
            if error.key != "workbench.cell.law_missing":
                raise
            book = None
        if book is None and "verified" not in citation:
            print(say("workbench.new.not_held"))
            return {**citation, "verified": False, "review": datetime.date.today() + datetime.timedelta(days=180)}
        if book is not None and (text := book.text(looked["law"], looked["article"])):
            print(f"{looked['law']} {looked['article']}：{text[:60]}…")
        return looked

    def _window(self, before: str | None) -> str:
        windows = {
            place.id: names
            for place in (self._content.hall.places if self._content.hall else ())
            if place.kind == "window" and (names := self._window_names(place.id, place.number))
        } or {_USUAL_WINDOW: ()}
        usual = before or (_USUAL_WINDOW if _USUAL_WINDOW in windows else next(iter(windows)))
        question = say("workbench.new.window", windows=_numbered(windows), usual=self._called(windows, usual))
        found: str = self._until(question, lambda text: _one_of(text or usual, windows))
        return found

    def _window_names(self, place_id: str, number: int | None) -> tuple[str, ...]:
        names = places_named(self._content).get(place_id, ())
        return (*names, f"{number}号", f"{number}号窗口") if number else names

    def _service(self, before: str | None) -> str:
        services = {key: names for key, names in services_named(self._content).items() if names}
        question = say("workbench.new.service", services=_numbered(services))
        found: str = self._until(question, lambda text: _one_of(text or before, services) if text or before else "")
        return found

    @staticmethod
    def _called(named: Mapping[str, Sequence[str]], value: str) -> str:
        return next(iter(named.get(value, ())), value)

    def _sentence(self, text: str) -> str | None:
        """What a visitor may say for this entry: not what another entry is for, and no names."""
        if not bare(text):
            return None
        owner = self._taken.owner(text)
        if owner is not None:
            print(say("workbench.new.taken", text=text, owner=owner))
            return None
        return _without_faults(text, draft_faults(self._content, text))


def _without_faults(text: str, faults: Iterable[str]) -> str | None:
    faults = list(faults)
    for fault in faults:
        print(say("workbench.new.fault", fault=in_headings(fault, COLUMNS)))
    return None if faults else text


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _numbered(named: Mapping[str, Sequence[str]]) -> str:
    """1 综合受理窗口  2 法律援助窗口 …"""
    return "  ".join(f"{number} {next(iter(names), key)}" for number, (key, names) in enumerate(named.items(), start=1))


def _one_of(text: str | None, named: Mapping[str, Sequence[str]]) -> str | None:
    """The id that is meant by a number of the list, an id or a name."""
    said = _half_width(text or "")
    if said.isdigit() and 1 <= int(said) <= len(named):
        return list(named)[int(said) - 1]
    for key, names in named.items():
        if said == key or said in names:
            return key
    if said:
        print(say("workbench.new.unknown", text=text))
    return None
