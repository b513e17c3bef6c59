"""`say TEXT -o F.wav`: text to speech; `--explain` tells how it is read, without a sound."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from robot import config, engines, paths
from robot.audio import wav
from robot.cli.arguments import option, subcommand
from robot.errors import EngineError, RobotError, UsageError
from robot.tts.base import Voice
from robot.tts.reading.explained import explained
from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.select import ENGINES, choose_voice
from robot.tts.speech import Speech, with_volume
from robot.turn import Samples


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "say")
    parser.add_argument("text", nargs="*", help=option("say_text"))
    parser.add_argument("-o", "--output", metavar="F.wav", help=option("output"))
    parser.add_argument("--voice", choices=[name for name in ENGINES if name != "none"], help=option("voice"))
    parser.add_argument("--rate", type=int, help=option("rate"))
    parser.add_argument("--explain", action="store_true", help=option("say_explain"))
    parser.set_defaults(handler=say)


def say(arguments: argparse.Namespace) -> int:
    """Speak the text into a file, or aloud without one."""
    text = " ".join(arguments.text).strip()
    if not text:
        raise UsageError("run.nothing_to_say")
    if arguments.explain:
        print("\n".join(explained(text, Pronunciation())))
        return 0
    settings = config.load()
    if not arguments.output:
        _require_speaker(settings.audio.speaker)
    voice = _voice(arguments.voice, settings.tts.engine)
    # What is typed here is nobody's fixed sentence, so it is not kept.
    samples = Speech(voice).render(text, arguments.rate or settings.tts.rate, cacheable=False)
    if not len(samples):
        raise UsageError("run.nothing_to_say")
    if arguments.output:
        wav.write(Path(arguments.output), with_volume(samples, settings.tts.volume))
    else:
        _play(samples, settings.audio.speaker, settings.tts.volume)
    return 0


def _voice(asked_for: str | None, usual: str) -> Voice:
    """The voice that is asked for and no other; else the usual one, or the next best, and then why is said."""
    if asked_for and asked_for != "auto":
        found = choose_voice(asked_for, paths.MODELS, engines.store().require)
    else:
        found = engines.voice(usual, lambda error: print(error, file=sys.stderr))
    if found is None:
        raise EngineError("app.no_voice")
    return found


def _require_speaker(name: str) -> None:
    from robot.audio.probe import SoundProbe
    from robot.audio.speaker import Speaker

    SoundProbe().check()
    Speaker(name).check()


def _play(samples: Samples, name: str, volume: int) -> None:
    """Play to the end. Raises the speaker's error when it fails."""
    from robot.audio.speaker import Speaker

    errors: list[RobotError] = []
    speaker = Speaker(name, volume, errors.append)
    try:
        speaker.play([samples])
        while not speaker.wait(0.2):  # without a limit, Ctrl-C is not heard on Windows
            pass
    finally:
        speaker.close()
    if errors:
        raise errors[0]
