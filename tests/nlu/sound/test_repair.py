"""Misheard text becomes what was probably said; what nobody misheard stays as it is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.sound import syllables as sound
from robot.nlu.sound.repair import _END, _START, LanguageModel, Repairer
from robot.nlu.text.normalise import normalise

_TEXTS = ["房东不退押金", "房东不退押金怎么办", "老板拖欠工资", "老板拖欠工资怎么办", "一二三四八热线"] * 2


def _spoken(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text, sound.syllables(text)) for text in texts]


@pytest.fixture(scope="module")
def few() -> Repairer:
    return Repairer((_spoken(*_TEXTS), 2))


@pytest.fixture(scope="session")
def index(robot: Robot) -> PhrasingIndex:
    return robot.knowledge.understander.index


def test_a_sentence_of_the_hall_is_heard_through_the_noise(index: PhrasingIndex) -> None:
    """What a recogniser made of 房屋租赁合同到期房东不退押金 in a noisy hall."""
    meant = "房屋租赁合同到期房东不退押金"
    heard = "防乌珠链和同道七访东部退压金"
    fixed = index.prepare(heard).fixed
    assert fixed.endswith("合同到期房东不退押金")
    assert Levenshtein.distance(fixed, meant) <= 2 < Levenshtein.distance(heard, meant)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("老板脱欠公资怎么办", "老板拖欠工资怎么办"),
        ("我要申请发律原著", "我要申请法律援助"),
        ("发律原助在哪", "法律援助在哪"),
        ("老板老板拖欠工资怎么办", "老板拖欠工资怎么办"),
    ],
)
def test_what_was_misheard_is_mended(index: PhrasingIndex, heard: str, meant: str) -> None:
    assert index.prepare(heard).fixed == meant


def test_what_the_content_says_is_left_alone(index: PhrasingIndex, content: Content) -> None:
    asked = [normalise(faq.entry.question) for faq in content.faq.values()]
    assert [text for text in asked if index.prepare(text).fixed != text] == []


def test_what_only_the_answers_say_is_left_alone(index: PhrasingIndex, content: Content) -> None:
    """Clean sentences that are no phrasing: nearly all of their characters stay."""
    said = [normalise(part) for faq in content.faq.values() for part in faq.entry.spoken.split("。") if len(part) > 4]
    changed = sum(Levenshtein.distance(text, index.prepare(text).fixed) for text in said[:150])
    assert changed <= 0.01 * sum(map(len, said[:150]))


def test_every_way_of_mishearing_is_mended(few: Repairer) -> None:
    """A homophone; what is mixed up here (sh and s, n and l); a syllable with the same final; a doubled character."""
    said = "老板拖欠工资"
    for heard in ("老板拖欠公资", "脑板拖欠工资", "老板妥现工资", "老板拖拖欠工资"):
        assert few.repair(heard, sound.syllables(heard)) == said
        assert few.repair(said, sound.syllables(said)) == said


def test_a_character_that_no_text_doubles_is_said_once(few: Repairer) -> None:
    for heard in ("房房东不退押金", "房东不退押押金", "房东不退押金金"):
        assert few.repair(heard, sound.syllables(heard)) == "房东不退押金"


def test_without_a_likelier_sentence_nothing_changes(few: Repairer) -> None:
    for heard in ("葡萄酒", "天安门", "火星探测器"):
        assert few.repair(heard, sound.syllables(heard)) == heard


@pytest.mark.parametrize("text", ["12348", "wifi", "abc123", "aa", "2.5", ""])
def test_digits_and_latin_are_left(few: Repairer, index: PhrasingIndex, text: str) -> None:
    assert few.repair(text, sound.syllables(text)) == text
    assert index._repairer.repair(text, sound.syllables(text)) == text


def test_latin_among_the_misheard_stays(few: Repairer) -> None:
    heard = "wifi公资qq"
    fixed = few.repair(heard, sound.syllables(heard))
    assert (fixed[:4], fixed[-2:]) == ("wifi", "qq")


def test_syllables_that_do_not_fit_the_text_are_not_used(few: Repairer) -> None:
    assert few.repair("老板拖欠公资", ("lao", "ban")) == "老板拖欠公资"


def test_without_texts_nothing_is_repaired() -> None:
    assert Repairer(([], 1)).repair("老板", sound.syllables("老板")) == "老板"


_TEXT = st.text(alphabet="甲乙丙丁", min_size=1, max_size=6)


@given(st.lists(st.tuples(st.lists(_TEXT, max_size=4), st.integers(1, 3)), min_size=1, max_size=3), _TEXT)
def test_probabilities_of_what_may_come_next_are_at_most_one(groups: list[tuple[list[str], int]], before: str) -> None:
    model = LanguageModel(groups)
    for context in ((_START * 2 + before)[-2:], _START * 2, _START + before[0]):
        total = sum(math.exp(model.log(context, character)) for character in (*"甲乙丙丁", _END))
        assert 0 < total <= 1 + 1e-9


def test_probabilities_over_all_the_content_are_at_most_one(index: PhrasingIndex) -> None:
    model = index._repairer._model
    for context in ("拖欠", "离婚", "合同", "葡萄", _START * 2):
        total = sum(math.exp(model.log(context, character)) for character in model.counts)
        assert 0.4 < total <= 1 + 1e-9


def test_what_was_seen_is_likelier_the_longer_the_context() -> None:
    model = LanguageModel([(["老板拖欠工资", "老板跑了", "工厂跑了"], 1)])
    assert model.log("拖欠", "工") > model.log("东欠", "工") > model.log("东西", "工") > model.log("东西", "酒")
    assert model.followers("老") == {"板": 2}
    assert model.followers("酒") == {}


def test_what_counts_more_is_likelier() -> None:
    once, often = (LanguageModel([(["老板"], times), (["老师"], 1)]) for times in (1, 5))
    assert once.log(_START + "老", "板") == pytest.approx(once.log(_START + "老", "师"))
    assert often.log(_START + "老", "板") > often.log(_START + "老", "师")
