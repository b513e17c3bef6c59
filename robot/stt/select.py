"""Which recogniser listens, and what `doctor` says about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from robot import messages
from robot.config import Stt
from robot.errors import RobotError, UsageError
from robot.stt.base import SpeechToText
from robot.stt.gate import SpeechGate, SpeechSeconds

ENGINES = ("auto", "vosk", "whisper", "none")
_BEST_FIRST = ("vosk", "whisper")
"""What `auto` tries. Vosk hears while the visitor speaks, and its Chinese model is there only when a hall chose it."""


Require = Callable[[str], None]
PassedOver = Callable[[str, RobotError], None]


def _trust(model: str) -> None:
    """Every model is as it should be."""


def _ignore(model: str, error: RobotError) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class RecogniserReport:
    """A line of `doctor`: a recogniser, whether it can hear, and what mends it (or that it is ready)."""

    name: str
    ok: bool
    line: str


def choose_recogniser(
    config: Stt,
    models_dir: Path,
    speech_seconds: SpeechSeconds | None = None,
    require: Require = _trust,
    passed_over: PassedOver = _ignore,
) -> SpeechToText | None:
    """The recogniser of `config`; `auto` takes the best that can be made, None when there is none; `none` gives None.

    `models_dir` holds a folder a model. `speech_seconds` says for how many seconds of some samples somebody speaks
    (voice activity); with it, coughs and knocks give no transcript. `require` raises for a damaged model, and
    `passed_over` hears which model `auto` could not take, and why. Raises ModelError or EngineError when the recogniser
    asked for cannot be made, UsageError when none has that name.
    """
    makers = _makers(config, models_dir, SpeechGate(speech_seconds), require)
    if config.engine == "none":
        return None
    if config.engine == "auto":
        for name in _BEST_FIRST:
            try:
                return makers[name]()
            except RobotError as error:
                passed_over(_models(config)[name], error)
        return None
    if config.engine not in makers:
        raise UsageError("stt.unknown_engine", engine=config.engine, known=", ".join(ENGINES))
    return makers[config.engine]()


def available(config: Stt, models_dir: Path, require: Require = _trust) -> tuple[RecogniserReport, ...]:
    """One report a recogniser, best first. Makes each that is installed, which takes some seconds."""
    makers = _makers(config, models_dir, SpeechGate(), require)
    return tuple(_report(name, _models(config)[name], makers[name]) for name in _BEST_FIRST)


def _models(config: Stt) -> dict[str, str]:
    return {"vosk": config.vosk_model, "whisper": config.whisper_model}


def _report(name: str, model: str, maker: Callable[[], SpeechToText]) -> RecogniserReport:
    try:
        maker()
    except RobotError as error:
        return RecogniserReport(name, False, str(error))
    return RecogniserReport(name, True, messages.line("stt.ready", model=model))


def _makers(config: Stt, models_dir: Path, gate: SpeechGate, require: Require) -> dict[str, Callable[[], SpeechToText]]:
    def vosk() -> SpeechToText:
        require(config.vosk_model)
        from robot.stt.vosk_engine import VoskRecogniser

        return VoskRecogniser(models_dir / config.vosk_model, config.vosk_model, gate)

    def whisper() -> SpeechToText:
        require(config.whisper_model)
        from robot.stt.whisper_engine import WhisperRecogniser

        return WhisperRecogniser(models_dir / config.whisper_model, config.whisper_model, config.threads, gate)

    return {"vosk": vosk, "whisper": whisper}
