"""Whisper base for real: what it hears of the neural voice, what it makes of noise, how it fails."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

from robot import paths
from robot.errors import ModelError
from robot.stt.gate import SpeechGate
from robot.stt.hallucination import words_only
from robot.stt.whisper_engine import WhisperRecogniser, most_tokens, require_files, split_at_pauses, usual_prompt
from robot.turn import SAMPLE_RATE, Samples
from tests.stt.conftest import Speak, copy_model, replace_file, speech_seconds
from tests.stt.sounds import NOT_SPEECH, in_a_room, white_noise

MODEL = paths.MODELS / "whisper-base"


def sound_errors(said: str, heard: str) -> int:
    return Levenshtein.distance(lazy_pinyin(said), lazy_pinyin(words_only(heard).replace("3", "三")))


@pytest.mark.parametrize("said", ["老板拖欠工资怎么办", "我想找律师咨询", "办理遗嘱公证要带什么"])
def test_a_question_is_heard_by_sound(whisper: WhisperRecogniser, mandarin: Speak, said: str) -> None:
    heard = whisper.transcribe(mandarin(said))
    assert sound_errors(said, heard.text) <= len(said) * 0.2
    assert heard.engine == "whisper"
    assert 0.3 < heard.confidence <= 1
    assert heard.audio_ms == pytest.approx(len(mandarin(said)) / 16)
    assert heard.ms > 0


@pytest.mark.parametrize("said", ["三号窗口", "下一步", "再说一遍", "好", "是", "谢谢", "法律援助"])
def test_short_answers_pass(whisper: WhisperRecogniser, mandarin: Speak, said: str) -> None:
    heard = whisper.transcribe(mandarin(said))
    assert min(sound_errors(said, reading) for reading in (heard.text, *heard.alternatives)) == 0


def test_alternatives_differ_in_words(whisper: WhisperRecogniser, mandarin: Speak) -> None:
    heard = whisper.transcribe(mandarin("老板拖欠工资怎么办"))
    readings = [words_only(reading) for reading in (heard.text, *heard.alternatives)]
    assert len(readings) >= 2
    assert len(set(readings)) == len(readings)
    assert all(readings)


def test_hints_are_written_the_way_they_are_given(whisper: WhisperRecogniser, mandarin: Speak) -> None:
    try:
        whisper.set_hints(["沈晓岚律师在吗", "*" * 3000])
        assert "沈晓岚" in whisper.transcribe(mandarin("我找沈晓岚律师")).text
    finally:
        whisper.set_hints([])
    assert "沈晓岚" not in whisper.transcribe(mandarin("我找沈晓岚律师")).text


def test_a_stream_gathers_until_the_end_and_begins_anew(whisper: WhisperRecogniser, mandarin: Speak) -> None:
    sound = mandarin("下一步")
    stream = whisper.stream()
    assert not whisper.streaming
    assert {stream.accept(sound[at : at + 8000]) for at in range(0, len(sound), 8000)} == {""}
    assert "下一步" in stream.finish().text
    assert stream.finish().text == ""


def test_more_than_thirty_seconds_are_heard_whole(whisper: WhisperRecogniser, mandarin: Speak) -> None:
    quiet = in_a_room(np.zeros(28 * SAMPLE_RATE, np.int16))
    heard = whisper.transcribe(np.concatenate([mandarin("下一步"), quiet, mandarin("法律援助")]))
    assert "下一步" in heard.text
    assert "法律援助" in heard.text


@pytest.mark.parametrize("name", NOT_SPEECH)
def test_what_is_no_speech_gives_no_transcript(whisper: WhisperRecogniser, name: str) -> None:
    heard = whisper.transcribe(NOT_SPEECH[name])
    assert (heard.text, heard.alternatives, heard.confidence) == ("", (), 0.0)


def test_an_ear_for_voices_keeps_coughs_away_before_whisper_is_asked(mandarin: Speak) -> None:
    gate = SpeechGate(speech_seconds)
    assert not any(gate.admits(sound) for sound in NOT_SPEECH.values())
    assert all(gate.admits(mandarin(said)) for said in ("好", "是", "下一步", "老板拖欠工资怎么办"))


def test_tokens_are_capped_by_the_length_of_the_sound() -> None:
    assert most_tokens(0.5) < 20
    assert most_tokens(3) > 3 * 7
    assert most_tokens(3600) == most_tokens(60) <= 224


def test_long_sound_is_cut_where_it_is_quiet() -> None:
    loud = white_noise(0.1, 40)
    loud[25 * SAMPLE_RATE : 25 * SAMPLE_RATE + 8000] = 0
    pieces = split_at_pauses(loud)
    assert [25 <= len(pieces[0]) / SAMPLE_RATE <= 25.5, len(pieces)] == [True, 2]
    assert np.array_equal(np.concatenate(pieces), loud)


def test_short_sound_is_not_cut() -> None:
    assert [len(piece) for piece in split_at_pauses(np.zeros(SAMPLE_RATE, np.int16))] == [SAMPLE_RATE]


def test_the_prompt_holds_no_comments_and_not_the_wake_phrase() -> None:
    assert "#" not in usual_prompt()
    assert "小律" not in usual_prompt()
    assert "法律援助" in usual_prompt()


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_missing_file_is_named_with_the_mend(tmp_path: Path, name: str) -> None:
    folder = copy_model(MODEL, tmp_path / "whisper")
    (folder / name).unlink()
    with pytest.raises(ModelError, match=r"python3 main\.py models add whisper-base") as refused:
        WhisperRecogniser(folder)
    assert name.split(".")[0] in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.bin", MODEL.joinpath("model.bin").read_bytes()[:3_000_000] if MODEL.is_dir() else b""),
        ("model.bin", b""),
        ("model.bin", b"<html>404 Not Found</html>" * 100),
        ("tokenizer.json", b'{"version": "1.0", '),
        ("vocabulary.txt", b"one\ntwo\n"),
        ("config.json", b"{"),
    ],
    ids=["cut model", "empty model", "web page", "cut tokenizer", "wrong vocabulary", "cut config"],
)
def test_a_broken_file_is_no_stack_trace(tmp_path: Path, name: str, content: bytes) -> None:
    folder = copy_model(MODEL, tmp_path / "whisper")
    replace_file(folder / name, content)
    with pytest.raises(ModelError, match=r"python3 main\.py models remove whisper-base") as refused:
        WhisperRecogniser(folder, threads=1)
    assert refused.value.__suppress_context__


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        require_files(tmp_path / "nowhere", "whisper-base")


def test_every_sample_counts(whisper: WhisperRecogniser, mandarin: Speak) -> None:
    quiet: Samples = (mandarin("下一步").astype(np.int32) // 30).astype(np.int16)
    assert "下一步" in whisper.transcribe(quiet).text
