"""Understanding on the shipped content, without sentence embeddings: as on a machine that cannot run them."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from robot import paths
from robot.app import Robot
from robot.content import load
from robot.content.load import Content, _default_prompts
from robot.nlu.context import Context, Rival
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.sound.syllables import syllables
from robot.nlu.text.normalise import plain
from robot.nlu.understand import Understander
from robot.turn import Candidate, Tier, Transcript, Understanding


@pytest.fixture(scope="session")
def understander(robot: Robot) -> Understander:
    return robot.knowledge.understander


def _understood(understander: Understander, text: str, *alternatives: str) -> Understanding:
    return understander.understand(Transcript(text, alternatives=alternatives))


def test_a_question_of_the_content_is_understood_to_the_letter(understander: Understander, content: Content) -> None:
    """A tenth of them: tests/content/test_whole.py asks the whole robot every one."""
    asked = [(faq_id, faq.entry.question, faq.topic) for faq_id, faq in content.faq.items()][::10]
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


_MUDDLED = "咕噜咕噜哇啦哇啦"


def test_an_alternative_that_is_understood_counts(understander: Understander) -> None:
    """Alone it is asked back, for the first reading made nothing of it."""
    assert _understood(understander, _MUDDLED).tier not in {"exact", "strong"}
    found = _understood(understander, _MUDDLED, "公证处在几号窗口")
    assert (found.tier, found.offered[0].id, found.text) == ("clarify", "w3", _MUDDLED)


def test_what_readings_share_is_likelier_than_what_one_says(understander: Understander) -> None:
    first, other = _alike(understander)
    alone, better = (
        _score(_understood(understander, text).candidates, "labor-unpaid-wages") for text in (first, other)
    )
    together = _understood(understander, first, other).candidates
    assert together[0].id == "labor-unpaid-wages"
    assert together[0].score == pytest.approx((alone + 0.8 * better) / 1.8)
    assert together[0].score > alone > 0


def test_an_alternative_that_says_something_else_makes_nothing_surer(understander: Understander) -> None:
    first, _ = _alike(understander)
    alone = _understood(understander, first)
    found = _understood(understander, first, "公证处在几号窗口")
    assert _score(found.candidates, "labor-unpaid-wages") < _score(alone.candidates, "labor-unpaid-wages")
    assert _score(found.candidates, "w3") > 0


def test_only_the_first_alternatives_are_looked_at(understander: Understander) -> None:
    found = _understood(understander, _MUDDLED, "今天天气怎么样", "讲个笑话", "公证处在几号窗口")
    assert found.tier not in {"exact", "strong"}
    assert _score(found.candidates, "w3") == 0


def test_danger_in_an_alternative_is_heard(understander: Understander) -> None:
    found = _understood(understander, _MUDDLED, "救命")
    assert (found.tier, found.kind, found.text) == ("emergency", "emergency", _MUDDLED)


def _alike(understander: Understander) -> tuple[str, str]:
    """A reading that leaves the robot unsure, and a better one of the same question that is no sentence it knows."""
    better = "老板一直拖着我的工资"
    wanted = _score(_understood(understander, better).candidates, "labor-unpaid-wages")
    for text in ("老板工资", "老板公司工资", "老板说工资", "公司工资老板说", "欠工资拖欠", "工资老板", "老板工资咋"):
        found = _understood(understander, text)
        if (
            found.tier in {"clarify", "likely", "fallback"}
            and 0 < _score(found.candidates, "labor-unpaid-wages") < wanted
        ):
            return text, better
    raise AssertionError("all readings are clear: find others for this test")


def _score(candidates: tuple[Candidate, ...], entry_id: str) -> float:
    return max((candidate.score for candidate in candidates if candidate.id == entry_id), default=0.0)


def test_a_clear_first_transcript_needs_no_alternative(understander: Understander) -> None:
    assert _understood(understander, "厕所在哪", "救命").id == "toilet"


_WAGES, _DEPOSIT = "老板拖欠工资怎么办", "房东不退押金怎么办"


@pytest.mark.parametrize(
    "between", ["？", "，还有", "还有", "，另外问一下，", "，对了，", "。第二个问题是", "，顺便问一下"]
)
def test_several_things_in_one_breath(understander: Understander, between: str) -> None:
    said = f"{_WAGES}{between}{_DEPOSIT}"
    found = _understood(understander, said)
    assert (found.kind, found.id, found.text) == ("faq", "labor-unpaid-wages", said)
    assert [(also.kind, also.id, also.text) for also in found.also] == [("faq", "housing-tenancy-deposit", _DEPOSIT)]
    assert found.also[0].tier in {"exact", "strong"}


def test_a_question_and_a_way_in_one_breath(understander: Understander) -> None:
    found = _understood(understander, f"{_WAGES}？厕所在哪")
    assert [(one.kind, one.id) for one in (found, *found.also)] == [("faq", "labor-unpaid-wages"), ("place", "toilet")]
    assert not found.wants_way
    assert found.also[0].wants_way


def test_what_the_hall_can_tell_is_answered_beside_a_question(understander: Understander) -> None:
    found = _understood(understander, f"{_WAGES}？还有你们周六上班吗")
    assert [(one.kind, one.id) for one in (found, *found.also)] == [
        ("faq", "labor-unpaid-wages"),
        ("smalltalk", "hours"),
    ]


@pytest.mark.parametrize(
    ("said", "second"),
    [("我要离婚,还有房子咋办,在哪个窗口", "family-divorce-property"), ("我要离婚，另外孩子归谁", "family-custody")],
)
def test_a_second_thing_is_about_what_was_said_first(understander: Understander, said: str, second: str) -> None:
    found = _understood(understander, said)
    assert found.id == "family-divorce-how"
    assert [second in {also.id, *(c.id for c in also.offered)} for also in found.also] == [True]


def test_a_few_words_that_may_lean_on_the_first_are_not_answered_as_another_thing(understander: Understander) -> None:
    found = _understood(understander, "我要离婚，还有房子咋弄")
    assert found.id == "family-divorce-how" and len(found.also) == 1
    second = found.also[0]
    assert second.tier in {"clarify", "fallback"} or second.topic == found.topic


def test_a_few_words_of_another_topic_are_answered(understander: Understander) -> None:
    found = _understood(understander, "我要离婚，还有酒驾罚多少")
    assert [also.id for also in found.also] == ["criminal-drunk-driving"]


@pytest.mark.parametrize("said", ["孩子", "死"])
def test_a_scrap_alarms_nobody(understander: Understander, said: str) -> None:
    found = _understood(understander, said)
    assert found.tier in {"clarify", "fallback"}
    assert len({(c.kind, c.id) for c in found.offered}) == len(found.offered)


def test_three_things_in_one_breath(understander: Understander) -> None:
    found = _understood(understander, f"{_WAGES}？{_DEPOSIT}？还有厕所在哪")
    assert [also.id for also in found.also] == ["housing-tenancy-deposit", "toilet"]


def test_the_same_thing_twice_is_one_thing(understander: Understander) -> None:
    found = _understood(understander, f"{_WAGES}？请问{_WAGES}呀？")
    assert (found.id, found.also) == ("labor-unpaid-wages", ())


@pytest.mark.parametrize("said", ["你好。再见。", f"你好啊。{_WAGES}？", f"{_WAGES}？今天天气怎么样"])
def test_what_is_not_two_clear_questions_is_not_taken_apart(understander: Understander, said: str) -> None:
    assert _understood(understander, said).also == ()


def test_the_one_clear_piece_of_a_muddle_is_answered(understander: Understander) -> None:
    found = _understood(understander, f"{_MUDDLED}{_MUDDLED[::-1]}。{_DEPOSIT}？")
    assert found.id == "housing-tenancy-deposit"
    assert found.tier in {"exact", "strong", "likely"}


def test_还有_as_a_verb_announces_nothing(understander: Understander) -> None:
    for said in ("我还有一年合同没到期", "他名下还有两套房"):
        assert _understood(understander, said).also == ()


@pytest.mark.parametrize("end", ["，在哪个窗口", "，怎么走", "，去几号窗口啊？"])
def test_the_way_at_the_end_is_the_way_to_what_came_before(understander: Understander, end: str) -> None:
    found = _understood(understander, f"{_WAGES}{end}")
    assert (found.id, found.wants_way, found.bare_way, found.also) == ("labor-unpaid-wages", True, False, ())
    assert not _understood(understander, _WAGES).wants_way
    assert not _understood(understander, f"{_WAGES}，谢谢你").wants_way


def test_the_way_at_the_end_of_a_piece(understander: Understander) -> None:
    found = _understood(understander, f"{_DEPOSIT}？{_WAGES}，在哪个窗口")
    assert [(one.id, one.wants_way) for one in (found, *found.also)] == [
        ("housing-tenancy-deposit", False),
        ("labor-unpaid-wages", True),
    ]


def test_laws_money_and_time_that_were_named(understander: Understander) -> None:
    slots = _understood(understander, "老板欠我三万五工资，拖了两年半，劳动合同法第八十五条怎么说").slots
    assert (slots.articles, slots.amounts, slots.months) == ((("劳动合同法", "第八十五条"),), (35_000,), (30,))


def test_danger_is_seen_however_late_it_is_said(understander: Understander) -> None:
    said = "我跟您说说我们家里这些年的事情，" * 25 + "我不想活了"
    assert len(said) > 300
    found = _understood(understander, said)
    assert (found.tier, found.kind, found.id) == ("emergency", "emergency", "self-harm")
    assert _understood(understander, said[:-5]).tier != "emergency"


def test_without_the_file_of_emergencies_the_gravest_are_still_known(tmp_path: Path) -> None:
    intents = tmp_path / "intents"
    shutil.copytree(paths.ROOT / "intents", intents)
    (intents / "emergencies.yaml").write_text("emergencies: [", encoding="utf-8")
    (tmp_path / "knowledge").mkdir()
    broken = load.load(tmp_path / "knowledge", intents)
    assert any(problem.path.name == "emergencies.yaml" for problem in broken.problems)
    understander = Understander(broken)
    for said in ("我不想活了", "救命"):
        assert _understood(understander, said).tier == "emergency"
    assert _understood(understander, "你好").tier == "exact"


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
    assert _understood(understander, said).tier in get_args(Tier)


def test_who_says_the_same_again_has_not_said_more(understander: Understander) -> None:
    """Doubled, the words of a vague sentence made an answer strong that was none."""
    vague = "那上头那些个道道我咋也弄不明白"
    alone = _understood(understander, vague)
    rival = Rival("inheritance", ("faq", "family-will-how"), 0.5)
    again = understander.understand(Transcript(f"{vague}啊"), Context(rivals=(rival,), earlier=vague))
    assert alone.tier in {"clarify", "fallback"}
    assert (again.tier, again.id) == (alone.tier, alone.id)


def test_danger_told_before_what_is_wanted_to_know_is_danger(understander: Understander) -> None:
    inside = Context(matter="injury", entry=("faq", "tort-dog-bite"), replied="狗主人要赔医药费。")
    found = understander.understand(Transcript("我不想活了，我喝了农药，我就想问他赔不赔"), inside)
    assert found.kind == "emergency"


def test_several_questions_inside_a_matter_are_all_answered(understander: Understander) -> None:
    inside = Context(matter="unpaid-wages", entry=("faq", "labor-unpaid-wages"))
    found = understander.understand(Transcript("要带啥，多长时间能要回来"), inside)
    assert [each.id for each in (found, *found.also)] == ["unpaid-wages/bring", "unpaid-wages/how-long"]


def test_the_hall_is_asked_beside_a_story(understander: Understander) -> None:
    found = _understood(understander, "你们几点下班呀，我从陌南赶过来的")
    assert (found.kind, found.id) == ("smalltalk", "hours")


def test_a_few_words_hold_their_matter(understander: Understander) -> None:
    rivals = (Rival("unpaid-wages", ("faq", "labor-unpaid-wages"), 1.0),)
    found = understander.understand(Transcript("两个月"), Context(rivals=rivals, earlier="工资"))
    assert found.matter == "unpaid-wages"


def test_what_is_asked_behind_a_first_thing_is_asked_of_it(understander: Understander) -> None:
    found = _understood(understander, "我想申请法律援助。要带什么材料？")
    assert (found.id, [each.id for each in found.also]) == ("legal-aid", ["legal-aid/bring"])


def test_where_and_which_number_is_one_question_for_the_way(understander: Understander) -> None:
    assert _understood(understander, "公证处在哪，几号").kind == "place"
    assert _understood(understander, "劳动仲裁去哪里申请，交什么材料").kind != "place"


def test_a_bare_no_tells_only_what_was_asked(understander: Understander) -> None:
    """不是 says no to what was said before it, not that the other is no soldier."""
    inside = Context(matter="divorce", entry=("faq", "family-divorce-how"))
    said = Transcript("不是，我没说要离，是她要离")
    assert "divorce/soldier=no" not in {fact.key for fact in understander.understand(said, inside).facts}
    asked = replace(inside, asked="soldier")
    assert "divorce/soldier=no" in {fact.key for fact in understander.understand(said, asked).facts}


def test_what_was_said_so_far_is_read_together_while_it_is_open(robot: Robot) -> None:
    understander = robot.knowledge.understander
    opened = "借给表弟八万块钱没打借条"
    context = Context(earlier=opened, opened=opened)
    found = understander.understand(Transcript("微信上有转账"), context)
    assert (found.kind, found.id) == ("faq", "debt-no-iou")
    assert found.matter == "loan"
    number = understander.understand(Transcript("第二个"), context)
    assert number.kind != "faq"


def test_an_alarm_of_the_other_side_is_none(robot: Robot) -> None:
    understander = robot.knowledge.understander
    said = Transcript("可她也抓我脸了，脖子上现在还有印子")
    entry = ("faq", "family-violence-accused")
    accused = Context(
        matter="home-violence",
        entry=entry,  # type: ignore[arg-type]
        supposed=frozenset({"home-violence/side=accused"}),
        turns=1,
    )
    assert understander.understand(said, accused).tier != "emergency"
    crying = Transcript("救命啊他拿刀追我")
    assert understander.understand(crying, accused).tier == "emergency"
