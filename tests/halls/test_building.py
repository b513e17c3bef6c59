"""From the tables to a map: windows by what they do, coordinates from steps, ways that lead where they were told to."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from robot.config import Facing
from robot.content import load
from robot.content.check import check
from robot.content.hall_schema import Hall
from robot.content.load import Content
from robot.content.texts import spoken_and_shown
from robot.halls import files
from robot.halls.building import Built, build
from robot.halls.reading import read
from robot.halls.tables import Filled, Row
from robot.navigation.directions import find_route, steps
from robot.navigation.hall_map import HallMap
from tests.halls.qinghe import NAME, PLACES, QINGHE, place, rows, window, with_places
from tests.navigation.walker import walk


def built(filled: Filled = QINGHE) -> Built:
    return build(read(filled))


def by_id(made: Built) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in made.places}


def test_a_window_has_the_id_of_what_is_done_there_and_its_own_number() -> None:
    windows = {item["number"]: item for item in built().places if "number" in item}
    assert {number: item["id"] for number, item in windows.items()} == {
        **{1: "w1", 2: "w2", 3: "w3", 4: "w4", 5: "w5", 6: "w7"}
    }
    assert (windows[3]["also"], windows[6]["also"], windows[1]["also"]) == (["w6"], ["w8"], ["printer"])
    assert windows[3]["name"] == "3号公证和司法鉴定窗口"
    assert {"公证处", "司法鉴定窗口", "验伤的窗口"} <= set(windows[3]["names"])
    assert "律师窗口" in windows[4]["names"] and windows[5]["phone"] == "0357-8888005"


def test_what_is_not_done_here_is_done_elsewhere() -> None:
    offices = {item["id"]: item for item in built().elsewhere}
    assert offices["w9"]["name"] == "市司法局" and offices["w10"]["phone"] == "0357-3333000"
    assert "法考窗口" in offices["w9"]["names"]


def test_one_office_does_two_things_and_a_default_stands_for_none() -> None:
    tasks = [dict(row) for _, row in QINGHE["tasks"]]
    tasks[8]["place"] = tasks[9]["place"] = "县政务大厅"
    tasks[2] = {"task": "公证", "window": "不办"}
    offices = {item["id"]: item for item in built({**QINGHE, "tasks": rows(*tasks)}).elsewhere}
    assert offices["w9"]["also"] == ["w10"] and offices["w3"]["name"] == "公证处"


def test_steps_become_metres_from_the_door() -> None:
    at = {item["id"]: item["at"] for item in built().places}
    door, window_1, toilet = at["entrance"], at["w1"], at["toilet"]
    # 14 steps on and 9 to the left, and two more to what is before one.
    assert [round(window_1[0] - door[0], 2), round(window_1[1] - door[1], 2)] == [-5.4, 9.6]
    assert [round(toilet[0] - door[0], 2), round(toilet[1] - door[1], 2)] == [-7.2, 1.8]
    assert min(min(point) for point in at.values()) == 1.0


def test_another_step_makes_another_hall() -> None:
    hall = rows({"item": "名称", "value": NAME}, {"item": "一步几米", "value": "0.5"})
    at = {item["id"]: item["at"] for item in built({**QINGHE, "hall": hall}).places}
    assert round(at["robot"][1] - at["entrance"][1], 2) == 3.0


def test_a_row_of_windows_stands_at_one_wall() -> None:
    at = {item["number"]: item["at"] for item in built().places if "number" in item}
    assert len({at[number][1] for number in range(1, 6)}) == 1
    assert [round(at[number + 1][0] - at[number][0], 2) for number in range(1, 5)] == [2.4] * 4


@pytest.mark.parametrize("facing", get_args(Facing))
def test_the_steps_lead_to_every_place(facing: Facing) -> None:
    hall = Hall.model_validate(built().hall)
    hall_map = HallMap(hall)
    for goal in hall.places:
        if goal.kind not in ("junction", "robot"):
            for step_free in (False, True):
                route = find_route(hall_map, "robot", goal.id, step_free)
                assert walk(hall_map, "robot", facing, steps(route, facing)) == (goal.floor, goal.at), goal.id


def test_ways_are_cut_where_they_cross_and_where_somebody_stands() -> None:
    hall = HallMap(Hall.model_validate(built().hall))
    assert len(hall.shortest("robot", "w6" if "w6" in hall.places else "w7")) == 3  # on, to the right, to the window
    # From the door one passes the robot; before the windows one goes along the row.
    assert "robot" in {link.end for link in hall.shortest("entrance", "w4")}
    assert {hall.places[link.end].past for link in hall.shortest("robot", "w1")} >= {"那一排窗口前"}


def test_past_the_end_of_a_row_nothing_is_before_it() -> None:
    water = place("饮水处", "5号窗口", "右4前1", "前")
    hall = HallMap(Hall.model_validate(built(with_places(*PLACES, water)).hall))
    corners = [hall.places[link.end] for link in hall.shortest("w5", "water")]
    assert all(corner.past != "那一排窗口前" for corner in corners)


UPSTAIRS: tuple[Row, ...] = (
    *PLACES,
    place("电梯", "小律", "右12"),
    place("视频咨询室", "电梯", "前8", floor="2", wall="右"),
    place("房间", "视频咨询室", "前5", name="会议室", floor="2"),
    place("楼梯", "电梯", "后3", wall="右"),
)


def test_upstairs_one_comes_out_of_the_lift_and_looks_away_from_it() -> None:
    filled = with_places(*UPSTAIRS)
    hall = Hall.model_validate(built(filled).hall)
    at = {each.id: each for each in hall.places}
    lift, above, video = at["lift"], at["lift-2"], at["video-room"]
    assert lift.at == above.at and above.name == "二楼电梯"
    # The lift is in the east: who comes out looks west, eight steps on and the room to the right, which is north.
    assert video.at[0] < above.at[0] and video.at[1] > above.at[1]
    ways = [way for way in hall.ways if set(way.ends) == {"lift", "lift-2"}]
    assert [way.kind for way in ways] == ["lift"]
    assert "hui-yi-shi" in at
    hall_map = HallMap(hall)
    for facing in get_args(Facing):
        route = find_route(hall_map, "robot", "video-room")
        assert walk(hall_map, "robot", facing, steps(route, facing)) == (2, video.at)


def test_a_place_told_from_two_starts_has_two_ways() -> None:
    more = place("卫生间", "1号窗口", "后11左1", "左")
    hall = HallMap(Hall.model_validate(built(with_places(*PLACES, more)).hall))
    assert hall.shortest("w1", "toilet") and sum(link.metres for link in hall.shortest("w1", "toilet")) < 12


def test_a_place_of_its_own_beats_a_window() -> None:
    printer = place("复印打印处", "大门", "前3右6", "右")
    made = by_id(built(with_places(*PLACES, printer)))
    assert "also" not in made["w1"] and made["printer"]["kind"] == "facility"


def test_names_that_are_not_the_usual_keep_the_usual_as_well() -> None:
    women = place("卫生间", "卫生间", "前4", name="女卫生间")
    made = by_id(built(with_places(*PLACES, women)))
    assert made["toilet-2"]["name"] == "女卫生间" and made["toilet"]["name"] == "卫生间"


def test_two_windows_do_one_thing() -> None:
    tasks = [dict(row) for _, row in QINGHE["tasks"]]
    tasks[3]["window"] = "4、5"
    tasks[4]["window"] = "5"
    made = {item["number"]: item for item in built({**QINGHE, "tasks": rows(*tasks)}).places if "number" in item}
    assert (made[4]["id"], made[5]["id"]) == ("w4", "w5")
    assert made[5]["name"] == "5号律师咨询和人民调解窗口"


def test_a_window_without_a_task_has_an_id_of_its_own() -> None:
    filled = {
        **QINGHE,
        "windows": (*QINGHE["windows"], (9, {"number": "8", "name": "退役军人服务窗口"})),
        "places": rows(*PLACES, window(8, "5号窗口", "右5")),
    }
    made = by_id(built(filled))
    assert made["window-8"]["name"] == "8号退役军人服务窗口"


@pytest.mark.parametrize(("has", "place_id"), [("有", "terminal"), ("", "zi-zhu-ji")])
def test_a_terminal_that_only_prints_is_no_terminal_to_the_services(has: str, place_id: str) -> None:
    hall = (*(row for _, row in QINGHE["hall"]), {"item": "自助终端上能不能查律师、查法条", "value": has})
    machine = place("自助终端", "大门", "前3右6", "右", name="自助机")
    made = build(read({**with_places(*PLACES, machine), "hall": rows(*hall)}))
    kiosk = by_id(made)[place_id]
    assert kiosk["name"] == "自助机" and {"自助终端", "触摸屏"} <= set(kiosk["names"])
    assert made.hall["has"] == (["取号", "律服通"] if has else ["取号"])


def test_texts_may_name_a_terminal_that_only_prints(tmp_path: Path) -> None:
    machine = place("自助终端", "大门", "前3右6", "右", name="自助机")
    told = read(with_places(*PLACES, machine))
    files.write(tmp_path, files.texts(told, build(told), tmp_path / files.SHEET))
    assert check(load.load(hall=tmp_path), datetime.date(2026, 12, 1), None, None) == []


def test_what_a_hall_has_not_is_not_talked_of(qinghe_without: Content) -> None:
    texts = [text for _, _, text in spoken_and_shown(qinghe_without)]
    assert not [text for text in texts if "取号" in text or "叫号" in text or "绿色通道" in text]
    names = [step.name for service in qinghe_without.services.values() for step in service.steps]
    assert "登记" in names and not any("取号" in name for name in names)
