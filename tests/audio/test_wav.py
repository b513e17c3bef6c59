from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from robot.audio import wav
from robot.errors import AudioError
from robot.turn import SAMPLE_RATE, Samples
from tests.audio.conftest import SPEECH


def _tone(rate: int, seconds: float = 1.0, hertz: float = 440.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)


def _loudest_hertz(samples: Samples) -> float:
    return float(np.abs(np.fft.rfft(samples)).argmax()) * SAMPLE_RATE / len(samples)


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [
        (16_000, 1, "PCM_16"),
        (16_000, 2, "PCM_16"),
        (8_000, 1, "PCM_16"),
        (8_000, 1, "ULAW"),
        (8_000, 1, "ALAW"),
        (44_100, 2, "FLOAT"),
        (48_000, 1, "PCM_24"),
        (22_050, 6, "PCM_32"),
        (96_000, 1, "DOUBLE"),
        (11_025, 1, "PCM_U8"),
    ],
)
def test_any_wav_becomes_16_kilohertz_mono(tmp_path: Path, rate: int, channels: int, subtype: str) -> None:
    path = tmp_path / "声音 tone.wav"
    soundfile.write(path, np.tile(_tone(rate)[:, None], channels), rate, subtype=subtype)
    samples = wav.read(path)
    assert samples.dtype == np.int16
    assert len(samples) == pytest.approx(SAMPLE_RATE, abs=2)
    assert _loudest_hertz(samples) == pytest.approx(440, abs=2)
    assert np.abs(samples[2000:-2000]).max() == pytest.approx(16384, rel=0.04)


def test_stereo_is_mixed_not_half_dropped(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    soundfile.write(path, np.stack((_tone(16_000, hertz=440), _tone(16_000, hertz=1000)), axis=1), 16_000)
    spectrum = np.abs(np.fft.rfft(wav.read(path)))
    assert spectrum[440] == pytest.approx(spectrum[1000], rel=0.05)


def test_floats_beyond_full_scale_are_clipped(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.array([0.0, 7.0, -7.0, 1e30, 0.25]), 16_000, subtype="FLOAT")
    assert wav.read(path).tolist() == [0, 32767, -32768, 32767, 8192]


@settings(max_examples=30)
@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=300))
def test_what_is_written_is_read_again_exactly(tmp_path_factory: pytest.TempPathFactory, values: list[int]) -> None:
    path = tmp_path_factory.getbasetemp() / "again.wav"
    wav.write(path, np.array(values, np.int16))
    assert wav.read(path).tolist() == values


def test_who_reads_the_old_file_goes_on_reading_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    wav.write(path, np.arange(100, dtype=np.int16))
    before = path.read_bytes()
    with path.open("rb") as reader:
        wav.write(path, np.zeros(100, np.int16))
        assert reader.read() == before
    assert not wav.read(path).any()


def _garbage(path: Path) -> None:
    path.write_text("请问公证处在几号窗口?" * 20, encoding="utf-8")


def _cut_header(path: Path) -> None:
    path.write_bytes(SPEECH.read_bytes()[:20])


def _cut_before_the_data(path: Path) -> None:
    path.write_bytes(SPEECH.read_bytes()[:44])


def _no_frames(path: Path) -> None:
    soundfile.write(path, np.zeros(0), 16_000)


def _nan(path: Path) -> None:
    soundfile.write(path, np.array([0.1, np.nan, 0.1]), 16_000, subtype="FLOAT")


def _infinite(path: Path) -> None:
    soundfile.write(path, np.array([0.1, np.inf, 0.1]), 16_000, subtype="FLOAT")


def _rate(rate: int) -> bytes:
    data = bytearray(SPEECH.read_bytes())
    data[24:28] = rate.to_bytes(4, "little")
    return bytes(data)


def _loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda path: None, "audio.wav_missing"),
        (lambda path: path.mkdir(), "audio.wav_is_folder"),
        (os.mkfifo, "audio.wav_is_folder"),
        (lambda path: path.touch(), "audio.wav_empty"),
        (_loop, "audio.wav_unreadable"),
        (_garbage, "audio.wav_broken"),
        (_cut_header, "audio.wav_broken"),
        (_cut_before_the_data, "audio.wav_no_audio"),
        (_no_frames, "audio.wav_no_audio"),
        (_nan, "audio.wav_not_finite"),
        (_infinite, "audio.wav_not_finite"),
        (lambda path: path.write_bytes(_rate(3)), "audio.wav_rate"),
        (lambda path: path.write_bytes(_rate(2_000_000_000)), "audio.wav_rate"),
        (lambda path: path.write_bytes(_rate(0)), "audio.wav_broken"),
        (lambda path: path.write_bytes(os.urandom(5000)), "audio.wav_broken"),
        (lambda path: path.write_bytes(bytes(5000)), "audio.wav_broken"),
    ],
)
def test_a_bad_file_is_named_in_one_line_with_its_mend(tmp_path: Path, make: object, key: str) -> None:
    path = tmp_path / "访客.wav"
    make(path)  # type: ignore[operator]
    with pytest.raises(AudioError) as raised:
        wav.read(path)
    assert raised.value.key == key
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as raised:
        wav.read(SPEECH / "x.wav")
    assert raised.value.key == "audio.wav_missing"


def test_a_file_cut_off_in_its_samples_is_used_as_far_as_it_goes(tmp_path: Path, speech: Samples) -> None:
    path = tmp_path / "cut.wav"
    path.write_bytes(SPEECH.read_bytes()[: 44 + 2 * 10_000 + 1])
    assert np.array_equal(wav.read(path), speech[:10_000])


def test_a_header_that_claims_two_gigabytes_takes_no_memory(tmp_path: Path, speech: Samples) -> None:
    data = bytearray(SPEECH.read_bytes())
    data[40:44] = (2**31).to_bytes(4, "little")
    path = tmp_path / "claims.wav"
    path.write_bytes(data)
    assert np.array_equal(wav.read(path), speech)


def _write_silence(path: Path, seconds: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for _ in range(seconds // 60):
            file.writeframesraw(bytes(2 * 60 * SAMPLE_RATE))


def test_an_hour_in_blocks_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    _write_silence(path, 3600)
    tracemalloc.start()
    total = sum(len(block) for block in wav.blocks(path, 10.0))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 3600 * SAMPLE_RATE
    assert peak < 20_000_000


def test_longer_than_asked_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    _write_silence(path, 120)
    assert len(wav.read(path, longest_seconds=120)) == 120 * SAMPLE_RATE
    with pytest.raises(AudioError) as raised:
        wav.read(path, longest_seconds=119)
    assert raised.value.key == "audio.wav_too_long"


@pytest.mark.parametrize("seconds", [0.01, 0.5, 100.0])
def test_blocks_are_the_file_without_seams(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, _tone(44_100, 2.0), 44_100)
    pieces = list(wav.blocks(path, seconds))
    assert all(len(piece) for piece in pieces)
    assert np.array_equal(np.concatenate(pieces), wav.read(path))


@pytest.mark.parametrize(
    "path",
    ["missing/x.wav", "file/x.wav", "folder", "x" * 300 + ".wav", "nul\0byte.wav", "", ".", "/"],
)
def test_an_unwritable_path_is_one_clear_line(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(AudioError) as raised:
        wav.write(Path(path) if path in {"", ".", "/"} else tmp_path / path, np.zeros(10, np.int16))
    assert raised.value.key == "audio.wav_unwritable"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("fault", ["resource.RLIMIT_FSIZE"])
def test_a_full_disk_leaves_the_old_file_alone(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "answer.wav"
    wav.write(path, np.arange(100, dtype=np.int16))
    program = (
        "import resource, signal, sys, numpy as np\n"
        "from pathlib import Path\n"
        "from robot.audio import wav\n"
        "from robot.errors import AudioError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit({fault}, (1000, 1000))\n"
        "try: wav.write(Path(sys.argv[1]), np.zeros(100_000, np.int16))\n"
        "except AudioError as error: print(error.key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "audio.wav_unwritable", done.stderr
    assert wav.read(path).tolist() == list(range(100))
    assert [entry.name for entry in tmp_path.iterdir()] == ["answer.wav"]
