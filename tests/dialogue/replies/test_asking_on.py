"""要带什么, 多少钱, 要多久 … after an answer or a service, and before any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.dialogue.turn import Dialogue
from robot.turn import Candidate, Reply, Slots
from tests.dialogue.conftest import Visitor

WAGES, CUSTODY = "labor-unpaid-wages", "family-custody"


def asks(visitor: Visitor, text: str) -> Reply:
    return visitor.means("fallback", None, text, "fallback")


def test_materials_of_a_service(visitor: Visitor, content: Content) -> None:
    service = content.services["legal-aid"]
    visitor.means("service", "legal-aid")
    reply = asks(visitor, "要带什么材料")
    assert (reply.kind, reply.id, reply.service, reply.window) == ("service", "legal-aid", "legal-aid", "w2")
    assert all(material.split("（")[0] in reply.spoken for material in service.materials)
    assert all(material in reply.shown for material in service.materials)
    assert reply.shown.startswith(service.name)


@pytest.mark.parametrize("service", ["legal-aid", "notary", "arbitration", "mediation"])
def test_fee_and_time_of_a_service(visitor: Visitor, content: Content, service: str) -> None:
    visitor.means("service", service)
    assert content.services[service].fee in asks(visitor, "收费吗").spoken
    assert content.services[service].time_limit in asks(visitor, "要多久").spoken


def test_asking_on_keeps_the_place_in_the_service(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid")
    asks(visitor, "要带什么材料")
    asks(visitor, "再说详细点")
    assert content.services["legal-aid"].steps[1].spoken in visitor.command("next-step").spoken


def test_every_answer_is_asked_on_about_itself(visitor: Visitor, content: Content) -> None:
    for kind, entries in (("faq", content.faq), ("service", content.services)):
        for meant in entries:
            visitor.means(kind, meant)  # type: ignore[arg-type]
            for text in ("要带什么材料", "多少钱", "要多久", "电话多少", "法律依据是什么", "再说详细点"):
                reply = asks(visitor, text)
                assert (reply.kind, reply.id) == (kind, meant)
                assert 4 < len(reply.spoken) <= 260
                assert "{" not in reply.spoken + reply.shown


def test_what_an_answer_says_itself(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    assert "银行流水" in asks(visitor, "要带什么").spoken
    fee = asks(visitor, "多少钱")
    assert "申请仲裁，不收费" in fee.spoken
    assert "办法二" not in fee.spoken
    assert "一年内要申请" in asks(visitor, "要多久").spoken


def test_what_an_answer_does_not_say_is_asked_at_the_window(visitor: Visitor, content: Content) -> None:
    faq = content.faq[CUSTODY]
    bare = faq.entry.model_copy(update={"shown": "一句话", "service": None, "citations": ()})
    dialogue = Dialogue(replace(content, faq={CUSTODY: replace(faq, entry=bare)}), visitor.dialogue.guide)
    visitor = Visitor(dialogue)
    visitor.means("faq", CUSTODY)
    for text in ("要带什么", "多少钱", "要多久", "法律依据是什么"):
        reply = asks(visitor, text)
        assert (reply.kind, reply.id, reply.window) == ("faq", CUSTODY, "w4")
        assert "4号律师咨询窗口" in reply.spoken


def test_advice_given_at_once_is_no_answer_to_how_long(visitor: Visitor, content: Content) -> None:
    faq = content.faq[CUSTODY]
    entry = faq.entry.model_copy(update={"shown": "一句话", "service": "lawyer-consultation"})
    visitor = Visitor(Dialogue(replace(content, faq={CUSTODY: replace(faq, entry=entry)}), visitor.dialogue.guide))
    visitor.means("faq", CUSTODY)
    assert "当场" not in asks(visitor, "要多久").spoken
    assert "不收费" in asks(visitor, "多少钱").spoken


def test_the_law_it_rests_on(visitor: Visitor, content: Content) -> None:
    reply_before = visitor.means("faq", WAGES)
    reply = asks(visitor, "法律依据是什么")
    assert "劳动合同法第三十条、第八十五条" in reply.spoken
    assert "中华人民共和国" not in reply.spoken
    assert reply.citations == reply_before.citations
    assert "《中华人民共和国劳动合同法》" in reply.shown


def test_in_more_detail_a_piece_at_a_time(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    first = asks(visitor, "再说详细点")
    assert first.spoken.endswith(content.prompts.more_hint)
    second = visitor.command("yes")
    assert (second.kind, second.id) == ("faq", WAGES)
    assert content.prompts.more_hint not in second.spoken
    said = first.spoken + second.spoken
    assert all(line.strip().rstrip("。") in said for line in content.faq[WAGES].entry.shown.splitlines())
    assert visitor.command("yes").spoken == content.commands["yes"].spoken


def test_no_more_detail(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    asks(visitor, "再说详细点")
    assert visitor.command("no").spoken == content.prompts.no_more
    assert visitor.command("yes").spoken == content.commands["yes"].spoken


def test_next_goes_on_with_what_is_being_told(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid")
    asks(visitor, "再说详细点")
    told = [visitor.session.more]
    while visitor.session.more:
        assert visitor.command("next-step").kind == "service"
        told.append(visitor.session.more)
    assert len(told) > 1
    assert content.services["legal-aid"].steps[1].spoken in visitor.command("next-step").spoken


def test_another_question_ends_what_was_being_told(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    asks(visitor, "再说详细点")
    visitor.means("faq", CUSTODY)
    assert visitor.command("yes").spoken == content.commands["yes"].spoken


@pytest.mark.parametrize("between", ["repeat", "slower", "louder", "stop"])
def test_what_is_being_told_waits(visitor: Visitor, between: str) -> None:
    visitor.means("faq", WAGES)
    asks(visitor, "再说详细点")
    visitor.command(between)
    assert visitor.command("yes").id == WAGES


def test_where_and_which_telephone(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    assert (asks(visitor, "去哪个窗口").kind, visitor.session.place) == ("place", "w2")
    assert asks(visitor, "在哪办").id == "w2"
    reply = asks(visitor, "电话多少")
    assert (reply.kind, reply.id) == ("faq", WAGES)
    assert "0357-0000102" in reply.spoken


def test_a_telephone_is_that_of_the_place_talked_of(visitor: Visitor) -> None:
    visitor.means("place", "w8")
    reply = asks(visitor, "电话多少")
    assert (reply.kind, reply.id, reply.window) == ("place", "w8", "w8")
    assert "0357-0000108" in reply.spoken


def test_the_hall_s_own_telephone_before_anything(visitor: Visitor) -> None:
    reply = visitor.means("smalltalk", "hall-phone", "电话多少")
    assert (reply.kind, reply.id) == ("smalltalk", "hall-phone")


def test_small_talk_that_sounds_alike_is_about_the_subject(visitor: Visitor) -> None:
    visitor.means("service", "notary")
    reply = visitor.means("smalltalk", "is-it-free", "收费吗", "exact")
    assert (reply.kind, reply.id) == ("service", "notary")


@pytest.mark.parametrize("text", ["要带什么材料", "要多久", "法律依据是什么"])
@pytest.mark.parametrize("tier", ["strong", "clarify", "fallback"])
def test_about_what_before_anything(visitor: Visitor, content: Content, text: str, tier: str) -> None:
    """Never from another subject, however sure the matching is of one."""
    kind, meant = ("faq", WAGES) if tier == "strong" else (tier, None)
    offered = (Candidate("faq", WAGES, 0.5),) if tier == "clarify" else ()
    reply = visitor.means(kind, meant, text, tier, offered=offered)  # type: ignore[arg-type]
    assert (reply.kind, reply.id, reply.spoken) == ("clarify", None, content.prompts.about_what)


@pytest.mark.parametrize("between", ["mumble", "refused", "goodbye", "other window"])
def test_what_was_talked_of_before_something_else_is_not_meant(
    visitor: Visitor, content: Content, between: str
) -> None:
    visitor.means("faq", WAGES)
    if between == "mumble":
        visitor.mumbles("什么", "劳动纠纷")
    elif between == "refused":
        visitor.leaves_unsure(Candidate("faq", CUSTODY, 0.5))
        visitor.command("no")
    elif between == "goodbye":
        visitor.command("goodbye")
    else:
        visitor.means("place", "w8")
    assert asks(visitor, "要带什么材料").spoken == content.prompts.about_what


@pytest.mark.parametrize("place", ["w2", "toilet"])
def test_the_way_there_or_to_the_toilet_changes_no_subject(visitor: Visitor, place: str) -> None:
    visitor.means("faq", WAGES)
    visitor.means("place", place)
    assert asks(visitor, "要带什么材料").id == WAGES


def test_a_window_with_one_service_is_that_service(visitor: Visitor) -> None:
    visitor.means("place", "w3")
    assert (asks(visitor, "要带什么材料").kind, visitor.session.subject) == ("service", ("service", "notary"))


def test_the_first_window_of_a_service_is_still_that_service(visitor: Visitor) -> None:
    visitor.means("service", "notary")
    assert visitor.asks_bare().id == "w1"
    assert asks(visitor, "要带什么材料").id == "notary"


def test_asking_on_while_a_question_is_open_asks_again(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    first = visitor.leaves_unsure(Candidate("faq", CUSTODY, 0.5), Candidate("service", "notary", 0.4))
    assert asks(visitor, "要带什么材料").spoken == first.spoken
    assert visitor.mumbles("第二个").id == "notary"
    assert asks(visitor, "要带什么材料").id == "notary"


def test_step_free_is_kept(visitor: Visitor, dialogue: Dialogue) -> None:
    visitor.means("faq", WAGES, slots=Slots(step_free=True))
    assert asks(visitor, "要带什么材料").directions == dialogue.guide.directions("w2", step_free=True)


def test_the_order_of_a_service_is_told_step_by_step(visitor: Visitor, content: Content) -> None:
    steps = content.services["notary"].steps
    visitor.means("service", "notary")
    reply = asks(visitor, "怎么办手续")
    assert reply.id == "notary" and steps[0].spoken[:8] in reply.spoken
    assert all(step.name in reply.shown for step in steps)


def test_without_a_subject_the_order_of_what_is_asked(visitor: Visitor, content: Content) -> None:
    assert visitor.means("service", "legal-practice-permits", "怎么办手续").spoken == content.prompts.about_what
