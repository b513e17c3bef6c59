"""A microphone and a speaker without hardware: a PulseAudio server of our own, for tests.

    with PulseSession() as pulse:
        with pulse.in_this_process():            # or subprocess.run(..., env=pulse.environment)
            ...                                  # sounddevice's default devices are now `mic` and `speaker`
            pulse.play_into_microphone(samples)  # returns when it has been played
        with pulse.record_speaker() as recording:
            ...
        recording.samples                        # what the robot said, 16 kHz mono int16

Needs Debian's `pulseaudio`, `pulseaudio-utils` and `libasound2-plugins`; no sound card, no running session; root is
fine. Each session has its own socket and home, so several run side by side. Nothing here sleeps: the server's start,
the beginning of a recording and the end of a playback are all waited for.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from robot.audio import portaudio
from robot.turn import SAMPLE_RATE, Samples

MICROPHONE = "mic"
SPEAKER = "speaker"
_FEED = "mic_feed"
_RAW = ("--raw", "--format=s16le", f"--rate={SAMPLE_RATE}", "--channels=1")
_PROMPT = "--latency-msec=20"
_UNHURRIED = "--latency-msec=300"
"""For playing: with a short buffer a busy machine puts gaps into the sound."""

_ASOUNDRC = """
pcm.!default { type pulse hint.description "PulseAudio of the test" }
ctl.!default { type pulse }
"""
# `norewinds` bounds the sinks' latency to 50 ms; they would work in pieces of 2 s otherwise.
_NULL_SINK = ("load-module", "module-null-sink", "rate=48000", "channels=1", "norewinds=1")
_DAEMON = (
    "pulseaudio",
    "-n",
    "--daemonize=yes",
    "--use-pid-file=yes",
    "--exit-idle-time=300",
    "--log-target=stderr",
    "--log-level=error",
    "--realtime=no",
    "--high-priority=no",
    "--disable-shm=yes",
)

_LINGER_SECONDS = 0.3
"""A recording goes on that long after its block: what the server has still to play."""


class Recording:
    """What came out of the speaker. `samples` is complete once the `record_speaker` block has ended."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._grown = threading.Condition()

    def _add(self, part: bytes) -> None:
        with self._grown:
            self._parts.append(part)
            self._grown.notify_all()

    @property
    def samples(self) -> Samples:
        """Everything recorded so far, 16 kHz mono int16."""
        with self._grown:
            data = b"".join(self._parts)
        return np.frombuffer(data[: len(data) // 2 * 2], dtype=np.int16)

    def wait_for_more(self, seconds: float, timeout: float = 20.0) -> bool:
        """Wait until that much more has been recorded (silence is recorded too); False when it never came."""
        with self._grown:
            wanted = self._size() + round(seconds * SAMPLE_RATE) * 2
            return self._grown.wait_for(lambda: self._size() >= wanted, timeout)

    def _size(self) -> int:
        return sum(map(len, self._parts))

    def wait_for_sound(self, timeout: float = 20.0, louder_than: int = 200) -> bool:
        """Wait until something has been heard; False when nothing came."""
        with self._grown:
            return self._grown.wait_for(lambda: _loudest(self._parts) > louder_than, timeout)


class PulseSession:
    """A PulseAudio server with the sinks `speaker` and `mic_feed`, and the source `mic` that hears `mic_feed`."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="xiaolu-pulse-")
        self.home = Path(self._home.name)
        self.env = {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "PULSE_RUNTIME_PATH": str(self.home / "pulse"),
            "PULSE_STATE_PATH": str(self.home / "state"),
            "PULSE_SERVER": f"unix:{self.home / 'pulse' / 'native'}",
            "PULSE_SOURCE": MICROPHONE,
            "PULSE_SINK": SPEAKER,
        }
        self._console = self.home / "pulse" / "cli"
        self._microphone_module = ""

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment for a subprocess that shall use these devices."""
        return {**os.environ, **self.env}

    def __enter__(self) -> Self:
        try:
            (self.home / "pulse").mkdir(mode=0o700)
            (self.home / "state").mkdir()
            (self.home / ".asoundrc").write_text(_ASOUNDRC, encoding="utf-8")
            subprocess.run(
                [*_DAEMON, "-L", f"module-native-protocol-unix socket={self.home / 'pulse' / 'native'}"],
                env=self.environment,
                check=True,
                timeout=60,
            )
            self._pactl("load-module", "module-cli-protocol-unix", f"socket={self._console}")
            for sink in (SPEAKER, _FEED):
                self._pactl(*_NULL_SINK, f"sink_name={sink}")
            self.plug_microphone()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server and forget its files."""
        pid = self.home / "pulse" / "pid"
        if pid.is_file():
            _end(int(pid.read_text(encoding="ascii")))
        self._home.cleanup()

    def plug_microphone(self) -> None:
        """Connect the microphone (it is connected from the start)."""
        self._microphone_module = self._pactl(
            "load-module", "module-remap-source", f"master={_FEED}.monitor", f"source_name={MICROPHONE}"
        ).strip()

    def unplug_microphone(self) -> None:
        """Pull the microphone's plug: its source is gone, and so are the streams that used it."""
        self._pactl("unload-module", self._microphone_module)
        # PulseAudio has moved the streams to the speaker's monitor; with one real card there would be nowhere to go.
        self._kill("source-output")

    @contextmanager
    def unplugged_speaker(self) -> Iterator[None]:
        """Without a speaker for as long as the block lasts."""
        modules = self._pactl("list", "short", "modules").splitlines()
        module = next(line.split("\t")[0] for line in modules if f"sink_name={SPEAKER}" in line)
        self._pactl("unload-module", module)
        self._kill("sink-input")
        try:
            yield
        finally:
            self._pactl(*_NULL_SINK, f"sink_name={SPEAKER}")

    @contextmanager
    def in_this_process(self) -> Iterator[None]:
        """Let PortAudio in this very process use the session's devices, and give back the old ones afterwards."""
        before = {name: os.environ.get(name) for name in self.env}
        os.environ.update(self.env)
        try:
            portaudio.refresh()
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value

    def play_into_microphone(self, sound: Path | Samples) -> None:
        """Play a WAV file or samples into the microphone; returns when all has been played."""
        if isinstance(sound, Path):
            command, data = ["paplay", _UNHURRIED, f"--device={_FEED}", str(sound)], b""
        else:
            command, data = ["pacat", "--playback", _UNHURRIED, f"--device={_FEED}", *_RAW], sound.tobytes()
        subprocess.run(command, input=data, env=self.environment, check=True, timeout=600)

    @contextmanager
    def record_speaker(self) -> Iterator[Recording]:
        """Record what is played on the speaker while the block lasts, from its very beginning."""
        recording = Recording()
        process = subprocess.Popen(
            ["parec", _PROMPT, f"--device={SPEAKER}.monitor", *_RAW], env=self.environment, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        stdout = process.stdout
        recording._add(os.read(stdout.fileno(), 65536))

        def drain() -> None:
            while part := os.read(stdout.fileno(), 65536):
                recording._add(part)

        reader = threading.Thread(target=drain, daemon=True)
        reader.start()
        try:
            yield recording
            recording.wait_for_more(_LINGER_SECONDS)
        finally:
            process.terminate()
            process.wait(timeout=20)
            reader.join(timeout=20)
            stdout.close()

    def _kill(self, kind: str) -> None:
        streams = [line.split("\t")[0] for line in self._pactl("list", "short", f"{kind}s").splitlines()]
        with socket.socket(socket.AF_UNIX) as console:
            console.connect(str(self._console))
            for stream in streams:
                console.sendall(f"kill-{kind} {stream}\n".encode("ascii"))
            console.shutdown(socket.SHUT_WR)
            while console.recv(4096):
                pass

    def _pactl(self, *arguments: str) -> str:
        return subprocess.run(
            ["pactl", *arguments], env=self.environment, check=True, timeout=60, stdout=subprocess.PIPE, text=True
        ).stdout


def _end(pid: int) -> None:
    """End the server and wait until it has: it writes into its folder to the last."""
    with suppress(ProcessLookupError):
        process = os.pidfd_open(pid)
        try:
            signal.pidfd_send_signal(process, signal.SIGTERM)
            select.select([process], [], [], 20.0)
        finally:
            os.close(process)


def _loudest(parts: list[bytes]) -> int:
    data = b"".join(parts)
    sound = np.frombuffer(data[: len(data) // 2 * 2], dtype=np.int16)
    return int(np.abs(sound.astype(np.int32)).max(initial=0))
