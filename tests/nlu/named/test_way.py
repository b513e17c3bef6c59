"""Questions for the way on the shipped hall, clean and misheard, and sentences that are none."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.nlu.named.way import Outside, OutsideMatcher, WayMatcher

SURE = 0.75


@pytest.fixture(scope="module")
def matcher(content: Content) -> WayMatcher:
    return WayMatcher(content)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("公证处在几号窗口", "w3"),
        ("公证窗口是几号", "w3"),
        ("请问公证处怎么走啊", "w3"),
        ("厕所在哪", "toilet"),
        ("茅房在哪儿", "toilet"),
        ("我想问一下洗手间在哪里", "toilet"),
        ("我要上厕所", "toilet"),
        ("去二楼仲裁怎么走", "w10"),
        ("仲裁窗口怎么走", "w10"),
        ("请到3号窗口", "w3"),
        ("3号窗口", "w3"),
        ("三号窗口怎么走", "w3"),
        ("１号窗口在哪", "w1"),
        ("10号窗口在哪", "w10"),
        ("十号窗口在几楼", "w10"),
        ("前台在哪", "w1"),
        ("法律援助在哪个窗口", "w2"),
        ("法援找几号窗口", "w2"),
        ("找律师去几号窗口", "w4"),
        ("律师咨询窗口怎么走", "w4"),
        ("人民调解在几号窗口", "w5"),
        ("司法鉴定找哪个窗口", "w6"),
        ("行政复议在哪", "w7"),
        ("社区矫正去哪个窗口报到", "w8"),
        ("安置帮教在哪", "w8"),
        ("法考在几号窗口", "w9"),
        ("律师证在哪个窗口办", "w9"),
        ("视频咨询室在几楼", "video-room"),
        ("自助终端在哪", "terminal"),
        ("调解室怎么走", "mediation-room"),
        ("等候区在什么地方", "waiting"),
        ("带我去母婴室", "nursery"),
        ("喂奶的地方在哪", "nursery"),
        ("饮水机在哪边", "water"),
        ("打印的地方怎么去", "printer"),
        ("电梯在哪", "lift"),
        ("楼梯怎么走", "stairs"),
        ("大门口往哪边走", "entrance"),
        ("我坐轮椅，公证处怎么走", "w3"),
        # misheard
        ("公正处在几号窗口", "w3"),
        ("公正窗口在那里", "w3"),
        ("法律员助窗口在哪", "w2"),
        ("法律原著在几号窗口", "w2"),
        ("仲才窗口怎么走", "w10"),
        ("行正复议窗口在哪", "w7"),
        ("卫生见在哪", "toilet"),
        ("人民条件窗口怎么走", "w5"),
        ("侧所在哪", "toilet"),
        ("公证处在纪号窗口", "w3"),
    ],
)
def test_where_to(matcher: WayMatcher, said: str, place: str) -> None:
    found = matcher.match(said)
    assert found.candidates[0].id == place
    assert found.candidates[0].kind == "place"
    assert found.candidates[0].score >= SURE
    assert not found.bare


@pytest.mark.parametrize(
    "said",
    [
        "公证处的人骂我怎么告",
        "我要办公证带什么",
        "遗嘱要不要公证",
        "法律援助要什么条件",
        "仲裁之后不服怎么办",
        "律师费怎么算",
        "律师把我的案子办砸了怎么投诉",
        "电梯坏了伤了我怎么赔",
        "我在厕所摔倒了谁赔",
        "在调解室签的协议有效吗",
        "大门口被狗咬了",
        "离婚去哪里办",
        "老板拖欠工资去哪告",
        "孩子户口在哪里上",
        "三号那天老板没发工资",
        "打印机多少钱",
        "没有劳动合同怎么仲裁",
        "12号窗口在哪",
        "二十三号窗口怎么走",
        "几号窗口",
        "在哪里",
        "你好",
        "",
        "。。。",
    ],
)
def test_no_way_is_told_with_confidence(matcher: WayMatcher, said: str) -> None:
    assert [candidate for candidate in matcher.match(said).candidates if candidate.score >= 0.7] == []


@pytest.mark.parametrize(
    "said", ["怎么走", "在哪里", "往哪边走啊", "几号窗口", "那怎么去呢", "请问怎么走", "我坐轮椅", "我走不了楼梯"]
)
def test_bare_questions(matcher: WayMatcher, said: str) -> None:
    found = matcher.match(said)
    assert found.bare
    assert found.candidates == ()


@pytest.mark.parametrize("said", ["公证处怎么走", "我腿脚不方便怎么申请低保", "离婚怎么走程序", "你好", "", "我要离婚"])
def test_other_questions_are_not_bare(matcher: WayMatcher, said: str) -> None:
    assert not matcher.match(said).bare


@pytest.mark.parametrize(
    ("said", "step_free"),
    [
        ("我坐轮椅", True),
        ("我坐轮椅怎么去公证处", True),
        ("我拄拐，厕所在哪", True),
        ("有没有无障碍通道", True),
        ("我做轮椅，公证处怎么走", True),
        ("公证处怎么走", False),
        ("我坐车来的", False),
    ],
)
def test_step_free(matcher: WayMatcher, said: str, step_free: bool) -> None:
    assert matcher.match(said).step_free is step_free


def test_what_was_named(matcher: WayMatcher) -> None:
    found = matcher.match("公证处在几号窗口")
    assert (found.places, found.services, found.asks_where) == (("w3",), ("notary",), True)
    assert matcher.match("我要离婚").places == ()


def test_a_service_is_a_place_only_when_asked_where(matcher: WayMatcher) -> None:
    assert matcher.match("社区矫正").candidates == ()
    assert matcher.match("社区矫正在哪").candidates[0].id == "w8"


def test_every_name_of_every_place_is_found(matcher: WayMatcher, content: Content) -> None:
    """An editor's name for a place leads there; other places may share the name (窗口 of a service)."""
    assert content.hall is not None
    missed = [
        (place.id, name)
        for place in content.hall.places
        if place.kind not in {"junction", "robot"}
        for name in (place.name, *place.names)
        if place.id not in {c.id for c in matcher.match(f"{name}在哪").candidates if c.score >= 0.9}
    ]
    assert missed == []


def test_without_a_hall_there_is_no_way() -> None:
    from robot.content import load

    matcher = WayMatcher(Content(prompts=load._default_prompts()))
    assert matcher.match("公证处在哪").candidates == ()


@pytest.fixture(scope="module")
def outside(content: Content) -> OutsideMatcher:
    return OutsideMatcher(content)


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("二十号窗口怎么走", 20),
        ("20号窗口在哪", 20),
        ("12号窗口", 12),
        ("我要去11号窗口", 11),
        ("请问有没有十五号窗口", 15),
        ("第二十窗口在哪儿", 20),
        ("20号窗口是干什么的", 20),
        ("零号窗口在哪", 0),
        ("一百号窗口怎么走", 100),
        ("十二号怎么走", 12),
        ("我坐轮椅，怎么去二十号窗口", 20),
    ],
)
def test_a_window_that_does_not_exist(outside: OutsideMatcher, said: str, window: int) -> None:
    assert outside.match(said) == Outside(window=window)


@pytest.mark.parametrize(
    ("said", "floor"),
    [
        ("三楼怎么走", "三楼"),
        ("去3楼", "三楼"),
        ("三楼有什么", "三楼"),
        ("有三楼吗", "三楼"),
        ("第五层在哪", "第五层"),
        ("地下室在哪", "地下室"),
        ("负一楼怎么去", "负一楼"),
        ("地下一层有什么", "地下一层"),
    ],
)
def test_a_floor_that_does_not_exist(outside: OutsideMatcher, said: str, floor: str) -> None:
    found = outside.match(said)
    assert found is not None
    assert found == Outside(floor=floor)


@pytest.mark.parametrize(
    "said",
    [
        "三号窗口怎么走",
        "十号窗口",
        "两号窗口在哪",
        "二楼怎么走",
        "一楼有什么",
        "几号窗口",
        "今天二十号",
        "我是二十号",
        "十二号去哪个窗口",
        "三楼邻居漏水怎么办",
        "顶楼怎么走",
        "三楼的公证处怎么走",
        "二十号窗口的人骂我怎么告",
        "三零二楼",
        "我在二十号窗口交了钱不给办",
        "地下室漏水找谁",
        "公证处怎么走",
        "",
    ],
)
def test_what_exists_or_asks_something_else(outside: OutsideMatcher, said: str) -> None:
    assert outside.match(said) is None


def test_without_a_hall_nothing_is_denied() -> None:
    from robot.content import load

    empty = OutsideMatcher(Content(prompts=load._default_prompts()))
    assert empty.match("二十号窗口") is None
    assert empty.match("三楼") is None


def test_a_cellar_that_exists_is_not_denied(content: Content) -> None:
    from dataclasses import replace

    assert content.hall is not None
    cellar = content.hall.places[0].model_copy(update={"id": "cellar", "number": None, "floor": -1})
    with_cellar = content.hall.model_copy(update={"places": (*content.hall.places, cellar)})
    matcher = OutsideMatcher(replace(content, hall=with_cellar))
    assert matcher.match("地下室在哪") is None
    assert matcher.match("负一楼怎么去") is None
    assert matcher.match("负二楼怎么去") is not None


@pytest.mark.parametrize("said", ["二十号窗口怎么走", "20号窗口在哪", "十二号窗口怎么走", "一百号窗口"])
def test_another_number_is_no_misheard_window(matcher: WayMatcher, said: str) -> None:
    assert matcher.match(said).candidates == ()


def test_two_is_said_in_two_ways(matcher: WayMatcher) -> None:
    for said in ("两号窗口怎么走", "二号窗口怎么走", "2号窗口怎么走"):
        assert matcher.match(said).candidates[0].id == "w2"


@pytest.mark.parametrize(
    ("said", "stops", "starts_there"),
    [
        ("先去厕所再去公证处", ("toilet", "w3"), False),
        ("我先去趟厕所，再去2号窗口", ("toilet", "w2"), False),
        ("从2号窗口到5号窗口怎么走", ("w2", "w5"), True),
        ("从太原到临汾怎么走", (), False),
        ("先写状子再去立案", (), False),
        ("先去公证处还是先去法院", (), False),
    ],
)
def test_a_walk_with_a_stop(matcher: WayMatcher, said: str, stops: tuple[str, ...], starts_there: bool) -> None:
    assert matcher.stops(said) == (stops, starts_there)


@pytest.mark.parametrize("said", ["那个自助终端我不会用", "打印机坏了", "电梯怎么使"])
def test_who_tells_of_a_thing_does_not_ask_the_way_to_it(matcher: WayMatcher, said: str) -> None:
    assert matcher.match(said).candidates == ()
    assert matcher.match("自助终端在哪").candidates
