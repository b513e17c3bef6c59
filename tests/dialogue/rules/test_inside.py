"""Inside a matter: facts told, asking on, and what the matter has no words for."""

from __future__ import annotations

from robot.content.keys import fact_of
from robot.content.load import Content
from robot.dialogue.session import Session, context_of
from robot.turn import Candidate, Reply, Told
from tests.dialogue.conftest import Visitor

WAGES = "labor-unpaid-wages"
MATTER = "unpaid-wages"
_TWO = {"how-long", "cost"}


def _told(visitor: Visitor, fact: str, value: str, said: str = "") -> Reply:
    key = f"{MATTER}/{fact}={value}"
    return visitor.means("flow", key, act="fact", matter=MATTER, facts=(Told(key, said),))


def test_a_fact_is_taken_in_and_answered_for(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    reply = _told(visitor, "contract", "no")
    fact = next(fact for fact in content.matters[MATTER].facts if fact.id == "contract")
    value = next(value for value in fact.values if value.is_ == "no")
    assert (reply.kind, reply.id, reply.topic) == ("faq", WAGES, "劳动纠纷")
    assert reply.spoken.startswith(content.prompts.listened[0] + value.spoken)
    assert value.name in reply.shown
    assert [held.value for held in visitor.session.case.of_matter() if held.how == "told"] == ["no"]


def test_what_the_answer_does_not_show_is_said_back(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    assert "三万六" in _told(visitor, "owed", "any", "三万六").spoken


def test_nobody_hears_the_same_opening_twice_in_a_row(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    replies = [_told(visitor, "contract", "no"), _told(visitor, "iou", "no")]
    assert [reply.spoken.startswith(said) for reply, said in zip(replies, content.prompts.listened, strict=False)] == [
        True,
        True,
    ]


def test_what_is_only_guessed_is_not_said_back(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    reply = visitor.means("flow", f"{MATTER}/still-working=left", tier="likely", act="fact", matter=MATTER)
    found = fact_of(content, f"{MATTER}/still-working=left")
    assert found is not None and reply.spoken.startswith(found[2].spoken)


def test_what_was_told_besides_and_changes_what_to_do_is_said_back(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    told = (Told(f"{MATTER}/contract=no"), Told(f"{MATTER}/owed=any", "三万六"))
    reply = visitor.means("flow", f"{MATTER}/owed=any", act="fact", matter=MATTER, facts=told)
    assert reply.spoken.startswith(content.prompts.fact_noted[0].replace("{facts}", "没签合同"))


def test_what_is_corrected_is_said_back(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    _told(visitor, "contract", "no")
    assert _told(visitor, "contract", "yes").spoken.startswith(
        content.prompts.fact_noted[0].replace("{facts}", "签了合同")
    )


def test_what_matters_most_is_asked_once_and_not_what_is_known(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    keys = [fact for fact in content.matters[MATTER].facts if fact.key]
    _told(visitor, keys[0].id, keys[0].values[0].is_)
    asked = visitor.session.case.asked
    assert asked in {fact.id for fact in keys[1:]}
    assert context_of(visitor.session).asked == asked
    again = visitor.means("flow", None, "他这人吧", tier="fallback", act="fact", inside=True)
    assert keys[0].ask not in again.spoken
    assert visitor.session.case.asked != asked


def test_a_point_answers_what_is_asked_on(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    point = next(point for point in content.matters[MATTER].points if point.aspect == "how-long" and not point.entries)
    reply = visitor.means("flow", f"{MATTER}/{point.id}", act="asking-on", matter=MATTER)
    assert (reply.id, reply.spoken) == (WAGES, point.spoken)


def test_a_guess_is_answered_plainly(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    point = next(point for point in content.matters[MATTER].points if point.aspect == "how-long" and not point.entries)
    reply = visitor.means("flow", f"{MATTER}/{point.id}", tier="likely", act="asking-on", matter=MATTER)
    assert reply.spoken == point.spoken


def test_what_was_answered_before_says_so(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    first = visitor.means("flow", f"{MATTER}/how-long", act="asking-on", matter=MATTER)
    again = visitor.means("flow", f"{MATTER}/how-long", act="asking-on", matter=MATTER)
    assert again.spoken == content.prompts.said_already[0] + first.spoken


def test_a_guess_that_was_told_before_gives_way_to_the_other(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    visitor.means("flow", f"{MATTER}/how-long", act="asking-on", matter=MATTER)
    cost = next(point for point in content.matters[MATTER].points if point.id == "cost")
    reply = visitor.means(
        "flow", f"{MATTER}/how-long", tier="likely", act="asking-on", matter=MATTER, second=f"{MATTER}/cost"
    )
    assert reply.spoken == cost.spoken


def test_inside_a_matter_nothing_is_unknown(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    for act in ("fact", "asking-on"):
        reply = visitor.means("flow", None, "他这人吧", tier="fallback", act=act, inside=True)
        assert reply.kind == "faq"
        assert content.prompts.out_of_scope not in reply.spoken
        assert content.prompts.fallback not in reply.spoken


def test_another_matter_puts_this_one_aside_and_keeps_its_facts(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    _told(visitor, "contract", "no")
    visitor.means("faq", "family-custody")
    case = visitor.session.case
    assert (case.matter, case.aside) == ("children", (MATTER,))
    assert {key for key in case.told if key.startswith(MATTER)} == {f"{MATTER}/contract=no"}


def test_what_is_told_of_a_matter_put_aside_leads_back_to_it(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    visitor.means("faq", "family-custody")
    reply = _told(visitor, "contract", "no")
    assert reply.id == WAGES and visitor.session.subject == ("faq", WAGES)
    assert reply.spoken.startswith(content.prompts.back_to[0].replace("{matter}", content.matters[MATTER].name))
    assert (visitor.session.case.matter, visitor.session.case.aside) == (MATTER, ("children",))
    assert [left.entry for left in context_of(visitor.session).aside] == [("faq", "family-custody")]
    assert not _told(visitor, "owed", "any", "三万六").spoken.startswith("说回")


def test_what_has_no_words_of_its_own_is_noted_and_helped_on_once(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    order = next(point for point in content.matters[MATTER].points if point.id == "order")
    first = visitor.means("flow", None, "他这人吧", tier="fallback", act="fact", inside=True)
    assert first.spoken.startswith(content.prompts.fact_unknown[0] + order.spoken)
    again = visitor.means("flow", None, "他那人哪", tier="fallback", act="fact", inside=True)
    assert order.spoken not in again.spoken


def test_not_knowing_is_never_said_twice_in_the_same_words(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    said = [
        visitor.means("flow", None, "他这人吧", tier="fallback", act="asking-on", inside=True).spoken for _ in range(5)
    ]
    assert len(set(said)) == len(said)
    assert any(each.startswith(content.prompts.asked_unknown[0]) for each in said)


def test_two_things_are_both_answered_where_each_was_said(visitor: Visitor, content: Content) -> None:
    first, second = (point for point in content.matters[MATTER].points if not point.entries and point.id in _TWO)

    def asked(says_both: bool) -> Reply:
        visitor.session = Session()
        visitor.means("faq", WAGES)
        both = {"second": f"{MATTER}/{second.id}", "says_both": says_both}
        return visitor.means("flow", f"{MATTER}/{first.id}", tier="likely", act="asking-on", matter=MATTER, **both)

    assert second.spoken not in asked(says_both=False).spoken
    reply = asked(says_both=True)
    assert reply.spoken == first.spoken + content.prompts.second[0] + second.spoken
    assert second.spoken in reply.shown


def test_the_other_fact_that_may_have_been_told_is_not_held(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    key = f"{MATTER}/contract=no"
    both = {"second": key, "says_both": True}
    reply = visitor.means("flow", f"{MATTER}/order", tier="likely", act="asking-on", matter=MATTER, **both)
    found = fact_of(content, key)
    assert found is not None and content.prompts.second[0] + found[2].spoken in reply.spoken
    assert not visitor.session.case.told


def test_what_was_heard_wrong_is_taken_back_with_an_apology(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    assert "欠钱的是公司" in _told(visitor, "employer", "company").shown
    reply = visitor.means("flow", None, "不是公司，你听岔了", tier="fallback", act="fact", inside=True)
    assert reply.spoken.startswith(content.prompts.heard_wrong[0])
    assert "欠钱的是公司" not in reply.shown
    assert not visitor.session.case.told


def test_what_was_never_held_is_not_taken_for_told(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    key = f"{MATTER}/employer=company"
    said = {"act": "fact", "matter": MATTER, "facts": (Told(key),)}
    reply = visitor.means("flow", key, "谁说俺是公司欠的钱", **said)
    assert reply.spoken.startswith(content.prompts.never_held[0])
    assert not visitor.session.case.told


def test_a_matter_that_is_hardly_likely_asks_nothing(visitor: Visitor, content: Content) -> None:
    def story(score: float) -> Reply:
        visitor.session = Session()
        found = (Candidate("faq", WAGES, score),)
        return visitor.means("fallback", None, "这么长一句话说不清楚", "fallback", topic="劳动纠纷", candidates=found)

    assert content.matters[MATTER].name in story(0.2).spoken
    assert content.matters[MATTER].name not in story(0.1).spoken


def test_who_asks_on_does_not_hear_the_answer_again(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    cost = next(point for point in content.matters[MATTER].points if point.id == "cost")
    seen = (Candidate("faq", WAGES, 0.6), Candidate("flow", f"{MATTER}/cost", 0.2))
    reply = visitor.means("faq", WAGES, "那这个要花多少钱", candidates=seen)
    assert cost.spoken in reply.spoken
    again = visitor.means("faq", WAGES, "那这个要花多少钱", candidates=seen)
    assert cost.spoken not in again.spoken  # it was told, too: the answer itself once more


def test_a_sentence_of_the_screen_comes_before_what_is_said_again(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    line = "进城务工人员要工资，申请法律援助不用核查经济困难"
    reply = visitor.means("faq", WAGES, "我是进城打工的", passage=line)
    assert reply.spoken.startswith(f"{line}。{content.prompts.said_already[0]}")
    assert len(reply.spoken) < len(line) + len(content.faq[WAGES].entry.spoken)
