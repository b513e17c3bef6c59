"""The statute database: which version counts, and what is said when there is none."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from robot import paths
from robot.errors import ModelError
from robot.models import manifest
from robot.models.store import ModelStore
from robot.statutes.database import StatuteDatabase
from tests.statutes.laws import create_tables

TODAY = datetime.date(2026, 6, 1)
LAWS = [
    ("old", "中华人民共和国甲法", "2000-01-01", "1999-12-01"),
    ("new", "中华人民共和国甲法", "2020-01-01", "2019-12-01"),
    ("coming", "中华人民共和国甲法", "2027-01-01", "2026-05-01"),
    ("first", "中华人民共和国乙法", "1985-04-01", "1984-03-12"),
    ("amended", "中华人民共和国乙法", "1985-04-01", "2020-10-17"),
    ("undated", "丙条例", None, ""),
]


@pytest.fixture
def laws_db(tmp_path: Path) -> Path:
    path = tmp_path / "laws.db"
    with closing(sqlite3.connect(path)) as connection:
        create_tables(connection)
        connection.executemany("INSERT INTO laws VALUES (?, ?, ?, ?)", LAWS)
        for law_id, *_ in LAWS:
            connection.execute(
                "INSERT INTO articles (law_id, article_no, article_text, chapter) VALUES (?, '第一条', ?, NULL)",
                (law_id, f"{law_id}的内容"),
            )
            connection.execute("INSERT INTO articles (law_id, article_text) VALUES (?, '序言')", (law_id,))
        connection.commit()
    return path


@pytest.mark.parametrize(
    ("name", "day", "text"),
    [
        ("中华人民共和国甲法", TODAY, "new的内容"),
        ("甲法", TODAY, "new的内容"),
        ("甲法", datetime.date(2010, 1, 1), "old的内容"),
        ("甲法", datetime.date(2027, 1, 1), "coming的内容"),
        ("乙法", TODAY, "amended的内容"),
        ("丙条例", TODAY, "undated的内容"),
    ],
)
def test_the_version_in_force_counts(laws_db: Path, name: str, day: datetime.date, text: str) -> None:
    database = StatuteDatabase(laws_db, day)
    article = database.article(name, "第一条")
    assert article is not None
    assert article.text == text
    assert article.chapter == ""
    database.close()


def test_before_a_law_is_in_force_there_is_none(laws_db: Path) -> None:
    database = StatuteDatabase(laws_db, datetime.date(1990, 1, 1))
    assert database.law("甲法") is None
    assert database.article("甲法", "第一条") is None
    assert [law.name for law in database.laws()] == ["丙条例", "中华人民共和国乙法"]
    assert database.digest != StatuteDatabase(laws_db, TODAY).digest
    assert database.digest == StatuteDatabase(laws_db, datetime.date(1990, 1, 2)).digest


def test_every_numbered_article_in_force(laws_db: Path) -> None:
    texts = [article.text for article in StatuteDatabase(laws_db, TODAY).articles()]
    assert texts == ["undated的内容", "amended的内容", "new的内容"]


@pytest.mark.parametrize(
    ("law", "number"), [("甲法", "第二条"), ("丁法", "第一条"), ("", "第一条"), ("甲法", ""), ("甲", "第一条")]
)
def test_what_is_not_there(laws_db: Path, law: str, number: str) -> None:
    assert StatuteDatabase(laws_db, TODAY).article(law, number) is None


def test_a_missing_database(tmp_path: Path) -> None:
    for path in (tmp_path / "none.db", tmp_path):
        with pytest.raises(ModelError, match="models add statutes") as caught:
            StatuteDatabase(path, TODAY)
        assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 50, b"SQLite format 3\x00" + b"\x00" * 100])
def test_a_broken_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "laws.db"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="models add statutes"):
        StatuteDatabase(path, TODAY)


def test_it_is_never_written(laws_db: Path) -> None:
    before = laws_db.read_bytes()
    database = StatuteDatabase(laws_db, TODAY)
    with pytest.raises(sqlite3.OperationalError):
        database._connection.execute("DELETE FROM laws")
    assert laws_db.read_bytes() == before


@pytest.fixture(scope="module")
def real() -> Iterator[StatuteDatabase]:
    database = StatuteDatabase(
        ModelStore(paths.MODELS, manifest.load()).path("statutes") / "laws.db", datetime.date.today()
    )
    yield database
    database.close()


@pytest.mark.parametrize(
    ("law", "number", "piece"),
    [
        ("劳动合同法", "第四十七条", "经济补偿"),
        ("民法典", "第一千零七十七条", "三十日"),
        ("宪法", "第一条", "社会主义"),
        ("刑法", "第二百三十四条", "故意伤害"),
        ("公司法", "第四十七条", "五年"),
        ("专利法", "第二条", "发明"),
    ],
)
def test_the_real_database(real: StatuteDatabase, law: str, number: str, piece: str) -> None:
    article = real.article(law, number)
    assert article is not None
    assert piece in article.text
    assert article.effective <= datetime.date.today()


def test_the_real_database_holds_one_version_of_each_law(real: StatuteDatabase) -> None:
    names = [law.name for law in real.laws()]
    assert len(names) == len(set(names)) > 200
