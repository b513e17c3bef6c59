"""What the page asks for over HTTP, as models: hall, map, ways, directory, topics, laws, times, slips. Pure."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict

from robot.content.load import Content
from robot.content.opening import WEEK
from robot.dialogue.replies import opening
from robot.dialogue.replies.compose import facts
from robot.navigation.guide import HallGuide
from robot.statutes.database import Article, StatuteDatabase

_SLOT_MINUTES = 30
_DAYS_AHEAD = 5
_EXAMPLES = 8
_DESKS = {"reception": "reception", "lawyers": "lawyer-consultation", "video": "video-consultation"}
"""What js/words.js calls a place, and the service that is done there."""


class View(BaseModel):
    """Immutable."""

    model_config = ConfigDict(frozen=True)


class PlaceView(View):
    """A place as the map draws it: `at` [east, north] in metres."""

    id: str
    name: str
    kind: str
    number: int | None
    at: tuple[float, float]
    services: tuple[str, ...]


class FloorView(View):
    """One floor: its places, the ways between them as pairs of points, what it is called."""

    floor: int
    name: str
    places: tuple[PlaceView, ...]
    ways: tuple[tuple[tuple[float, float], tuple[float, float]], ...]


class DeskView(View):
    """A place that the page itself sends visitors to: how it is named, with its floor."""

    id: str
    name: str


class HallView(View):
    """The hall as it is at the moment."""

    name: str
    sample: bool
    address: str
    hours: str
    phones: dict[str, str]
    now: str
    open: bool
    date: str
    examples: tuple[str, ...]
    start: str
    desks: dict[str, DeskView]
    floors: tuple[FloorView, ...]


class LineView(View):
    """The line of a way on one floor."""

    floor: int
    points: tuple[tuple[float, float], ...]


class WayView(View):
    """The way to a place: sentences beside lines, floor by floor. `floors` tells where each sentence is of use."""

    place: str
    name: str
    reachable: bool
    sentences: tuple[str, ...]
    floors: tuple[int, ...]
    lines: tuple[LineView, ...]


class PersonView(View):
    """A practitioner of the directory."""

    id: str
    name: str
    kind: str
    organisation: str
    fields: tuple[str, ...]
    window: str
    window_name: str
    hours: str
    phone: str


class PeopleView(View):
    """The directory; `sample`: these people do not exist."""

    sample: bool
    people: tuple[PersonView, ...]


class EntryView(View):
    """A question that has an answer."""

    id: str
    question: str


class TopicView(View):
    """A topic and its questions."""

    topic: str
    entries: tuple[EntryView, ...]


class DayView(View):
    """A day on which the hall is open, and the times one may choose."""

    date: str
    label: str
    times: tuple[str, ...]


class ArticleView(View):
    """An article, whole."""

    law: str
    article: str
    chapter: str
    text: str
    effective: str
    amended_by: str
    """The amendment that gave it this wording; empty where none did."""
    source: str
    """Who issued it and as what; empty for laws."""


class LawView(View):
    """A law in force."""

    name: str
    articles: int


class ChapterView(View):
    """A chapter of a law with its articles."""

    title: str
    articles: tuple[ArticleView, ...]


def hall_view(content: Content, guide: HallGuide, start: str, now: datetime.datetime) -> HallView | None:
    """The hall; None where there is no map."""
    hall = content.hall
    if hall is None:
        return None
    at = {place.id: place for place in hall.places}
    words = content.directions.way if content.directions else None
    floors = []
    for floor in sorted({place.floor for place in hall.places}):
        ways = tuple(
            (at[way.ends[0]].at, at[way.ends[1]].at)
            for way in hall.ways
            if all(end in at and at[end].floor == floor for end in way.ends)
        )
        places = tuple(
            PlaceView(
                id=place.id,
                name=place.name,
                kind=place.kind,
                number=place.number,
                at=place.at,
                services=tuple(each.name for each in content.services.values() if each.window == place.id),
            )
            for place in hall.places
            if place.floor == floor and place.kind != "junction"
        )
        name = (words.floors.get(floor) or words.other_floor.format(floor=floor)) if words else str(floor)
        floors.append(FloorView(floor=floor, name=name, places=places, ways=ways))
    return HallView(
        name=hall.name,
        sample=hall.sample,
        address=hall.address,
        hours=facts(content)["hours"],
        phones=hall.phones,
        now=opening.now_open(content, now),
        open=content.opening is not None and content.opening.open_until(now) is not None,
        date=f"{now.year}年{now.month}月{now.day}日 {WEEK[now.weekday()]}",
        examples=examples(content),
        start=start,
        desks=_desks(content, {floor.floor: floor.name for floor in floors}),
        floors=tuple(floors),
    )


def _desks(content: Content, floors: dict[int, str]) -> dict[str, DeskView]:
    """Where the page's own sentences send people; a service that the hall does not have is left out."""
    found = {}
    for name, service in _DESKS.items():
        window = content.services[service].window if service in content.services else ""
        place = content.place(window)
        if place is not None:
            found[name] = DeskView(id=place.id, name=f"{floors.get(place.floor, '')}{place.name}")
    return found


def examples(content: Content) -> tuple[str, ...]:
    """What one can ask: the first question of the topics that people ask most, and the first services."""
    firsts: dict[str, str] = {}
    for faq in content.faq.values():
        firsts.setdefault(faq.topic, faq.entry.question)
    counts = {topic: sum(faq.topic == topic for faq in content.faq.values()) for topic in firsts}
    asked = [firsts[topic] for topic in sorted(firsts, key=lambda topic: -counts[topic])]
    return tuple(asked[:_EXAMPLES])


def way_view(content: Content, guide: HallGuide, place_id: str, step_free: bool) -> WayView | None:
    """The way to a place; None for a place that is not on the map."""
    place, told = content.place(place_id), guide.way(place_id, step_free)
    if place is None or told is None or place.kind == "junction":
        return None
    lines = tuple(LineView(floor=line.floor, points=line.points) for line in told.points)
    return WayView(
        place=place.id,
        name=place.name,
        reachable=told.reachable,
        sentences=told.sentences,
        floors=told.floors,
        lines=lines,
    )


def people_view(content: Content) -> PeopleView:
    """The directory."""
    if content.people is None:
        return PeopleView(sample=False, people=())
    people = []
    for person in content.people.people:
        place = content.place(person.window)
        people.append(PersonView(**person.model_dump(), window_name=place.name if place else ""))
    return PeopleView(sample=content.people.sample, people=tuple(people))


def topics_view(content: Content) -> tuple[TopicView, ...]:
    """All questions by topic."""
    topics: dict[str, list[EntryView]] = {}
    for faq in content.faq.values():
        topics.setdefault(faq.topic, []).append(EntryView(id=faq.entry.id, question=faq.entry.question))
    return tuple(TopicView(topic=topic, entries=tuple(entries)) for topic, entries in topics.items())


def times_view(content: Content, now: datetime.datetime) -> tuple[DayView, ...]:
    """Half hours of the next days on which the hall is open."""
    hours = content.opening
    if hours is None:
        return ()
    days: list[DayView] = []
    for ahead in range(32):
        day = now.date() + datetime.timedelta(days=ahead)
        if len(days) == _DAYS_AHEAD:
            break
        if not hours.open_on(day):
            continue
        times = []
        for first, last in hours.spans():
            time, end = datetime.datetime.combine(day, first), datetime.datetime.combine(day, last)
            while time + datetime.timedelta(minutes=_SLOT_MINUTES) <= end:
                if time > now:
                    times.append(f"{time:%H:%M}")
                time += datetime.timedelta(minutes=_SLOT_MINUTES)
        if times:
            label = f"{day.month}月{day.day}日 {WEEK[day.weekday()]}"
            days.append(DayView(date=day.isoformat(), label=label, times=tuple(times)))
    return tuple(days)


def laws_view(database: StatuteDatabase) -> tuple[LawView, ...]:
    """Every law in force, by name."""
    counts = database.counts()
    return tuple(LawView(name=law.name, articles=counts.get(law.name, 0)) for law in database.laws())


def law_view(database: StatuteDatabase, name: str) -> tuple[ChapterView, ...]:
    """A law's articles by chapter."""
    chapters: list[tuple[str, list[ArticleView]]] = []
    for article in database.articles_of(name):
        if not chapters or chapters[-1][0] != article.chapter:
            chapters.append((article.chapter, []))
        chapters[-1][1].append(article_view(article))
    return tuple(ChapterView(title=title, articles=tuple(articles)) for title, articles in chapters)


def article_view(article: Article) -> ArticleView:
    """An article."""
    return ArticleView(
        law=article.law,
        article=article.number,
        chapter=article.chapter,
        text=article.text,
        effective=article.effective.isoformat(),
        amended_by=article.amended_by,
        source=article.source,
    )
