"""What a robot that runs for months looks after beside: its models, its logs, what is left in its cache."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

from robot import engines, logs, partial, paths, shipped
from robot.app import Robot
from robot.conversation.complaints import Complaints
from robot.conversation.observer import log_fault
from robot.errors import RobotError
from robot.tts.select import MANDARIN

_EVERY_SECONDS = 600.0
_AGAIN_SECONDS = 24 * 3600.0
"""What was read longer ago is read anew: a disk may lose bits without anybody touching the file."""
_PATIENT = 10
"""Niceness: the visitor before the robot comes first."""


class Upkeep:
    """Looks once the robot is there, then every ten minutes. What is wrong goes to `complaints`, which say it once."""

    def __init__(self, robot: Robot, complaints: Complaints) -> None:
        self._robot = robot
        self._complaints = complaints
        self._known = frozenset(map(str, shipped.faults()))  # said when the robot was built
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin, in a thread."""
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def look(self) -> None:
        """Look once."""
        for log in ("libraries.log", "crash.log"):
            logs.cut(paths.VAR / "log" / log)
        partial.sweep(paths.CACHE)
        partial.sweep_folders(paths.TEMPORARY)
        found = dict(self._faults())
        for part, error in found.items():
            self._complaints.about(part, error)
        for part in self._parts():
            if part not in found:
                self._complaints.works(part)

    def _parts(self) -> tuple[str, ...]:
        """The models that this robot works with, and its statutes."""
        wanted = self._robot.config
        voice = MANDARIN if wanted.tts.engine == "auto" else wanted.tts.engine
        return (wanted.stt.whisper_model, wanted.stt.vosk_model, voice, "statutes")

    def _faults(self) -> Iterator[tuple[str, RobotError]]:
        models = engines.store()
        for name in self._parts():
            try:
                models.require(name, _AGAIN_SECONDS)
            except RobotError as error:
                yield name, error
        self._robot.knowledge.dialogue.book.open()
        if (statutes := self._robot.failure("statutes")) is not None:
            yield "statutes", statutes
        for damaged in shipped.faults(_AGAIN_SECONDS):
            if str(damaged) not in self._known:
                yield str(damaged), damaged

    def _run(self) -> None:
        if sys.platform == "linux":  # where a thread has a niceness of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _PATIENT)
        while True:
            try:
                self.look()
            except Exception as error:  # whatever is on the disk, the robot goes on
                log_fault(error)
            if self._closed.wait(_EVERY_SECONDS):
                return
