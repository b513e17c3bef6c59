"""Cries for help are heard before everything, also misheard; questions about law are not taken for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from robot.content import intents_schema
from robot.content.emergency_minimum import minimum
from robot.content.load import Content, _default_prompts
from robot.nlu.danger.cries import EmergencyMatcher
from robot.nlu.sound.syllables import syllables
from robot.nlu.text.normalise import plain


@pytest.fixture(scope="module")
def matcher(content: Content) -> EmergencyMatcher:
    return EmergencyMatcher(content)


def _cries(content: Content) -> Iterator[str]:
    for emergency in content.emergencies.values():
        yield from emergency.phrasings


def test_every_phrasing_is_caught(matcher: EmergencyMatcher, content: Content) -> None:
    assert [cry for cry in _cries(content) if matcher.match(cry) is None] == []


def test_every_cue_is_caught_as_its_own(matcher: EmergencyMatcher, content: Content) -> None:
    """Unless the same emergency's not_cues lie in it, or another emergency has the very same cue."""
    missed = [
        (emergency.id, cue)
        for emergency in content.emergencies.values()
        for cue in emergency.cues
        if not any(part in cue for part in emergency.not_cues) and matcher.match(cue) is None
    ]
    assert missed == []


def test_fillers_and_punctuation_do_not_matter(matcher: EmergencyMatcher, content: Content) -> None:
    assert [cry for cry in _cries(content) if matcher.match(f"哎呀，{cry}!!快点啊") is None] == []


@pytest.fixture(scope="module")
def homophones(content: Content) -> dict[str, str]:
    """A character for every syllable, none of which stands in a `not_cues`."""
    avoided = {mark for emergency in content.emergencies.values() for part in emergency.not_cues for mark in part}
    text = "".join(faq.entry.shown + faq.entry.spoken for faq in content.faq.values())
    marks = [mark for mark in dict.fromkeys(plain(text)) if mark not in avoided]
    return {syllables(mark)[0]: mark for mark in reversed(marks)}


def test_misheard_by_homophones_nearly_all_are_caught(
    matcher: EmergencyMatcher, content: Content, homophones: dict[str, str]
) -> None:
    cries = [plain(cry) for cry in _cries(content)]
    heard = [
        "".join(homophones.get(sound, mark) for mark, sound in zip(cry, syllables(cry), strict=True)) for cry in cries
    ]
    assert sum(one != other for one, other in zip(cries, heard, strict=True)) == len(cries)
    caught = sum(matcher.match(cry) is not None for cry in heard)
    assert caught >= 0.97 * len(cries)


_GOING_ON = {
    "前男友威胁要把我的照片发出去": "he threatens her now: the police come before the law",
    "有人冒充客服骗走我银行卡里的一万九，公安没消息怎么办": "by its words alone; with all that is known the visitor is asked",
    "婚庆公司收了全款，结婚当天没来人": "by its words alone; with all that is known it is no cry",
}
"""Sentences of the content that may be taken for a cry, and why."""


def test_no_sentence_of_the_content_is_taken_for_a_cry(matcher: EmergencyMatcher, content: Content) -> None:
    sentences = [
        *(text for faq in content.faq.values() for text in (faq.entry.question, *faq.entry.phrasings)),
        *(text for service in content.services.values() for text in (*service.names, *service.phrasings)),
        *(text for talk in content.smalltalk.values() for text in talk.phrasings),
        *(text for command in content.commands.values() for text in command.phrasings),
        *(text for words in content.topics.values() for text in words.questions),
        *content.out_of_scope,
    ]
    wrong = [(text, found.id) for text in sentences if (found := matcher.match(text)) and text not in _GOING_ON]
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("救命", {"violence"}),
        ("就命啊", {"violence"}),
        ("快来人啊打起来了", {"violence"}),
        ("我老公正在打我", {"violence", "domestic-violence-now"}),
        ("有人拿刀进来了", {"dangerous-person"}),
        ("他拿着刀要砍我", {"dangerous-person"}),
        ("有人要跳楼", {"dangerous-person", "self-harm"}),
        ("我要跟他们同归于尽", {"dangerous-person", "threat-to-others"}),
        ("我不想活了", {"self-harm"}),
        ("我想自杀", {"self-harm"}),
        ("活着没意思想死了算了", {"self-harm"}),
        ("有人晕倒了", {"medical"}),
        ("我爸心脏病犯了", {"medical"}),
        ("我喘不上气", {"medical"}),
        ("快叫救护车", {"medical"}),
        ("着火了", {"fire"}),
        ("起火了快跑", {"fire"}),
        ("煤气漏了", {"fire"}),
        ("我孩子丢了", {"missing-child"}),
        ("孩子不见了", {"missing-child"}),
        ("救命，离婚在几号窗口", {"violence"}),
        ("救命离婚在几号窗口", {"violence"}),
        ("着火了，二楼怎么走", {"fire"}),
        ("有小偷偷我钱包", {"robbery-theft-now"}),
        ("有人抢我的包", {"robbery-theft-now"}),
    ],
)
def test_cries(matcher: EmergencyMatcher, said: str, ids: set[str]) -> None:
    found = matcher.match(said)
    assert found is not None
    assert found.id in ids
    assert found.kind == "emergency"
    assert 0.6 <= found.score <= 1


@pytest.mark.parametrize(
    "said",
    [
        "我被打了怎么要赔偿",
        "自杀的保险赔不赔",
        "老公以前打过我想离婚",
        "抢劫判几年",
        "着火了谁赔",
        "救命钱被骗了怎么要回来",
        "打官司要多少钱",
        "我打工的老板不给钱",
        "家暴怎么取证",
        "去年被人打伤了怎么起诉",
        "车祸撞死人怎么赔",
        "手机被偷了网贷谁还",
        "杀人偿命吗",
        "小偷翻墙摔伤要我赔吗",
        "救护车费用谁出",
        "火灾保险怎么赔",
        "我不想干了怎么辞职",
        "不想过了想离婚",
        "邻居家煤气罐爆炸怎么赔",
        "有人打我电话骚扰怎么办",
        "公证处在几号窗口",
        "你好",
        "停",
        "我要投诉",
        "",
        "。",
    ],
)
def test_no_cries(matcher: EmergencyMatcher, said: str) -> None:
    assert matcher.match(said) is None


def _only(**fields: object) -> EmergencyMatcher:
    base = {
        "id": "x",
        "name": "险",
        "phrasings": ["救命啊"],
        "cues": ["救命"],
        "spoken": "快",
        "shown": "快",
        "call": "110",
    }
    emergency = intents_schema.Emergency.model_validate({**base, **fields})
    return EmergencyMatcher(Content(prompts=_default_prompts(), emergencies={"x": emergency}))


def test_what_not_cues_cover_is_no_cry() -> None:
    matcher = _only(not_cues=["救命钱"])
    assert matcher.match("这是救命钱") is None
    assert matcher.match("救命，这是救命钱") is not None


def test_a_cue_of_punctuation_catches_nothing() -> None:
    assert _only(cues=["!!"]).match("离婚怎么办") is None


def test_short_cues_need_the_exact_sound() -> None:
    assert _only(cues=["救命"]).match("旧命") is not None
    assert _only(cues=["死了"]).match("是了") is None


def test_a_cue_that_an_editor_adds_decides_by_itself_also_by_sound() -> None:
    matcher = _only(cues=["大厅漏水"])
    assert matcher.match("你们大厅漏水了呀") is not None
    assert matcher.match("你们大厅热水没了呀") is None
    assert matcher.match("你们大听漏水了呀") is not None
    assert matcher.match("公证要带什么材料") is None


def test_a_not_cue_that_an_editor_adds_takes_out_what_it_covers(content: Content) -> None:
    entry = content.emergencies["fire"]
    changed = entry.model_copy(update={"not_cues": (*entry.not_cues, "着火了才好看")})
    matcher = EmergencyMatcher(replace(content, emergencies={**content.emergencies, "fire": changed}))
    assert matcher.match("那边着火了") is not None
    assert matcher.match("灯光像着火了才好看") is None


def test_the_built_in_minimum_catches_the_gravest() -> None:
    emergencies = {item.id: item for item in minimum()}
    matcher = EmergencyMatcher(Content(prompts=_default_prompts(), emergencies=emergencies))
    for cry in (
        "救命",
        "我不想活了",
        "着火了",
        "有人拿刀",
        "有人晕倒了",
        "孩子不见了",
        "我刚把钱转给骗子了",
        "地震了",
        "我被强奸了",
        "我要杀了他",
        "困在电梯里了",
    ):
        assert matcher.match(cry) is not None, cry
    assert all(len(item.spoken) <= 90 for item in minimum())
    assert matcher.match("打官司要多少钱") is None
