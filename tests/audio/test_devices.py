from __future__ import annotations

import subprocess
import sys

import pytest

from robot.audio import devices
from robot.audio.devices import Device, choose
from robot.errors import AudioError
from tests.audio.pulse import PulseSession


def _device(index: int, name: str, host: str = "ALSA", default: bool = False) -> Device:
    return Device(index, name, host, 2, 48_000, default)


KNOWN = (
    _device(0, "HDA Intel PCH: ALC255 Analog (hw:0,0)"),
    _device(1, "USB 会议麦克风: Audio (hw:1,0)"),
    _device(2, "default", default=True),
    _device(3, "USB 会议麦克风", "Windows WASAPI"),
    _device(4, "Microphone (USB Audio)", "MME"),
)


@pytest.mark.parametrize(
    ("name", "index"),
    [("default", 2), ("会议", 1), ("USB 会议麦克风", 3), ("usb audio", 4), ("hw:0,0", 0), ("USB", 1), ("hda intel", 0)],
)
def test_by_name(name: str, index: int) -> None:
    assert choose(KNOWN, name, "input").index == index


def test_a_beginning_goes_before_a_part() -> None:
    assert choose((_device(0, "USB Mic"), _device(1, "Mic Array")), "mic", "input").index == 1


def test_the_default_devices_sound_system_goes_first() -> None:
    same = (_device(0, "USB", "MME"), _device(1, "USB", "WASAPI"), _device(2, "Line", "WASAPI", default=True))
    assert choose(same, "usb", "output").index == 1


@pytest.mark.parametrize(
    ("direction", "key"), [("input", "audio.unknown_microphone"), ("output", "audio.unknown_speaker")]
)
def test_an_unknown_name_lists_the_known_ones(direction: devices.Direction, key: str) -> None:
    with pytest.raises(AudioError) as raised:
        choose(KNOWN, "罗技", direction)
    assert raised.value.key == key
    assert "罗技" in str(raised.value) and "ALC255" in str(raised.value)


@pytest.mark.parametrize(("direction", "key"), [("input", "audio.no_microphone"), ("output", "audio.no_speaker")])
def test_no_device_at_all(direction: devices.Direction, key: str) -> None:
    with pytest.raises(AudioError) as raised:
        choose((), "default", direction)
    assert raised.value.key == key


def test_the_devices_of_the_sound_server_are_listed(pulse: PulseSession) -> None:
    for found in (devices.inputs(), devices.outputs()):
        assert "default" in [device.name for device in found]
        assert [device.default for device in found].count(True) == 1
    assert devices.find("default", "input").channels > 0


_WITHOUT = """
import sys
class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise {error}
sys.meta_path.insert(0, Broken())
from robot.audio import devices
from robot.errors import AudioError
try:
    devices.inputs()
except AudioError as error:
    print(error.key, "|", error)
"""


@pytest.mark.parametrize(
    ("error", "key", "mend"),
    [
        ("OSError('PortAudio library not found')", "audio.no_portaudio", "apt install libportaudio2"),
        ("ImportError('no module')", "audio.no_package", "sounddevice"),
    ],
)
def test_a_missing_library_says_what_to_install(error: str, key: str, mend: str) -> None:
    program = _WITHOUT.format(module="sounddevice", error=error)
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith(key), done.stderr
    assert mend in done.stdout
    assert done.stderr == ""


def test_a_machine_without_any_sound_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    alsa = home / "alsa.conf"
    alsa.write_text("pcm.nothing { type hw card 77 }\n", encoding="utf-8")
    program = (
        "from robot.audio.microphone import Microphone\n"
        "from robot.errors import AudioError\n"
        "try: Microphone().open()\n"
        "except AudioError as error: print(error.key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={"ALSA_CONFIG_PATH": str(alsa), "HOME": str(home), "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.strip() == "audio.no_microphone", done.stderr
    assert done.stderr == ""
