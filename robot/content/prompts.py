"""The robot's own sentences, and how visitors ask on after an answer, as immutable models."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from robot.content.fields import Entry, OfHall, OfPlace, Plain, Text, Texts, Variants, each_with_braces, with_braces
from robot.yaml_source import parse

DEFAULT_PROMPTS = Path(__file__).with_name("default_prompts.yaml")
"""What the robot says where intents/prompts.yaml has nothing, or cannot be used."""


@cache
def _shipped() -> dict[str, Any]:
    return dict(parse(DEFAULT_PROMPTS).data)


def _newer(name: str) -> Any:
    """A sentence that older files do not have."""
    return Field(default_factory=lambda: _shipped()[name])


class Prompts(Entry):
    """intents/prompts.yaml: the sentences the robot says by itself. `{name}`s in braces are filled in.

    A sentence that a later version of the robot brought may be missing from a hall's own file: the shipped one is said.
    """

    welcome: OfHall
    not_heard: Plain
    clarify_two: Annotated[Text, with_braces("a", "b")]
    clarify_three: Annotated[Text, with_braces("a", "b", "c")]
    clarify_one: Annotated[Text, with_braces("a")]
    clarify_again: Plain
    fallback: Plain
    fallback_topic: Annotated[Text, with_braces("topic", "window")]
    fallback_twice: Plain
    out_of_scope: Plain
    out_of_scope_twice: Plain = _newer("out_of_scope_twice")
    nothing_to_repeat: Plain
    no_steps: Plain
    basis: Plain
    shown_window: Plain
    more_at: Annotated[Variants, each_with_braces("window")]
    choose_again: Plain
    next_hint: Plain
    no_way: OfPlace
    where_to: Plain
    way_too: Annotated[Text, with_braces("place", "way")] = _newer("way_too")
    also_next: Annotated[Text, with_braces("title")] = _newer("also_next")
    also_more: Annotated[Text, with_braces("titles")] = _newer("also_more")
    also_shown: Annotated[Text, with_braces("titles")] = _newer("also_shown")
    also_unsure: Plain = _newer("also_unsure")
    also_unknown: Annotated[Text, with_braces("window")] = _newer("also_unknown")
    also_heading: Annotated[Text, with_braces("number", "title")] = _newer("also_heading")
    more_hint: Plain = _newer("more_hint")
    no_more: Plain = _newer("no_more")
    only_so_many: Annotated[Text, with_braces("count")] = _newer("only_so_many")
    about_what: Plain = _newer("about_what")
    no_window: Annotated[Text, with_braces("number", "windows")] = _newer("no_window")
    no_floor: Annotated[Text, with_braces("floor", "floors")] = _newer("no_floor")
    phone_told: Annotated[Text, with_braces("name", "phone")] = _newer("phone_told")
    number_told: Annotated[Text, with_braces("place", "phone")] = _newer("number_told")
    number_unknown: Annotated[Text, with_braces("place", "phone")] = _newer("number_unknown")
    window_work: Annotated[Text, with_braces("place", "tasks")] = _newer("window_work")
    no_place: Annotated[Text, with_braces("place", "window")] = _newer("no_place")
    hall_windows: Annotated[Text, with_braces("count")] = _newer("hall_windows")
    hall_floor: Annotated[Text, with_braces("floor")] = _newer("hall_floor")
    hall_floors: Annotated[Text, with_braces("count", "floors")] = _newer("hall_floors")
    foreign: Plain = _newer("foreign")
    foreign_shown: Plain = _newer("foreign_shown")
    statute_read: Annotated[Text, with_braces("law", "article")] = _newer("statute_read")
    statute_none: Annotated[Text, with_braces("law", "article")] = _newer("statute_none")
    statute_which: Annotated[Text, with_braces("article")] = _newer("statute_which")
    statute_repealed: Annotated[Text, with_braces("law", "later")] = _newer("statute_repealed")
    statute_pointer: Annotated[Text, with_braces("law", "article")] = _newer("statute_pointer")
    statute_source: Plain = _newer("statute_source")
    station_told: Annotated[Text, with_braces("name", "address", "hours", "phone")] = _newer("station_told")
    station_room: Annotated[Text, with_braces("village", "known")] = _newer("station_room")
    station_which: Annotated[Text, with_braces("count", "names")] = _newer("station_which")
    open_day: Annotated[Text, with_braces("day")] = _newer("open_day")
    closed_day: Annotated[Text, with_braces("day")] = _newer("closed_day")
    holiday_day: Annotated[Text, with_braces("name", "first")] = _newer("holiday_day")
    holiday_days: Annotated[Text, with_braces("name", "first", "last")] = _newer("holiday_days")
    open_now: Annotated[Text, with_braces("time")] = _newer("open_now")
    closed_now: Annotated[Text, with_braces("day", "time")] = _newer("closed_now")
    person_told: Annotated[Text, with_braces("name", "kind", "organisation", "fields", "hours", "window")] = _newer(
        "person_told"
    )
    people_listed: Annotated[Text, with_braces("people", "window")] = _newer("people_listed")
    person_told_short: Annotated[Text, with_braces("name", "kind", "hours", "window")] = _newer("person_told_short")
    people_each: Annotated[Text, with_braces("people")] = _newer("people_each")
    person_at: Annotated[Text, with_braces("name", "kind", "hours", "window")] = _newer("person_at")
    people_rest: Annotated[Text, with_braces("count")] = _newer("people_rest")
    people_phones: Plain = _newer("people_phones")
    people_none_then: Annotated[Text, with_braces("when", "kind")] = _newer("people_none_then")
    people_none: Annotated[Text, with_braces("kind", "window")] = _newer("people_none")
    person_hours: Annotated[Text, with_braces("name", "hours", "window")] = _newer("person_hours")
    person_there: Annotated[Text, with_braces("when")] = _newer("person_there")
    person_not_there: Annotated[Text, with_braces("when")] = _newer("person_not_there")
    people_instead: Annotated[Text, with_braces("when", "people")] = _newer("people_instead")
    person_another_time: Annotated[Text, with_braces("window")] = _newer("person_another_time")
    person_fits: Annotated[Text, with_braces("when", "name")] = _newer("person_fits")
    person_phone: Annotated[Text, with_braces("phone")] = _newer("person_phone")
    kinds: dict[str, Plain] = _newer("kinds")
    elsewhere: Annotated[Text, with_braces("what", "place")] = _newer("elsewhere")
    elsewhere_address: Annotated[Text, with_braces("address")] = _newer("elsewhere_address")
    elsewhere_phone: Annotated[Text, with_braces("phone")] = _newer("elsewhere_phone")
    first_here: Annotated[Text, with_braces("place", "name", "window")] = _newer("first_here")
    staff_call: Plain = _newer("staff_call")
    danger_one: Plain = _newer("danger_one")
    danger_two: Annotated[Text, with_braces("b")] = _newer("danger_two")
    danger_quiet: Plain = _newer("danger_quiet")
    danger_quiet_yes: Plain = _newer("danger_quiet_yes")
    danger_quiet_no: Plain = _newer("danger_quiet_no")
    danger_quiet_again: Plain = _newer("danger_quiet_again")
    danger_stay: Plain = _newer("danger_stay")
    stood_down_back: Annotated[Text, with_braces("title")] = _newer("stood_down_back")
    danger_yes: Plain = _newer("danger_yes")
    stood_down: Plain = _newer("stood_down")
    danger_title: Plain = _newer("danger_title")
    taken_as: Annotated[Text, with_braces("title")] = _newer("taken_as")
    today: Annotated[Text, with_braces("date", "time")] = _newer("today")
    fact_noted: Annotated[Variants, each_with_braces("facts")] = _newer("fact_noted")
    facts_shown: Annotated[Text, with_braces("facts")] = _newer("facts_shown")
    listened: Annotated[Variants, each_with_braces()] = _newer("listened")
    fact_unknown: Annotated[Variants, each_with_braces()] = _newer("fact_unknown")
    unknown_end: Annotated[Variants, each_with_braces("window")] = _newer("unknown_end")
    for_other: Annotated[Text, with_braces("who")] = _newer("for_other")
    walk_on: Annotated[Text, with_braces("place")] = _newer("walk_on")
    corrected: Annotated[Variants, each_with_braces()] = _newer("corrected")
    heard_wrong: Annotated[Variants, each_with_braces()] = _newer("heard_wrong")
    never_held: Annotated[Variants, each_with_braces()] = _newer("never_held")
    bereaved: Plain = _newer("bereaved")
    felt_anger: Annotated[Variants, each_with_braces()] = _newer("felt_anger")
    felt_sadness: Annotated[Variants, each_with_braces()] = _newer("felt_sadness")
    felt_worry: Annotated[Variants, each_with_braces()] = _newer("felt_worry")
    step_count: Annotated[Text, with_braces("count")] = _newer("step_count")
    in_other_words: Annotated[Variants, each_with_braces()] = _newer("in_other_words")
    same_again: Plain = _newer("same_again")
    said_already: Annotated[Variants, each_with_braces()] = _newer("said_already")
    turned_to: Annotated[Variants, each_with_braces("matter")] = _newer("turned_to")
    back_to: Annotated[Variants, each_with_braces("matter")] = _newer("back_to")
    lead_in: Annotated[Text, with_braces("matter", "question")] = _newer("lead_in")
    topic: Annotated[Text, with_braces("title")] = _newer("topic")
    taken_for: Annotated[Variants, each_with_braces("matter")] = _newer("taken_for")
    guessed: Annotated[Variants, each_with_braces()] = _newer("guessed")
    second: Annotated[Variants, each_with_braces()] = _newer("second")
    asked_unknown: Annotated[Variants, each_with_braces()] = _newer("asked_unknown")
    titles: dict[str, Plain] = _newer("titles")


def with_texts(prompts: Prompts, fill: Callable[[str], str]) -> Prompts:
    """The prompts with `fill` done to every sentence, those that ship as well."""

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return fill(value)
        if isinstance(value, dict):
            return {name: changed(each) for name, each in value.items()}
        return tuple(map(changed, value)) if isinstance(value, tuple | list) else value

    return prompts.model_copy(update={name: changed(getattr(prompts, name)) for name in Prompts.model_fields})


class FollowUp(Entry):
    """One thing that visitors ask on about the last answer (要带什么, 多少钱).

    `phrasings` count when they stand alone. `cues`: lines of the shown answer that hold one of them are the answer.
    `label` heads it on the screen. `spoken` takes {found}; `unknown` is said where nothing is found, and takes
    {window}.
    """

    id: Literal["materials", "fee", "limit", "window", "phone", "basis", "detail", "order"]
    phrasings: Texts
    cues: Texts = ()
    label: str = ""
    spoken: Annotated[str, with_braces("found")] = "{found}"
    unknown: Annotated[str, with_braces("window")] = ""


class FollowUps(Entry):
    """intents/follow-up.yaml: short words that mean what was talked of last, or what the robot has just asked.

    `fillers` carry nothing beside them. `where` asks the way to the window of what was said before it (…在哪个窗口);
    with a word of `ways` a question means a way in the hall, and not which authority does a thing.
    `both` wants all of the things that the robot asked back about. `there` asks about a window or a floor
    (是干什么的), which may not exist. `article_text` beside the name of a law asks what is written there.
    `next_article`, `previous_article` ask for the neighbour of the article that was read last.
    `when` asks after the hours of the station or the person told of last. `stands_down` says that an alarm was none;
    what begins with one of `accepts_quietly` wants the somebody whom the robot has quietly offered to call.
    """

    follow_ups: tuple[FollowUp, ...]
    fillers: Texts
    where: Texts
    ways: tuple[Text, ...] = ()
    both: Texts
    there: Texts
    article_text: tuple[Text, ...] = ()
    next_article: tuple[Text, ...] = ()
    previous_article: tuple[Text, ...] = ()
    when: tuple[Text, ...] = ()
    stands_down: tuple[Text, ...] = ()
    accepts_quietly: tuple[Text, ...] = ()
