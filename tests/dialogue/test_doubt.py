"""How long it stays open what the conversation is about, and that the visitor's words go with the doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.dialogue.doubt import NONE, Doubt, after
from robot.nlu.context import Rival
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.turn import Candidate, Understanding
from tests.dialogue.conftest import Visitor

_MATTERS = {("faq", "pay"): "wages", ("faq", "hurt"): "injury", ("faq", "lend"): "loan"}
_UNSURE = Understanding(
    "给小区看门摔断胳膊",
    "likely",
    "faq",
    "pay",
    0.4,
    candidates=(Candidate("faq", "pay", 0.4), Candidate("faq", "hurt", 0.3)),
)
_OPEN = Doubt((Rival("injury", ("faq", "hurt"), 0.7),), ("给小区看门摔断胳膊",))


def test_an_unsure_first_sentence_leaves_rivals_and_is_held() -> None:
    left = after(_UNSURE, NONE, None, _MATTERS)
    assert [rival.matter for rival in left.rivals] == ["injury"]
    assert left.earlier == (_UNSURE.text,)


@pytest.mark.parametrize("change", [{"tier": "exact"}, {"score": 0.99}])
def test_a_sure_one_leaves_none(change: dict[str, object]) -> None:
    assert after(replace(_UNSURE, **change), NONE, None, _MATTERS) == NONE  # type: ignore[arg-type]


def test_a_fact_that_plainly_belongs_to_the_matter_in_hand_settles_it() -> None:
    fact = Understanding("没签合同", "strong", "flow", "wages/contract=no", 0.9, matter="wages")
    assert after(fact, _OPEN, "wages", _MATTERS) == NONE
    weak = after(replace(fact, score=0.4), _OPEN, "wages", _MATTERS)
    assert (weak.rivals, weak.earlier) == (_OPEN.rivals, (*_OPEN.earlier, "没签合同"))


def test_a_fact_of_a_rival_settles_it_too() -> None:
    fact = Understanding("断了三根骨头", "likely", "flow", "injury/bone=yes", 0.4, matter="injury")
    assert after(fact, _OPEN, "wages", _MATTERS) == NONE


def test_after_some_sentences_it_is_settled_by_itself() -> None:
    nothing = Understanding("他这人吧", "fallback", "flow", None, 0.1, inside=True)
    doubt = _OPEN
    for _ in range(2):
        doubt = after(nothing, doubt, "wages", _MATTERS)
        assert doubt.rivals
    assert after(nothing, doubt, "wages", _MATTERS) == NONE


def test_what_is_out_of_scope_or_of_the_hall_changes_nothing() -> None:
    for kind, item in (("fallback", OUT_OF_SCOPE), ("place", "toilet"), ("command", "repeat")):
        meant = Understanding("厕所在哪", "strong", kind, item, 0.9)  # type: ignore[arg-type]
        assert after(meant, _OPEN, "wages", _MATTERS) == _OPEN
    asked_the_way = Understanding("厕所在哪", "strong", "place", "toilet", 0.9)
    assert after(asked_the_way, _OPEN, None, _MATTERS) == NONE


def test_nothing_understood_is_held_until_something_is() -> None:
    lost = replace(_UNSURE, tier="fallback", kind="fallback", id=None)
    left = after(lost, NONE, None, _MATTERS)
    assert [rival.matter for rival in left.rivals] == ["wages", "injury"]
    assert left.earlier == (_UNSURE.text,)


def test_a_rival_that_is_told_of_becomes_the_matter_in_hand(visitor: Visitor) -> None:
    candidates = (Candidate("faq", "housing-property-cutoff", 0.4), Candidate("faq", "labor-over-age", 0.35))
    visitor.means("faq", "housing-property-cutoff", tier="likely", candidates=candidates)
    (rival, *_) = visitor.session.case.rivals
    matter = visitor.dialogue.content.matters[rival.matter]
    point = next(point for point in matter.points if not point.entries)
    reply = visitor.means("flow", f"{matter.id}/{point.id}", act="asking-on", matter=matter.id)
    assert reply.id == "labor-over-age"
    assert reply.spoken.startswith(visitor.dialogue.content.prompts.turned_to[0].replace("{matter}", matter.name))
    assert (visitor.session.case.matter, visitor.session.case.rivals) == (matter.id, ())
    assert not visitor.session.earlier
    assert point.spoken in reply.spoken
    again = visitor.means("flow", f"{matter.id}/{point.id}", act="asking-on", matter=matter.id)
    assert again.spoken == visitor.dialogue.content.prompts.said_already[0] + point.spoken


def test_the_sentences_held_are_in_no_representation(visitor: Visitor) -> None:
    visitor.session = replace(visitor.session, earlier=("我叫李四",))
    assert "李四" not in repr(visitor.session)
