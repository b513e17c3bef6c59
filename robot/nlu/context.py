"""What understanding is told of the conversation: the one place where context enters. Immutable."""

from __future__ import annotations

from dataclasses import dataclass, field

from robot.turn import Kind


@dataclass(frozen=True, slots=True)
class Rival:
    """A matter that what was said may belong to as well, with the entry that speaks for it. `weight` is its likelihood
    beside that of the one in hand."""

    matter: str
    entry: tuple[Kind, str]
    weight: float


@dataclass(frozen=True, slots=True)
class Aside:
    """A matter put aside, to come back to, with the entry that was answered last in it (None: none was)."""

    matter: str
    entry: tuple[Kind, str] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The matter in hand, the entry that was answered last, what was told (keys of robot/nlu/matters/points.py), what
    the robot asked for (the id of a fact of that matter), and the matters put `aside`. `danger`: an alarm was the last
    thing said; `supposed`: what follows from what was asked (keys), though nobody told it, `unsure` of them from what
    only may have been asked; `denied`: what the visitor
    has just said is not meant. While it is not sure what the conversation is about, `rivals` are the other matters that
    it may be about, and `earlier` is what the visitor has said of it. `turns`: how many turns the matter is in hand;
    `opened`: the sentence that it was taken from; `answered`: the keys of what was answered last, `refused`: of what
    the visitor says was not meant; `corrects`: he has just said that the robot took something wrongly; `replied`: the
    robot's own last words, spoken and shown, `claimed`: of them what it was taken for and the facts held."""

    matter: str | None = None
    entry: tuple[Kind, str] | None = None
    told: frozenset[str] = frozenset()
    supposed: frozenset[str] = field(default=frozenset(), kw_only=True)
    unsure: frozenset[str] = field(default=frozenset(), kw_only=True)
    turns: int = field(default=0, kw_only=True)
    asked: str | None = None
    aside: tuple[Aside, ...] = ()
    danger: bool = False
    denied: str = ""
    rivals: tuple[Rival, ...] = ()
    earlier: str = field(default="", repr=False)
    opened: str = field(default="", repr=False)
    answered: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    corrects: bool = field(default=False, kw_only=True)
    replied: str = field(default="", kw_only=True, repr=False)
    claimed: str = field(default="", kw_only=True, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it is not sure yet what the conversation is about."""
        return bool(self.earlier) and (bool(self.rivals) or self.matter is None)

    @property
    def sided(self) -> frozenset[str]:
        """The keys of what was told, and on which side the visitor is by what was asked: that stands until told
        otherwise."""
        facts = {key.partition("=")[0] for key in self.told}
        sides = (key for key in self.supposed - self.unsure if key.partition("=")[0] not in facts)
        return self.told | {key for key in sides if is_side(key)}


_SIDES = frozenset({"side", "role"})
"""Ids of the facts that say on which side of a quarrel somebody is."""


def is_side(key: str) -> bool:
    """Whether a fact (matter/fact=value) says on which side of a quarrel the visitor is."""
    return key.partition("=")[0].partition("/")[2] in _SIDES


NOTHING = Context()
"""At the beginning of a conversation."""
