"""No text names what is not in the hall: places that some halls are without. Pure.

Windows that it names by a number are in robot/content/check_law.py, names in brackets in robot/content/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from robot.content.check_parts import problem
from robot.content.known_places import KnownPlace, known_places
from robot.content.load import Content
from robot.content.texts import spoken_and_shown
from robot.yaml_source import Problem


def check_there(content: Content) -> Iterator[Problem]:
    """Places that texts name without brackets, where the hall has none."""
    if content.hall is None:
        return
    missing = [known for known in known_places() if known.words and not _has(content, known)]
    for where, at, text in spoken_and_shown(content) if missing else ():
        for known in missing:
            word = next((word for word in known.words if word in text), None)
            if word:
                yield problem(where, at, "no_such_place", word=word, place=known.name)


def _has(content: Content, known: KnownPlace) -> bool:
    places = content.hall.places if content.hall else ()
    return any(place.id == known.id or known.id in place.also for place in places)
