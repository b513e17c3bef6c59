"""The errors of the robot: a small tree, each with a message for people.

Every error is raised with a key of the message catalogue (`robot/messages/*.toml`) and the values its
sentence needs, never with a visitor's words. The command line prints `str(error)`, one line in Chinese and
English that names the thing and the mend, and exits with `exit_status`.
"""

from __future__ import annotations

from typing import ClassVar

from robot import messages


class RobotError(Exception):
    """Something a person can mend. `key` names the message, `params` fill it in."""

    exit_status: ClassVar[int] = 1

    def __init__(self, key: str, /, **params: object) -> None:
        self.key = key
        self.params = params
        super().__init__(messages.line(key, **params))

    @property
    def chinese(self) -> str:
        """The message without its English."""
        return messages.zh(self.key, **self.params)


class UsageError(RobotError):
    """The command line is wrong."""

    exit_status = 2


class ConfigError(RobotError):
    """config.yaml is missing, is no YAML, or holds an unknown key or an impossible value."""

    exit_status = 2


class ContentError(RobotError):
    """A YAML file under knowledge/ or intents/ cannot be used."""


class AudioError(RobotError):
    """A device or a WAV file cannot be used."""


class ModelError(RobotError):
    """A model is missing, broken, or cannot be fetched."""


class EngineError(RobotError):
    """A speech engine cannot be started or failed while working."""


class SetupError(RobotError):
    """The environment cannot be made."""


class DeskError(RobotError):
    """What the desk keeps (unanswered questions) cannot be read or written."""


class WebError(RobotError):
    """The page cannot be served."""
