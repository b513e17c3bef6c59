"""config.yaml: what is wrong is said in one line that names file, line, key and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import config, paths
from robot.errors import ConfigError


def _write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_says_what_the_defaults_are() -> None:
    assert config.load(paths.ROOT / "config.yaml") == config.Config()


@pytest.mark.parametrize("text", ["", "# 空的\n", "\ufeff", "audio:\n  # speech_threshold: 0.5\n"])
def test_what_is_left_out_has_its_default(tmp_path: Path, text: str) -> None:
    assert config.load(_write(tmp_path, text)) == config.Config()


def test_values_are_taken(tmp_path: Path) -> None:
    loaded = config.load(
        _write(
            tmp_path,
            "understanding: {embeddings: off}\naudio: {echo_cancellation: true, end_silence_seconds: 1.2, microphone: 3}\n"
            "tts: {rate: 150}\nwake: {phrases: [小律]}\n",
        )
    )
    assert loaded.understanding.embeddings == "off"
    assert (loaded.audio.echo_cancellation, loaded.audio.end_silence_seconds) == (True, 1.2)
    assert (loaded.audio.microphone, loaded.tts.rate, loaded.wake.phrases) == ("3", 150, ("小律",))


@pytest.mark.parametrize(
    ("text", "line", "pieces"),
    [
        ("tts:\n  rat: 200\n", 2, ["tts.rat", "是不是想写 rate？", "did you mean rate?"]),
        ("\nspeech: 1\n", 2, ["speech", "audio / wake"]),
        ("tts:\n  rate: 1000\n", 2, ["tts.rate", "不能大于 400", "less than or equal to 400"]),
        ("tts: {rate: 2.5}\n", 1, ["tts.rate", "要写整数"]),
        ("tts: {volume: loud}\n", 1, ["tts.volume", "要写整数"]),
        ("tts: {engine: vosk}\n", 1, ["tts.engine", "'mandarin'", "或"]),
        ("audio: {speech_threshold: 1}\n", 1, ["audio.speech_threshold", "要小于 1"]),
        ("audio: {speech_threshold: 0}\n", 1, ["audio.speech_threshold", "要大于 0"]),
        ("audio: {pre_roll_seconds: -1}\n", 1, ["audio.pre_roll_seconds", "不能小于 0"]),
        ("audio: {echo_cancellation: maybe}\n", 1, ["audio.echo_cancellation", "true 或 false"]),
        ("audio: {speech_release: 0.9}\n", 1, ["speech_release > speech_threshold"]),
        ("audio: 5\n", 1, ["audio", "键: 值"]),
        ("wake: {phrases: 小律}\n", 1, ["wake.phrases", "列表"]),
        ("hall: {robot_faces: up}\n", 1, ["hall.robot_faces", "'north'"]),
        ("hall: {robot_at: [1]}\n", 1, ["hall.robot_at", "要写文字"]),
        ("stt:\n  threads: 0\nstt:\n  threads: 1\n", 3, ["duplicate key stt"]),
        ("tts:\n\trate: 1\n", 2, ["YAML"]),
        ("tts: [\n", 1, ["YAML", "]"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, line: int, pieces: list[str]) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    said = str(caught.value)
    assert "\n" not in said
    assert f"{path} 第 {line} 行" in said
    assert f"{path}:{line}:" in said
    assert [piece for piece in pieces if piece not in said] == []
    assert caught.value.exit_status == 2


def test_a_list_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="键: 值"):
        config.load(_write(tmp_path, "- a\n"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="XIAOLU_CONFIG") as caught:
        config.load(tmp_path / "none.yaml")
    assert str(tmp_path / "none.yaml") in str(caught.value)


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="读不出来"):
        config.load(tmp_path)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes("# 设置\n".encode("gbk"))
    with pytest.raises(ConfigError, match="UTF-8"):
        config.load(tmp_path / "config.yaml")


def test_a_configuration_cannot_be_changed() -> None:
    with pytest.raises(ValueError):
        config.Config().tts.rate = 1  # type: ignore[misc]
