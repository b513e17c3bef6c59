"""The robot's own conversation, as others on this machine may watch and steer it: its screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from robot.conversation.loop import Conversation
from robot.conversation.observer import Watchers


@dataclass(frozen=True, slots=True)
class Stage:
    """The conversation and those who watch it."""

    conversation: Conversation
    watchers: Watchers


class Screen(Protocol):
    """What serves the page."""

    def changed(self) -> None:
        """The content is new."""

    def close(self) -> None:
        """Serve no more."""


OpenScreen = Callable[[Stage | None], Screen | None]
"""Serves the page; without a stage every page hears and speaks for itself. None where it cannot be served."""
