"""Vosk for real, with its Korean model: partial results, finals, reset, and models that are broken."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from robot import paths
from robot.errors import ModelError
from robot.stt.gate import SpeechGate
from robot.stt.vosk_engine import VoskRecogniser, join, model_root, other_readings, readings_of
from robot.stt.vosk_probe import loads_safely
from tests.stt.conftest import Speak, copy_model, replace_file
from tests.stt.sounds import NOT_SPEECH

MODEL = paths.MODELS / "vosk-ko"
SENTENCE = "안녕하세요 오늘 날씨가 좋습니다"
GREETING = "안녕하세요"


def test_partial_results_grow_into_a_final(vosk: VoskRecogniser, korean: Speak) -> None:
    sound = korean(SENTENCE)
    stream = vosk.stream()
    partials = [stream.accept(sound[at : at + 4000]) for at in range(0, len(sound), 4000)]
    final = stream.finish()
    assert vosk.streaming
    assert partials[0] == ""
    assert len({partial for partial in partials if partial}) >= 3
    assert len(final.text) >= 6
    assert (final.engine, final.audio_ms) == ("vosk", pytest.approx(len(sound) / 16))
    assert 0 < final.confidence <= 1
    assert 1 <= len(set(final.alternatives) - {final.text}) == len(final.alternatives) <= 4


def test_reset_and_finish_begin_anew(vosk: VoskRecogniser, korean: Speak) -> None:
    sound = korean(GREETING)
    stream = vosk.stream()
    once = [stream.accept(sound), stream.finish()][1]
    stream.accept(sound[: len(sound) // 2])
    stream.reset()
    assert stream.accept(np.zeros(1600, np.int16)) == ""
    assert stream.finish().text == ""
    again = [stream.accept(sound), stream.finish()][1]
    assert (again.text, again.audio_ms) == (once.text, once.audio_ms)


def test_two_streams_do_not_mix(vosk: VoskRecogniser, korean: Speak) -> None:
    sound = korean(GREETING)
    first, second = vosk.stream(), vosk.stream()
    first.accept(sound)
    assert second.finish().text == ""
    assert first.finish().text != ""


def test_sentences_with_a_pause_between_come_out_together(vosk: VoskRecogniser, korean: Speak) -> None:
    one = vosk.transcribe(korean(GREETING))
    two = vosk.transcribe(np.concatenate([korean(GREETING), np.zeros(32000, np.int16), korean(GREETING)]))
    assert len(two.text) > 1.5 * len(one.text)
    assert two.ms > 0


@pytest.mark.parametrize("name", ["silence", "loud hiss", "mains hum", "clicks", "nothing"])
def test_what_is_no_speech_gives_no_transcript(vosk: VoskRecogniser, name: str) -> None:
    assert vosk.transcribe(NOT_SPEECH[name]).text == ""


def test_hints_make_it_deaf_to_nothing(vosk: VoskRecogniser, korean: Speak) -> None:
    vosk.set_hints(["公证"])
    assert vosk.transcribe(korean(GREETING)).text != ""


CHINESE = json.dumps(
    {
        "alternatives": [
            {
                "confidence": 100.0,
                "text": "公正 处 在 几 号 窗口",
                "result": [{"word": "公正", "start": 0.0, "end": 0.5}, {"word": "处", "start": 0.5, "end": 0.8}],
            },
            {
                "confidence": 100.0,
                "text": "公證 处 在 几 号 窗口",
                "result": [{"word": "公證", "start": 0.0, "end": 0.5}, {"word": "处", "start": 0.5, "end": 0.8}],
            },
        ]
    },
    ensure_ascii=False,
)


def test_chinese_comes_without_spaces_and_simplified() -> None:
    readings = readings_of(CHINESE)
    assert [reading.text for reading in readings] == ["公正处在几号窗口", "公证处在几号窗口"]
    assert [reading.probability for reading in readings] == pytest.approx([0.5, 0.5])
    assert readings[0].words == pytest.approx((0.5, 1.0))
    assert readings[0].confidence == pytest.approx(0.75)


@pytest.mark.parametrize("text", ["", "[unk]", "<UNK> [noise]"])
def test_what_is_no_word_is_not_heard(text: str) -> None:
    assert readings_of(json.dumps({"alternatives": [{"confidence": 9.0, "text": text}]})) == ()


def test_other_readings_change_one_segment() -> None:
    first, second = readings_of(CHINESE), readings_of(CHINESE.replace("窗口", "楼"))
    assert other_readings([first, second]) == [
        "公证处在几号窗口公正处在几号楼",
        "公正处在几号窗口公证处在几号楼",
    ]


def test_only_chinese_is_closed_up() -> None:
    assert join(["请 到 3 号 窗口", "", "hello world"]) == "请到3号窗口hello world"


def test_a_model_that_is_not_there_names_both_mends(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"models add vosk-cn.*models add vosk-cn --from F\.zip"):
        VoskRecogniser(tmp_path / "vosk-cn")


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("photos", encoding="utf-8")
    with pytest.raises(ModelError, match=r"am.final\.mdl"):
        VoskRecogniser(tmp_path)


@pytest.mark.parametrize("name", ["conf/model.conf", "graph/Gr.fst"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = copy_model(MODEL, tmp_path / "vosk")
    (folder / name).unlink()
    with pytest.raises(ModelError, match="models remove vosk-ko") as refused:
        VoskRecogniser(folder, "vosk-ko", SpeechGate(), tmp_path)
    assert Path(name).name in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("am/final.mdl", b"garbage" * 1000),
        ("graph/HCLr.fst", b""),
        # this one makes Vosk end its process while decoding
        ("graph/disambig_tid.int", b"2\n3"),
    ],
    ids=["acoustic model", "graph", "crash"],
)
def test_a_broken_model_neither_loads_nor_ends_the_process(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    folder = copy_model(MODEL, tmp_path / "vosk")
    replace_file(folder / name, content)
    with pytest.raises(ModelError, match="models remove vosk-ko"):
        VoskRecogniser(folder, "vosk-ko", SpeechGate(), tmp_path)
    assert capfd.readouterr().err == ""


def test_a_model_that_loaded_is_tried_again_only_when_a_file_changes(tmp_path: Path, vosk: VoskRecogniser) -> None:
    folder = copy_model(MODEL, tmp_path / "vosk")
    assert loads_safely(folder, tmp_path)
    assert len(list(tmp_path.glob("vosk-*.ok"))) == 1
    replace_file(folder / "am/final.mdl", b"garbage")
    assert not loads_safely(folder, tmp_path)
    assert len(list(tmp_path.glob("vosk-*.ok"))) == 1


def test_an_archive_unpacked_with_one_more_level_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "vosk-model-small-cn-0.22"
    (inner / "am").mkdir(parents=True)
    assert model_root(tmp_path) == inner
    assert model_root(inner) == inner
    assert model_root(tmp_path / "nowhere") == tmp_path / "nowhere"
