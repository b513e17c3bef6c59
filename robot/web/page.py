"""One page and its visitor: what the page sends becomes calls of a conversation, what happens there messages."""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from robot.app import Robot, Turn
from robot.audio.vad import CHUNK, SpeechProbability, VoiceActivity
from robot.conversation.loop import Conversation
from robot.conversation.observer import Quiet, State, Watchers
from robot.dialogue.session import Session
from robot.errors import AudioError, EngineError, RobotError
from robot.web import protocol
from robot.web.answers import shown
from robot.web.player import Line, PagePlayer

_LOG = logging.getLogger(__name__)
_CHUNK_BYTES = CHUNK * 2
_LEVEL_EVERY = 4
_SLOW = -2
"""Elderly mode: about a third slower."""


class Page(Quiet, ABC):
    """Talks to one page over `line`. Its methods may be called from one thread at a time, and may take a moment."""

    def __init__(self, robot: Robot, line: Line) -> None:
        self._robot, self._line = robot, line
        self._partial = ""
        self._pressed: str | None = None
        self.conversation: Conversation

    def handle(self, message: protocol.Incoming) -> None:
        """Do what the page says."""
        conversation = self.conversation
        match message:
            case protocol.Ask(text=text):
                self._pressed = None
                conversation.type(text)
            case protocol.Press(command=command):
                self._press(command)
            case protocol.Touch():
                conversation.touch()
            case protocol.Wishes(slow=slow, step_free=step_free):
                conversation.present(lambda session: _wished(session, slow, step_free))
            case protocol.Present():
                conversation.present()
            case protocol.Leave():
                conversation.forget()
            case _:
                pass

    def hear(self, frame: bytes) -> None:
        """Sound of the browser's microphone; a page whose robot hears by itself sends none."""

    def changed(self) -> None:
        """The content is new."""
        self._line.send(protocol.Changed(type="changed"))

    def drop(self) -> None:
        """Close the line."""
        self._line.close()

    @abstractmethod
    def close(self) -> Session:
        """The page has gone. What is remembered of its visitor."""

    def _press(self, command: str) -> None:
        known = self._robot.knowledge.content.commands.get(command)
        if command == "stop":
            self.conversation.touch()
        elif known is not None and known.phrasings:
            self._pressed = known.phrasings[0]
            self.conversation.type(self._pressed)

    # --- what the conversation tells

    def state(self, state: State) -> None:
        """Show it."""
        self._line.send(protocol.StateIs(type="state", state=state))

    def partial(self, text: str) -> None:
        """Show it, when it is new."""
        if text != self._partial:
            self._partial = text
            self._line.send(protocol.Partial(type="partial", text=text))

    def turn(self, turn: Turn) -> None:
        """Show the answer."""
        knowledge = self._robot.knowledge
        book = knowledge.dialogue.book
        heard = turn.transcript.text
        if heard == self._pressed:
            heard = ""  # a button was touched; nobody said anything
        else:
            self._pressed = None

        def has_article(law: str, number: str) -> bool:
            return book.article(law, number) is not None

        answer = shown(knowledge.content, turn.reply, heard, has_article, turn.written)
        self._line.send(protocol.Turned(type="answer", answer=answer))

    def piece(self, number: int, text: str) -> None:
        """Mark the sentence."""
        self._line.send(protocol.Saying(type="saying", piece=number, text=text))

    def forgotten(self) -> None:
        """Wipe the page."""
        self._line.send(protocol.Forgotten(type="forgotten"))

    def failed(self, error: RobotError) -> None:
        """Say what does not work; the rest is for the operator."""
        _LOG.warning("page: %s", error.key)
        what = "voice" if error.key == "audio.speech_failed" or error.key.startswith("tts.") else "turn"
        if isinstance(error, (EngineError, AudioError)) and what == "turn":
            what = "ear"
        self._line.send(protocol.Trouble.model_validate({"type": "trouble", "what": what}))


class OwnPage(Page):
    """A page with a conversation of its own: the browser is its microphone and its speaker."""

    def __init__(
        self,
        robot: Robot,
        line: Line,
        speaker: bool,
        session: Session | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(robot, line)
        self._player = PagePlayer(line, self.failed, clock)
        self._player.audible = speaker and robot.speech is not None
        self._vad = self._voice_activity()
        self._rest = b""
        self.conversation = Conversation(
            robot, self._vad, self._player, self, clock, session=session, echo_cancelled=True
        )
        self.conversation.shows_partials = True
        self.conversation.start()

    def handle(self, message: protocol.Incoming) -> None:
        """Also what the page says of its sound."""
        match message:
            case protocol.Sounding(speech=speech, piece=piece):
                self._player.sounding(speech, piece)
            case protocol.Played(speech=speech):
                self._player.played(speech)
            case protocol.Loudspeaker(on=on):
                self._player.audible = on and self._robot.speech is not None
            case protocol.Microphone(on=on):
                self._rest = b""
                if not on:
                    self.conversation.microphone_lost()
            case _:
                super().handle(message)

    def hear(self, frame: bytes) -> None:
        """Frames of any length; what is no whole chunk waits for the next."""
        sound = self._rest + frame
        whole = len(sound) - len(sound) % _CHUNK_BYTES
        self._rest = sound[whole:]
        for start in range(0, whole, _CHUNK_BYTES):
            chunk = np.frombuffer(sound[start : start + _CHUNK_BYTES], dtype="<i2").astype(np.int16)
            self.conversation.hear(chunk)

    def close(self) -> Session:
        """End the conversation."""
        self.conversation.close()
        self._player.close()
        return self.conversation.session

    def _voice_activity(self) -> SpeechProbability | None:
        if self._robot.recogniser is None:
            return None
        try:
            return VoiceActivity()
        except RobotError as error:
            self.failed(error)
            return None


class StagePage(Page):
    """The screen of the robot itself: shows and steers the conversation that its own microphone and speaker hold."""

    def __init__(self, robot: Robot, line: Line, conversation: Conversation, watchers: Watchers) -> None:
        super().__init__(robot, line)
        self.conversation = conversation
        self._watchers = watchers
        self._chunks = 0
        conversation.shows_partials = True
        watchers.add(self)

    def level(self, loudness: float) -> None:
        """Show every fourth, eight a second; where the browser hears, the page knows by itself."""
        self._chunks += 1
        if self._chunks % _LEVEL_EVERY == 0:
            self._line.send(protocol.Level(type="level", level=round(loudness, 2)))

    def close(self) -> Session:
        """Stop watching; the conversation goes on."""
        self._watchers.remove(self)
        self.conversation.shows_partials = False
        return self.conversation.session


def _wished(session: Session, slow: bool, step_free: bool) -> Session:
    pace = min(session.pace, _SLOW) if slow else max(session.pace, 0)
    return replace(session, pace=pace, step_free=step_free)
