"""The checks on content: each kind of fault is found, once, where it stands."""

from __future__ import annotations

import datetime

import pytest

from robot import paths
from robot.cli.check import _article_exists, _guide, _unreachable
from robot.content.check import LONGEST_SPOKEN, check
from robot.content.check_parts import FIRST_BREATH
from robot.content.load import Content
from robot.yaml_source import Problem
from tests.content.faults import FAULTS
from tests.content.trees import FAQ, HALL, SERVICES, Tree

TODAY = datetime.date(2026, 1, 1)


def _check(tree: Tree, today: datetime.date = TODAY) -> list[Problem]:
    return check(tree.load(), today, lambda law, article: (law, article) == ("中华人民共和国劳动法", "第五十条"), None)


def test_the_small_content_is_clean(tree: Tree) -> None:
    assert _check(tree) == []


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


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FAQ, "平时加班是一点五倍。", '""'),
        (FAQ, "spoken: 平时加班", 'spoken: "平时加班'),
        (SERVICES, "    window: w2\n", ""),
        (SERVICES, "services:", "services: ]"),
    ],
)
def test_what_points_to_an_entry_that_cannot_be_read_is_right(tree: Tree, file: str, old: str, new: str) -> None:
    tree.edit(file, old, new)
    assert tree.load().problems
    assert not [problem for problem in _check(tree) if "不存在" in problem.what]


def test_the_first_sentence_of_an_answer_is_one_breath(tree: Tree) -> None:
    tree.edit(FAQ, "平时加班是一点五倍。", "长长长长长，" * (FIRST_BREATH // 6 - 1) + "长长长长长长。")
    assert _check(tree) == []
    tree.edit(FAQ, "长。", "长长。")
    (problem,) = _check(tree)
    assert str(FIRST_BREATH + 1) in problem.what
