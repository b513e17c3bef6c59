"""Unanswered questions: masked, grouped, forgotten in time. A real database."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from robot.desk.unanswered import KEPT_DAYS, Unanswered
from robot.errors import DeskError
from robot.nlu.sound import syllables as sound

TODAY = datetime.date(2026, 11, 27)


def _sounds_like(text: str) -> str:
    return "".join(sound.folded_of(sound.syllables(text)))


@pytest.fixture
def store(tmp_path: Path) -> Unanswered:
    return Unanswered(tmp_path / "desk" / "unanswered.db")


def test_what_was_said_is_masked_before_it_is_written(store: Unanswered, tmp_path: Path) -> None:
    store.add("我叫王小明，离婚证丢了上哪儿补，电话13812345678", "婚姻家庭", TODAY)
    (group,) = store.groups(_sounds_like)
    assert "王小明" not in group.texts[0] and "13812345678" not in group.texts[0]
    assert b"13812345678" not in (tmp_path / "desk" / "unanswered.db").read_bytes()


def test_what_asks_nearly_the_same_is_one_group_by_words_or_by_sound(store: Unanswered) -> None:
    for text in ("离婚证丢了上哪补", "离婚证丢了去哪补", "梨婚正丢了上哪补", "天上有几颗星星"):
        store.add(text, "婚姻家庭" if "补" in text else None, TODAY)
    first, second = store.groups(_sounds_like)
    assert (first.count, first.topic, second.texts) == (3, "婚姻家庭", ("天上有几颗星星",))


def test_what_was_decided_does_not_come_back(store: Unanswered) -> None:
    store.add("离婚证丢了上哪补", None, TODAY)
    (group,) = store.groups(_sounds_like)
    store.decide(group.ids, "phrasing")
    assert store.groups(_sounds_like) == ()


def test_old_questions_are_forgotten(store: Unanswered, tmp_path: Path) -> None:
    store.add("离婚证丢了上哪补", None, TODAY - datetime.timedelta(days=KEPT_DAYS + 1))
    store.add("天上有几颗星星", None, TODAY)
    (group,) = store.groups(_sounds_like)
    assert group.texts == ("天上有几颗星星",)
    assert "离婚证".encode() not in (tmp_path / "desk" / "unanswered.db").read_bytes()


def test_scraps_are_not_kept_and_nothing_is_no_group(store: Unanswered) -> None:
    assert store.groups(_sounds_like) == ()
    store.add("啊", None, TODAY)
    assert store.groups(_sounds_like) == ()


def test_a_name_alone_is_not_kept(store: Unanswered) -> None:
    store.add("阿依古丽买买提", None, TODAY)
    assert store.groups(_sounds_like) == ()


def test_what_an_older_version_kept_is_masked_again(store: Unanswered, tmp_path: Path) -> None:
    store.add("天上有几颗星星", None, TODAY)
    path = tmp_path / "desk" / "unanswered.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE unanswered SET text = '张三丰家的狗叫'")
        connection.execute("PRAGMA user_version = 0")
    (group,) = store.groups(_sounds_like)
    assert group.texts == ("〔姓名〕家的狗叫",)
    assert "张三丰".encode() not in path.read_bytes()


def test_what_cannot_be_masked_is_not_kept(store: Unanswered, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: str) -> str:
        raise DeskError("desk.no_masking", path="names.npz", reason="OSError")

    store.add("天上有几颗星星", None, TODAY)
    monkeypatch.setattr("robot.desk.unanswered.mask", unreadable)
    with pytest.raises(DeskError):
        store.add("张三丰家的狗叫", None, TODAY)
    assert [group.texts for group in store.groups(_sounds_like)] == [("天上有几颗星星",)]


def test_a_file_that_cannot_be_written_is_an_error_without_words(tmp_path: Path) -> None:
    (tmp_path / "unanswered.db").write_text("no database, but long enough to be looked at" * 40, encoding="utf-8")
    with pytest.raises(DeskError) as raised:
        Unanswered(tmp_path / "unanswered.db").add("离婚证丢了上哪补", None, TODAY)
    assert "离婚证" not in str(raised.value)
