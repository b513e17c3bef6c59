"""Inside a matter: facts told, asking on, and what the matter has no words for."""

from __future__ import annotations

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
    assert reply.spoken.startswith(f"{value.name}，记下了。{value.spoken}")
    assert value.name in reply.shown
    assert [held.value for held in visitor.session.case.of_matter() if held.how == "told"] == ["no"]


def test_an_open_value_is_said_back_as_it_was_said(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    assert "三万六" in _told(visitor, "owed", "any", "三万六").spoken


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


def test_what_was_told_is_said_back_before_what_is_only_guessed(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    point = next(point for point in content.matters[MATTER].points if point.aspect == "how-long" and not point.entries)
    owed = (Told(f"{MATTER}/owed=any", "三万六"),)
    reply = visitor.means("flow", f"{MATTER}/{point.id}", tier="likely", act="asking-on", matter=MATTER, facts=owed)
    assert reply.spoken.index("三万六") < reply.spoken.index(point.asks[0])
    assert content.prompts.asked_as.replace("{title}", point.asks[0]) + point.spoken in reply.spoken


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
    assert reply.spoken.startswith(content.prompts.back_to.replace("{matter}", content.matters[MATTER].name))
    assert (visitor.session.case.matter, visitor.session.case.aside) == (MATTER, ("children",))
    assert [left.entry for left in context_of(visitor.session).aside] == [("faq", "family-custody")]
    assert not _told(visitor, "owed", "any", "三万六").spoken.startswith("说回")


def test_what_has_no_words_of_its_own_is_noted_and_helped_on_once(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    order = next(point for point in content.matters[MATTER].points if point.id == "order")
    first = visitor.means("flow", None, "他这人吧", tier="fallback", act="fact", inside=True)
    assert first.spoken.startswith(content.prompts.fact_unknown + order.spoken)
    again = visitor.means("flow", None, "他那人哪", tier="fallback", act="fact", inside=True)
    assert order.spoken not in again.spoken


def test_two_things_about_as_likely_are_both_answered_with_what_they_are_taken_for(
    visitor: Visitor, content: Content
) -> None:
    visitor.means("faq", WAGES)
    first, second = (point for point in content.matters[MATTER].points if not point.entries and point.id in _TWO)
    reply = visitor.means(
        "flow", f"{MATTER}/{first.id}", tier="likely", act="asking-on", matter=MATTER, second=f"{MATTER}/{second.id}"
    )
    for point in (first, second):
        assert content.prompts.asked_as.replace("{title}", point.asks[0]) + point.spoken in reply.spoken
    assert second.spoken in reply.shown


def test_the_other_fact_that_may_have_been_told_is_not_held(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    second = f"{MATTER}/contract=no"
    reply = visitor.means("flow", f"{MATTER}/order", tier="likely", act="asking-on", matter=MATTER, second=second)
    value = next(
        value
        for fact in content.matters[MATTER].facts
        for value in fact.values
        if f"{MATTER}/{fact.id}={value.is_}" == second
    )
    assert content.prompts.told_as.replace("{title}", value.name) + value.spoken in reply.spoken
    assert not visitor.session.case.told


def test_a_matter_that_is_hardly_likely_asks_nothing(visitor: Visitor, content: Content) -> None:
    def story(score: float) -> Reply:
        visitor.session = Session()
        found = (Candidate("faq", WAGES, score),)
        return visitor.means("fallback", None, "这么长一句话说不清楚", "fallback", topic="劳动纠纷", candidates=found)

    assert content.matters[MATTER].name in story(0.2).spoken
    assert content.matters[MATTER].name not in story(0.1).spoken
