"""Where in the content's files a sentence stands that matched, and where one like it would be added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from robot.content.load import Content
from robot.content.said import Location, said
from robot.nlu.sound.syllables import folded
from robot.nlu.text.normalise import normalise, numbers_in_words, plain
from robot.turn import Candidate

_REFUSED = ("must-not-match", ("out_of_scope",))


@dataclass(frozen=True, slots=True)
class Standing:
    """FILE:LINE:COLUMN of sentences of one content snapshot."""

    content: Content

    def of(self, candidate: Candidate) -> str | None:
        """Where the phrasing of a candidate stands; its entry where the phrasing does not; None without a file."""
        found = self._sentence(candidate) or self._entry(candidate)
        return self._place(*found) if found else None

    def has(self, candidate: Candidate) -> bool:
        """Whether the phrasing of a candidate is one of its entry's sentences."""
        return self._sentence(candidate) is not None

    def to_add(self, candidate: Candidate) -> str | None:
        """The last sentence by which the candidate's entry is known: a new one goes behind it."""
        if candidate.kind == "place":
            entry = self._entry(candidate)
            place = self.content.place(candidate.id) or self.content.elsewhere(candidate.id)
            if entry is None or place is None:
                return None
            more = ("names", len(place.names) - 1) if place.names else ("name",)
            return self._place(entry[0], (*entry[1], *more))
        if candidate.kind == "flow":
            sentences = list(self._sentences(candidate))
            return self._place(*sentences[-1][0]) if sentences else None
        own = [each for each in said(self.content) if (each.kind, each.id) == (candidate.kind, candidate.id)]
        return self._place(own[-1].owner, own[-1].at) if own else None

    def not_meant(self, emergency_id: str) -> str | None:
        """Where what only sounds like this emergency is written: its `not_cues`."""
        return self._place(f"emergencies:{emergency_id}", ("not_cues",))

    def refused(self, text: str) -> tuple[str, str] | None:
        """The out-of-scope sentence most like `text` by its characters and its sound, and where it stands."""
        sentences = self.content.out_of_scope
        if not sentences:
            return None
        wanted, sound = normalise(text), folded(normalise(text))

        def alike(number: int) -> float:
            other = normalise(sentences[number])
            return fuzz.ratio(wanted, other) + fuzz.ratio(sound, folded(other))

        nearest = max(range(len(sentences)), key=alike)
        return sentences[nearest], self._place(_REFUSED[0], (*_REFUSED[1], nearest)) or ""

    def to_refuse(self) -> str | None:
        """The last out-of-scope sentence: a new one goes behind it."""
        return self._place(_REFUSED[0], (*_REFUSED[1], len(self.content.out_of_scope) - 1))

    def file_of(self, topic: str | None) -> str | None:
        """The file of a topic's answers."""
        owner = next((f"faq:{faq_id}" for faq_id, faq in self.content.faq.items() if faq.topic == topic), None)
        return str(self.content.where[owner].path) if owner else None

    def _place(self, owner: str, at: Location) -> str | None:
        where = self.content.where.get(owner)
        return ":".join((str(where.path), *map(str, where.position(*at)))) if where else None

    def _sentence(self, candidate: Candidate) -> tuple[str, Location] | None:
        wanted = normalise(candidate.phrasing)
        exact = (at for at, text in self._sentences(candidate) if text == candidate.phrasing)
        alike = (at for at, text in self._sentences(candidate) if normalise(text) == wanted)
        return next(exact, None) or next(alike, None) or self._name_in(candidate, wanted)

    def _name_in(self, candidate: Candidate, wanted: str) -> tuple[str, Location] | None:
        """The longest name of a place in a sentence that asks the way there: the program makes such sentences."""
        if candidate.kind != "place":
            return None
        named = [(at, normalise(text)) for at, text in self._names(candidate.id)]
        found = max((pair for pair in named if pair[1] in wanted), key=lambda pair: len(pair[1]), default=None)
        return found[0] if found else None

    def _entry(self, candidate: Candidate) -> tuple[str, Location] | None:
        """The entry of a candidate."""
        if candidate.kind == "place":
            hall = self.content.hall
            for key, there in (("places", hall.places), ("elsewhere", hall.elsewhere)) if hall else ():
                ids = [place.id for place in there]
                if candidate.id in ids:
                    return "hall", (key, ids.index(candidate.id))
            return None
        if candidate.kind == "flow":
            found = location_of(self.content, candidate.id)
            return (found[0], found[1]) if found else None
        if candidate.kind == "smalltalk" and candidate.id in self.content.offices:
            return f"offices:{candidate.id}", ()
        files = {"service": "services", "command": "commands", "emergency": "emergencies"}
        return f"{files.get(candidate.kind, candidate.kind)}:{candidate.id}", ()

    def _sentences(self, candidate: Candidate) -> Iterator[tuple[tuple[str, Location], str]]:
        """Everything by which the candidate is known, each with where it stands."""
        if candidate.kind == "place":
            yield from self._names(candidate.id)
            return
        if candidate.kind == "flow":
            owner, at, texts = location_of(self.content, candidate.id) or ("", (), ())
            list_name = "said" if "=" in candidate.id else "asks"
            yield from (((owner, (*at, list_name, number)), text) for number, text in enumerate(texts))
            return
        for each in said(self.content):
            if (each.kind, each.id) == (candidate.kind, candidate.id):
                yield (each.owner, each.at), each.text
        office = self.content.offices.get(candidate.id) if candidate.kind == "smalltalk" else None
        for number, name in enumerate(office.names if office else ()):
            yield (f"offices:{candidate.id}", ("names", number)), f"{name}在哪里"
        danger = self.content.emergencies.get(candidate.id) if candidate.kind == "emergency" else None
        for number, cue in enumerate(danger.cues if danger else ()):
            yield (f"emergencies:{candidate.id}", ("cues", number)), numbers_in_words(plain(cue))

    def _names(self, place_id: str) -> Iterator[tuple[tuple[str, Location], str]]:
        """A place is known by its names, its number, and the services at it."""
        place = self.content.place(place_id)
        named = place or self.content.elsewhere(place_id)
        entry = self._entry(Candidate("place", place_id, 0.0))
        if named is None or entry is None:
            return
        owner, at = entry
        yield (owner, (*at, "name")), named.name
        for at_name, name in enumerate(named.names):
            yield (owner, (*at, "names", at_name)), name
        number = place.number if place else None
        for numbered in (f"{number}号窗口", f"{number}号窗", f"{number}号") if number else ():
            yield (owner, (*at, "number")), numbered
        for each in said(self.content):
            service = self.content.services.get(each.id) if each.kind == "service" else None
            if service is not None and service.window == place_id and each.at[0] in {"name", "names"}:
                yield (each.owner, each.at), each.text


def location_of(content: Content, key: str) -> tuple[str, Location, tuple[str, ...]] | None:
    """Where a value of a fact or a question of a matter stands, and how people say it."""
    name, _, item = key.partition("/")
    wanted, _, given = item.partition("=")
    matter = content.matters.get(name)
    if matter is None:
        return None
    for f, fact in enumerate(matter.facts):
        for v, value in enumerate(fact.values):
            if (fact.id, value.is_) == (wanted, given):
                return f"matter:{name}", ("facts", f, "values", v), value.said
    for number, point in enumerate(matter.points):
        if point.id == item:
            return f"matter:{name}", ("points", number), point.asks
    return None
