"""A question of the guided talk, and the kinds of questions that there are."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import TypeVar

from robot import messages
from robot.halls import cells

T = TypeVar("T")
Check = Callable[[str], str]
"""What is wrong with an answer, and how it is mended; empty when it is right."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `default` is what an empty answer stands for. `before` is said first: what was wrong so far.
    `may_be_none`: 没有 is as good as nothing."""

    text: str
    default: str = ""
    check: Check = lambda text: ""
    before: str = ""
    may_be_none: bool = False

    def answer(self, typed: str) -> str:
        """What was typed, or what an empty line stands for."""
        if self.may_be_none and cells.yes(typed) is False and not typed.strip().isdigit():
            return ""
        return typed.strip() or self.default

    def after(self, before: str) -> Question:
        """The same question behind what was wrong with its answer."""
        return replace(self, before=before)


Talk = Generator[Question, str, T]


def asked(key: str, /, check: Check | None = None, default: str = "", **params: object) -> Question:
    """A question that needs an answer, unless there is a default."""
    default_shown = messages.zh("halls.ask.default", default=default) if default else ""
    text = messages.zh(f"halls.ask.{key}", **params) + default_shown

    def complaint(given: str) -> str:
        if not given:
            return messages.zh("halls.empty")
        return check(given) if check else ""

    return Question(text, default, complaint)


def optional(key: str, /, check: Check | None = None, default: str = "", **params: object) -> Question:
    """A question that may stay without an answer."""
    hint = messages.zh("halls.ask.default", default=default) if default else messages.zh("halls.ask.none")
    text = messages.zh(f"halls.ask.{key}", **params) + hint
    return Question(text, default, check or (lambda text: ""), may_be_none=not default)


def number(key: str, first: int, last: int, /, default: str = "", **params: object) -> Question:
    """A question for a whole number; its answer may be in characters: 六."""

    def check(given: str) -> str:
        found = cells.whole(given)
        fits = found is not None and first <= found <= last
        return "" if fits else messages.zh("halls.ask.no_whole", text=given, first=first, last=last)

    return asked(key, check, default, **params)


def yes_no(key: str, /, default: str = "", **params: object) -> Question:
    """A question for yes or no."""

    def check(given: str) -> str:
        return "" if cells.yes(given) is not None else messages.zh("halls.ask.no_yes", text=given)

    return asked(key, check, default, **params)


def choice(key: str, known: tuple[str, ...], /, default: str = "", **params: object) -> Question:
    """A question for one of a few things, by its number or its name."""
    listed = "  ".join(f"{place} {name}" for place, name in enumerate(known, start=1))

    def check(given: str) -> str:
        return "" if chosen(given, known) else messages.zh("halls.ask.no_choice", text=given, known="、".join(known))

    return asked(key, check, default, known=listed, **params)


def chosen(given: str, known: tuple[str, ...]) -> str:
    """What was chosen; empty when it is none of them."""
    said = cells.plain(given)
    if said.isdigit() and 1 <= int(said) <= len(known):
        return known[int(said) - 1]
    return next((name for name in known if name == given), "") or next((name for name in known if given in name), "")
