"""The development set of emergencies: clean, misheard, near misses, and how long a text takes."""

from __future__ import annotations

from typing import Any

import pytest

from robot import paths
from robot.content.load import Content
from robot.fitting.misheard import Mishearing
from robot.nlu.danger.cries import EmergencyMatcher
from robot.nlu.index.phrasings import collect
from robot.yaml_source import parse

_DATA: Any = parse(paths.ROOT / "tests" / "questions" / "emergencies-dev.yaml").data
_CRIES = [(kind, cry) for kind, cries in _DATA["cries"].items() for cry in cries]
_KNOWN_FALSE_ALARMS: dict[str, str] = {}
"""Near misses that are taken for a cry, and why that is put up with."""


@pytest.fixture(scope="module")
def matcher(content: Content) -> EmergencyMatcher:
    return EmergencyMatcher(content)


def test_the_set_is_large_enough() -> None:
    assert len(_CRIES) >= 200
    assert len(_DATA["near_misses"]) >= 200


def test_every_cry_is_caught_clean(matcher: EmergencyMatcher) -> None:
    assert [cry for _, cry in _CRIES if matcher.match(cry) is None] == []


def test_nearly_every_cry_is_taken_for_the_right_emergency(matcher: EmergencyMatcher) -> None:
    other = [(cry, found.id) for kind, cry in _CRIES if (found := matcher.match(cry)) and found.id != kind]
    assert len(other) <= 0.07 * len(_CRIES), other


@pytest.mark.parametrize(("share", "least"), [(0.2, 0.98), (0.4, 0.94)])
def test_misheard(matcher: EmergencyMatcher, content: Content, share: float, least: float) -> None:
    """The content says which characters are heard instead, so that every change of it draws anew: over eight seeds 20 %
    misheard are caught in 98.5 %, give or take half a point."""
    texts = [phrasing.text for phrasing in collect(content)]
    heard: list[tuple[str, str]] = []
    for seed in (1, 2, 3):
        mishearing = Mishearing(texts, seed)
        heard += [(cry, mishearing.hear(cry, share)) for _, cry in _CRIES]
    missed = [pair for pair in heard if matcher.match(pair[1]) is None]
    assert len(missed) <= (1 - least) * len(heard), missed


def test_near_misses_are_no_cries(matcher: EmergencyMatcher) -> None:
    wrong = [(text, found.id) for text in _DATA["near_misses"] if (found := matcher.match(text))]
    assert len(wrong) <= 0.01 * len(_DATA["near_misses"]), wrong


def test_a_cry_at_the_end_of_a_long_story_is_heard(matcher: EmergencyMatcher) -> None:
    story = "我跟房东签了三年的租房合同，今年他要涨房租，我不同意，他就说合同不算数了，押金也不退给我。" * 9
    assert matcher.match(story) is None
    for cry in ("哎呀不好了我妈晕倒了快来人", "着火了快跑", "他拿着刀冲进来了", "我真的不想活了"):
        found = matcher.match(story + cry)
        assert found is not None, cry
