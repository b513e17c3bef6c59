"""Several things in one breath: all answered, as short as it can be, and what is unclear is asked last."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.dialogue.replies.several import LONGEST
from robot.dialogue.session import Session
from robot.turn import Candidate, Reply, Understanding
from tests.dialogue.conftest import Visitor

WAGES, CUSTODY, DOG = "labor-unpaid-wages", "family-custody", "tort-dog-bite"


def thing(kind: str, meant: str, text: str = "话", **more: object) -> Understanding:
    return Understanding(text, "strong", kind, meant, 0.9, **more)  # type: ignore[arg-type]


def unsure(*candidates: Candidate) -> Understanding:
    return Understanding("话", "clarify", "clarify", None, 0.5, offered=candidates)


def breath(visitor: Visitor, first: Understanding, *also: Understanding, text: str = "话") -> Reply:
    from dataclasses import replace

    return visitor.says(replace(first, text=text, also=also))


def spoken_of(content: Content, faq: str) -> str:
    return content.faq[faq].entry.spoken


def short(content: Content) -> tuple[str, str]:
    """Two answers that can be said together."""
    found = sorted(content.faq, key=lambda faq: len(spoken_of(content, faq)))
    return found[0], found[1]


def test_two_answers_are_both_said(visitor: Visitor, content: Content) -> None:
    one, two = short(content)
    reply = breath(visitor, thing("faq", one), thing("faq", two))
    assert (reply.kind, reply.id, reply.window) == ("faq", one, content.faq[one].entry.window)
    assert reply.also == (("faq", two),)
    assert reply.spoken.startswith(spoken_of(content, one))
    assert reply.spoken.endswith(spoken_of(content, two))
    question = content.faq[two].entry.question.rstrip("？")
    joined = (f"还有{question}：", content.prompts.second[0])
    assert not reply.spoken.removesuffix(spoken_of(content, two)).endswith("怎么办：")
    assert reply.spoken.removesuffix(spoken_of(content, two)).endswith(joined)
    assert f"一、{content.faq[one].entry.question.rstrip('？')}" in reply.shown
    assert f"二、{question}" in reply.shown
    assert content.faq[two].entry.shown.strip() in reply.shown
    laws = {(cited.law, cited.article) for faq in (one, two) for cited in content.faq[faq].entry.citations}
    assert {(cited.law, cited.article) for cited in reply.citations} == laws
    assert len(reply.citations) == len(laws)
    assert visitor.session.more == ()


def test_too_much_to_say_is_left_until_it_is_wanted(visitor: Visitor, content: Content) -> None:
    reply = breath(visitor, thing("faq", WAGES), thing("faq", CUSTODY), thing("faq", DOG))
    assert reply.also == (("faq", CUSTODY), ("faq", DOG))
    assert reply.spoken.startswith(spoken_of(content, WAGES))
    assert spoken_of(content, CUSTODY) not in reply.spoken
    assert len(reply.spoken) <= LONGEST
    assert reply.spoken.endswith("要我接着说吗？")
    assert all(content.faq[faq].entry.shown.strip() in reply.shown for faq in (WAGES, CUSTODY, DOG))
    second = visitor.command("yes")
    assert (second.kind, second.id) == ("faq", CUSTODY)
    assert second.spoken == spoken_of(content, CUSTODY) + content.prompts.more_hint
    third = visitor.command("yes")
    assert (third.id, third.spoken) == (DOG, spoken_of(content, DOG))
    assert visitor.asks_bare().id == content.faq[DOG].entry.window
    assert visitor.command("yes").spoken == content.commands["yes"].spoken


def test_what_was_left_is_not_wanted(visitor: Visitor, content: Content) -> None:
    breath(visitor, thing("faq", WAGES), thing("faq", CUSTODY), thing("faq", DOG))
    assert visitor.command("no").spoken == content.prompts.no_more
    assert visitor.command("yes").spoken == content.commands["yes"].spoken
    assert visitor.mumbles("要带什么").id == WAGES


def test_at_most_three(visitor: Visitor) -> None:
    reply = breath(visitor, thing("faq", WAGES), thing("faq", CUSTODY), thing("faq", DOG), thing("service", "notary"))
    assert len(reply.also) == 2


def test_the_way_at_the_end_is_told(visitor: Visitor, content: Content) -> None:
    one, two = short(content)
    reply = breath(
        visitor, thing("faq", one), thing("faq", two, "还有房子咋办，在哪个窗口"), text="离婚，还有房子咋办，在哪个窗口"
    )
    directions = visitor.dialogue.guide.directions(content.faq[two].entry.window)
    assert directions is not None
    assert reply.directions == directions
    assert "".join(directions) in reply.spoken
    assert reply.spoken.index("".join(directions)) < reply.spoken.index(spoken_of(content, two))


def test_the_way_is_not_told_unasked(visitor: Visitor, content: Content) -> None:
    one, two = short(content)
    reply = breath(visitor, thing("faq", one), thing("faq", two))
    assert reply.directions == visitor.dialogue.guide.directions(content.faq[one].entry.window)
    assert "往前走" not in reply.spoken


def test_one_answer_with_the_way_at_its_end(visitor: Visitor, content: Content) -> None:
    reply = visitor.means("faq", WAGES, "老板欠我工资，在哪个窗口", wants_way=True)
    assert reply.spoken.startswith(spoken_of(content, WAGES))
    assert "".join(reply.directions or ("-",)) in reply.spoken
    assert "往前走" not in visitor.means("faq", WAGES, "欠薪去哪里告", wants_way=True).spoken


def test_an_answer_and_a_place(visitor: Visitor, content: Content) -> None:
    reply = breath(visitor, thing("faq", DOG), thing("place", "w3"), text="狗咬了，公证在哪个窗口")
    assert reply.also == (("place", "w3"),)
    assert reply.spoken.startswith(spoken_of(content, DOG))
    assert "3号公证窗口就在" in reply.spoken


def test_a_service_in_short(visitor: Visitor, content: Content) -> None:
    service = content.services["legal-aid"]
    one, _ = short(content)
    reply = breath(visitor, thing("faq", one), thing("service", "legal-aid"))
    assert service.spoken in reply.spoken
    assert service.steps[0].spoken not in reply.spoken
    assert service.steps[0].spoken in visitor.command("next-step").spoken


def test_what_is_unclear_is_asked_last_and_stays_open(visitor: Visitor, content: Content) -> None:
    choices = (Candidate("service", "notary", 0.5), Candidate("place", "toilet", 0.4))
    for first, second in ((unsure(*choices), thing("faq", DOG)), (thing("faq", DOG), unsure(*choices))):
        visitor.session = Session()
        reply = breath(visitor, first, second)
        assert (reply.kind, reply.id, reply.also) == ("faq", DOG, (("clarify", None),))
        assert reply.spoken.startswith(spoken_of(content, DOG))
        assert "您再说一句。" in reply.spoken[-10:]
        assert reply.follow_ups[:2] == ("办理公证", "卫生间")
        assert visitor.mumbles("第二个").id == "toilet"


def test_a_question_comes_last_even_when_there_is_too_much(visitor: Visitor, content: Content) -> None:
    choices = (Candidate("service", "notary", 0.5), Candidate("place", "toilet", 0.4))
    *_, one, two = sorted(content.faq, key=lambda faq: len(spoken_of(content, faq)))
    reply = breath(visitor, thing("faq", one), thing("faq", two), unsure(*choices))
    assert "写在屏幕上了。" in reply.spoken
    assert "要我接着说吗" not in reply.spoken
    assert reply.spoken.endswith("您再说一句。")
    assert visitor.session.more == ()


def test_what_is_not_known_is_passed_on(visitor: Visitor, content: Content) -> None:
    unknown = Understanding("话", "fallback", "fallback", None, 0.0, topic="劳动纠纷")
    reply = breath(visitor, thing("faq", DOG), unknown)
    window = content.place(content.topics["劳动纠纷"].window)
    assert window is not None
    assert reply.spoken.endswith(f"还有一件我没有把握，请您到{window.name}问一问。")
    assert reply.id == DOG


def test_no_doubt_is_spoken_of_what_is_said_besides_of_the_matter_in_hand(visitor: Visitor, content: Content) -> None:
    visitor.says(thing("faq", "labor-unpaid-wages"))
    visitor.says(thing("faq", "labor-unpaid-wages"))
    told = thing("flow", "unpaid-wages/how-long", matter="unpaid-wages", act="asking-on")
    reply = breath(visitor, told, Understanding("话", "fallback", "fallback", None, 0.0))
    assert content.prompts.also_unknown.split("{")[0] not in reply.spoken
    assert reply.id == "labor-unpaid-wages"


def test_nothing_of_it_is_known(visitor: Visitor) -> None:
    unknown = Understanding("话", "fallback", "fallback", None, 0.0)
    assert breath(visitor, unknown, unknown).kind == "fallback"


@pytest.mark.parametrize("manner", ["thanks", "wake", "yes"])
def test_manners_are_no_thing_of_their_own(visitor: Visitor, manner: str) -> None:
    reply = breath(visitor, thing("command", manner), thing("faq", DOG))
    assert (reply.kind, reply.id, reply.also) == ("faq", DOG, ())


def test_an_emergency_among_them_comes_first(visitor: Visitor) -> None:
    danger = Understanding("话", "emergency", "emergency", "violence", 1.0)
    reply = breath(visitor, thing("faq", DOG), danger)
    assert (reply.kind, reply.id, reply.interruptible) == ("emergency", "violence", False)


def test_asked_back_and_all_of_them_wanted(visitor: Visitor, content: Content) -> None:
    one, two = short(content)
    visitor.leaves_unsure(Candidate("faq", one, 0.5), Candidate("faq", two, 0.4))
    reply = visitor.mumbles("两个都想知道")
    assert (reply.id, reply.also) == (one, (("faq", two),))
    assert spoken_of(content, two) in reply.spoken
    assert visitor.session.asked_back == ()


def test_follow_ups_are_merged_without_doubles(visitor: Visitor) -> None:
    reply = breath(visitor, thing("faq", WAGES), thing("faq", CUSTODY))
    assert len(reply.follow_ups) == len(set(reply.follow_ups)) <= 6
    assert set(visitor.means("faq", WAGES).follow_ups) <= set(reply.follow_ups)


def test_one_of_the_things_is_taken_up_by_its_number(visitor: Visitor) -> None:
    breath(visitor, thing("faq", DOG), thing("place", "w2"))
    assert visitor.mumbles("先说第一个").id == DOG
    way = visitor.mumbles("复印好了，第二个怎么走")
    assert (way.kind, way.id) == ("place", "w2") and way.directions


def test_what_is_asked_on_stands_below_what_it_is_asked_of(visitor: Visitor, content: Content) -> None:
    """ "我想申请法律援助，要带什么材料": one heading, no numbers."""
    asked_on = thing("flow", "legal-aid/bring", matter="legal-aid", act="asking-on", asked_on="legal-aid/bring")
    reply = breath(visitor, thing("service", "legal-aid"), asked_on)
    assert reply.shown.startswith(content.services["legal-aid"].name)
    assert reply.also == ()
    assert "一、" not in reply.shown and reply.shown.count(content.services["legal-aid"].name + "\n") == 1
