"""Which voice the robot speaks with, and what `doctor` says about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from robot import messages
from robot.errors import RobotError, UsageError
from robot.tts.base import Voice

MANDARIN, KOKORO = "mandarin", "kokoro"
"""Voices that are models of the store, by their names there."""
ENGINES = ("auto", MANDARIN, KOKORO, "system", "none")
_BEST_FIRST = (MANDARIN, "system")
"""What `auto` tries; Kokoro's accent is for tests only."""


Require = Callable[[str], None]
PassedOver = Callable[[str, RobotError], None]


def _trust(model: str) -> None:
    """Every model is as it should be."""


def _ignore(voice: str, error: RobotError) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class VoiceReport:
    """A line of `doctor`: a voice, whether it can speak, and what mends it (or `ready`)."""

    name: str
    ok: bool
    line: str


def choose_voice(
    engine: str, models_dir: Path, require: Require = _trust, passed_over: PassedOver = _ignore
) -> Voice | None:
    """The voice called `engine`; `auto` takes the best that can be made, None when there is none; `none` gives None.

    `models_dir` holds a folder a model (mandarin, kokoro). `require` raises for a damaged model, `passed_over` hears
    which voice `auto` could not take, and why. Raises ModelError or EngineError when the voice asked for cannot be
    made, UsageError when no such voice exists.
    """
    makers = _makers(models_dir, require)
    if engine == "none":
        return None
    if engine == "auto":
        for name in _BEST_FIRST:
            try:
                return makers[name]()
            except RobotError as error:
                passed_over(name, error)
        return None
    maker = makers.get(engine)
    if maker is None:
        raise UsageError("tts.unknown_voice", voice=engine, known=", ".join(ENGINES))
    return maker()


def available(models_dir: Path, require: Require = _trust) -> tuple[VoiceReport, ...]:
    """One report a voice, best first. Makes each voice, which takes a second or two."""
    return tuple(_report(name, maker) for name, maker in _makers(models_dir, require).items())


def _report(name: str, maker: Callable[[], Voice]) -> VoiceReport:
    try:
        maker()
    except RobotError as error:
        return VoiceReport(name, False, str(error))
    return VoiceReport(name, True, messages.line("tts.ready"))


def _makers(models_dir: Path, require: Require) -> dict[str, Callable[[], Voice]]:
    def mandarin() -> Voice:
        require(MANDARIN)
        from robot.tts.mandarin import MandarinVoice

        return MandarinVoice(models_dir / MANDARIN)

    def system() -> Voice:
        from robot.tts.system import SystemVoice

        return SystemVoice()

    def kokoro() -> Voice:
        require(KOKORO)
        from robot.tts.kokoro import KokoroVoice

        return KokoroVoice(models_dir / KOKORO)

    return {MANDARIN: mandarin, "system": system, KOKORO: kokoro}
