"""A hall without devices and without a clock: a scripted microphone, recogniser, voice and player around a real robot.

Understanding and dialogue are real, on the real content without embeddings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from robot.app import Knowledge, Robot, Turn
from robot.audio.vad import CHUNK
from robot.config import Config
from robot.conversation.loop import Conversation, Quiet, State
from robot.errors import RobotError
from robot.stt.base import SpeechToText, Stream
from robot.tts.base import Voice
from robot.tts.speech import Speech
from robot.turn import SAMPLE_RATE, Samples, Transcript

CHUNK_SECONDS = CHUNK / SAMPLE_RATE


class Vad:
    """Hears a voice when `talking`."""

    talking = False
    resets = 0

    def probability(self, chunk: Samples) -> float:
        return 0.95 if self.talking else 0.02

    def reset(self) -> None:
        self.resets += 1


class Recogniser(SpeechToText):
    """Says for each utterance what the test put into `texts`; an exception there is raised."""

    name = "scripted"
    streaming = False

    def __init__(self) -> None:
        self.texts: list[str | Exception] = []
        self.heard: list[Samples] = []

    def transcribe(self, samples: Samples) -> Transcript:
        self.heard.append(samples)
        text = self.texts.pop(0)
        if isinstance(text, Exception):
            raise text
        return Transcript(text, engine=self.name)

    def set_hints(self, phrases: Any) -> None:
        pass


class StreamingRecogniser(Recogniser):
    """Its partial result is how many samples it was given."""

    streaming = True

    def stream(self) -> Stream:
        return _Counting()


class _Counting(Stream):
    def __init__(self) -> None:
        self.count = 0

    def accept(self, chunk: Samples) -> str:
        self.count += len(chunk)
        return str(self.count)

    def finish(self) -> Transcript:
        return Transcript(str(self.count))

    def reset(self) -> None:
        self.count = 0


class Mouth(Voice):
    """A voice that notes what it is asked to say, and at which rate."""

    name = "scripted"
    identity = "scripted"

    def __init__(self) -> None:
        self.said: list[tuple[str, int]] = []

    def speak(self, spoken: str, rate: int) -> Samples:
        self.said.append((spoken, rate))
        return np.ones(1600, np.int16)


class Player:
    """A speaker that plays until the test says that it has ended."""

    def __init__(self) -> None:
        self.volume = 0
        self.playing = False
        self.audible = True
        self.told: list[str] = []
        self.pieces: Iterable[Samples] = ()
        self._on_piece: Callable[[int], None] | None = None

    def play(self, pieces: Iterable[Samples], on_piece: Callable[[int], None] | None = None) -> None:
        self.told.append("play")
        self.playing, self.pieces, self._on_piece = True, iter(pieces), on_piece

    def make(self) -> None:
        """Make all the pieces and begin with each."""
        for number, _ in enumerate(self.pieces):
            if self._on_piece:
                self._on_piece(number)

    def pause(self) -> None:
        self.told.append("pause")

    def resume(self) -> None:
        self.told.append("resume")

    def stop(self) -> None:
        self.told.append("stop")
        self.playing = False
        self.audible = True

    def wait(self, timeout: float | None = None) -> bool:
        return not self.playing

    def close(self) -> None:
        self.stop()


class Watcher(Quiet):
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.partials: list[str] = []
        self.turns: list[Turn] = []
        self.pieces: list[str] = []
        self.errors: list[RobotError] = []

    def state(self, state: State) -> None:
        self.states.append(state)

    def partial(self, text: str) -> None:
        self.partials.append(text)

    def turn(self, turn: Turn) -> None:
        self.turns.append(turn)

    def piece(self, number: int, text: str) -> None:
        self.pieces.append(text)

    def failed(self, error: RobotError) -> None:
        self.errors.append(error)


class Hall:
    """One robot in a hall. Time passes only in `silence`, `voice` and `wait`."""

    def __init__(self, knowledge: Knowledge, recogniser: Recogniser | None = None, **settings: dict[str, Any]) -> None:
        self.now = 1000.0
        self.vad = Vad()
        self.ear = recogniser or Recogniser()
        self.mouth = Mouth()
        self.player = Player()
        self.watcher = Watcher()
        config = Config.model_validate(settings)
        self.robot = Robot(config, knowledge)
        self.robot.__dict__.update(recogniser=self.ear, speech=Speech(self.mouth))
        self.conversation = Conversation(self.robot, self.vad, self.player, self.watcher, lambda: self.now)

    def silence(self, seconds: float) -> None:
        """Nobody says anything for so long; the microphone goes on."""
        self._feed(seconds, talking=False)

    def voice(self, seconds: float) -> None:
        """Somebody talks for so long, and has not finished."""
        self._feed(seconds, talking=True)

    def says(self, text: str | Exception, seconds: float = 1.2, pause: float = 1.0) -> None:
        """Somebody says `text`, is silent for `pause`, and what was heard is worked on."""
        self.ear.texts.append(text)
        self.voice(seconds)
        self.silence(pause)
        self.work()

    def types(self, text: str) -> None:
        self.conversation.type(text)
        self.work()

    def work(self) -> None:
        while self.conversation.work():
            pass

    def wait(self, seconds: float) -> None:
        """Time passes without a microphone."""
        self.now += seconds
        self.conversation.tick()

    def finished_speaking(self) -> None:
        """The speaker has played everything."""
        self.player.playing = False
        self.conversation.tick()
        self.work()
        self.silence(0.5)

    @property
    def spoken(self) -> list[str]:
        """The replies so far."""
        return [turn.reply.spoken for turn in self.watcher.turns]

    @property
    def ids(self) -> list[str | None]:
        return [turn.reply.id for turn in self.watcher.turns]

    def _feed(self, seconds: float, *, talking: bool) -> None:
        self.vad.talking = talking
        for _ in range(round(seconds / CHUNK_SECONDS)):
            self.now += CHUNK_SECONDS
            self.conversation.hear(np.zeros(CHUNK, np.int16))
