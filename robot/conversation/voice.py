"""How a conversation says a turn through its player."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from robot.app import Robot, Turn
from robot.audio.speaker import Player
from robot.content.prompts import Prompts
from robot.dialogue.session import Session, speaking_rate, speaking_volume
from robot.tts.speech import SpokenPiece
from robot.turn import Reply, Samples, Transcript, Understanding


def say(robot: Robot, player: Player, turn: Turn, begun: Callable[[int, str], None]) -> bool:
    """Begin to say the reply of `turn`; False when there is nothing to say or nothing to say it with.

    `begun` hears the number and the text of each piece when it begins to sound. Raises what the voice raises.
    """
    reply, tts = turn.reply, robot.config.tts
    speech = robot.speech if player.audible and reply.spoken else None
    if speech is None:
        return False
    texts: list[str] = []
    player.volume = speaking_volume(tts.volume, turn.session)
    fixed = reply.kind not in {"clarify", "fallback"}
    pieces = speech.pieces(reply.spoken, speaking_rate(tts.rate, turn.session), cacheable=fixed)
    player.play(_noted(pieces, texts), lambda number: begun(number, texts[number]))
    return True


def apology_for(failures: int, prompts: Prompts, session: Session) -> Turn:
    """What is said when a turn could not be answered, for the `failures`th time in a row; then help is called."""
    again = failures > 1
    spoken = prompts.clarify_again if again else prompts.not_heard
    reply = Reply("fallback", None, spoken, spoken, actions=("call-staff",) if again else ())
    return Turn(Transcript(""), Understanding("", "fallback", "fallback", None, 0.0), reply, session, 0.0)


def _noted(pieces: Iterator[SpokenPiece], texts: list[str]) -> Iterator[Samples]:
    """The samples of `pieces`; their texts are noted as they are made, for captions."""
    for piece in pieces:
        if len(piece.samples):
            texts.append(piece.text)
            yield piece.samples
