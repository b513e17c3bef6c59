"""Which voice the robot speaks with, and what `doctor` says about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from robot import messages
from robot.errors import RobotError, UsageError
from robot.tts.base import Voice

ENGINES = ("auto", "mandarin", "kokoro", "system", "none")
_BEST_FIRST = ("mandarin", "system")
"""What `auto` tries; Kokoro's accent is for tests only."""


@dataclass(frozen=True, slots=True)
class VoiceReport:
    """A line of `doctor`: a voice, whether it can speak, and what mends it (or `ready`)."""

    name: str
    ok: bool
    line: str


def choose_voice(engine: str, models_dir: Path, cache_dir: Path | None = None) -> Voice | None:
    """The voice called `engine`; `auto` takes the best that can be made, None when there is none; `none` gives None.

    `models_dir` holds a folder a model (mandarin, kokoro). `cache_dir` is for engines that prepare files; none does.
    Raises ModelError or EngineError when the voice asked for cannot be made, UsageError when no such voice exists.
    """
    if engine == "none":
        return None
    if engine == "auto":
        for name in _BEST_FIRST:
            try:
                return _makers(models_dir)[name]()
            except RobotError:
                continue
        return None
    maker = _makers(models_dir).get(engine)
    if maker is None:
        raise UsageError("tts.unknown_voice", voice=engine, known=", ".join(ENGINES))
    return maker()


def available(models_dir: Path) -> tuple[VoiceReport, ...]:
    """One report a voice, best first. Makes each voice, which takes a second or two."""
    return tuple(_report(name, maker) for name, maker in _makers(models_dir).items())


def _report(name: str, maker: Callable[[], Voice]) -> VoiceReport:
    try:
        maker()
    except RobotError as error:
        return VoiceReport(name, False, str(error))
    return VoiceReport(name, True, messages.line("tts.ready"))


def _makers(models_dir: Path) -> dict[str, Callable[[], Voice]]:
    def mandarin() -> Voice:
        from robot.tts.mandarin import MandarinVoice

        return MandarinVoice(models_dir / "mandarin")

    def system() -> Voice:
        from robot.tts.system import SystemVoice

        return SystemVoice()

    def kokoro() -> Voice:
        from robot.tts.kokoro import KokoroVoice

        return KokoroVoice(models_dir / "kokoro")

    return {"mandarin": mandarin, "system": system, "kokoro": kokoro}
