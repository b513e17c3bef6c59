"""The guided talk asks what the sheet holds; one can go back, break off and go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from robot.halls.building import build
from robot.halls.draft import Draft
from robot.halls.reading import read
from robot.halls.tables import Filled
from tests.halls.qinghe import QINGHE
from tests.halls.talking import ANSWERS, Typist

BACK = "上一步"


def talk(path: Path, answers: tuple[tuple[str, str], ...]) -> tuple[Filled, Typist]:
    typist = Typist(answers)
    draft = Draft(path / "draft.json", typist)
    draft.offer()
    return draft.filled(), typist


def at(piece: str, start: int = 0) -> int:
    """Where in the answers the question with `piece` is."""
    return next(place for place, (asked, _) in enumerate(ANSWERS) if place >= start and piece in asked)


def test_the_talk_tells_the_same_hall_as_the_sheet(tmp_path: Path) -> None:
    filled, _ = talk(tmp_path, ANSWERS)
    talked, written = build(read(filled)), build(read(QINGHE))
    assert talked.hall == written.hall
    assert read(filled).people == read(QINGHE).people and read(filled).stations == read(QINGHE).stations


def test_a_step_back_asks_the_question_before_again(tmp_path: Path) -> None:
    place = at("司法鉴定")
    wrong = (*ANSWERS[:place], ("司法鉴定", "6"), ("行政复议", BACK), *ANSWERS[place:])
    filled, _ = talk(tmp_path, wrong)
    assert build(read(filled)).hall == build(read(QINGHE)).hall


def test_back_over_several_questions_and_over_a_whole_place(tmp_path: Path) -> None:
    place = at("3号窗口：从哪里")
    wrong = (*ANSWERS[:place], ("3号窗口：从哪里", "大门"), ("怎么走", "左3"), ("靠大厅", BACK), ("怎么走", BACK))
    filled, _ = talk(tmp_path, (*wrong, *ANSWERS[place:]))
    assert build(read(filled)).hall == build(read(QINGHE)).hall


def test_back_at_the_first_question_stays_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk(tmp_path, (("全名", BACK), *ANSWERS))
    assert "第一个问题" in capsys.readouterr().out


def test_a_talk_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    place = at("1号窗口：从哪里")
    with pytest.raises(EOFError):
        talk(tmp_path, ANSWERS[:place])
    filled, typist = talk(tmp_path, (("上回答到第", ""), *ANSWERS[place:]))
    assert build(read(filled)).hall == build(read(QINGHE)).hall
    assert f"第 {place} 个问题（清河县公共法律服务中心）" in typist.asked[0]


def test_a_talk_may_begin_anew(tmp_path: Path) -> None:
    with pytest.raises(EOFError):
        talk(tmp_path, (("全名", "别的大厅"), ("地址", "别处")))
    filled, _ = talk(tmp_path, (("上回答到第 2 个", "重来"), *ANSWERS))
    assert read(filled).name == "清河县公共法律服务中心"


def test_an_answer_before_its_question_is_not_swallowed(tmp_path: Path) -> None:
    with pytest.raises(EOFError):
        talk(tmp_path, ANSWERS[:2])
    filled, typist = talk(tmp_path, (("上回答到第", "0357-8888000"), ("等问到它再写", ""), *ANSWERS[2:]))
    assert read(filled).phones[0][1] == "0357-8888000" and "0357-8888000" in typist.asked[1]


def test_a_draft_of_another_talk_is_asked_again_from_where_it_does_not_fit(tmp_path: Path) -> None:
    kept = [answer for _, answer in ANSWERS[:3]] + ["看情况"]
    (tmp_path / "draft.json").write_text(json.dumps(kept), encoding="utf-8")
    filled, _ = talk(tmp_path, (("上回答到", ""), *ANSWERS[3:]))
    assert read(filled).name


def test_a_draft_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "draft.json").write_text("{", encoding="utf-8")
    filled, _ = talk(tmp_path, ANSWERS)
    assert read(filled).name


WRONG = [
    ("总机", "打前台", "不像电话号码"),
    ("哪几天", "看情况", "写“周一到周五”"),
    ("上午", "12:00到8:30", "前面的晚了"),
    ("下午", "两点", "写“8:30到12:00”这样"),
    ("几个窗口", "好几个", "写 1 到 40 之间的一个数字"),
    ("一个不缺", "差不多", "写“有”或者“没有”"),
    ("综合受理", "不办", "不是窗口的编号"),
    ("法律援助", "9", "没有 9 号窗口：您说的是 1、2、3、4、5、6"),
    ("法律援助", "二楼", "大厅不办"),
    ("怎么走", "往前", "写往哪边、几步"),
    ("怎么走", "前3后2", "走回头路"),
    ("怎么走", "前3左2后1", "最多拐一个弯"),
    ("脸朝", "天", "写前面的数字"),
    ("2号窗口：从哪里", "天井", "没有叫“天井”的地方"),
    ("靠大厅", "旁边", "靠哪边写"),
    ("身份", "专家", "写前面的数字"),
    ("几号窗口", "8", "没有 8 号窗口"),
    ("全名", "", "请填上"),
]


@pytest.mark.parametrize(("piece", "typed", "what"), WRONG, ids=[what for _, _, what in WRONG])
def test_a_wrong_answer_is_asked_again_with_its_mend(tmp_path: Path, piece: str, typed: str, what: str) -> None:
    start = at("姓名") if piece == "几号窗口" else 0
    place = at(piece, start)
    filled, typist = talk(tmp_path, (*ANSWERS[:place], (piece, typed), *ANSWERS[place:]))
    assert what.replace("大厅不办", "本大厅不办") in typist.asked[place + 1]
    assert build(read(filled)).hall == build(read(QINGHE)).hall


def test_a_place_that_cannot_be_there_is_asked_for_again(tmp_path: Path) -> None:
    place = at("3号窗口：从哪里")
    wrong = (("3号窗口：从哪里", "1号窗口"), ("怎么走", "右4"))
    filled, typist = talk(tmp_path, (*ANSWERS[:place], *wrong, *ANSWERS[place:]))
    assert "“3号窗口”算下来和" in typist.asked[place + 2] and "在同一个地方" in typist.asked[place + 2]
    assert build(read(filled)).hall == build(read(QINGHE)).hall


def test_two_floors(tmp_path: Path) -> None:
    floors, video = at("几层"), at("有没有视频咨询室")
    answers = [*ANSWERS[:floors], ("几层", "2")]
    answers += [("有没有电梯", "有"), ("从哪里", "小律"), ("怎么走", "右12"), ("有没有楼梯", "没有")]
    rest = ANSWERS[floors + 1 :]
    for piece, answer in rest:
        if piece == "有没有视频咨询室":
            answers += [(piece, "有"), ("视频咨询室在几楼", "2"), ("从哪里", ""), ("怎么走", "前8"), ("姓名", "")][:-1]
            continue
        if piece.endswith("：从哪里") or (piece == "从哪里" and answers[-1][0] in ("有没有等候区", "有没有卫生间")):
            answers.append(("在几楼", ""))
        if piece == "跟律师视频":
            continue
        answers.append((piece, answer))
    filled, _ = talk(tmp_path, tuple(answers))
    places = {item["id"]: item for item in build(read(filled)).places}
    assert (places["video-room"]["floor"], places["lift-2"]["floor"], places["w1"]["floor"]) == (2, 2, 1)
    assert video > floors
