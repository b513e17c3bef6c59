from __future__ import annotations

import itertools
import math
import re
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robot.content.hall_schema import Hall, Place
from robot.content.intents_schema import Directions
from robot.content.load import Content
from robot.errors import ContentError
from robot.navigation.directions import HEADINGS, Facing, Route, WayFinder, describe, find_route, steps
from robot.navigation.hall_map import HallMap, NoRouteError
from tests.navigation.halls import IDS, make
from tests.navigation.walker import walk

FACINGS: tuple[Facing, ...] = get_args(Facing)


def told(
    hall: Hall, words: Directions, goal: str, facing: Facing = "south", at: str = "robot", step_free: bool = False
) -> str:
    return "".join(WayFinder(hall, words.way, at, facing).way(goal, step_free).sentences)


# ---- what is said in the sample hall


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (
            "w1",
            "从我身边走过去，一直往前走十来步，走到那一排窗口前。"
            "左转，走十来步，会经过3号窗口和2号窗口。1号综合受理窗口就在您的右手边。",
        ),
        ("w3", "从我身边走过去，一直往前走十来步，走到那一排窗口前。左转，走两三步。3号公证窗口就在您的右手边。"),
        ("w4", "从我身边走过去，一直往前走十来步，走到那一排窗口前。右转，走两三步。4号律师咨询窗口就在您的左手边。"),
        (
            "w7",
            "您面对着我，往您的右手边走十五步左右，会经过自助终端，走到电梯口。"
            "左转，走四五步。7号行政复议窗口就在您的右手边。",
        ),
        (
            "toilet",
            "您面对着我，往您的左手边走十五步左右，会经过等候区，走到饮水处。左转，走两三步。卫生间就在您的右手边。",
        ),
        ("entrance", "您转过身，背对着我，一直往前走八九步。大门就在您的正前方。"),
        (
            "w9",
            "您面对着我，往您的右手边走十五步左右，会经过自助终端。电梯就在您的正前方，坐电梯到二楼。"
            "出了电梯，一直往前走十来步。9号行政审批窗口就在您的右手边。",
        ),
        (
            "video-room",
            "您面对着我，往您的右手边走十五步左右，会经过自助终端。电梯就在您的正前方，坐电梯到二楼。"
            "出了电梯，一直往前走二十五步左右，会经过9号窗口和10号窗口。视频咨询室就在您的正前方。",
        ),
        ("robot", "我就在您面前。"),
    ],
)
def test_the_way_as_a_person_at_the_door_says_it(hall: Hall, words: Directions, goal: str, said: str) -> None:
    assert told(hall, words, goal) == said


@pytest.mark.parametrize(
    ("facing", "first"),
    [
        ("south", "您面对着我，往您的左手边走十五步左右"),  # the visitor looks north, west is left
        ("north", "您面对着我，往您的右手边走十五步左右"),
        ("east", "从我身边走过去，一直往前走十五步左右"),  # the visitor looks west already
        ("west", "您转过身，背对着我，一直往前走十五步左右"),
    ],
)
def test_left_is_the_visitors_left_wherever_the_robot_faces(
    hall: Hall, words: Directions, facing: Facing, first: str
) -> None:
    assert told(hall, words, "toilet", facing).startswith(first + "，会经过等候区，走到饮水处。左转，走两三步。")


@pytest.mark.parametrize("facing", FACINGS)
@pytest.mark.parametrize("goal", IDS)
def test_few_short_whole_sentences(hall: Hall, words: Directions, goal: str, facing: Facing) -> None:
    sentences = WayFinder(hall, words.way, "robot", facing).way(goal).sentences
    assert 1 <= len(sentences) <= 5
    for sentence in sentences:
        assert sentence.endswith("。")
        assert len(sentence) <= 45
        assert not re.search(r"[a-z{}_,]|junction|，，|。.", sentence), sentence
    place = next(place for place in hall.places if place.id == goal)
    assert goal == "robot" or place.name in sentences[-1]


def test_each_sentence_has_the_floor_on_which_it_is_of_use(hall: Hall, words: Directions) -> None:
    finder = WayFinder(hall, words.way, "robot", "south")
    upstairs = finder.way("w10")
    assert upstairs.floors == (1, 1, 2, 2)
    assert "电梯到二楼" in upstairs.sentences[1] and upstairs.sentences[2].startswith("出了电梯")
    for goal in IDS:
        for step_free in (False, True):
            way = finder.way(goal, step_free)
            assert len(way.floors) == len(way.sentences)


def test_wheelchair_is_told_so(hall: Hall, words: Directions) -> None:
    assert told(hall, words, "w10", step_free=True).endswith("这条路没有台阶，轮椅可以走。")
    assert "轮椅" not in told(hall, words, "w10")


def test_the_robot_moved_to_the_door(hall: Hall, words: Directions) -> None:
    said = told(hall, words, "w3", "south", "entrance")
    assert said.startswith("从我身边走过去，一直往前走二十步左右，走到那一排窗口前。左转")
    assert told(hall, words, "entrance", "south", "entrance") == "您现在就在大门这里。"
    assert told(hall, words, "robot", "south", "entrance") == "我就在您面前。"


def test_out_of_the_lift_and_round_the_corner(hall: Hall, words: Directions) -> None:
    assert "出了电梯右转，走四五步。7号行政复议窗口" in told(hall, words, "w7", "west", "w9")
    said = told(hall, words, "w9", "west", "lift")
    assert said == "坐电梯到二楼。出了电梯，一直往前走十来步。9号行政审批窗口就在您的右手边。"


# ---- small halls for one thing each


def words_for(hall: Hall, words: Directions, start: str, goal: str, facing: Facing = "south") -> str:
    return "".join(describe(find_route(hall, start, goal), facing, words.way))


@pytest.mark.parametrize(
    ("at", "near"),
    [
        ((0, 1.5), "就在我身后"),
        ((0, -1.5), "就在您的身后"),
        ((-1.5, 0), "就在您的左手边"),
        ((1.5, 0), "就在您的右手边"),
        ((1, 1), "就在您的右前方"),
        ((-1, -1), "就在您的左后方"),
    ],
)
def test_what_is_two_steps_away(words: Directions, at: tuple[float, float], near: str) -> None:
    hall = make({"robot": (0, 0), "b": at}, [("robot", "b")])
    assert words_for(hall, words, "robot", "b") == f"b{near}，走几步就到。"


def test_near_but_round_a_corner_is_where_it_really_is(words: Directions) -> None:
    hall = make({"robot": (0, 0), "j": (1.4, 0), "b": (1.4, 1.4)}, [("robot", "j"), ("j", "b")])
    assert words_for(hall, words, "robot", "b") == "b就在您的右前方，走几步就到。"


def test_slight_bends_are_straight_on_and_corners_are_not(words: Directions) -> None:
    hall = make({"robot": (0, 0), "j": (0, 6), "b": (2, 12)}, [("robot", "j"), ("j", "b")])
    assert words_for(hall, words, "robot", "b") == "从我身边走过去，一直往前走二十步左右。b就在您的正前方。"
    hall = make({"robot": (0, 0), "j": (0, 6), "b": (-6, 12)}, [("robot", "j"), ("j", "b")])
    said = words_for(hall, words, "robot", "b")
    assert said.startswith("从我身边走过去，一直往前走十来步，走到头。往左前方拐，走十五步左右。")


def test_a_crossing_is_not_the_end_of_the_way(words: Directions) -> None:
    places = {"robot": (0, 0), "j": (0, 6), "b": (9, 6)}
    assert "走到头。右转" in words_for(make(places, [("robot", "j"), ("j", "b")]), words, "robot", "b")
    crossing = make(places | {"on": (0, 20)}, [("robot", "j"), ("j", "b"), ("j", "on")])
    assert "走到头" not in words_for(crossing, words, "robot", "b")


def test_back_the_way_one_came_is_said(words: Directions) -> None:
    places = {"robot": (0, 0), "lift": (3.5, 0, 1, "lift"), "up": (3.5, 0, 2, "lift"), "b": (-4, 0, 2)}
    hall = make(places, [("robot", "lift"), ("lift", "up", {"kind": "lift"}), ("up", "b")])
    assert words_for(hall, words, "robot", "b") == (
        "您面对着我，往您的右手边走六七步。lift就在您的正前方，坐电梯到二楼。出了电梯，一直往前走十来步。b就在您的正前方。"
    )


@pytest.mark.parametrize(("floor", "said"), [(2, "走楼梯上到二楼"), (-1, "走楼梯下到地下一楼"), (7, "走楼梯上到7楼")])
def test_stairs_up_and_down(words: Directions, floor: int, said: str) -> None:
    places = {"robot": (0, 0), "s": (8, 0, 1, "stairs"), "t": (8, 0, floor, "stairs"), "b": (8, 9, floor)}
    hall = make(places, [("robot", "s"), ("s", "t", {"kind": "stairs"}), ("t", "b")])
    assert f"s就在您的正前方，{said}。走完楼梯，一直往前走十五步左右。" in words_for(hall, words, "robot", "b")


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (3.5, "走六七步"),
        (6, "走十来步"),
        (12, "走二十步左右"),
        (21, "走大约20米"),
        (23, "走大约25米"),
        (48, "走大约50米"),
        (64, "走大约60米"),
    ],
)
def test_distances_as_people_say_them(words: Directions, metres: float, said: str) -> None:
    hall = make({"robot": (0, 0), "b": (0, metres)}, [("robot", "b")])
    assert said in words_for(hall, words, "robot", "b")


def test_what_one_sees_on_arriving(hall: Hall, words: Directions) -> None:
    places = tuple(
        place.model_copy(update={"sign": "门上有蓝色的牌子"}) if place.id == "toilet" else place
        for place in hall.places
    )
    said = told(hall.model_copy(update={"places": places}), words, "toilet")
    assert said.endswith("卫生间就在您的右手边，门上有蓝色的牌子。")


def test_out_of_reach_offers_help_instead_of_an_error(words: Directions) -> None:
    hall = make({"robot": (0, 0), "b": (9, 0), "c": (0, 9)}, [("robot", "b", {"width": 0.7})])
    finder = WayFinder(hall, words.way)
    assert not finder.way("c").reachable and "工作人员" in finder.way("c").sentences[0]
    assert "轮椅过不去" in finder.way("b", step_free=True).sentences[0]
    assert finder.way("b").reachable
    with pytest.raises(NoRouteError):
        find_route(hall, "robot", "b", step_free=True)
    with pytest.raises(ContentError, match="robott"):
        WayFinder(hall, words.way, "robott")


def test_a_few_steps_before_the_first_turn_are_walked_too(words: Directions) -> None:
    hall = make({"robot": (0, 0), "j": (0, 2), "b": (9, 2)}, [("robot", "j"), ("j", "b")])
    said = words_for(hall, words, "robot", "b")
    assert said == "从我身边走过去，一直往前走两三步。右转，走十五步左右。b就在您的正前方。"


def _avenue(**beside: tuple[float, str]) -> Hall:
    """Five junctions 4 m apart to the east, then north to b; `jN=(metres to the north, name)` are beside."""
    places: dict[str, Any] = {"robot": (0, 0), "b": (20, 8)} | {f"j{n}": (4 * n, 0) for n in range(1, 6)}
    ways: list[Any] = [("robot", "j1"), *((f"j{n}", f"j{n + 1}") for n in range(1, 5)), ("j5", "b")]
    for at, (north, name) in beside.items():
        east = places[at][0]
        places[name] = (east + (1 if at == "j5" else 0), north, 1, "facility")
        ways.append((at, name))
    hall = make(places, ways)
    marked = (
        place.model_copy(update={"past": place.id}) if place.kind == "facility" else place for place in hall.places
    )
    return hall.model_copy(update={"places": tuple(marked)})


def test_the_last_two_things_walked_past_are_named_and_no_more(words: Directions) -> None:
    hall = _avenue(j1=(2, "x1"), j2=(-2, "x2"), j3=(2, "x3"), j4=(3.5, "x4"))
    assert "走大约20米，会经过x2和x3，走到头。左转" in words_for(hall, words, "robot", "b", "south")


def test_a_landmark_is_named_once(words: Directions) -> None:
    hall = _avenue(j4=(1, "x"))
    joined = hall.model_copy(update={"ways": (*hall.ways, hall.ways[0].model_copy(update={"ends": ("j5", "x")}))})
    near = tuple(place.model_copy(update={"at": (18, 1)}) if place.id == "x" else place for place in joined.places)
    assert "走大约20米，走到x。左转" in words_for(joined.model_copy(update={"places": near}), words, "robot", "b")


def test_a_landmark_is_named_once_in_all_the_way(hall: Hall, words: Directions) -> None:
    assert told(hall, words, "water", "south", "w3").count("调解室") == 1


def test_a_landmark_straight_ahead_beats_one_at_the_side(words: Directions) -> None:
    places = {
        "robot": (0, 0),
        "j": (9, 0),
        "ahead": (11, 0, 1, "facility"),
        "side": (9, -1, 1, "facility"),
        "b": (9, 9),
    }
    hall = make(places, [("robot", "j"), ("j", "b"), ("j", "side"), ("j", "ahead")])
    marked = (
        place.model_copy(update={"past": place.id}) if place.kind == "facility" else place for place in hall.places
    )
    assert "快到ahead。左转" in words_for(hall.model_copy(update={"places": tuple(marked)}), words, "robot", "b")


def test_a_landmark_some_steps_ahead_is_not_walked_to(words: Directions) -> None:
    for far, said in ((1.4, "走到door。左转"), (2.4, "快到door。左转")):
        hall = make(
            {"robot": (0, 0), "j": (0, -6), "door": (0, -6 - far, 1, "facility"), "b": (9, -6)},
            [("robot", "j"), ("j", "b"), ("j", "door")],
        )
        marked = (
            place.model_copy(update={"past": place.id}) if place.kind == "facility" else place for place in hall.places
        )
        assert said in words_for(hall.model_copy(update={"places": tuple(marked)}), words, "robot", "b")


def test_nobody_turns_for_a_step(words: Directions) -> None:
    hall = make({"robot": (0, 0), "j": (0, -0.6), "b": (4.8, -0.6)}, [("robot", "j"), ("j", "b")])
    assert words_for(hall, words, "robot", "b") == "您面对着我，往您的右手边走八九步。b就在您的正前方。"
    hall = make({"robot": (0, 0), "j": (0, 6), "k": (0.6, 6), "b": (0.6, 12)}, [("robot", "j"), ("j", "k"), ("k", "b")])
    assert "接着往前走十来步" in words_for(hall, words, "robot", "b") and "转" not in words_for(
        hall, words, "robot", "b"
    )


def test_what_is_at_arms_length_is_no_step(words: Directions) -> None:
    hall = make({"robot": (0, 0), "j": (0, 7.2), "b": (0, 8.4, 1, "room")}, [("robot", "j"), ("j", "b")])
    assert "走十五步左右" in words_for(hall, words, "robot", "b")
    reached = tuple(way.model_copy(update={"reach": "b" in way.ends}) for way in hall.ways)
    assert "走十来步" in words_for(hall.model_copy(update={"ways": reached}), words, "robot", "b")


def test_a_junction_is_named_where_one_turns_not_where_one_walks_past(hall: Hall, words: Directions) -> None:
    assert "走到那一排窗口前。" in told(hall, words, "entrance", "south", "w3")
    assert "那一排窗口" not in told(hall, words, "w5", "south", "w3")


def test_the_robot_needs_no_way(hall: Hall, words: Directions) -> None:
    way = WayFinder(hall, words.way, "entrance").way("robot")
    assert way.steps == () and way.reachable


# ---- a walker who does what the steps say


def end_of(route: Route, hall_map: HallMap, facing: Facing) -> tuple[int, tuple[float, float]]:
    return walk(hall_map, route.start.id, facing, steps(route, facing))


@pytest.mark.parametrize("facing", FACINGS)
def test_the_steps_lead_to_every_place_of_the_sample(hall: Hall, facing: Facing) -> None:
    hall_map = HallMap(hall)
    off_grid = {("n-west", "mediation-room"), ("mediation-room", "n-west")}  # the one way that is not at right angles
    places = [place for place in hall.places if place.kind not in ("junction", "robot")]
    for start, goal in itertools.permutations([*places, hall_map.places["robot"]], 2):
        links = hall_map.shortest(start.id, goal.id)
        if goal.kind == "robot" or off_grid & {(link.start, link.end) for link in links}:
            continue
        for step_free in (False, True):
            route = find_route(hall_map, start.id, goal.id, step_free)
            assert end_of(route, hall_map, facing) == (goal.floor, goal.at), (start.id, goal.id)


def _grid(data: st.DataObject) -> Hall:
    """Two floors of corridors at right angles, with a lift, of uneven spacing."""
    columns = list(itertools.accumulate(data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=4))))
    rows = list(itertools.accumulate(data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=4))))
    places: dict[str, tuple[float, float, int]] = {}
    ways: list[tuple[object, ...]] = []
    for floor in (1, 2):
        for (i, x), (j, y) in itertools.product(enumerate(columns), enumerate(rows)):
            places[f"f{floor}-{i}-{j}"] = (x, y, floor)
            ways += [
                (f"f{floor}-{i}-{j}", f"f{floor}-{a}-{b}") for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0
            ]
        corner = data.draw(st.integers(0, len(rows) - 1))
        places[f"lift-{floor}"] = (columns[-1] + 2, rows[corner], floor)
        ways.append((f"lift-{floor}", f"f{floor}-{len(columns) - 1}-{corner}"))
    ways.append(("lift-1", "lift-2", {"kind": "lift"}))
    hidden = data.draw(st.sets(st.sampled_from(range(len(ways) - 1)), max_size=3))
    return make(places, [way for index, way in enumerate(ways) if index not in hidden])


@settings(deadline=None, derandomize=True)
@given(st.data())
def test_the_steps_lead_to_the_goal_in_any_hall(data: st.DataObject) -> None:
    hall = _grid(data)
    hall_map = HallMap(hall)
    start = data.draw(st.sampled_from([place for place in hall.places if place.id != "lift-2"]))
    goal = data.draw(st.sampled_from(hall.places))
    facing = data.draw(st.sampled_from(FACINGS))
    try:
        route = find_route(hall_map, start.id, goal.id)
    except NoRouteError:
        return
    assert end_of(route, hall_map, facing) == (goal.floor, goal.at)
    _points_are_the_way(route, start, goal)


def _points_are_the_way(route: Route, start: Place, goal: Place) -> None:
    assert route.points[0].points[0] == start.at and route.points[-1].points[-1] == goal.at
    assert route.points[-1].floor == goal.floor
    drawn = sum(math.dist(a, b) for line in route.points for a, b in itertools.pairwise(line.points))
    assert math.isclose(drawn, route.metres)


@settings(deadline=None, derandomize=True)
@given(st.data())
def test_turning_the_robot_turns_only_the_first_words(data: st.DataObject) -> None:
    hall = _grid(data)
    start, goal = data.draw(st.sampled_from(hall.places)), data.draw(st.sampled_from(hall.places))
    try:
        route = find_route(hall, start.id, goal.id)
    except NoRouteError:
        return
    ways = [steps(route, facing) for facing in FACINGS]
    assert len({way[1:] for way in ways}) == 1
    if ways[0] and ways[0][0].kind == "walk":
        assert {way[0].turn for way in ways} == {"ahead", "left", "right", "behind"}


def test_headings_are_clockwise_from_north() -> None:
    assert HEADINGS == {"north": 0, "east": 90, "south": 180, "west": 270}


# ---- a walk with a stop


@pytest.mark.parametrize("start", ["toilet", "w1", "w5", "lift", "robot"])
def test_whoever_obeys_both_parts_of_a_walk_ends_at_its_goal(content: Content, start: str) -> None:
    assert content.hall is not None and content.directions is not None
    finder, hall = WayFinder(content.hall, content.directions.way), HallMap(content.hall)
    for goal in ("w3", "toilet", "w8", "video-room"):
        if goal == start:
            continue
        onward = finder.onward(start, goal)
        todo = (*finder.way(start).steps, *onward.steps)
        place = hall.place(goal)
        floor, (east, north) = walk(hall, "robot", "south", todo)
        assert (floor, east, north) == (place.floor, *map(float, place.at)), (start, goal)
        assert onward.sentences[0].startswith(f"面对着{hall.place(start).name}，")
        assert place.name in onward.sentences[-1]
