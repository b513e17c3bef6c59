"""Microphones and speakers by name, for the robot and for `doctor`."""

from __future__ import annotations

from robot.audio.portaudio import Device, Direction, devices
from robot.errors import AudioError

__all__ = ["Device", "Direction", "choose", "find", "inputs", "outputs"]

DEFAULT = "default"


def inputs() -> tuple[Device, ...]:
    """All microphones. Raises AudioError where PortAudio is missing."""
    return devices("input")


def outputs() -> tuple[Device, ...]:
    """All speakers. Raises AudioError where PortAudio is missing."""
    return devices("output")


def find(name: str, direction: Direction) -> Device:
    """The device called `name`, a part of its name, or "default". Raises AudioError when there is none."""
    return choose(devices(direction), name, direction)


def choose(known: tuple[Device, ...], name: str, direction: Direction) -> Device:
    """The one of `known` that `name` means: the whole name goes before its beginning, that before any part of it.

    Windows lists a device once for each of its sound systems; the one of the default device goes first.
    """
    if not known:
        raise AudioError("audio.no_microphone" if direction == "input" else "audio.no_speaker")
    default = next((device for device in known if device.default), known[0])
    if name == DEFAULT:
        return default
    wanted = name.casefold()
    ranked = [(rank, device) for device in known if (rank := _rank(device.name.casefold(), wanted)) is not None]
    if not ranked:
        key = "audio.unknown_microphone" if direction == "input" else "audio.unknown_speaker"
        names = " / ".join(dict.fromkeys(device.name for device in known))
        raise AudioError(key, name=name, known=names)
    return min(ranked, key=lambda pair: (pair[0], pair[1].host != default.host, pair[1].index))[1]


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else None
