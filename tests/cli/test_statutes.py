"""`statutes show` and `statutes search` on the real database."""

from __future__ import annotations

import datetime

import pytest

from robot import paths
from robot.cli.statutes import article_number
from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("47", "第四十七条"),
        ("第47条", "第四十七条"),
        ("第 47 条", "第四十七条"),
        ("４７", "第四十七条"),
        ("四十七", "第四十七条"),
        ("第四十七条", "第四十七条"),
        ("1260", "第一千二百六十条"),
        ("133之1", "第一百三十三条之一"),
        ("第一百三十三条之一", "第一百三十三条之一"),
        ("总则", "总则"),
        ("", ""),
    ],
)
def test_article_number(written: str, number: str) -> None:
    assert article_number(written) == number


@pytest.mark.parametrize("law", ["劳动合同法", "中华人民共和国劳动合同法"])
@pytest.mark.parametrize("article", ["47", "第四十七条"])
def test_show(bare_cli: Cli, law: str, article: str) -> None:
    done = bare_cli("statutes", "show", law, article)
    assert (done.status, done.err) == (0, "")
    head, text, since = done.out.rstrip("\n").split("\n", 1)[0], done.out, done.out.splitlines()[-1]
    assert head == "中华人民共和国劳动合同法 第四十七条"
    assert "经济补偿" in text
    assert "起施行" in since


def test_show_as_json(bare_cli: Cli) -> None:
    found = bare_cli("statutes", "show", "--json", "劳动合同法", "47").json
    assert set(found) == {"law", "article", "text", "chapter", "effective"}
    assert (found["law"], found["article"]) == ("中华人民共和国劳动合同法", "第四十七条")
    assert found["text"].startswith("经济补偿")
    assert datetime.date.fromisoformat(found["effective"]) <= datetime.date.today()


@pytest.mark.parametrize(
    ("law", "article"), [("劳动合同法", "4747"), ("劳动合同法", "总则"), ("火星法", "1"), ("", "1"), ("'; DROP", "1")]
)
def test_show_what_is_not_there(bare_cli: Cli, law: str, article: str) -> None:
    done = bare_cli("statutes", "show", law, article)
    assert (done.status, done.out) == (1, "")
    assert law in done.one_line


def test_search(bare_cli: Cli) -> None:
    bare_cli.monkeypatch.setattr(paths, "CACHE", paths.ROOT / "var" / "cache")
    done = bare_cli("statutes", "search", "--json", "--top", "5", "经济补偿按劳动者在本单位工作的年限支付")
    assert done.status == 0
    found = done.json
    assert (found["text"], len(found["results"])) == ("经济补偿按劳动者在本单位工作的年限支付", 5)
    assert found["ms"] > 0
    best = found["results"][0]
    assert (best["law"], best["article"]) == ("中华人民共和国劳动合同法", "第四十七条")
    scores = [row["score"] for row in found["results"]]
    assert scores == sorted(scores, reverse=True)
    people = bare_cli("statutes", "search", "--top", "2", "夫妻共同财产 离婚 分割")
    assert people.out.count("第") >= 2
    assert "民法典" in people.out
    lines = bare_cli(
        "statutes", "search", "--file", bare_cli.write("q.txt", "自愿离婚冷静期三十日\n建筑物中抛掷物品\n")
    ).lines
    assert [line["text"] for line in lines] == ["自愿离婚冷静期三十日", "建筑物中抛掷物品"]
    for line, wanted in zip(lines, ("第一千零七十七条", "第一千二百五十四条"), strict=True):
        assert wanted in {row["article"] for row in line["results"]}
    for odd in ('"离婚" AND (', "离婚*", "%%%.", "啊"):
        assert bare_cli("statutes", "search", odd).status == 0
    assert "没有找到" in bare_cli("statutes", "search", "啊").out


@pytest.mark.parametrize(
    ("argv", "piece"),
    [(["search"], "nothing to ask"), (["search", " "], "nothing to ask"), (["search", "--top", "0", "离婚"], "--top")],
)
def test_searches_that_cannot_be_made(bare_cli: Cli, argv: list[str], piece: str) -> None:
    done = bare_cli("statutes", *argv)
    assert (done.status, done.out) == (2, "")
    assert piece in done.one_line


def test_without_the_database(bare_cli: Cli) -> None:
    bare_cli.monkeypatch.setattr(paths, "MODELS", bare_cli.folder / "no models")
    for argv in (["show", "劳动合同法", "47"], ["search", "离婚"]):
        done = bare_cli("statutes", *argv)
        assert done.status == 1
        assert "models add statutes" in done.one_line
