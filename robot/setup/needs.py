"""What each subcommand needs before it can start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Profile = Literal["run", "verify"]
"""Which lock file the environment is made from; `verify` holds everything of `run` and the test tools."""

RUN_MODELS = ("whisper-base", "mandarin", "statutes")
TEST_MODELS = ("kokoro", "vosk-ko")


@dataclass(frozen=True, slots=True)
class Need:
    """The environment and the models (names of the model store) of one subcommand."""

    profile: Profile = "run"
    models: tuple[str, ...] = ()


_SPEECH = Need(models=RUN_MODELS)
_TESTS = Need("verify", RUN_MODELS + TEST_MODELS)
_BARE = Need()
_NEEDS: dict[str, Need] = {
    "run": _SPEECH,
    "hear": _SPEECH,
    "test": _SPEECH,
    "say": Need(models=("mandarin",)),
    "ask": Need(models=("statutes",)),
    "statutes": Need(models=("statutes",)),
    "verify": _TESTS,
    "bench": _TESTS,
}


def of(argv: list[str]) -> Need:
    """What the command line `argv` (without the program) needs. No subcommand means `run`; help needs no model."""
    subcommand = next((word for word in argv if not word.startswith("-")), "run")
    need = _NEEDS.get(subcommand, _BARE)
    if "-h" in argv or "--help" in argv:
        return _BARE
    return need
