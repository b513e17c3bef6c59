"""A hall's own files over the project's, and texts that hold for some halls only."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from robot import paths
from robot.content import halls, load, overlay
from robot.content.check import check
from robot.content.facts import hall_facts, place_ids, present, text, unknown
from robot.content.hall_schema import Hall
from robot.content.load import Content
from robot.errors import ContentError
from robot.navigation.directions import WayFinder
from tests.content.trees import HALL, SERVICES, SMALLTALK, Tree

WINDOWS = [
    {"id": "w1", "number": 1, "name": "1号综合窗口", "kind": "window", "also": ["w4", "printer"], "floor": 1},
    {"id": "w3", "number": 2, "name": "2号公证窗口", "kind": "window", "names": ["公证窗口"], "floor": 2},
    {"id": "robot", "name": "小律", "kind": "robot", "floor": 1},
    {"id": "toilet", "name": "卫生间", "kind": "room", "note": "里面有扶手。", "floor": 1},
]
AWAY = [{"id": "w9", "also": ["w10"], "name": "市司法局", "names": ["行政审批窗口"], "phone": "0357-1"}]
DATA = {"places": WINDOWS, "elsewhere": AWAY, "has": ["取号"]}
FACTS, HERE = hall_facts(DATA), present(DATA)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("【有卫生间：有。】【没有卫生间：没有。】", "有。"),
        ("【有自助终端：到【自助终端】】【没有自助终端：在屏幕上】查", "在屏幕上查"),
        ("好【有楼上：，【公证窗口带楼层】】", "好，二楼2号窗口"),
        ("【公证窗口全称带楼层】在【公证窗口楼层】", "二楼2号公证窗口在二楼"),
        ("【w1带楼层】", "1号窗口"),
        ("【有卫生间提示：【卫生间提示】】【有母婴室提示：有】", "里面有扶手。"),
        ("到【行政审批窗口】问，【行政审批窗口电话】", "到市司法局问，0357-1"),
        ("到【行政审批窗口全称带楼层】", "到市司法局"),
        ("【有行政审批窗口：在这里】【没有行政审批窗口：不在这里】", "不在这里"),
        ("到【等候区】问", "到1号窗口问"),
        ("Go to 【w1英文】", "Go to Window 1"),
        ("一\n【有自助终端：二】\n三", "一\n三"),
        ("登记【有取号：取号】【有律服通：、查律师】", "登记取号"),
        ("【有自助终瑞：二】", "【有自助终瑞：二】"),
    ],
)
def test_a_text_says_what_holds_for_the_hall(written: str, read: str) -> None:
    assert text(written, FACTS, HERE) == read


def test_a_condition_on_nothing_known_is_told() -> None:
    assert unknown("【有自助终瑞：到【自助终端】】【天井】") == ["自助终瑞", "天井"]


def test_a_window_stands_for_what_it_does_besides() -> None:
    ids = place_ids(DATA)
    assert (ids["w4"], ids["printer"], ids["w10"], ids["公证窗口"]) == ("w1", "w1", "w9", "w3")
    assert (ids["terminal"], ids["mediation-room"]) == ("w1", "w1")  # asked at the window, where there is none
    assert "toilet" not in ids and "w3" not in ids


def _own(tree: Tree, name: str, content: str) -> Path:
    folder = tree.knowledge / "halls" / "小河"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    return folder


def _river(tree: Tree) -> Path:
    hall = tree.path(HALL).read_text(encoding="utf-8").replace("name: 小厅", "name: 小河大厅", 1)
    return _own(tree, "hall.yaml", hall)


def test_a_file_of_the_hall_stands_for_the_projects(tree: Tree) -> None:
    folder = _river(tree)
    _own(
        tree,
        "prompts.yaml",
        (tree.intents / "prompts.yaml").read_text(encoding="utf-8").replace("我是小律", "我是小河"),
    )
    content = load.load(tree.knowledge, tree.intents, hall=folder)
    assert content.hall is not None and content.hall.name == "小河大厅"
    assert "我是小河" in content.prompts.welcome
    assert content.faq.keys() == tree.load().faq.keys()
    assert content.where["hall"].path == folder / "hall.yaml"
    plain = tree.load().hall
    assert plain is not None and plain.name == "小厅"


def test_the_hall_is_chosen_by_the_settings_or_for_a_trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Tree.in_use(tmp_path, monkeypatch)
    _river(tree)
    settings = tmp_path / "config.yaml"
    settings.write_text("hall: {folder: 小河}\n", encoding="utf-8")
    monkeypatch.setattr(paths, "CONFIG", settings)
    chosen = load.load().hall
    assert chosen is not None and chosen.name == "小河大厅"
    settings.write_text("hall: {robot_at: robot}\n", encoding="utf-8")
    assert halls.chosen() is None
    monkeypatch.setenv("XIAOLU_HALL", "小河")
    assert halls.file(paths.KNOWLEDGE / "hall.yaml").parent.name == "小河"
    assert halls.file(paths.KNOWLEDGE / "topics.yaml").parent == paths.KNOWLEDGE


def test_a_hall_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _river(Tree.in_use(tmp_path, monkeypatch))
    monkeypatch.setenv("XIAOLU_HALL", "大河")
    with pytest.raises(ContentError, match="已有的：小河"):
        load.load()


def test_a_file_outside_is_checked_in_the_hall_that_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Tree.in_use(tmp_path / "tree", monkeypatch)
    _river(tree)
    monkeypatch.setenv("XIAOLU_HALL", "小河")
    outside = tmp_path / "topics.yaml"
    outside.write_text("topics: {}\n", encoding="utf-8")
    with overlay.laid_over(outside) as laid:
        assert laid is not None
        hall = load.load(*laid[:2]).hall
    assert hall is not None and hall.name == "小河大厅"


def problems(content: Content) -> list[str]:
    return [f"{each.what}：{each.mend}" for each in check(content, datetime.date(2026, 1, 1), None, None)]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (SMALLTALK, "spoken: 大厅", "spoken: 到自助终端，大厅", "说到了“自助终端”，大厅里没有自助终端"),
        (SMALLTALK, "spoken: 大厅", "spoken: 到8号社区矫正与安置帮教窗口，大厅", "8 号窗口，大厅里没有"),
        (SERVICES, "spoken: ", "spoken: 到9号窗口，", "9 号窗口，大厅里没有"),
        (SMALLTALK, "spoken: 大厅", "spoken: 【有自助终瑞：到那里，】大厅", "大厅里没有【自助终瑞】"),
        ("intents/prompts.yaml", "not_heard: ", "not_heard: 到【天井】，", "大厅里没有【天井】"),
        ("intents/prompts.yaml", "not_heard: ", "not_heard: 到7号窗口，", "7 号窗口，大厅里没有"),
        (SMALLTALK, "spoken: 大厅", "spoken: 走绿色通道，大厅", "说到了“绿色通道”，大厅里没有讨薪绿色通道"),
        (HALL, "has: [取号]", "has: [取票]", "has 写的 取票 不存在"),
        (HALL, "has: [取号]", "has: []", "说到了“取号”，大厅里没有取号"),
    ],
)
def test_a_text_that_names_what_is_not_there_is_a_fault(tree: Tree, file: str, old: str, new: str, what: str) -> None:
    tree.edit(file, old, new)
    assert any(what in each for each in problems(tree.load()))


def test_a_text_in_a_condition_is_none(tree: Tree) -> None:
    tree.edit(SMALLTALK, "spoken: 大厅", "spoken: 【有自助终端：到自助终端，】大厅")
    assert problems(tree.load()) == []


def test_where_the_robot_looks_stands_on_the_map(tree: Tree) -> None:
    content = tree.load()
    assert content.hall is not None and content.directions is not None

    def way(hall: Hall) -> str:
        assert content.directions is not None
        return WayFinder(hall, content.directions.way, "robot", "south").way("printer").sentences[0]

    places = tuple(
        place.model_copy(update={"faces": "north"}) if place.id == "robot" else place for place in content.hall.places
    )
    turned = content.hall.model_copy(update={"places": places})
    assert ("左手" in way(content.hall), "右手" in way(turned)) == (True, True)


def test_the_files_of_a_hall_are_not_warned_of_and_what_is_not_read_there_is(tree: Tree) -> None:
    folder = _river(tree)
    for name in ("prompts.yaml", "map.svg", "大厅.xlsx", "hall.yaml.旧"):
        _own(tree, name, "not_heard: 请再说一遍。\n")
    assert load.load(tree.knowledge, tree.intents, hall=folder).warnings == ()
    _own(tree, "people.yaml.txt", "people: []\n")
    assert [warning.path.name for warning in load.load(tree.knowledge, tree.intents, hall=folder).warnings] == [
        "people.yaml.txt"
    ]
