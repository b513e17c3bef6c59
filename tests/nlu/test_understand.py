"""Understanding on the shipped content, without sentence embeddings: as on a machine that cannot run them."""

from __future__ import annotations

from collections import Counter

import pytest

from robot.app import Robot
from robot.content.load import Content, _default_prompts
from robot.nlu.normalise import plain
from robot.nlu.phrasings import OUT_OF_SCOPE
from robot.nlu.sound import syllables
from robot.nlu.understand import Understander
from robot.turn import Transcript, Understanding


@pytest.fixture(scope="session")
def understander(robot: Robot) -> Understander:
    return robot.knowledge.understander


def _understood(understander: Understander, text: str, *alternatives: str) -> Understanding:
    return understander.understand(Transcript(text, alternatives=alternatives))


def test_every_question_of_the_content_is_understood_to_the_letter(
    understander: Understander, content: Content
) -> None:
    asked = [(faq_id, faq.entry.question, faq.topic) for faq_id, faq in content.faq.items()]
    found = [(_understood(understander, question), faq_id, topic) for faq_id, question, topic in asked]
    assert [
        faq_id
        for got, faq_id, topic in found
        if (got.tier, got.kind, got.id, got.topic) != ("exact", "faq", faq_id, topic)
    ] == []
    assert all(got.score == 1.0 and len(got.candidates) <= 5 for got, _, _ in found)


def test_every_command_is_understood(understander: Understander, content: Content) -> None:
    wrong = [
        (command_id, said)
        for command_id, command in content.commands.items()
        for said in command.phrasings
        if (got := _understood(understander, said)).kind != "command" or got.id != command_id
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "said",
    [
        "老板拖欠工资怎么办",
        "老板拖欠工资怎么办？？",
        "老闆拖欠工資怎麼辦",
        "请问老板拖欠工资怎么办呀",
        "小律小律，老板拖欠工资怎么办",
        "嗯…那个，老板 拖欠 工资 怎么办",
        "老板脱欠公资怎么办",
    ],
)
def test_the_way_of_saying_does_not_matter(understander: Understander, said: str) -> None:
    found = _understood(understander, said)
    assert (found.kind, found.id, found.topic) == ("faq", "labor-unpaid-wages", "劳动纠纷")
    assert found.text == said
    assert found.tier in {"exact", "strong"}


def test_misheard_questions_are_still_understood(understander: Understander, content: Content) -> None:
    """Every character replaced by a homophone, as a recogniser that hears well and spells badly would."""
    text = "".join(faq.entry.shown + faq.entry.spoken for faq in content.faq.values())
    spelled = {syllables(mark)[0]: mark for mark in reversed(dict.fromkeys(plain(text)))}
    outcome: Counter[str] = Counter()
    for faq_id, faq in content.faq.items():
        question = plain(faq.entry.question)
        heard = "".join(spelled.get(sound, mark) for mark, sound in zip(question, syllables(question), strict=True))
        found = _understood(understander, heard)
        sure = found.tier in {"exact", "strong"}
        outcome["right" if found.id == faq_id else "wrong" if sure else "unsure"] += 1
    assert outcome["right"] >= 0.9 * len(content.faq)
    assert outcome["wrong"] <= 0.02 * len(content.faq)


def test_what_nobody_may_answer_is_refused(understander: Understander, content: Content) -> None:
    found = [_understood(understander, text) for text in content.out_of_scope]
    assert [got.text for got in found if (got.tier, got.kind, got.id) != ("fallback", "fallback", OUT_OF_SCOPE)] == []
    assert all(got.topic is None for got in found)
    assert all(candidate.id != OUT_OF_SCOPE for got in found for candidate in got.candidates)


@pytest.mark.parametrize("said", ["救命", "公证处在哪，救命啊", "老板拖欠工资怎么办，他要打死我", "再见，我不想活了"])
def test_emergencies_come_first(understander: Understander, said: str) -> None:
    found = _understood(understander, said)
    assert (found.tier, found.kind) == ("emergency", "emergency")
    assert found.id is not None


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("公证处在几号窗口", "w3"),
        ("公正处在几号窗口", "w3"),
        ("去二楼仲裁怎么走", "w10"),
        ("请到3号窗口", "w3"),
        ("厕所在哪", "toilet"),
    ],
)
def test_ways(understander: Understander, said: str, place: str) -> None:
    found = _understood(understander, said)
    assert (found.kind, found.id, found.wants_way, found.bare_way) == ("place", place, True, False)
    assert found.tier in {"exact", "strong"}


def test_what_was_named(understander: Understander) -> None:
    slots = _understood(understander, "我坐轮椅，公证处在几号窗口").slots
    assert (slots.windows, slots.places, slots.services, slots.step_free) == (("w3",), ("w3",), ("notary",), True)


@pytest.mark.parametrize("said", ["怎么走", "我坐轮椅"])
def test_nothing_but_the_way(understander: Understander, said: str) -> None:
    found = _understood(understander, said)
    assert found.bare_way
    assert found.tier not in {"exact", "strong"}


@pytest.mark.parametrize("said", ["", "。。。", "  ", "😀"])
def test_nothing_said(understander: Understander, said: str) -> None:
    found = _understood(understander, said)
    assert (found.tier, found.id, found.score, found.candidates) == ("fallback", None, 0.0, ())


def test_an_alternative_that_is_understood_counts(understander: Understander) -> None:
    muddled = "咕噜咕噜哇啦哇啦"
    assert _understood(understander, muddled).tier not in {"exact", "strong"}
    found = _understood(understander, muddled, "叽里咕噜", "公证处在几号窗口", "救命")
    assert (found.kind, found.id, found.text) == ("place", "w3", muddled)


def test_a_clear_first_transcript_needs_no_alternative(understander: Understander) -> None:
    assert _understood(understander, "厕所在哪", "救命").id == "toilet"


def test_time_is_measured(understander: Understander) -> None:
    assert _understood(understander, "厕所在哪").ms > 0


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("我媳妇要跟我离婚彩礼能要回来多少啊这可咋整", "婚姻家庭"),
        ("工头欠了我们十几个人的工钱跑得没影了", "劳动纠纷"),
        ("修路占了我家的地补偿款给得太少我不同意拆迁", "拆迁安置"),
    ],
)
def test_a_topic_is_told_where_no_answer_is_sure(understander: Understander, said: str, topic: str) -> None:
    found = _understood(understander, said)
    assert found.topic == topic or (found.kind == "service" and found.id == "wage-arrears")


@pytest.mark.parametrize("said", ["公证处在哪", "救命", "你好", "离婚", "a", "1", "？"])
def test_without_content_nothing_is_understood_and_nothing_breaks(said: str) -> None:
    found = Understander(Content(prompts=_default_prompts())).understand(Transcript(said))
    assert (found.tier, found.kind, found.id) == ("fallback", "fallback", None)


@pytest.mark.parametrize(
    "said",
    [
        "啊" * 500,
        "离婚" * 300,
        "公证处在几号窗口" * 50,
        "%%%...",
        "NULL; DROP TABLE",
        "第47条" * 40,
        "\x00\u202e\ufeff",
    ],
)
def test_whatever_is_said_is_survived(understander: Understander, said: str) -> None:
    assert _understood(understander, said).tier in {"emergency", "exact", "strong", "clarify", "fallback"}
