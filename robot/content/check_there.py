"""No text names what is not in the hall: places and things that some halls are without. Pure.

Windows that it names by a number are in robot/content/check_law.py, names in brackets in robot/content/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from robot.content.check_parts import dangling, problem
from robot.content.known_places import KnownPlace, known_places
from robot.content.known_things import KnownThing, known_things, thing_names
from robot.content.load import Content
from robot.content.texts import spoken_and_shown
from robot.yaml_source import Problem


def check_there(content: Content) -> Iterator[Problem]:
    """Places and things that texts name without brackets, where the hall has none; things that nobody knows."""
    if content.hall is None:
        return
    for number, name in enumerate(content.hall.has):
        yield from dangling(content.where["hall"], ("has", number), name, thing_names())
    missing: list[KnownPlace | KnownThing] = [place for place in known_places() if not _has(content, place)]
    missing += [thing for thing in known_things() if thing.name not in content.hall.has]
    for where, at, text in spoken_and_shown(content) if missing else ():
        for known in missing:
            word = next((word for word in known.words if word in text), None)
            if word:
                yield problem(where, at, "no_such_place", word=word, place=known.name)


def _has(content: Content, known: KnownPlace) -> bool:
    places = content.hall.places if content.hall else ()
    return any(known.id in (place.id, *place.also) or known.name in (place.name, *place.names) for place in places)
