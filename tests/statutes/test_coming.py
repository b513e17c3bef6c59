"""What a new version of a law makes of an article is known before it takes effect."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from robot import paths
from robot.content.renumbered import current
from robot.models import manifest
from robot.models.store import ModelStore
from robot.statutes.coming import Coming, Move
from robot.statutes.database import StatuteDatabase
from tests.statutes.laws import create_tables

NEW = datetime.date(2027, 1, 1)
ARTICLES = {
    "old": {"第一条": "为了保护商标专用权，制定本法。", "第二条": "商标局主管全国商标注册工作。", "第三条": "没有变。", "第四条": "废了的规定。"},
    "new": {"第一条": "总则。", "第二条": "另一件事，跟从前没有关系的内容。", "第三条": "没有变。", "第五条": "为了保护商标专用权，制定本法。"},
}  # fmt: skip


@pytest.fixture
def laws_db(tmp_path: Path) -> Path:
    path = tmp_path / "laws.db"
    with closing(sqlite3.connect(path)) as connection:
        create_tables(connection)
        for law_id, effective in (("old", "2019-01-01"), ("new", NEW.isoformat())):
            connection.execute("INSERT INTO laws VALUES (?, '甲法', ?, ?)", (law_id, effective, effective))
            connection.executemany(
                "INSERT INTO articles (law_id, article_no, article_text) VALUES (?, ?, ?)",
                [(law_id, number, text) for number, text in ARTICLES[law_id].items()],
            )
        connection.commit()
    return path


@pytest.mark.parametrize(
    ("article", "move"),
    [
        ("第一条", Move(NEW, "第五条")),
        ("第三条", None),
        ("第四条", Move(NEW, "")),
        ("第九条", None),
    ],
)
def test_where_an_article_goes(laws_db: Path, article: str, move: Move | None) -> None:
    assert Coming(laws_db, datetime.date(2026, 11, 1)).move("甲法", article) == move


@pytest.mark.parametrize("day", [datetime.date(2026, 9, 1), datetime.date(2027, 2, 1)])
def test_nothing_moves_while_no_version_is_near(laws_db: Path, day: datetime.date) -> None:
    assert Coming(laws_db, day).move("甲法", "第一条") is None


def test_renumbered_articles_exist_in_the_version_that_comes() -> None:
    path = ModelStore(paths.MODELS, manifest.load()).path("statutes") / "laws.db"
    before, after = StatuteDatabase(path, NEW - datetime.timedelta(days=1)), StatuteDatabase(path, NEW)
    law = "中华人民共和国商标法"
    for article in before.articles_of(law):
        number = current(law, article.number, NEW)
        assert not number or after.article(law, number) is not None
