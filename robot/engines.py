"""The recogniser and the voice, made of the models that are on this machine.

What is damaged is never used: the next best works in its place, and why is told.
"""

from __future__ import annotations

from collections.abc import Callable

from robot import paths
from robot.config import Stt
from robot.errors import RobotError
from robot.models import manifest
from robot.models.store import ModelStore
from robot.stt.base import SpeechToText
from robot.stt.gate import SpeechSeconds
from robot.stt.select import choose_recogniser
from robot.tts.base import Voice
from robot.tts.select import choose_voice

Told = Callable[[RobotError], object]


def store() -> ModelStore:
    """The models of this machine."""
    return ModelStore(paths.MODELS, manifest.load())


def recogniser(wanted: Stt, speech_seconds: SpeechSeconds | None, told: Told) -> SpeechToText | None:
    """The recogniser that is wanted, else any that works; None when none does. `told`: why it is not the best."""
    models, told = store(), _once(told)
    for engine in dict.fromkeys((wanted.engine, "none" if wanted.engine == "none" else "auto")):
        try:
            return choose_recogniser(
                wanted.model_copy(update={"engine": engine}),
                paths.MODELS,
                speech_seconds,
                models.require,
                _told_of_models(models, told),
            )
        except RobotError as error:
            told(error)
    return None


def voice(wanted: str, told: Told) -> Voice | None:
    """The voice that is wanted, else any that works; None when none does. `told`: why it is not the best."""
    models, told = store(), _once(told)
    for engine in dict.fromkeys((wanted, "none" if wanted == "none" else "auto")):
        try:
            return choose_voice(engine, paths.MODELS, models.require, _told_of_models(models, told))
        except RobotError as error:
            told(error)
    return None


def is_missed(model: str, error: RobotError) -> bool:
    """Whether `error` is to be told of `model`: not where it is not there because nobody wants it."""
    return error.key != "models.missing" or store().is_missed(model)


def _once(told: Told) -> Told:
    """What is tried twice, by its name and as one of all, fails twice for the same reason."""
    seen: set[str] = set()

    def tell(error: RobotError) -> None:
        if str(error) not in seen:
            seen.add(str(error))
            told(error)

    return tell


def _told_of_models(models: ModelStore, told: Told) -> Callable[[str, RobotError], None]:
    """Nobody misses a model that comes on request only, or that somebody has removed."""

    def passed_over(model: str, error: RobotError) -> None:
        if models.is_missed(model):
            told(error)

    return passed_over
