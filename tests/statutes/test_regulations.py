"""Regulations and interpretations of the content: looked up, read aloud and shown beside the laws of the database."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from robot.content.check import check
from robot.content.regulations import Regulation
from robot.errors import ModelError
from robot.statutes.book import StatuteBook
from robot.statutes.regulations import Regulations
from tests.content.trees import FAQ, Tree

TODAY = datetime.date(2026, 11, 30)
ARTICLE = "职工有下列情形之一的，应当认定为工伤：\n（一）在工作时间和工作场所内。"
FILE = """name: 某某保险条例
also: [某某条例]
issued_by: 国务院
number: 国务院令第586号
version: 2010-12-20
effective: 2011-01-01
source: 抄自公报
checked: 2026-11-30
review: 2027-06-30
articles:
  第十四条: |-
    职工有下列情形之一的，应当认定为工伤：
    （一）在工作时间和工作场所内。
"""


def _regulation() -> Regulation:
    return Regulation(
        name="某某保险条例",
        also=("某某条例",),
        issued_by="国务院",
        number="国务院令第586号",
        version=datetime.date(2010, 12, 20),
        effective=datetime.date(2011, 1, 1),
        source="抄自公报",
        checked=TODAY,
        review=datetime.date(2027, 6, 30),
        articles={"第十四条": ARTICLE},
    )


def _no_database() -> tuple[object, object]:
    raise ModelError("statutes.missing", path="-")


@pytest.mark.parametrize("said", ["某某保险条例", "《某某保险条例》", "中华人民共和国某某保险条例", "某某条例"])
def test_an_article_is_found_by_every_name_and_tells_who_issued_it(said: str) -> None:
    book = StatuteBook(_no_database, Regulations([_regulation()]))  # type: ignore[arg-type]
    article = book.article(said, "第十四条")
    assert article is not None
    assert (article.law, article.text, article.source) == ("某某保险条例", ARTICLE, "国务院 国务院令第586号")
    assert article.effective == datetime.date(2011, 1, 1)
    assert book.law(said) == "某某保险条例"


def test_what_is_not_there_is_not_invented() -> None:
    book = StatuteBook(_no_database, Regulations([_regulation()]))  # type: ignore[arg-type]
    assert book.article("某某保险条例", "第十五条") is None
    assert book.article("别的条例", "第十四条") is None
    assert book.law("别的条例") is None


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A copy of the small content."""
    return Tree.copy(tmp_path)


def _write(tree: Tree, name: str, text: str) -> None:
    folder = tree.path(FAQ).parent.parent / "regulations"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def _faults(tree: Tree, today: datetime.date = TODAY) -> list[str]:
    return [problem.what for problem in check(tree.load(), today, lambda law, article: True, None)]


def test_files_are_read_and_a_bad_one_is_told(tree: Tree) -> None:
    _write(tree, "a.yaml", FILE)
    _write(tree, "b.yaml", FILE.replace("第十四条:", "14条:"))
    content = tree.load()
    assert [*content.regulations] == ["某某保险条例"]
    assert content.regulations["某某保险条例"].articles["第十四条"] == ARTICLE
    assert [problem.path.name for problem in content.problems] == ["b.yaml"]


def test_a_citation_of_a_held_article_needs_no_mark_and_one_of_another_does(tree: Tree) -> None:
    marked = "{law: 某某条例, article: 第四条, verified: false, review: 2099-06-30}"
    _write(tree, "a.yaml", FILE.replace("某某保险条例", "某某条例").replace("also: [某某条例]\n", ""))
    assert _faults(tree) == []
    tree.edit(FAQ, marked, marked.replace("第四条", "第十四条"))
    assert _faults(tree) == ["某某条例 第十四条 的原文在 knowledge/regulations 里，这里还写着没核对"]
    tree.edit(FAQ, marked.replace("第四条", "第十四条"), "{law: 某某条例, article: 第十四条}")
    assert _faults(tree) == []
    assert any("某某条例" in what and "复核日期" in what for what in _faults(tree, datetime.date(2028, 1, 1)))
