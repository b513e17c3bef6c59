"""The real engines: what every voice promises, and what is said when one cannot be had."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from robot.errors import EngineError, ModelError, UsageError
from robot.tts import kokoro
from robot.tts import mandarin as neural
from robot.tts.base import Voice, clamp_rate
from robot.tts.finishing import finish
from robot.tts.kokoro import KokoroVoice
from robot.tts.mandarin import MandarinVoice
from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.select import available, choose_voice
from robot.tts.system import SystemVoice
from robot.tts.system_worker import rank
from robot.tts.tflite_patch import without_random_noise
from robot.turn import SAMPLE_RATE, Samples

SENTENCE = "公证处在大厅一层，从这里直走，右手边第三个窗口就是三号公证窗口。"
CHARACTERS = len(re.findall("[一-鿿]", SENTENCE))


@pytest.fixture(scope="module")
def system() -> SystemVoice:
    return SystemVoice()


def assert_fit_to_play(samples: Samples) -> None:
    assert samples.dtype == np.int16
    assert samples.ndim == 1
    assert 3_000 < np.abs(samples.astype(int)).max() < 32_767, "neither faint nor clipped"
    quiet = SAMPLE_RATE // 50
    assert np.abs(samples[-quiet:].astype(int)).max() < 300, "ends in silence"
    assert abs(int(samples[0])) < 200, "begins without a click"


def characters_a_minute(samples: Samples) -> float:
    return CHARACTERS * 60 * SAMPLE_RATE / samples.size


def test_the_neural_voice_speaks(mandarin: MandarinVoice) -> None:
    assert_fit_to_play(mandarin.speak(SENTENCE, 200))


def test_the_system_voice_speaks(system: SystemVoice) -> None:
    assert_fit_to_play(system.speak(SENTENCE, 200))


def test_a_visitor_of_the_tests_speaks(models: Path) -> None:
    samples = KokoroVoice(models / "kokoro", "jm_kumo").speak("请到三号窗口。", 200)
    assert_fit_to_play(samples)
    assert 1.2 * SAMPLE_RATE < samples.size < 4 * SAMPLE_RATE


@pytest.mark.parametrize("rate", [150, 200, 300])
def test_the_rate_is_the_rate_asked_for(mandarin: MandarinVoice, system: SystemVoice, rate: int) -> None:
    for voice in (mandarin, system):
        assert characters_a_minute(voice.speak(SENTENCE, rate)) == pytest.approx(rate, rel=0.12), voice.name


def test_a_rate_out_of_bounds_is_clamped(mandarin: MandarinVoice) -> None:
    assert clamp_rate(1) == 100
    assert np.array_equal(mandarin.speak("您好。", 9_999), mandarin.speak("您好。", 400))


def test_the_same_text_sounds_the_same(mandarin: MandarinVoice) -> None:
    assert np.array_equal(mandarin.speak("您好。", 200), mandarin.speak("您好。", 200))


@pytest.mark.parametrize("nothing", ["", "。", "，，", "abc 123 😀"])
def test_nothing_to_say_is_silence(mandarin: MandarinVoice, system: SystemVoice, nothing: str) -> None:
    assert mandarin.speak(nothing, 200).size == 0
    assert system.speak(nothing, 200).size == 0


def test_rare_characters_and_sounds_do_no_harm(mandarin: MandarinVoice) -> None:
    assert mandarin.speak("嗯，呣，覅，㐂，龘，噷。", 200).size


def test_a_sentence_without_any_comma_is_said_whole(mandarin: MandarinVoice) -> None:
    long = "劳动者可以向用人单位所在地的劳动监察大队投诉" * 6
    samples = mandarin.speak(long, 200)
    assert len(long) * 60 * SAMPLE_RATE / samples.size == pytest.approx(200, rel=0.2)


def test_breaths_lose_nothing() -> None:
    for text in (SENTENCE, SENTENCE * 9, "一" * 300, "，。", "好", ""):
        assert "".join(neural._breaths(text)) == text
        assert all(len(breath) <= neural._LONGEST_BREATH + 8 for breath in neural._breaths(text))


def test_the_symbols_are_those_of_the_model(mandarin: MandarinVoice) -> None:
    names = {number: symbol for symbol, number in mandarin._symbols.ids.items()}
    said = " ".join(names[number] for number in mandarin._symbol_ids("第一，在哪儿。"))
    assert said == "sil d i4 #0 ^ i1 #3 z ai4 #0 n a3 er5 sil eos"


def test_every_syllable_of_mandarin_has_symbols(mandarin: MandarinVoice) -> None:
    common = "".join(chr(code) for code in range(0x4E00, 0x9FA6))
    unknown = {each.sound for each in Pronunciation().syllables(common) if not mandarin._of(each)}
    assert unknown <= {"fiao", "nun"}, "dialect sounds of 覅 and 黁 only"


# -- what is missing or broken ---------------------------------------------------------------------------------------


def copy_of(models: Path, name: str, files: tuple[str, ...], folder: Path) -> Path:
    target = folder / name
    target.mkdir()
    for file in files:
        shutil.copy(models / name / file, target / file)
    return target


@pytest.mark.parametrize("file", neural.FILES)
def test_a_missing_file_of_the_neural_voice_is_named(models: Path, tmp_path: Path, file: str) -> None:
    folder = copy_of(models, "mandarin", tuple(each for each in neural.FILES if each != file), tmp_path)
    with pytest.raises(ModelError, match=f"(?s){re.escape(file)}.*models add mandarin"):
        MandarinVoice(folder)


@pytest.mark.parametrize("file", neural.FILES)
@pytest.mark.parametrize("damage", ["cut", "text", "empty"])
def test_a_broken_file_of_the_neural_voice_is_named(models: Path, tmp_path: Path, file: str, damage: str) -> None:
    folder = copy_of(models, "mandarin", neural.FILES, tmp_path)
    whole = (folder / file).read_bytes()
    damaged = {"cut": whole[: len(whole) // 2], "text": b"<html>404</html>" * 99, "empty": b""}
    (folder / file).write_bytes(damaged[damage])
    with pytest.raises(ModelError, match=f"(?s){re.escape(file)}.*models remove mandarin.*models add mandarin"):
        MandarinVoice(folder)


@pytest.mark.parametrize("file", kokoro.FILES)
def test_a_missing_or_broken_file_of_kokoro_is_named(models: Path, tmp_path: Path, file: str) -> None:
    folder = tmp_path / "kokoro"
    folder.mkdir()
    for each in kokoro.FILES:
        if each != file:
            (folder / each).symlink_to(models / "kokoro" / each)
    with pytest.raises(ModelError, match=f"(?s){re.escape(file)}.*models add kokoro"):
        KokoroVoice(folder)
    (folder / file).write_bytes(b"broken")
    with pytest.raises(ModelError, match=f"(?s){re.escape(file)}.*models remove kokoro"):
        KokoroVoice(folder)


def test_a_speaker_that_is_none_is_named(models: Path) -> None:
    with pytest.raises(EngineError, match="jm_kumo"):
        KokoroVoice(models / "kokoro", "nobody")


def test_the_model_needs_no_tensorflow_any_more(models: Path) -> None:
    model = (models / "mandarin" / neural.ACOUSTIC).read_bytes()
    assert b"FlexRandomUniform" in model
    patched = without_random_noise(model)
    assert b"FlexRandomUniform" not in patched
    assert without_random_noise(patched) == patched


def worker(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ('print(\'{"error": "library", "reason": "RuntimeError"}\')', "tts.no_system_voice"),
        ('print(\'{"error": "voice", "reason": ""}\')', "tts.no_system_voice"),
        ("import sys; sys.exit(3)", "tts.failed"),
        ("print('no json')", "tts.failed"),
        ("import os; os.abort()", "tts.failed"),
    ],
)
def test_a_system_without_a_voice_is_named(code: str, key: str) -> None:
    with pytest.raises(EngineError) as caught:
        SystemVoice(worker(code))
    assert caught.value.key == key


def test_a_system_voice_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("robot.tts.system._START_SECONDS", 0.3)
    with pytest.raises(EngineError, match="doctor") as caught:
        SystemVoice(worker("import signal; signal.pause()"))
    assert caught.value.key == "tts.timed_out"


def test_a_system_voice_that_writes_nothing_is_named() -> None:
    voice = SystemVoice(worker('print(\'{"voice": "x"}\')'))
    with pytest.raises(EngineError) as caught:
        voice.speak("您好。", 200)
    assert caught.value.key == "tts.failed"


@pytest.mark.parametrize(
    ("identifier", "name", "languages", "expected"),
    [
        ("sit/cmn", "Chinese (Mandarin, latin as English)", ["cmn"], 2),
        ("sit/cmn-latn-pinyin", "Chinese (Mandarin, latin as Pinyin)", ["zh-cmn"], 0),
        ("sit/yue", "Chinese (Cantonese)", ["zh-yue"], 0),
        ("TTS_MS_ZH-CN_HUIHUI_11.0", "Microsoft Huihui Desktop - Chinese (Simplified)", ["zh-CN"], 2),
        ("com.apple.voice.compact.zh-CN.Tingting", "Tingting", ["zh_CN"], 2),
        ("com.apple.voice.compact.zh-HK.Sinji", "Sinji", ["zh_HK"], 0),
        ("TTS_MS_ZH-TW_HANHAN", "Microsoft Hanhan Desktop - Chinese (Taiwan)", ["zh-TW"], 1),
        ("TTS_MS_EN-US_ZIRA", "Microsoft Zira Desktop - English (United States)", ["en-US"], 0),
    ],
)
def test_the_chinese_voice_is_chosen(identifier: str, name: str, languages: list[str], expected: int) -> None:
    assert rank(identifier, name, languages) == expected


# -- choosing --------------------------------------------------------------------------------------------------------


def test_auto_takes_the_best_there_is(models: Path, tmp_path: Path) -> None:
    best = choose_voice("auto", models)
    assert best is not None and best.name == "mandarin"
    second = choose_voice("auto", tmp_path)
    assert second is not None and second.name == "system"


def test_auto_without_any_voice_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemVoice, "__init__", _no_voice)
    assert choose_voice("auto", tmp_path) is None


def _no_voice(self: Voice) -> None:
    raise EngineError("tts.no_system_voice")


def test_a_voice_asked_for_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="models add mandarin"):
        choose_voice("mandarin", tmp_path)
    with pytest.raises(ModelError, match="models add kokoro"):
        choose_voice("kokoro", tmp_path)


def test_none_and_nonsense(models: Path, tmp_path: Path) -> None:
    assert choose_voice("none", models) is None
    with pytest.raises(UsageError, match="robocop"):
        choose_voice("robocop", models)


def test_doctor_is_told_what_is_there_and_what_mends_the_rest(tmp_path: Path) -> None:
    reports = {report.name: report for report in available(tmp_path)}
    assert list(reports) == ["mandarin", "system", "kokoro"]
    assert not reports["mandarin"].ok and "models add mandarin" in reports["mandarin"].line
    assert reports["system"].ok


# -- finishing -------------------------------------------------------------------------------------------------------


def test_silence_around_speech_is_cut_and_loudness_evened() -> None:
    rng = np.random.default_rng(1)
    speech = (rng.standard_normal(24_000) * 0.01).astype(np.float32)
    silence = np.zeros(24_000, np.float32)
    quiet = finish(np.concatenate([silence, speech, silence]), 24_000, pause_seconds=0.0)
    loud = finish(np.concatenate([silence, speech * 20, silence]), 24_000, pause_seconds=0.0)
    assert quiet.size == pytest.approx(SAMPLE_RATE * 1.1, rel=0.05)
    assert np.abs(quiet.astype(int) - loud.astype(int)).max() <= 1
    assert np.sqrt(np.mean((quiet / 32768.0) ** 2)) == pytest.approx(0.1, rel=0.15)


@pytest.mark.parametrize("audio", [np.zeros(0), np.zeros(5), np.zeros(9_000), np.full(9_000, np.nan)])
def test_silence_alone_is_nothing(audio: np.ndarray) -> None:
    assert finish(audio.astype(np.float32), 24_000).size == 0
