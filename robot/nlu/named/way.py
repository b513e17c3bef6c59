"""Questions for the way: "公证处在几号窗口", "去二楼仲裁怎么走", "3号窗口".

Such a question is the name of a place or service, a piece that asks where (在哪, 怎么走), and fillers. What is left
over after these is evidence that something else was asked ("公证处的人骂我怎么告") and costs score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from robot.content.load import Content
from robot.content.numerals import number_value
from robot.nlu.named.spans import BY_CHARACTERS, BY_FOLDED_SOUND, NEARLY, PhraseList, Span, Spoken, find
from robot.nlu.text.normalise import normalise, plain
from robot.turn import Candidate

_WORTH_NAMING = 0.5
"""A place that fits the question less than this is not meant."""
_EXACT = 99
"""`find` with this looks for no phrase that is only nearly there."""
_NEARLY_ASKS = 4
"""Characters of a piece that asks where from which it may be found with part of its sounds wrong."""
_SHORT_NAME, _LONG_NAME = 3, 5
_SURE_STOP = 0.8
_ASKS_THE_WAY = "(?:在哪|怎么走|咋走|怎么去|咋去|走哪|往哪走|怎么过去|咋过去)?(?:啊|呀|呢)?$"
_FROM_TO = re.compile(f"从(.{{2,8}}?)(?:出来|出去)?(?:到|去|上)(.{{2,8}}?){_ASKS_THE_WAY}")
_FIRST_THEN = re.compile(
    f"先(?:去|到|上|找)(?:一?[趟下])?(.{{2,8}}?)(?:然后|完了|以后)?(?:再|又)(?:去|到|上|找)(.{{2,8}}?){_ASKS_THE_WAY}"
)
_NUMERALS = frozenset("零一二三四五六七八九十百千")
_UNEXPLAINED, _UNEXPLAINED_UNASKED = 0.04, 0.12
"""What each unexplained character costs by itself, where the sentence asks where and where it does not."""
_NUMBER = "[零一二两三四五六七八九十百]+"
_WINDOW_WITHOUT_HAO = re.compile(f"(?<![第零一二三四五六七八九十百0-9])({_NUMBER}|[0-9]{{1,2}})窗口")
"""二窗口, as a recogniser or a keyboard leaves it: 二号窗口."""
_WITH_SOMEBODY = re.compile(
    "^(?:我|俺|咱)?(?:带着?|领着?|推着?|扶着?|陪着?|背着?|抱着?|跟)[^去到上]{1,5}(?=(?:去|到|上)[^不了])"
)
"""我带着孩子去…, 我推着婴儿车去…: who comes along says nothing of the place."""
_NUMBERED = re.compile(f"^{_NUMBER}号(?:窗口?)?$")
_WINDOW = re.compile(rf"第?({_NUMBER})号?(?:办事|服务)?(?:窗口|窗|柜台)|({_NUMBER})号")
_FLOOR = re.compile(rf"(负|地下)?第?({_NUMBER})(?:楼|层)|地下室|地下层")
_LAST_FLOOR, _LAST_WINDOW = 20, 999
"""Higher numbers are no floors and windows of such a hall: 三零二楼, 一零零一号窗口."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place, or of a service that stands for its window."""

    spoken: Spoken
    place: str
    service: str | None


@dataclass(frozen=True, slots=True)
class WayQuestion:
    """Where the visitor wants to go, if that is what was asked."""

    candidates: tuple[Candidate, ...]
    places: tuple[str, ...]
    services: tuple[str, ...]
    asks_where: bool
    bare: bool
    step_free: bool


class WayMatcher:
    """Built once from the content; immutable."""

    def __init__(self, content: Content) -> None:
        self._names = tuple(_unique(_names(content)))
        self._spoken_names = PhraseList([name.spoken for name in self._names])
        navigation = content.navigation
        self._where = PhraseList(_longest_first(navigation.where if navigation else ()), _NEARLY_ASKS)
        self._fillers = _longest_first(navigation.fillers if navigation else ())
        self._step_free = _longest_first(navigation.step_free if navigation else ())
        self._no_way = tuple(map(plain, navigation.no_way)) if navigation else ()

    def match(self, text: str) -> WayQuestion:
        """What `text` asks of the way; no candidates when it is no such question."""
        said = Spoken.of(normalise(_WINDOW_WITHOUT_HAO.sub(r"\1号窗口", _WITH_SOMEBODY.sub("", plain(text)))))
        whole = Spoken.of(plain(text))
        step_free = any(find(whole, cue, _EXACT) for cue in self._step_free)
        where = _best(said, self._where)
        tells_of_it = not where and any(word in whole.text for word in self._no_way)
        covered = {at for span in where for at in range(span.start, span.end)}
        without_steps: set[int] = set()
        for cue in self._step_free:
            cue_span = find(said, cue, _EXACT)
            without_steps |= set(range(cue_span.start, cue_span.end)) if cue_span else set()
        found = sorted(
            (
                (span, name)
                for name, span in ((self._names[place], span) for place, span in self._spoken_names.find(said))
                if _is_named(said, span, covered, without_steps)
                and (span.likeness >= BY_FOLDED_SOUND or _may_be_misheard(name, span, asks=bool(where)))
            ),
            key=lambda pair: (-pair[0].likeness * len(pair[0]) - pair[0].likeness, pair[1].service is not None),
        )
        covered |= without_steps
        candidates: dict[str, Candidate] = {}
        for span, name in found:
            score = self._score(said, span, name, covered, asks=bool(where))
            if (
                not tells_of_it
                and score >= _WORTH_NAMING
                and (name.place not in candidates or candidates[name.place].score < score)
            ):
                candidates[name.place] = Candidate("place", name.place, round(score, 4), name.spoken.text)
        ranked = tuple(sorted(candidates.values(), key=lambda candidate: -candidate.score))
        return WayQuestion(
            candidates=ranked[:5],
            places=tuple(
                dict.fromkeys(name.place for span, name in found if name.service is None and span.likeness > 0.9)
            ),
            services=tuple(dict.fromkeys(name.service for span, name in found if name.service and span.likeness > 0.9)),
            asks_where=bool(where),
            bare=(bool(where) or step_free) and not candidates and not self._left(said, covered),
            step_free=step_free,
        )

    def stops(self, text: str) -> tuple[tuple[str, ...], bool]:
        """The places of "先去厕所再去公证处" in order, and whether the first is only where one sets out (从…到…)."""
        said = plain(text)
        for pattern, starts_there in ((_FROM_TO, True), (_FIRST_THEN, False)):
            found = pattern.search(said)
            places = tuple(self._place_of(part) for part in found.groups()) if found else ()
            named = tuple(place for place in places if place is not None)
            if len(named) > 1 and len(named) == len(places) and named[0] != named[1]:
                return named, starts_there
        return (), False

    def _place_of(self, part: str) -> str | None:
        found = self.match(f"{part}在哪").candidates
        return found[0].id if found and found[0].score >= _SURE_STOP else None

    def _score(self, said: Spoken, span: Span, name: Name, covered: set[int], asks: bool) -> float:
        if not asks and name.service is not None:
            return 0.0
        used = covered | set(range(span.start, span.end))
        left = self._left(said, used)
        if left <= 0:
            return span.likeness
        # Every unexplained character counts by its share of the sentence, and some by itself.
        by_itself = _UNEXPLAINED if asks else _UNEXPLAINED_UNASKED
        return max(0.0, span.likeness * (1 - left / len(said.text)) - by_itself * left)

    def _left(self, said: Spoken, used: set[int]) -> int:
        """How many characters neither `used` nor fillers explain."""
        return len(said.text) - len(used | _filled(said, self._fillers, used))


class WayWords:
    """Words that mean a way in this hall (怎么走, 窗口), and not which authority does a thing. Immutable."""

    def __init__(self, content: Content) -> None:
        words = content.follow_up
        self._words = (*words.where, *words.ways) if words else ()

    def named_in(self, text: str) -> bool:
        """Whether `text` holds one of them."""
        said = plain(text)
        return any(word in said for word in self._words)


@dataclass(frozen=True, slots=True)
class Outside:
    """A window (by its number) or a floor (as it was said) that the hall does not have."""

    window: int | None = None
    floor: str = ""


class OutsideMatcher:
    """Questions for windows and floors that do not exist: "20号窗口在哪", "三楼怎么走", "地下室". Immutable."""

    def __init__(self, content: Content) -> None:
        places = content.hall.places if content.hall else ()
        self._windows = {place.number for place in places if place.number is not None}
        self._floors = {place.floor for place in places}
        navigation, asking_on = content.navigation, content.follow_up
        self._where = PhraseList(_longest_first(navigation.where if navigation else ()), _NEARLY_ASKS)
        self._words = _longest_first(
            (
                *(navigation.fillers if navigation else ()),
                *(navigation.step_free if navigation else ()),
                *(asking_on.there if asking_on else ()),
            )
        )

    def match(self, text: str) -> Outside | None:
        """What `text` asks the way to, or asks about, and is not there; None when it says anything else besides."""
        words = normalise(text)
        outside = self._window(words) or self._floor(words)
        if outside is None:
            return None
        span, found = outside
        said = Spoken.of(words)
        where = {at for cue in _best(said, self._where) for at in range(cue.start, cue.end)}
        used = set(range(*span))
        # 二十号 alone, and 二十号去哪个窗口, is a number of the queue or a day.
        if words[slice(*span)].endswith("号") and (not where or "窗" in words):
            return None
        explained = used | where
        return None if len(explained | _filled(said, self._words, explained)) < len(words) else found

    def _window(self, words: str) -> tuple[tuple[int, int], Outside] | None:
        for mention in _WINDOW.finditer(words):
            number = number_value(mention.group(1) or mention.group(2))
            if self._windows and number is not None and number not in self._windows and number <= _LAST_WINDOW:
                return mention.span(), Outside(window=number)
        return None

    def _floor(self, words: str) -> tuple[tuple[int, int], Outside] | None:
        for mention in _FLOOR.finditer(words):
            if mention.group(2):
                floor = number_value(mention.group(2)) or 0
                exists = (-floor if mention.group(1) else floor) in self._floors
            else:
                floor, exists = 1, min(self._floors, default=0) < 0
            if self._floors and not exists and floor <= _LAST_FLOOR:
                return mention.span(), Outside(floor=mention.group())
        return None


def _names(content: Content) -> Iterator[Name]:
    hall = content.hall
    for place in hall.places if hall else ():
        if place.kind == "junction":
            continue
        for name in (place.name, *place.names, *_by_number(place.number)):
            yield Name(Spoken.of(normalise(name)), place.id, None)
    for office in hall.elsewhere if hall else ():
        for name in (office.name, *office.names):
            yield Name(Spoken.of(normalise(name)), office.id, None)
    for service in content.services.values():
        for name in (service.name, *service.names):
            yield Name(Spoken.of(normalise(name)), service.window, service.id)


def _by_number(number: int | None) -> Iterator[str]:
    if number:
        for said in (str(number), "两") if number == 2 else (str(number),):
            yield from (f"{said}号窗口", f"{said}号窗", f"{said}号")


def _unique(names: Iterable[Name]) -> Iterator[Name]:
    seen: set[tuple[str, str]] = set()
    for name in names:
        key = (name.spoken.text, name.place)
        if name.spoken.text and key not in seen:
            seen.add(key)
            yield name


def _longest_first(phrases: Iterable[str]) -> tuple[Spoken, ...]:
    return tuple(Spoken.of(phrase) for phrase in sorted(set(phrases), key=lambda phrase: -len(phrase)))


def _is_named(said: Spoken, span: Span, asking: set[int], without_steps: set[int]) -> bool:
    """False for a part of something else.

    二号窗口 in 十二号窗口, 楼梯 in 走不了楼梯, and a name that is only nearly there and made of what asks (几号窗口).
    """
    if without_steps.issuperset(range(span.start, span.end)):
        return False
    if span.start and {said.text[span.start - 1], said.text[span.start]} <= _NUMERALS:
        return False
    return span.likeness >= BY_FOLDED_SOUND or not asking.issuperset(range(span.start, span.end))


def _may_be_misheard(name: Name, span: Span, asks: bool) -> bool:
    """Whether a name that is only nearly there counts: half a wrong syllable of three, a whole one of more.

    Where nothing asks for the way only long names do (合同 is not 律服通, 打官司 not 母婴室).
    """
    size = len(name.spoken.text)
    if _NUMBERED.match(name.spoken.text):
        return False  # 二十号窗口 is not nearly 二号窗口
    return size >= _LONG_NAME or (asks and (size > _SHORT_NAME or span.likeness >= NEARLY * 0.8))


def _best(said: Spoken, phrases: PhraseList) -> list[Span]:
    """All phrases found by characters, else the longest one found by sound; empty when there is none."""
    spans = [span for _, span in phrases.find(said)]
    exact = [span for span in spans if span.likeness == BY_CHARACTERS]
    if exact:
        return exact
    return [max(spans, key=lambda span: (span.likeness * len(span), span.likeness))] if spans else []


def _filled(said: Spoken, fillers: tuple[Spoken, ...], used: set[int]) -> set[int]:
    """Positions that fillers explain, among those that nothing explains yet."""
    filled: set[int] = set()
    for filler in fillers:
        at = said.text.find(filler.text)
        while at >= 0:
            span = set(range(at, at + len(filler.text)))
            if not span & (used | filled):
                filled |= span
            at = said.text.find(filler.text, at + 1)
    return filled
