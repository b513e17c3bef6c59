"""Replies put together from content: one function a kind of reply. Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from string import Formatter

from robot.content import hall_schema, intents_schema
from robot.content.citation import CitationEntry
from robot.content.elsewhere import told as sent_elsewhere
from robot.content.keys import fact_of, owners, point_of
from robot.content.known_places import RECEPTION as RECEPTION
from robot.content.known_places import known_places
from robot.content.load import Content, Faq
from robot.content.matters import Matter
from robot.content.renumbered import current
from robot.navigation.guide import HallGuide
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.named.way import Outside
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Citation, Reply, Understanding

LAWYER, VIDEO = "w4", "video-room"
GENERAL = "综合咨询"
"""The topic of procedure and of the hall: as the name of a field it tells a visitor nothing."""
_ASKING = re.compile(r"怎么办|怎么|怎样|哪些|什么|多少|多久|是不是|能不能|[吗呢哪谁几我他的了]")
_BEGINNING, _SHOWN = 2, 0.5
"""Sentences that an answer begins with, and the share of its title that they must say to show what was asked."""
_REMARK = re.compile(r"（[^（）]*）$")
_WINDOW = "窗口"
_OF_IT = "的事"
_LONGEST_TOPIC = 16
_ASKS_WHAT = re.compile(r"怎么|哪|谁|多少|多久|什么|几")
_ASKS_WHETHER = "吗么不没呢"


def titles_of(content: Content, candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    """What candidates are called beside each other: entries of different matters by the matter (孩子抚养, 拖欠工资), as
    people tell them apart; of the same matter by their questions."""
    matter_of = owners(content)
    matters = [matter_of.get((candidate.kind, candidate.id)) for candidate in candidates]
    if len(candidates) > 1 and None not in matters and len(set(matters)) == len(matters):
        return tuple(content.matters[matter].name for matter in matters if matter is not None)
    return tuple(title(content, candidate) for candidate in candidates)


def title(content: Content, candidate: Candidate) -> str:
    """What a candidate is called when the visitor is asked back."""
    if candidate.kind == "faq" and candidate.id in content.faq:
        return content.faq[candidate.id].entry.question.rstrip("？?。")
    if candidate.kind == "service" and candidate.id in content.services:
        return content.services[candidate.id].name
    if candidate.kind == "emergency":
        return content.prompts.danger_title
    if candidate.kind == "flow":
        return _inside_title(content, candidate.id)
    if candidate.kind == "person":
        person = content.person(candidate.id)
        return person.name if person else candidate.phrasing
    if candidate.kind == "place":
        name = place_name(content, candidate.id)
        return candidate.phrasing if name == candidate.id else name
    if candidate.kind == "smalltalk" and candidate.id in content.offices:
        return content.offices[candidate.id].name
    own = ""
    if candidate.kind == "command" and candidate.id in content.commands:
        own = content.commands[candidate.id].title
    elif candidate.kind == "smalltalk" and candidate.id in content.smalltalk:
        own = content.smalltalk[candidate.id].title
    return own or content.prompts.titles.get(candidate.id, candidate.phrasing)


def _inside_title(content: Content, key: str) -> str:
    """What a fact is called (没签合同), or how a question is put first (要多久)."""
    fact, point = fact_of(content, key), point_of(content, key)
    return filled(fact[2].name, {}) if fact else point[1].asks[0] if point else ""


def place_name(content: Content, place_id: str) -> str:
    """The name of a place as it is said, or of where people go instead; its id when the hall map is missing."""
    place = content.place(place_id) or content.elsewhere(place_id)
    return place.name if place else place_id


def facts(content: Content) -> dict[str, str]:
    """What sentences may ask for in braces: the hall's name (without a remark in brackets), hours, address and
    telephone numbers."""
    hall = content.hall
    if hall is None:
        return {}
    return {
        "hall": _REMARK.sub("", hall.name),
        "hours": hall.hours,
        "address": hall.address,
        **{f"phone_{name}": number for name, number in hall.phones.items()},
    }


def filled(text: str, values: dict[str, str]) -> str:
    """`text` with the braces that `values` know filled in; others are left out."""
    parts = Formatter().parse(text)
    return "".join(before + (values.get(name, "") if name else "") for before, name, _, _ in parts)


def cited(entries: Iterable[CitationEntry]) -> tuple[Citation, ...]:
    """Citations as the reply carries them, by the numbers of today."""
    today = datetime.date.today()
    numbers = ((entry.law, current(entry.law, entry.article, today)) for entry in entries)
    return tuple(Citation(law, number) for law, number in dict.fromkeys(numbers) if number)


def basis(content: Content, citations: tuple[Citation, ...]) -> str:
    """One line with the articles an answer rests on; empty without citations."""
    if not citations:
        return ""
    by_law: dict[str, list[str]] = {}
    for citation in citations:
        by_law.setdefault(citation.law, []).append(citation.article)
    named = "；".join(f"《{law}》{'、'.join(articles)}" for law, articles in by_law.items())
    return f"{content.prompts.basis}：{named}"


def lines(*parts: str) -> str:
    """Non-empty parts, a line each."""
    return "\n".join(part.strip() for part in parts if part and part.strip())


def faq_reply(content: Content, faq: Faq, understood: Understanding, guide: HallGuide, step_free: bool) -> Reply:
    """The answer to a legal question, its law, and the window that goes on with it."""
    entry = faq.entry
    citations = cited(entry.citations)
    prompts = content.prompts
    place = content.place(entry.window) or content.elsewhere(entry.window)
    to_window = f"{prompts.shown_window}{place.name}" if place else ""
    return Reply(
        kind="faq",
        id=entry.id,
        spoken=entry.spoken,
        shown=lines(entry.question, entry.shown, basis(content, citations), to_window),
        score=understood.score,
        topic=faq.topic,
        service=entry.service,
        window=content.at(entry.window),
        citations=citations,
        directions=guide.directions(entry.window, step_free),
        follow_ups=follow_ups(content, entry.follow_ups),
        candidates=understood.candidates,
    )


def shows(spoken: str, title: str) -> bool:
    """Whether the beginning of an answer shows by itself what was asked: it says most of what its title says."""
    asked = frozenset(plain(_ASKING.sub("", title)))
    begun = frozenset("".join(re.split(r"(?<=[。！？])", spoken)[:_BEGINNING]))
    return len(asked & begun) >= _SHOWN * len(asked)


def without_opening(content: Content, said: str) -> str:
    """An answer without the word that the visitor is listened to, or that it is the same again, before it."""
    openings = (*content.prompts.listened, *content.prompts.fact_unknown, *content.prompts.said_already)
    return next((said.removeprefix(each) for each in openings if said.startswith(each)), said)


def as_topic(title: str) -> str:
    """A title as the topic that an answer then speaks of (离婚后孩子归谁，先由父母商量); empty where it does not do."""
    fits = len(title) <= _LONGEST_TOPIC and _ASKS_WHAT.search(title) is not None
    return title if fits and title[-1] not in _ASKS_WHETHER else ""


def called(matter: Matter) -> str:
    """What a matter is called before …的事: 房子拆迁, not 房子拆迁的事."""
    return matter.name.removesuffix(_OF_IT)


def place_reply(content: Content, place_id: str, understood: Understanding, guide: HallGuide, step_free: bool) -> Reply:
    """The way to a place; the service there when exactly one is meant. To what is not in this hall: where it is."""
    office = content.elsewhere(place_id)
    if office is not None:
        what = next((known.name.removesuffix(_WINDOW) for known in known_places() if known.id == place_id), office.name)
        spoken = sent_elsewhere(office, content.prompts, what)
        shown = lines(office.name, office.address, office.phone, office.hours, office.note)
        return Reply("place", place_id, spoken, shown, score=understood.score, candidates=understood.candidates)
    told = guide.way(place_id, step_free)
    name = place_name(content, place_id)
    place = content.place(place_id)
    services = [s for s in understood.slots.services if content.services[s].window == place_id]
    if told is None:
        spoken = shown = filled(content.prompts.no_way, {"place": name})
    else:
        spoken = "".join(told.sentences)
        shown = lines(name, *told.sentences, place.note if place else "", place.hours if place else "")
    steps = told.sentences if told and told.reachable else None
    return Reply(
        kind="place",
        id=place_id,
        spoken=spoken,
        shown=shown,
        score=understood.score,
        service=services[0] if services else _only_service(content, place_id),
        window=place_id if is_desk(content, place_id) else None,
        directions=steps,
        actions=() if steps else ("call-staff",),
        candidates=understood.candidates,
    )


def is_desk(content: Content, place_id: str) -> bool:
    """Whether something is done at a place with somebody of the hall: at a window, in the video room."""
    place = content.place(place_id)
    return place is not None and (place.kind == "window" or place.id == VIDEO)


def _only_service(content: Content, window: str) -> str | None:
    at_window = [service.id for service in content.services.values() if service.window == window]
    return at_window[0] if len(at_window) == 1 else None


def talk_reply(content: Content, talk: intents_schema.SmallTalk, understood: Understanding) -> Reply:
    """Small talk, with the hall's facts filled in."""
    values = facts(content)
    spoken = filled(talk.spoken, values)
    return Reply(
        kind="smalltalk",
        id=talk.id,
        spoken=spoken,
        shown=filled(talk.shown, values) or spoken,
        actions=(talk.action,) if talk.action else (),
        score=understood.score,
        follow_ups=follow_ups(content, talk.follow_ups),
        candidates=understood.candidates,
    )


def office_reply(content: Content, office: hall_schema.Office, understood: Understanding) -> Reply:
    """An office that is not in the hall: what it is for, what to bring, its number."""
    shown = lines(office.name, office.spoken, "、".join(office.for_), office.address, office.phone)
    return Reply("smalltalk", office.id, office.spoken, shown, score=understood.score, candidates=understood.candidates)


def emergency_reply(content: Content, emergency: intents_schema.Emergency, understood: Understanding) -> Reply:
    """What to do now and whom to call; staff is called, and nobody talks over it. A quiet one calls nobody yet."""
    return Reply(
        kind="emergency",
        id=emergency.id,
        spoken=emergency.spoken + (content.prompts.danger_quiet if emergency.quiet else ""),
        shown=emergency.shown,
        score=understood.score,
        topic=emergency.topic,
        window=content.at(RECEPTION),
        actions=("quiet",) if emergency.quiet else ("call-staff",),
        interruptible=emergency.quiet,
        candidates=understood.candidates,
    )


def clarify_reply(content: Content, understood: Understanding) -> Reply:
    """Asks back between at most three candidates."""
    reply = asked(content, understood.offered)
    return replace(reply, score=understood.score, topic=understood.topic, candidates=understood.candidates)


def asked(content: Content, candidates: tuple[Candidate, ...]) -> Reply:
    """The question between one, two or three things; what may be an emergency is never named aloud."""
    prompts = content.prompts
    titles = titles_of(content, candidates)
    template = (prompts.clarify_one, prompts.clarify_two, prompts.clarify_three)[len(titles) - 1]
    if candidates[0].kind == "emergency":
        template = prompts.danger_one if len(titles) == 1 else prompts.danger_two
        titles = titles[:2]
    spoken = filled(template, dict(zip("abc", titles, strict=False)))
    whole = tuple(title(content, candidate) for candidate in candidates)
    return Reply("clarify", None, spoken, spoken, follow_ups=whole[: len(titles)])


def not_heard_reply(content: Content) -> Reply:
    """Nothing was understood at all: please say it again. What was talked of stays as it is."""
    return Reply("fallback", None, content.prompts.not_heard, content.prompts.not_heard)


def where_to_reply(content: Content, understood: Understanding) -> Reply:
    """Asks where the visitor wants to go."""
    spoken = content.prompts.where_to
    return Reply("clarify", None, spoken, spoken, score=understood.score, candidates=understood.candidates)


def person_reply(content: Content, understood: Understanding) -> Reply:
    """Asking back has not helped twice: a person does."""
    spoken = content.prompts.clarify_again
    return Reply(
        "clarify",
        None,
        spoken,
        spoken,
        score=understood.score,
        topic=understood.topic,
        window=content.at(RECEPTION),
        actions=("call-staff",),
        candidates=understood.candidates,
    )


def foreign_reply(content: Content, understood: Understanding, again: bool, guide: HallGuide, step_free: bool) -> Reply:
    """Nothing in it is Chinese: kindly, for the ear in Chinese, for the eye in English too."""
    prompts = content.prompts
    return Reply(
        "fallback",
        None,
        prompts.foreign,
        lines(prompts.foreign, prompts.foreign_shown),
        score=understood.score,
        window=content.at(RECEPTION),
        directions=guide.directions(content.at(RECEPTION), step_free),
        actions=("call-staff",) if again else (),
        candidates=understood.candidates,
    )


def outside_reply(
    content: Content, outside: Outside, understood: Understanding, guide: HallGuide, step_free: bool
) -> Reply:
    """The hall has no such window or floor; it has these."""
    places = content.hall.places if content.hall else ()
    prompts = content.prompts
    if outside.window is not None:
        windows = _numbers(sorted({place.number for place in places if place.number is not None}))
        spoken = filled(prompts.no_window, {"number": str(outside.window), "windows": windows})
    else:
        *others, top = [_floor(content, floor) for floor in sorted({place.floor for place in places})]
        joined = content.directions.way.both if content.directions else "、"
        floors = "、".join(others) + (joined if others else "") + top
        spoken = filled(prompts.no_floor, {"floor": outside.floor, "floors": floors})
    return Reply(
        "fallback",
        None,
        spoken,
        spoken,
        score=understood.score,
        window=content.at(RECEPTION),
        directions=guide.directions(content.at(RECEPTION), step_free),
        candidates=understood.candidates,
    )


def _numbers(numbers: list[int]) -> str:
    """1到10, or 1、2、5 where some are missing."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}到{numbers[-1]}"
    return "、".join(map(str, numbers))


def _floor(content: Content, floor: int) -> str:
    if content.directions is None:
        return f"{floor}楼"
    words = content.directions.way
    return words.floors.get(floor) or filled(words.other_floor, {"floor": str(floor)})


def fallback_reply(
    content: Content, understood: Understanding, again: bool, guide: HallGuide, step_free: bool
) -> Reply:
    """Says kindly that the robot does not know, and who does. `again`: it is not the first time in a row."""
    prompts = content.prompts
    if understood.id == OUT_OF_SCOPE:
        spoken = prompts.out_of_scope_twice if again else prompts.out_of_scope
        reception = content.at(RECEPTION)
        there = guide.directions(reception, step_free) if again else None
        kept = Reply("fallback", None, spoken, spoken, score=understood.score, candidates=understood.candidates)
        return replace(kept, window=reception if again else None, directions=there)
    words = content.topics.get(understood.topic or "")
    window = words.window if words else content.at(LAWYER if understood.topic or not again else RECEPTION)
    if again:
        spoken, window = prompts.fallback_twice, content.at(RECEPTION)
    elif understood.topic and understood.topic != GENERAL and (content.place(window) or content.elsewhere(window)):
        spoken = filled(prompts.fallback_topic, {"topic": understood.topic, "window": place_name(content, window)})
    else:
        spoken = prompts.fallback
    return Reply(
        "fallback",
        None,
        spoken,
        spoken,
        score=understood.score,
        topic=understood.topic,
        window=window,
        service=words.service if words else None,
        directions=guide.directions(window, step_free),
        actions=("call-staff",) if again else (),
        candidates=understood.candidates,
    )


def law_name(full: str) -> str:
    """A law as it is said: without 中华人民共和国."""
    return full.removeprefix("中华人民共和国")


def follow_ups(content: Content, ids: Iterable[str]) -> tuple[str, ...]:
    """What the visitor may ask next, as sentences."""
    said = []
    for item in ids:
        if item in content.faq:
            said.append(content.faq[item].entry.question)
        elif item in content.services:
            said.append(content.services[item].name)
        elif place := content.place(item):
            said.append(place.name)
    return tuple(said)
