"""What is told of somebody of the directory: who they are, what they know best, when and where they are. Pure."""

from __future__ import annotations

from robot.content import schema
from robot.content.load import Content
from robot.dialogue import compose
from robot.navigation.guide import HallGuide
from robot.turn import Reply, Understanding


def told(
    content: Content, person: schema.Person, understood: Understanding, guide: HallGuide, step_free: bool
) -> Reply:
    """The person, as the directory has them."""
    place = content.place(person.window)
    prompts = content.prompts
    values = {
        "name": person.name,
        "kind": prompts.kinds.get(person.kind, ""),
        "organisation": person.organisation,
        "fields": "、".join(person.fields),
        "hours": person.hours,
        "window": place.name if place else person.window,
    }
    spoken = compose.filled(prompts.person_told, values)
    if person.phone:
        spoken += compose.filled(prompts.person_phone, {"phone": person.phone})
    shown = compose.lines(f"{person.name}  {values['kind']}", person.organisation, values["fields"], person.hours)
    return Reply(
        kind="person",
        id=person.id,
        spoken=spoken,
        shown=compose.lines(shown, values["window"], person.phone),
        score=understood.score,
        window=person.window,
        directions=guide.directions(person.window, step_free),
        candidates=understood.candidates,
    )
