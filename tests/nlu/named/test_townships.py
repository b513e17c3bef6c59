"""Which station or room is asked for, by the words of the content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.nlu.named.townships import STATION, StationMatcher


@pytest.fixture(scope="module")
def matcher(content: Content) -> StationMatcher:
    return StationMatcher(content)


@pytest.mark.parametrize("text", ["最近的工作站在哪", "最近的公作站在哪里", "我们乡有没有法律服务室", "司法所几点上班"])
def test_a_station_is_asked_for(matcher: StationMatcher, text: str) -> None:
    found = matcher.match(text)
    assert found is not None and (found.kind, found.id) == ("smalltalk", STATION)
    assert found.phrasing in {"工作站", "法律服务室", "司法所"}, "the content's word, not the visitor's"


@pytest.mark.parametrize("text", ["", "最近的银行在哪", "去司法所调解算数吗", "工作站"])
def test_no_station_is_asked_for(matcher: StationMatcher, text: str) -> None:
    assert matcher.match(text) is None


def test_the_words_are_the_editors(content: Content) -> None:
    assert content.navigation is not None
    words = content.navigation.model_copy(update={"stations": ("便民点",), "asks_station": ("在哪",)})
    matcher = StationMatcher(replace(content, navigation=words))
    assert matcher.match("便民点在哪") is not None and matcher.match("工作站在哪") is None


def test_the_township_is_named_alone_or_in_a_sentence(matcher: StationMatcher) -> None:
    named = matcher.station("旧县镇的司法所电话")
    alone = matcher.station_alone("我是旧县镇的")
    assert named is not None and alone is not None and named == alone and "旧县镇" in named.names
    assert matcher.station_alone("我在旧县镇上班老板不给钱") is None and matcher.station("太原") is None


@pytest.mark.parametrize("missing", ["stations", "navigation"])
def test_without_stations_or_words_nothing_is_made_up(content: Content, missing: str) -> None:
    matcher = StationMatcher(replace(content, **{missing: None}))  # type: ignore[arg-type]
    assert matcher.match("最近的工作站在哪") is None
