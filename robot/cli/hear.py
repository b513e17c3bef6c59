"""`hear FILE.wav…`: the whole way from samples to reply."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from robot import messages
from robot.app import Robot, Turn
from robot.audio import wav
from robot.audio.segment import utterances
from robot.audio.vad import VoiceActivity
from robot.cli.arguments import folder, option, robot, subcommand, tell_of
from robot.cli.output import dumps, for_people, turn_json
from robot.dialogue.session import Session
from robot.errors import AudioError, EngineError
from robot.turn import Reply, Samples, Transcript, Understanding

MOST_UTTERANCES = 8
"""Of one recording, at most so many utterances make the question: an hour of talk is no question."""
_BLOCK_SECONDS = 30.0
_LOOK_SECONDS = 0.5


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "hear")
    parser.add_argument("files", nargs="+", metavar="FILE.wav", help=option("wav"))
    parser.add_argument("--speak", metavar="DIR", help=option("speak"))
    parser.add_argument("--json", action="store_true", help=option("json"))
    parser.set_defaults(handler=hear)


def hear(arguments: argparse.Namespace) -> int:
    """Hear and answer every file, each its own visitor. A file that cannot be heard is told, the others go on."""
    target = folder(arguments.speak) if arguments.speak else None
    files = [Path(name) for name in arguments.files]
    good = [path for path in files if _opens(path)]  # before the models are loaded: a typing error shows at once
    status = 0 if len(good) == len(files) else AudioError.exit_status
    if not good:
        return status
    listener = robot()
    if listener.recogniser is None:
        raise listener.failure("stt") or EngineError("app.no_recogniser")
    tell_of(listener, "stt")
    for path in good:
        try:
            turn = heard_file(listener, path)
            if target is not None:
                _speak(listener, turn, target / f"{path.stem}.wav")
        except AudioError as error:
            print(error, file=sys.stderr)
            status = error.exit_status
            continue
        if arguments.json:
            print(dumps(_json(turn), indent=2 if len(files) == 1 else None), flush=True)
        elif turn.transcript.text:
            print(f"{path}: {turn.transcript.text}\n{for_people(turn)}", flush=True)
        else:
            print(f"{path}: {messages.zh('run.nobody_spoke')}", flush=True)
    tell_of(listener, "tts", "statutes")
    return status


def _opens(path: Path) -> bool:
    try:
        next(wav.blocks(path, _LOOK_SECONDS), None)
    except AudioError as error:
        print(error, file=sys.stderr)
        return False
    return True


def _speak(listener: Robot, turn: Turn, path: Path) -> None:
    """Write the spoken reply; nothing is written where nothing is said."""
    if listener.speech is None:
        raise listener.failure("tts") or EngineError("app.no_voice")
    samples = listener.speech.render(turn.reply.spoken, listener.config.tts.rate, cacheable=False)
    if len(samples):
        wav.write(path, samples)


def heard_file(listener: Robot, path: Path) -> Turn:
    """The turn that a recording makes. Nothing said in it: an empty reply, since nobody asked anything.

    Raises AudioError for a file that is no recording, RobotError when no recogniser works.
    """
    spoken = list(islice(_utterances(listener, path), MOST_UTTERANCES))
    transcripts = [transcript for transcript in map(listener.hear, spoken) if transcript.text]
    if not transcripts:
        nothing = Transcript("", 0.0, engine=listener.recogniser.name if listener.recogniser else "none")
        return Turn(
            nothing,
            Understanding("", "fallback", "fallback", None, 0.0),
            Reply("fallback", None, "", ""),
            Session(),
            0.0,
        )
    return listener.answer(_joined(transcripts), Session())


def _utterances(listener: Robot, path: Path) -> Iterator[Samples]:
    for utterance in utterances(wav.blocks(path, _BLOCK_SECONDS), VoiceActivity(), listener.config.audio):
        yield utterance.samples


def _joined(transcripts: list[Transcript]) -> Transcript:
    """One question of what was said between pauses."""
    if len(transcripts) == 1:
        return transcripts[0]
    return Transcript(
        text="，".join(transcript.text for transcript in transcripts),
        confidence=float(np.mean([transcript.confidence for transcript in transcripts])),
        engine=transcripts[0].engine,
        ms=sum(transcript.ms for transcript in transcripts),
        audio_ms=sum(transcript.audio_ms for transcript in transcripts),
    )


def _json(turn: Turn) -> dict[str, Any]:
    said = turn.transcript
    return {
        **turn_json(turn),
        "transcript": said.text,
        "stt": {"engine": said.engine, "ms": round(said.ms, 1), "audio_ms": round(said.audio_ms, 1)},
    }
