"""Search over articles, on a small database: what is found, and that the index follows the database."""

from __future__ import annotations

import datetime
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from robot import paths
from robot.bench.damage import DAMAGES, damage
from robot.statutes.database import StatuteDatabase
from robot.statutes.search import StatuteSearch
from tests.disks import full_disk
from tests.statutes.laws import create_tables

TODAY = datetime.date(2026, 6, 1)
ARTICLES = [
    ("第一条", "用人单位拖欠劳动报酬的，劳动者可以申请支付令。"),
    ("第二条", "禁止从建筑物中抛掷物品。"),
    ("第三条", "自愿离婚的，应当签订离婚协议。"),
]


@pytest.fixture
def laws_db(tmp_path: Path) -> Path:
    path = tmp_path / "laws.db"
    with closing(sqlite3.connect(path)) as connection:
        create_tables(connection)
        connection.execute("INSERT INTO laws VALUES ('a', '中华人民共和国甲法', '2020-01-01', '2019-01-01')")
        connection.executemany("INSERT INTO articles (law_id, article_no, article_text) VALUES ('a', ?, ?)", ARTICLES)
        connection.commit()
    return path


def _search(laws_db: Path, index: Path) -> StatuteSearch:
    return StatuteSearch(StatuteDatabase(laws_db, TODAY), index)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("老板拖欠劳动报酬怎么办", "第一条"),
        ("楼上从建筑物抛掷东西", "第二条"),
        ("离婚协议怎么写", "第三条"),
        ("離婚協議", "第三条"),
    ],
)
def test_the_best_article_comes_first(laws_db: Path, tmp_path: Path, question: str, number: str) -> None:
    hits = _search(laws_db, tmp_path / "index.db").search(question, 3)
    assert hits[0].article.number == number
    assert hits[0].article.law == "中华人民共和国甲法"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("question", ["", "啊", "的的的", "天气预报", '"', "a AND b", "%"])
def test_nothing_is_found_without_a_word_of_law(laws_db: Path, tmp_path: Path, question: str) -> None:
    assert _search(laws_db, tmp_path / "index.db").search(question, 3) == ()


def test_no_more_than_asked_for(laws_db: Path, tmp_path: Path) -> None:
    search = _search(laws_db, tmp_path / "index.db")
    assert len(search.search("离婚协议劳动报酬抛掷物品", 2)) == 2
    assert len(search.search("离婚协议劳动报酬抛掷物品", 9)) == 3


def test_the_index_is_built_once(laws_db: Path, tmp_path: Path) -> None:
    index = tmp_path / "deep" / "index.db"
    _search(laws_db, index)
    before = index.stat().st_mtime_ns, index.stat().st_ino
    _search(laws_db, index)
    assert (index.stat().st_mtime_ns, index.stat().st_ino) == before
    assert [path.name for path in index.parent.iterdir()] == ["index.db"]


def test_another_database_makes_another_index(laws_db: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    assert _search(laws_db, index).search("土地承包", 1) == ()
    with closing(sqlite3.connect(laws_db)) as connection:
        connection.execute("INSERT INTO laws VALUES ('b', '乙法', '2021-01-01', '2021-01-01')")
        connection.execute(
            "INSERT INTO articles (law_id, article_no, article_text) VALUES ('b', '第九条', '土地承包期为三十年。')"
        )
        connection.commit()
    assert _search(laws_db, index).search("土地承包", 1)[0].article.number == "第九条"


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_index_is_made_anew(laws_db: Path, tmp_path: Path, kind: str) -> None:
    index = tmp_path / "index.db"
    _search(laws_db, index)
    damage(index, kind)
    again = _search(laws_db, index)
    assert again.search("离婚协议", 1)[0].article.number == "第三条"
    assert again.problem is None
    assert _integrity(index) == "ok"


def test_an_index_that_nobody_knows_is_made_anew(
    laws_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index.db"
    _search(laws_db, index)
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("DELETE FROM article")
        connection.commit()
    monkeypatch.setattr(paths, "CACHE", tmp_path / "elsewhere")
    assert _search(laws_db, index).search("离婚协议", 1)


def test_where_no_index_can_be_written_it_is_in_memory_and_that_is_said(laws_db: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    search = _search(laws_db, tmp_path / "file" / "index.db")
    assert search.search("离婚协议", 1)[0].article.number == "第三条"
    assert search.problem is not None and search.problem.key == "statutes.no_index"


def test_on_a_full_disk_nothing_half_written_stays(laws_db: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with full_disk(20_000):
        search = _search(laws_db, cache / "index.db")
    assert search.search("离婚协议", 1)[0].article.number == "第三条"
    assert search.problem is not None and "index.db" in str(search.problem)
    assert list(cache.iterdir()) == []


_BUILDS_FOR_EVER = """
import sqlite3, sys, time
from pathlib import Path
from robot import partial
with partial.whole(Path(sys.argv[1])) as path:
    path.write_bytes(bytes(1000))
    print("begun", flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can ask whether a process runs")
def test_what_a_killed_process_left_half_written_is_cleared(laws_db: Path, tmp_path: Path) -> None:
    index = tmp_path / "cache" / "index.db"
    with subprocess.Popen(
        [sys.executable, "-c", _BUILDS_FOR_EVER, index], cwd=paths.ROOT, stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout is not None and killed.stdout.readline()
        _search(laws_db, index)
        assert len(list(index.parent.glob("*.part"))) == 1, "it is being written"
        killed.kill()
    index.unlink()
    _search(laws_db, index)
    assert [path.name for path in index.parent.iterdir()] == ["index.db"]


def test_an_index_damaged_while_it_is_open_is_made_anew_in_memory(laws_db: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    search = _search(laws_db, index)
    index.write_bytes(bytes(len(index.read_bytes())))
    assert search.search("离婚协议", 1)[0].article.number == "第三条"
    assert search.problem is not None


def _integrity(index: Path) -> str:
    with closing(sqlite3.connect(index)) as connection:
        found: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
        return found
