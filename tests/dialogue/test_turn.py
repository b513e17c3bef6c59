"""What the robot does next, turn by turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.dialogue.case import Case
from robot.dialogue.session import Session
from robot.dialogue.turn import Dialogue
from robot.navigation.guide import HallGuide
from robot.turn import TOPICS, Candidate, Kind, Reply, Slots, Tier, Understanding
from tests.dialogue.conftest import Visitor

WAGES, CUSTODY, DOG = "labor-unpaid-wages", "family-custody", "tort-dog-bite"
A, B, C = Candidate("faq", WAGES, 0.5), Candidate("service", "notary", 0.4), Candidate("place", "toilet", 0.3)


def _calling(spoken: str, content: Content) -> str:
    """`spoken`, and the call for staff behind it: nobody else calls them."""
    return spoken + content.prompts.staff_call


def test_an_answer_has_law_window_and_way(visitor: Visitor, content: Content) -> None:
    entry = content.faq[WAGES].entry
    reply = visitor.means("faq", WAGES)
    assert (reply.kind, reply.id, reply.topic) == ("faq", WAGES, "劳动纠纷")
    assert reply.spoken.startswith(entry.spoken)
    assert entry.shown.strip() in reply.shown
    assert [citation.law for citation in reply.citations] == [cited.law for cited in entry.citations]
    assert content.prompts.basis in reply.shown
    assert reply.window == entry.window
    assert reply.directions
    assert len(reply.follow_ups) == len(entry.follow_ups)


def test_every_answer_of_the_content_can_be_given(visitor: Visitor, content: Content) -> None:
    for faq_id, faq in content.faq.items():
        visitor.session = Session()
        reply = visitor.means("faq", faq_id)
        assert (reply.topic, reply.window) == (faq.topic, faq.entry.window)
        assert reply.directions
        assert "窗口" in reply.spoken
        assert "{" not in reply.spoken + reply.shown


def test_every_small_talk_has_its_facts_filled_in(visitor: Visitor, content: Content) -> None:
    for talk_id in content.smalltalk:
        reply = visitor.means("smalltalk", talk_id)
        assert reply.spoken
        assert "{" not in reply.spoken + reply.shown
    assert content.hall is not None
    assert content.hall.hours in visitor.means("smalltalk", "hours").spoken


def test_a_window_that_names_one_service_names_it(visitor: Visitor) -> None:
    assert visitor.means("place", "w3").service == "notary"
    assert visitor.means("place", "w8").service is None
    asked = visitor.means("place", "w8", slots=Slots(services=("resettlement",)))
    assert asked.service == "resettlement"


@pytest.mark.parametrize(
    ("place", "window"), [("w3", "w3"), ("w10", "w10"), ("video-room", "video-room"), ("toilet", None)]
)
def test_the_way_to_a_place(visitor: Visitor, place: str, window: str | None) -> None:
    reply = visitor.means("place", place)
    assert (reply.kind, reply.id, reply.window) == ("place", place, window)
    assert reply.directions
    assert reply.spoken == "".join(reply.directions)


def test_repeat_before_anything(visitor: Visitor, content: Content) -> None:
    reply = visitor.command("repeat")
    assert reply.spoken == content.prompts.nothing_to_repeat
    assert replace(visitor.session, case=Case()) == Session()


@pytest.mark.parametrize("again", ["repeat", "slower", "louder"])
def test_said_again_with_everything(visitor: Visitor, content: Content, again: str) -> None:
    first = visitor.means("faq", WAGES)
    reply = visitor.command(again)
    assert (reply.kind, reply.id) == ("command", again)
    assert reply.spoken == content.commands[again].spoken + first.spoken
    assert (reply.shown, reply.window, reply.citations) == (first.shown, first.window, first.citations)
    assert (reply.directions, reply.follow_ups) == (first.directions, first.follow_ups)
    assert visitor.command("repeat").spoken == first.spoken


@pytest.mark.parametrize("command", ["faster", "quieter"])
def test_faster_and_quieter_say_nothing_again(visitor: Visitor, content: Content, command: str) -> None:
    visitor.means("faq", WAGES)
    assert visitor.command(command).spoken == content.commands[command].spoken


@pytest.mark.parametrize("command", ["slower", "louder"])
def test_nothing_is_there_to_say_again(visitor: Visitor, content: Content, command: str) -> None:
    assert visitor.command(command).spoken == content.commands[command].spoken


def test_pace_and_loudness_are_remembered_within_limits(visitor: Visitor) -> None:
    for _ in range(9):
        visitor.command("slower")
        visitor.command("louder")
    assert (visitor.session.pace, visitor.session.loudness) == (-3, 3)
    visitor.command("faster")
    visitor.command("quieter")
    assert (visitor.session.pace, visitor.session.loudness) == (-2, 2)
    for _ in range(9):
        visitor.command("faster")
        visitor.command("quieter")
    assert (visitor.session.pace, visitor.session.loudness) == (3, -3)


@pytest.mark.parametrize(
    ("command", "action"),
    [
        ("stop", "stop"),
        ("goodbye", "goodbye"),
        ("human", "call-staff"),
        ("print", "print"),
        ("repeat", "repeat"),
        ("slower", "slower"),
    ],
)
def test_commands_have_their_action(visitor: Visitor, command: str, action: str) -> None:
    visitor.means("faq", WAGES)
    assert action in visitor.command(command).actions


def test_stop_forgets_nothing(visitor: Visitor) -> None:
    visitor.means("service", "legal-aid")
    before = visitor.session
    assert visitor.command("stop").spoken == ""
    assert replace(visitor.session, case=before.case) == before


def test_goodbye_forgets_everything(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid", slots=Slots(step_free=True))
    visitor.command("slower")
    visitor.command("goodbye")
    assert replace(visitor.session, case=Case()) == Session()
    assert visitor.command("repeat").spoken == content.prompts.nothing_to_repeat


def test_a_person_is_called_to_the_front_desk(visitor: Visitor) -> None:
    reply = visitor.command("human")
    assert (reply.window, reply.service) == ("w1", "reception")
    assert reply.directions
    assert visitor.asks_bare().window == "w1"


def test_print_leads_to_the_printer(visitor: Visitor, dialogue: Dialogue) -> None:
    visitor.means("faq", WAGES)
    assert visitor.command("print").directions == dialogue.guide.directions("printer")
    assert visitor.asks_bare().id == "printer"


@pytest.mark.parametrize("command", ["help", "wake", "thanks", "yes", "no"])
def test_plain_commands_say_their_sentence(visitor: Visitor, content: Content, command: str) -> None:
    assert visitor.command(command).spoken == content.commands[command].spoken


def test_thanks_does_not_hide_the_answer(visitor: Visitor) -> None:
    first = visitor.means("faq", WAGES)
    visitor.command("thanks")
    assert visitor.command("repeat").spoken == first.spoken


def _steps(content: Content) -> list[str]:
    return [step.id for step in content.services["legal-aid"].steps]


def test_a_service_begins_with_its_first_step(visitor: Visitor, content: Content) -> None:
    service = content.services["legal-aid"]
    reply = visitor.means("service", "legal-aid")
    assert (reply.kind, reply.id, reply.service, reply.window, reply.topic) == (
        "service",
        "legal-aid",
        "legal-aid",
        "w2",
        "综合咨询",
    )
    assert service.spoken in reply.spoken
    assert service.steps[0].spoken in reply.spoken
    assert content.prompts.next_hint in reply.spoken
    assert all(material in reply.shown for material in service.materials)
    assert reply.citations


def test_through_a_service_to_its_end_and_back(visitor: Visitor, content: Content) -> None:
    steps = content.services["legal-aid"].steps
    visitor.means("service", "legal-aid")
    for step in steps[1:]:
        reply = visitor.command("next-step")
        assert step.spoken in reply.spoken
        assert (reply.kind, reply.id, reply.service, reply.window) == ("command", "next-step", "legal-aid", step.window)
        assert reply.directions
    past = visitor.command("next-step")
    assert all(step.spoken not in past.spoken for step in steps)
    assert past.follow_ups
    assert visitor.command("next-step").spoken == past.spoken
    for step in reversed(steps):
        assert step.spoken in visitor.command("previous-step").spoken
    before = visitor.command("previous-step")
    assert content.directions is not None
    assert before.spoken.startswith(content.directions.service.first_already)
    assert steps[0].spoken in before.spoken
    assert steps[1].spoken in visitor.command("next-step").spoken


def test_every_service_can_be_walked_through(visitor: Visitor, content: Content) -> None:
    for service_id, service in content.services.items():
        assert service.steps[0].spoken in visitor.means("service", service_id).spoken
        for step in service.steps[1:]:
            reply = visitor.command("next-step")
            assert step.spoken in reply.spoken
            assert reply.window == step.window
        assert visitor.command("next-step").window == service.window


def test_yes_goes_on_with_a_service(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid")
    assert content.services["legal-aid"].steps[1].spoken in visitor.command("yes").spoken


@pytest.mark.parametrize("command", ["next-step", "previous-step"])
def test_a_step_without_a_service(visitor: Visitor, content: Content, command: str) -> None:
    reply = visitor.command(command)
    assert reply.spoken == content.prompts.no_steps
    visitor.means("place", "w3")
    assert visitor.command(command).spoken == content.prompts.no_steps


def test_repeat_within_a_service_stays_at_its_step(visitor: Visitor, content: Content) -> None:
    steps = content.services["legal-aid"].steps
    visitor.means("service", "legal-aid")
    second = visitor.command("next-step")
    assert visitor.command("repeat").spoken == second.spoken
    assert steps[2].spoken in visitor.command("next-step").spoken


def test_an_answer_leads_into_its_service(visitor: Visitor, content: Content) -> None:
    service = content.faq[WAGES].entry.service
    assert service is not None
    visitor.means("faq", WAGES)
    assert content.services[service].steps[0].spoken in visitor.command("next-step").spoken


def test_asking_back_names_the_candidates(visitor: Visitor, content: Content) -> None:
    reply = visitor.leaves_unsure(A, B, C)
    assert (reply.kind, reply.id, reply.actions) == ("clarify", None, ())
    titles = (content.faq[WAGES].entry.question.rstrip("？"), content.services["notary"].name, "卫生间")
    assert all(title in reply.spoken for title in titles)
    assert reply.follow_ups == titles
    assert visitor.session.failures == 0
    visitor.session = Session()
    assert titles[0] in visitor.leaves_unsure(A).spoken
    visitor.session = Session()
    beside = visitor.leaves_unsure(A, B)  # of different matters, which is how people tell them apart
    names = [content.matters[matter].name for matter in ("unpaid-wages", "notary")]
    assert all(name in beside.spoken for name in names) and titles[0] not in beside.spoken
    assert beside.follow_ups == titles[:2]
    assert visitor.says(Understanding(names[1], "fallback", "fallback", None, 0.1)).id == "notary"


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("第一个", WAGES),
        ("一", WAGES),
        ("第1个", WAGES),
        ("前面那个", WAGES),
        ("第二个", "notary"),
        ("2", "notary"),
        ("我问的是第二个", "notary"),
        ("第三个问题", "toilet"),
        ("最后一个", "toilet"),
        ("后面那个", "toilet"),
        ("拖欠工资", WAGES),
        ("办公证", "notary"),
        ("公正", "notary"),
        ("卫生间", "toilet"),
    ],
)
def test_answers_to_an_ask_back(visitor: Visitor, text: str, chosen: str) -> None:
    visitor.leaves_unsure(A, B, C)
    reply = visitor.mumbles(text)
    assert reply.id == chosen
    assert reply.score == 1.0
    assert visitor.session.asked_back == ()
    assert visitor.session.failures == 0


def test_yes_to_one_candidate(visitor: Visitor) -> None:
    visitor.leaves_unsure(A)
    assert visitor.command("yes").id == WAGES


def test_a_yes_that_does_not_say_to_which_is_asked_once_more(visitor: Visitor) -> None:
    first = visitor.leaves_unsure(A, B)
    again = visitor.command("yes")
    assert (again.kind, again.spoken) == ("clarify", first.spoken)
    assert visitor.mumbles("第一个").id == WAGES


def test_an_answer_that_was_taken_out_meanwhile_is_no_choice(visitor: Visitor) -> None:
    """The content was reloaded between the question and the answer."""
    visitor.leaves_unsure(A, Candidate("faq", "gone", 0.3))
    assert "只说了1个" in visitor.mumbles("第二个").spoken
    assert visitor.mumbles("第一个").id == WAGES


def test_a_good_after_an_answer_does_not_begin_its_service(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    assert visitor.command("yes").spoken == content.commands["yes"].spoken


def test_neither_of_them(visitor: Visitor, content: Content) -> None:
    visitor.leaves_unsure(A, B)
    reply = visitor.command("no")
    assert (reply.kind, reply.spoken, reply.actions) == ("clarify", content.prompts.choose_again, ())
    assert visitor.session.asked_back == ()


def test_neither_of_them_twice_calls_a_person(visitor: Visitor, content: Content) -> None:
    visitor.leaves_unsure(A, B)
    visitor.command("no")
    visitor.leaves_unsure(B, C)
    reply = visitor.command("no")
    assert (reply.spoken, reply.window, reply.actions) == (
        _calling(content.prompts.clarify_again, content),
        "w1",
        ("call-staff",),
    )


@pytest.mark.parametrize("text", ["天气", "嗯那个", "我想找个人结婚呀"])
def test_no_answer_to_an_ask_back(visitor: Visitor, text: str) -> None:
    visitor.leaves_unsure(A, B)
    assert visitor.mumbles(text).kind == "fallback"


def test_a_new_question_instead_of_an_answer(visitor: Visitor) -> None:
    visitor.leaves_unsure(A, B)
    assert visitor.means("faq", CUSTODY, "孩子归谁").id == CUSTODY
    assert visitor.mumbles("第一个").kind == "fallback"


@pytest.mark.parametrize("between", ["repeat", "slower", "louder", "faster", "quieter", "stop", "wake"])
def test_an_ask_back_stays_open_meanwhile(visitor: Visitor, between: str) -> None:
    asked = visitor.leaves_unsure(A, B)
    reply = visitor.command(between)
    if between == "repeat":
        assert reply.spoken == asked.spoken
    assert visitor.mumbles("第二个").id == "notary"


@pytest.mark.parametrize("text", ["", "。。。", " "])
def test_hearing_nothing_changes_nothing(visitor: Visitor, content: Content, text: str) -> None:
    visitor.leaves_unsure(A, B)
    before = visitor.session
    reply = visitor.mumbles(text)
    assert (reply.kind, reply.spoken, reply.window, reply.actions) == ("fallback", content.prompts.not_heard, None, ())
    assert replace(visitor.session, case=before.case) == before
    assert visitor.mumbles("第一个").id == WAGES


def test_a_choice_may_be_a_command(visitor: Visitor) -> None:
    visitor.leaves_unsure(Candidate("command", "human", 0.5, "找人工"))
    assert "call-staff" in visitor.command("yes").actions


def test_not_knowing_passes_on_to_a_window(visitor: Visitor, content: Content) -> None:
    reply = visitor.mumbles("什么乱七八糟的")
    assert (reply.kind, reply.id, reply.topic, reply.window) == ("fallback", None, None, "w4")
    assert reply.spoken == content.prompts.fallback
    assert reply.directions
    assert reply.actions == ()


@pytest.mark.parametrize("topic", TOPICS)
def test_not_knowing_within_a_topic_names_it_and_its_window(visitor: Visitor, content: Content, topic: str) -> None:
    reply = visitor.mumbles("一件没听说过的事", topic)
    window = content.place(content.topics[topic].window)
    assert window is not None
    assert (topic in reply.spoken) == (topic != "综合咨询")  # the name of no field that a visitor knows
    assert window.name in reply.spoken
    assert (reply.topic, reply.window, reply.service) == (topic, window.id, content.topics[topic].service)


def test_not_knowing_twice_calls_a_person(visitor: Visitor, content: Content) -> None:
    visitor.mumbles("什么", "劳动纠纷")
    reply = visitor.mumbles("什么")
    assert (reply.spoken, reply.window, reply.actions) == (
        _calling(content.prompts.fallback_twice, content),
        "w1",
        ("call-staff",),
    )
    visitor.means("faq", WAGES)
    assert visitor.mumbles("什么").actions == ()


def test_out_of_scope_is_said_so(visitor: Visitor, content: Content) -> None:
    reply = visitor.means("fallback", "out-of-scope", "红烧肉怎么做", "fallback")
    assert (reply.id, reply.window, reply.spoken) == (None, None, content.prompts.out_of_scope)


def test_the_second_out_of_scope_in_a_row_shows_where_a_person_is(visitor: Visitor, content: Content) -> None:
    visitor.means("fallback", "out-of-scope", tier="fallback")
    again = visitor.means("fallback", "out-of-scope", tier="fallback")
    assert (again.window, again.spoken) == ("w1", content.prompts.out_of_scope_twice)
    assert again.directions and "call-staff" not in again.actions


def test_step_free_is_remembered(visitor: Visitor, dialogue: Dialogue) -> None:
    on_foot = visitor.means("place", "w10")
    wheelchair = visitor.asks_bare("我坐轮椅", step_free=True)
    assert (wheelchair.kind, wheelchair.id) == ("place", "w10")
    assert wheelchair.directions == dialogue.guide.directions("w10", step_free=True) != on_foot.directions
    assert visitor.means("place", "w9").directions == dialogue.guide.directions("w9", step_free=True)
    assert visitor.means("faq", WAGES).directions == dialogue.guide.directions("w2", step_free=True)


def test_step_free_within_a_question(visitor: Visitor, dialogue: Dialogue) -> None:
    reply = visitor.means("place", "w10", slots=Slots(step_free=True))
    assert reply.directions == dialogue.guide.directions("w10", step_free=True)


@pytest.mark.parametrize("step_free", [False, True])
def test_a_way_to_nowhere_asks_where_to(visitor: Visitor, content: Content, step_free: bool) -> None:
    reply = visitor.asks_bare(step_free=step_free)
    assert (reply.kind, reply.spoken) == ("clarify", content.prompts.where_to)
    assert visitor.session.step_free is step_free


@pytest.mark.parametrize(("kind", "meant", "place"), [("faq", WAGES, "w2"), ("place", "toilet", "toilet")])
def test_how_do_i_get_there_is_about_what_was_talked_of(visitor: Visitor, kind: str, meant: str, place: str) -> None:
    visitor.means(kind, meant)  # type: ignore[arg-type]
    reply = visitor.asks_bare()
    assert (reply.kind, reply.id) == ("place", place)
    assert reply.directions


def test_a_service_leads_to_its_first_step_first(visitor: Visitor, content: Content, dialogue: Dialogue) -> None:
    for service_id, service in content.services.items():
        reply = visitor.means("service", service_id)
        assert reply.directions == dialogue.guide.directions(service.steps[0].window)
        assert reply.window == service.window
        assert visitor.asks_bare().id == service.steps[0].window


def test_how_do_i_get_there_after_a_step_is_the_step_s_window(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "mediation")
    places: list[str | None] = []
    for _ in content.services["mediation"].steps[1:]:
        visitor.command("next-step")
        places.append(visitor.asks_bare().id)
    assert places == [step.window for step in content.services["mediation"].steps[1:]]


def _cry(meant: str = "violence") -> Understanding:
    return Understanding("救命", "emergency", "emergency", meant, 1.0)


def _checked_emergency(reply: Reply) -> None:
    assert (reply.kind, reply.id, reply.interruptible, reply.actions) == (
        "emergency",
        "violence",
        False,
        ("call-staff",),
    )
    assert reply.spoken
    assert reply.window == "w1"


def test_an_emergency_comes_before_everything(visitor: Visitor) -> None:
    _checked_emergency(visitor.says(_cry()))
    visitor.leaves_unsure(A, B)
    _checked_emergency(visitor.says(_cry()))
    assert visitor.session.asked_back == ()


@pytest.mark.parametrize("again", ["repeat", "slower", "louder"])
def test_an_emergency_repeated_is_still_not_interruptible(visitor: Visitor, again: str) -> None:
    visitor.says(_cry())
    reply = visitor.command(again)
    assert "110" in reply.spoken
    assert not reply.interruptible


def test_every_emergency_can_be_answered(visitor: Visitor, content: Content) -> None:
    for emergency in content.emergencies.values():
        reply = visitor.says(_cry(emergency.id))
        assert emergency.call in reply.shown
        assert reply.interruptible == emergency.quiet


def test_everything_else_may_be_interrupted(visitor: Visitor) -> None:
    assert visitor.means("faq", WAGES).interruptible
    assert visitor.command("help").interruptible


def test_without_a_hall_map_answers_go_on(content: Content) -> None:
    from dataclasses import replace

    bare = replace(content, hall=None, directions=None)
    visitor = Visitor(Dialogue(bare, HallGuide(None, None, bare.services.values(), "robot", "south")))
    reply = visitor.means("faq", CUSTODY)
    assert reply.spoken == bare.faq[CUSTODY].entry.spoken
    assert reply.directions is None
    assert "w4" not in visitor.mumbles("什么", "劳动纠纷").spoken
    assert visitor.means("service", "notary").spoken == bare.services["notary"].spoken
    assert visitor.command("next-step").spoken == bare.prompts.no_steps
    assert visitor.means("smalltalk", "hours").spoken
    assert visitor.command("human").directions is None


def test_a_place_without_a_way_calls_staff(content: Content) -> None:
    visitor = Visitor(Dialogue(content, HallGuide(None, None, (), "robot", "south")))
    reply = visitor.means("place", "toilet")
    assert (reply.directions, reply.actions) == (None, ("call-staff",))
    assert "卫生间" in reply.spoken


@pytest.mark.parametrize(("text", "count"), [("第三个", 2), ("4", 2), ("第四个", 3)])
def test_a_number_beyond_the_list_keeps_the_question_open(visitor: Visitor, text: str, count: int) -> None:
    asked = visitor.leaves_unsure(*(A, B, C)[:count])
    reply = visitor.mumbles(text)
    assert (reply.kind, reply.actions) == ("clarify", ())
    assert reply.spoken == f"我刚才只说了{count}个。{asked.spoken}"
    assert reply.follow_ups == asked.follow_ups
    assert visitor.mumbles("2").id == "notary"


def test_misunderstood_twice_calls_a_person(visitor: Visitor, content: Content) -> None:
    visitor.leaves_unsure(A, B)
    visitor.mumbles("第五个")
    reply = visitor.mumbles("第六个")
    assert (reply.spoken, reply.window, reply.actions) == (
        _calling(content.prompts.clarify_again, content),
        "w1",
        ("call-staff",),
    )
    assert reply.directions
    assert visitor.session.asked_back == ()


def test_unclear_answers_to_unclear_questions_end_with_a_person(visitor: Visitor, content: Content) -> None:
    visitor.leaves_unsure(A, B)
    assert visitor.leaves_unsure(B, C).follow_ups == ("办理公证", "卫生间")
    assert visitor.leaves_unsure(A, C).actions == ("call-staff",)
    assert visitor.leaves_unsure(A, C).kind == "clarify"


def test_a_yes_twice_to_either_or_calls_a_person(visitor: Visitor) -> None:
    visitor.leaves_unsure(A, B)
    visitor.command("yes")
    assert visitor.command("yes").actions == ("call-staff",)


def test_an_answer_in_between_forgives_misunderstandings(visitor: Visitor) -> None:
    visitor.leaves_unsure(A, B)
    visitor.mumbles("第五个")
    visitor.mumbles("第一个")
    visitor.leaves_unsure(A, B)
    assert visitor.mumbles("第五个").actions == ()


def test_a_short_sentence_that_fits_one_of_them_by_far(visitor: Visitor) -> None:
    visitor.leaves_unsure(A, B)
    candidates = (Candidate("service", "notary", 0.5), Candidate("faq", CUSTODY, 0.1))
    reply = visitor.means("clarify", None, "盖那个红章章", "clarify", candidates=candidates, offered=candidates)
    assert reply.id == "notary"


def test_candidates_of_small_talk_are_named_nicely(visitor: Visitor) -> None:
    reply = visitor.leaves_unsure(
        Candidate("smalltalk", "hours", 0.5, "礼拜六开不"), Candidate("command", "print", 0.4, "打一张")
    )
    assert reply.follow_ups == ("大厅的上班时间", "把答案打印出来")


@pytest.mark.parametrize("command", ["next-step", "previous-step", "yes"])
def test_after_an_emergency_no_old_service_goes_on(visitor: Visitor, content: Content, command: str) -> None:
    visitor.means("service", "legal-aid")
    visitor.command("next-step")
    visitor.says(_cry())
    reply = visitor.command(command)
    assert reply.service is None
    assert all(step.spoken not in reply.spoken for step in content.services["legal-aid"].steps)
    assert visitor.asks_bare().id == "w1"


def test_the_wheelchair_is_remembered_through_an_emergency(visitor: Visitor) -> None:
    visitor.means("place", "w10", slots=Slots(step_free=True))
    visitor.says(_cry())
    assert visitor.session.step_free


@pytest.mark.parametrize("text", ["hello where is the toilet", "asdf", "12345", "q1 w2", "ｈｉ"])
@pytest.mark.parametrize("tier", ["strong", "clarify", "fallback"])
def test_nothing_chinese_is_not_asked_back(visitor: Visitor, content: Content, text: str, tier: Tier) -> None:
    kind: Kind = "faq" if tier == "strong" else tier  # type: ignore[assignment]
    reply = visitor.means(kind, WAGES if tier == "strong" else None, text, tier, offered=(A,))
    assert (reply.kind, reply.id, reply.window, reply.actions) == ("fallback", None, "w1", ())
    assert reply.spoken == content.prompts.foreign
    assert "Please go to Window 1" in reply.shown
    assert visitor.session.asked_back == ()
    assert visitor.means("fallback", None, text, "fallback").actions == ("call-staff",)


def test_letters_and_digits_that_the_content_knows(visitor: Visitor) -> None:
    assert visitor.means("place", "toilet", "WC").id == "toilet"
    assert visitor.means("faq", WAGES, "12333", "exact").id == WAGES
    visitor.leaves_unsure(A, B)
    assert visitor.mumbles("2").id == "notary"


def test_a_scrap_of_latin_does_not_change_the_subject(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    visitor.mumbles("ok")
    assert visitor.mumbles("要带什么").id == WAGES


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("二十号窗口怎么走", ("没有20号窗口", "1到10号窗口")),
        ("三楼怎么走", ("没有三楼", "一楼和二楼")),
        ("地下室在哪", ("没有地下室", "一楼和二楼")),
    ],
)
@pytest.mark.parametrize("tier", ["strong", "clarify", "fallback"])
def test_what_the_hall_does_not_have(visitor: Visitor, text: str, pieces: tuple[str, ...], tier: Tier) -> None:
    kind: Kind = "smalltalk" if tier == "strong" else tier  # type: ignore[assignment]
    reply = visitor.means(kind, "other-bank" if tier == "strong" else None, text, tier, offered=(A,))
    assert (reply.kind, reply.id, reply.window) == ("fallback", None, "w1")
    assert all(piece in reply.spoken for piece in pieces)
    assert reply.directions
    assert visitor.session.failures == 0


def test_the_json_names_what_else_was_answered(visitor: Visitor) -> None:
    from robot.app import Turn
    from robot.cli.output import turn_json
    from robot.turn import Transcript

    meant = Understanding("话", "strong", "faq", WAGES, 0.9, also=(Understanding("话", "strong", "place", "w3", 0.9),))
    printed = turn_json(Turn(Transcript("话"), meant, visitor.says(meant), visitor.session, 0.0))
    assert (printed["kind"], printed["id"], printed["also"]) == ("faq", WAGES, [{"kind": "place", "id": "w3"}])


def test_a_number_that_was_taken_for_a_yes(visitor: Visitor) -> None:
    visitor.leaves_unsure(A)
    assert "只说了1个" in visitor.means("command", "yes", "4").spoken
    visitor.session = Session()
    visitor.leaves_unsure(A, B)
    assert visitor.means("command", "yes", "2").id == "notary"


def test_a_number_that_is_a_window_is_a_new_question(visitor: Visitor) -> None:
    visitor.leaves_unsure(A, B)
    assert visitor.means("place", "w3", "三号").id == "w3"


def test_nobody_is_asked_whether_they_mean_no(visitor: Visitor) -> None:
    no = Candidate("command", "no", 0.6, "不是")
    assert visitor.leaves_unsure(no, B).follow_ups == ("办理公证",)
    visitor.session = Session()
    assert visitor.leaves_unsure(no).kind == "fallback"


def test_who_has_said_it_already_does_not_hear_the_same_words(visitor: Visitor, content: Content) -> None:
    first = visitor.means("faq", WAGES, "老板不给钱")
    begins = first.spoken[: first.spoken.index("。") + 1]
    assert visitor.means("faq", WAGES, "老板拖着工钱不给").spoken == content.prompts.said_already[0] + begins
    again = visitor.means("faq", WAGES, "我刚说了老板不给钱")
    assert again.spoken != first.spoken and again.spoken.startswith(content.prompts.same_again)


def test_a_death_in_the_family_has_its_word_once(visitor: Visitor, content: Content) -> None:
    assert visitor.means("faq", "family-inheritance-order", "俺爸上个月走了").spoken.startswith(
        content.prompts.bereaved
    )
    assert content.prompts.bereaved not in visitor.means("faq", CUSTODY, "我爸没了以后娃跟谁").spoken


def test_the_sentence_that_a_matter_was_taken_from_is_held_while_it_is_in_hand(visitor: Visitor) -> None:
    visitor.means("faq", WAGES, "老板不给钱")
    assert visitor.session.opened == "老板不给钱"
    visitor.mumbles("还有个事")
    assert visitor.session.opened == "老板不给钱"
    visitor.means("faq", CUSTODY, "娃跟谁")
    assert visitor.session.opened == "娃跟谁"


def test_nothing_is_supposed_of_a_guess(visitor: Visitor, content: Content) -> None:
    """老乡借了人家的钱 taken for a lender's question with 0.2 makes no lender of him."""
    matter = content.matters["tenancy"]
    entry = next(iter(matter.tells))
    visitor.says(Understanding("这样一句完整的话", "likely", "faq", entry, 0.25))
    assert visitor.session.case.matter == "tenancy"
    assert not visitor.session.case.supposed
    visitor.means("faq", entry)
    assert visitor.session.case.supposed
