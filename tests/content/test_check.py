"""The checks on content: each kind of fault is found, once, where it stands."""

from __future__ import annotations

import datetime

import pytest

from robot import paths
from robot.cli.check import _article_exists, _guide, _unreachable
from robot.content.check import LONGEST_SPOKEN, check
from robot.content.load import Content
from robot.yaml_source import Problem
from tests.content.trees import COMMANDS, FAQ, HALL, OPENING, SERVICES, SMALLTALK, TOPICS, Tree

TODAY = datetime.date(2026, 1, 1)


def _check(tree: Tree, today: datetime.date = TODAY) -> list[Problem]:
    return check(tree.load(), today, lambda law, article: (law, article) == ("中华人民共和国劳动法", "第五十条"), None)


def test_the_small_content_is_clean(tree: Tree) -> None:
    assert _check(tree) == []


FAULTS = [
    pytest.param(
        FAQ,
        "window: w2\n    service",
        "window: w22\n    service",
        "w22",
        "window 写的 w22 不存在",
        "w2",
        id="faq window",
    ),
    pytest.param(FAQ, "service: aid", "service: aids", "aids", "service 写的 aids 不存在", "aid", id="faq service"),
    pytest.param(
        FAQ, "[overtime]", "[over-time]", "over-time", "follow_ups 写的 over-time 不存在", "overtime", id="faq next"
    ),
    pytest.param(
        SERVICES, "    window: w3", "    window: w33", "w33", "window 写的 w33 不存在", "w3", id="service window"
    ),
    pytest.param(
        SERVICES, "取号, window: w1", "取号, window: w01", "w01", "window 写的 w01 不存在", "w1", id="step window"
    ),
    pytest.param(
        SERVICES, "after: [notary]", "after: [notar]", "notar]", "after 写的 notar 不存在", "notary", id="after"
    ),
    pytest.param(
        SERVICES, "follow_ups: [notary]", "follow_ups: [w9]", "w9", "follow_ups 写的 w9 不存在", "", id="service next"
    ),
    pytest.param(
        SMALLTALK, "follow_ups: [aid]", "follow_ups: [air]", "air", "follow_ups 写的 air 不存在", "aid", id="talk next"
    ),
    pytest.param(
        SMALLTALK, "{phone_总机}", "{phone_热线}", "总机 {", "shown 写的 phone_热线 不存在", "phone_总机", id="phone"
    ),
    pytest.param(COMMANDS, "id: repeat", "id: repet", "repet", "id 写的 repet 不存在", "repeat", id="command"),
    pytest.param(TOPICS, "劳动纠纷:", "劳动争议:", "{words", "劳动争议 写的 劳动争议 不存在", "劳动纠纷", id="topic"),
    pytest.param(TOPICS, "window: w2", "window: w5", "w5", "window 写的 w5 不存在", "", id="topic window"),
    pytest.param(TOPICS, "service: aid", "service: help", "help", "service 写的 help 不存在", "", id="topic service"),
    pytest.param(
        "intents/emergencies.yaml",
        'call: "110"',
        'call: "110", topic: 家暴',
        "家暴",
        "topic 写的 家暴",
        "",
        id="danger",
    ),
    pytest.param("knowledge/people.yaml", "window: w2", "window: w6", "w6", "window 写的 w6 不存在", "", id="person"),
    pytest.param(HALL, "[cross, w3]", "[cros, w3]", "cros,", "ends 写的 cros 不存在", "cross", id="way"),
    pytest.param(
        FAQ, "第五十条", "第五百条", "{law: 中华人民共和国劳动法", "法条库里没有", "verified: false", id="dead citation"
    ),
    pytest.param(FAQ, ", review: 2099-06-30}", "}", "{law: 某某条例", "没有核对过", "review: ", id="no review date"),
    pytest.param(
        FAQ,
        "review: 2099-06-30}",
        "review: 2020-06-30}",
        "{law: 某某条例",
        "复核日期 2020-06-30 已过",
        "",
        id="old source",
    ),
    pytest.param(
        SERVICES, "review: 2099-06-30", "review: 2020-06-30", "2020", "aid 的复核日期 2020-06-30 已过", "", id="old"
    ),
    pytest.param(OPENING, "2099-12-31", "2025-12-31", "2025", "opening 的复核日期 2025-12-31 已过", "", id="old days"),
    pytest.param(OPENING, "9:00-12:00", "九点到十二点", "九点", "times 的时间写得不对", "8:30-12:00", id="times"),
    pytest.param(OPENING, "9:00-12:00", "12:00-9:00", "12:00", "times 的时间写得不对", "早于", id="times reversed"),
    pytest.param(OPENING, "2099-01-03", "2098-01-03", "{name", "日子倒过来了", "first", id="days reversed"),
    pytest.param(OPENING, "周二", "星期二", "星期二", "days 填得不对", "", id="weekday"),
    pytest.param(
        FAQ,
        "平时加班是",
        "平平平。" * (LONGEST_SPOKEN // 4 + 1),
        "平平平。",
        "overtime 的 spoken 有",
        "120",
        id="too long",
    ),
    pytest.param(FAQ, "[加班给多少钱]", "[工钱,要不回来。]", "工钱,要", None, None, id="no double"),
    pytest.param(
        FAQ, "[加班给多少钱]", "[“工钱要不回来”?]", "“工钱", "在 wages-unpaid 里也有", "只留在一条里", id="double"
    ),
    pytest.param(
        FAQ,
        "question: 加班费怎么算？",
        "question: 老板不发工资",
        "老板不发工资\n    phrasings: [加",
        "在 wages-unpaid 里也有",
        "",
        id="question",
    ),
    pytest.param(SERVICES, "[我要办公证]", "[加班给多少钱]", "加班给", "在 overtime 里也有", "", id="double elsewhere"),
    pytest.param(
        "intents/must-not-match.yaml",
        "[今天下雨吗]",
        "[几点上班]",
        "几点",
        "“几点上班”在 hours 里也有",
        "只留",
        id="refused",
    ),
    pytest.param(
        "intents/emergencies.yaml",
        "[有人在打我]",
        "[老板不发工资]",
        "老板",
        "在 wages-unpaid 里也有",
        "",
        id="double in danger",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "what", "mend"), FAULTS)
def test_each_fault_is_found_once_where_it_stands(
    tree: Tree, file: str, old: str, new: str, at: str, what: str | None, mend: str | None
) -> None:
    tree.edit(file, old, new)
    if what is None or mend is None:
        assert _check(tree) == []
        return
    (problem,) = _check(tree)
    assert what in problem.what
    assert mend in problem.mend
    assert problem.path == tree.path(file)
    assert (problem.line, problem.column) == tree.position(file, at)


def test_an_answer_may_be_as_long_as_it_may_be(tree: Tree) -> None:
    tree.edit(FAQ, "平时加班是一点五倍。", "长长长。" * (LONGEST_SPOKEN // 4))
    assert _check(tree) == []
    tree.edit(FAQ, "长。长", "长。长长")
    (problem,) = _check(tree)
    assert str(LONGEST_SPOKEN + 1) in problem.what


def test_a_review_date_is_good_on_its_day_and_passed_on_the_next(tree: Tree) -> None:
    day = datetime.date(2099, 6, 30)
    assert _check(tree, day) == []
    assert len(_check(tree, day + datetime.timedelta(days=1))) == 5


def test_without_a_statute_database_citations_are_not_judged(tree: Tree) -> None:
    tree.edit(FAQ, "第五十条", "第五百条")
    assert check(tree.load(), TODAY, None, None) == []


def test_without_a_hall_map_windows_are_not_judged(tree: Tree) -> None:
    tree.path(HALL).unlink()
    assert [problem.path for problem in _check(tree)] == [tree.path(HALL)]


def test_problems_are_sorted_and_told_once(tree: Tree) -> None:
    tree.edit(FAQ, "service: aid", "service: x")
    tree.edit(FAQ, "window: w2", "window: x")
    tree.edit(SERVICES, "window: w2", "window: x")
    found = _check(tree)
    places = [(str(problem.path), problem.line, problem.column) for problem in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found) == 3


def _unreached(tree: Tree) -> list[Problem]:
    content = tree.load()
    guide = _guide(content)
    assert guide is not None
    return check(content, TODAY, None, _unreachable(guide))


def test_every_place_of_the_small_hall_is_reached(tree: Tree) -> None:
    assert _unreached(tree) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("  - {ends: [cross, w3]}\n", "", "走不到 3号公证窗口（步行）"),
        ("[cross, w3]}", "[cross, w3], step_free: false}", "走不到 3号公证窗口（轮椅）"),
        ("[cross, w3]}", "[cross, w3], width: 0.5}", "走不到 3号公证窗口（轮椅）"),
    ],
)
def test_a_place_that_cannot_be_reached_is_found(tree: Tree, old: str, new: str, what: str) -> None:
    tree.edit(HALL, old, new)
    (problem,) = _unreached(tree)
    assert problem.what == what
    assert (problem.path, problem.line) == (tree.path(HALL), tree.position(HALL, "id: w3")[0])


def test_the_shipped_content_is_clean(content: Content) -> None:
    article_exists, guide = _article_exists(), _guide(content)
    assert article_exists is not None, "the statute database is not installed"
    assert guide is not None
    assert [str(p) for p in check(content, datetime.date.today(), article_exists, _unreachable(guide))] == []


def test_the_shipped_content_is_what_the_design_names(content: Content) -> None:
    from robot.turn import COMMANDS, TOPICS

    assert set(content.commands) == set(COMMANDS)
    assert {faq.topic for faq in content.faq.values()} == set(TOPICS) == set(content.topics)
    assert {f"{topic}.yaml" for topic in TOPICS} == {path.name for path in (paths.ROOT / "knowledge/faq").iterdir()}
    assert len(content.services) == 20
    assert len(content.faq) >= 60
