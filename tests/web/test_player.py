"""A browser as the speaker, without a browser: what is sent, what the page says, what time brings."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np

from robot.errors import EngineError, RobotError
from robot.turn import Samples
from robot.web.player import PagePlayer
from robot.web.protocol import HEADER, Outgoing

PIECE = np.ones(1600, np.int16)


class Line:
    def __init__(self) -> None:
        self.messages: list[Outgoing] = []
        self.frames: list[bytes] = []
        self.changed = threading.Condition()

    def send(self, message: Outgoing) -> None:
        with self.changed:
            self.messages.append(message)
            self.changed.notify_all()

    def send_bytes(self, data: bytes) -> None:
        with self.changed:
            self.frames.append(data)
            self.changed.notify_all()

    def close(self) -> None: ...

    def told(self, kind: str) -> Outgoing:
        """The first message of a kind, once it has come."""
        with self.changed:
            assert self.changed.wait_for(lambda: any(each.type == kind for each in self.messages), 30)
            return next(each for each in self.messages if each.type == kind)

    def has(self, frames: int) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: len(self.frames) >= frames, 30)


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _player() -> tuple[PagePlayer, Line, Time, list[RobotError]]:
    line, time, errors = Line(), Time(), list[RobotError]()
    return PagePlayer(line, errors.append, time), line, time, errors


def test_pieces_are_sent_numbered_and_the_page_tells_what_sounds() -> None:
    player, line, _, _ = _player()
    begun: list[int] = []
    player.play([PIECE, PIECE], begun.append)
    made = line.told("made")
    assert made.pieces == 2  # type: ignore[union-attr]
    assert [HEADER.unpack(frame[: HEADER.size]) for frame in line.frames] == [(1, 0), (1, 1)]
    assert np.frombuffer(line.frames[0][HEADER.size :], "<i2").tolist() == PIECE.tolist()
    player.sounding(1, 0)
    player.sounding(1, 1)
    assert begun == [0, 1] and player.playing
    player.played(1)
    assert not player.playing and player.wait(0)


def test_a_long_piece_comes_in_frames_of_a_second() -> None:
    player, line, _, _ = _player()
    player.play([np.ones(40_000, np.int16)])
    line.told("made")
    assert [len(frame) - HEADER.size for frame in line.frames] == [32_000, 32_000, 16_000]


def test_no_more_is_made_than_three_pieces_ahead() -> None:
    player, line, _, _ = _player()
    made: list[int] = []

    def pieces() -> Iterator[Samples]:
        for number in range(6):
            made.append(number)
            yield PIECE

    player.play(pieces())
    assert line.has(3)
    player.sounding(1, 0)
    assert line.has(4)
    assert len(made) <= 5
    player.stop()


def test_stop_is_told_and_the_maker_ends() -> None:
    player, line, _, _ = _player()
    closed = threading.Event()

    def pieces() -> Iterator[Samples]:
        try:
            while True:
                yield PIECE
        finally:
            closed.set()

    player.play(pieces())
    assert line.has(3)
    player.stop()
    assert closed.wait(30) and not player.playing
    assert [each.do for each in line.messages if each.type == "hold"] == ["stop"]


def test_a_new_speech_ends_the_old_one_and_its_reports() -> None:
    player, line, _, _ = _player()
    old: list[int] = []
    player.play([PIECE], old.append)
    line.told("made")
    player.play([PIECE])
    player.sounding(1, 0)
    player.played(1)
    assert old == [] and player.playing


def test_a_page_that_says_nothing_is_not_waited_for() -> None:
    player, line, time, _ = _player()
    player.play([PIECE])
    line.told("made")
    while player._speech is None or player._speech._until is None:
        threading.Event().wait(0.01)
    assert player.playing
    time.now = 11.0
    assert not player.playing


def test_a_voice_that_fails_is_told_and_ends_the_speech() -> None:
    player, line, _, errors = _player()

    def pieces() -> Iterator[Samples]:
        raise EngineError("app.no_voice")
        yield PIECE

    player.play(pieces())
    line.told("made")
    while player.playing:
        threading.Event().wait(0.01)
    assert [error.key for error in errors] == ["app.no_voice"]


def test_pause_and_resume_are_told() -> None:
    player, line, _, _ = _player()
    player.play([PIECE])
    player.pause()
    player.resume()
    assert [each.do for each in line.messages if each.type == "hold"] == ["pause", "resume"]
