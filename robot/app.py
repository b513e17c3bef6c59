"""The robot: builds its parts from the configuration and takes one turn after another.

A turn, top to bottom: samples -> `hear` -> Transcript -> `answer` -> Understanding -> Reply -> `speech`.
This is the only module that knows all the others; each part can be missing, and the robot goes on with the rest.
"""

from __future__ import annotations

import datetime
import gc
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from robot import paths, shipped
from robot.audio.segment import speech_meter
from robot.config import Config
from robot.content.load import Content
from robot.desk.unanswered import Unanswered
from robot.dialogue.session import Session, context_of
from robot.dialogue.turn import Dialogue
from robot.errors import DeskError, RobotError
from robot.models import manifest
from robot.models.store import ModelStore
from robot.navigation.guide import HallGuide
from robot.nlu.index.embedding import SHIPPED, Embedder, VectorCache
from robot.nlu.index.meaning import Floats
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.text.normalise import normalise
from robot.nlu.understand import Understander
from robot.snapshot import VECTORS, understood, understood_already
from robot.statutes import regulations
from robot.statutes.book import Opened, StatuteBook
from robot.statutes.coming import Coming
from robot.statutes.database import StatuteDatabase
from robot.statutes.ranking import CITED
from robot.statutes.search import StatuteSearch
from robot.stt.base import SpeechToText, Stream
from robot.stt.rolling import RollingStream
from robot.tts.cache import SpeechCache
from robot.tts.speech import Speech
from robot.tts.spoken_form import spoken_form
from robot.turn import Reply, Samples, Transcript, Understanding

_LOG = logging.getLogger(__name__)

_PHRASINGS_FOR_LAW = 3
"""Of each entry, beside its question: so many are enough to find the articles that it rests on."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, whole: what was heard, what was understood, what is answered, what is remembered.

    `written` is what is spoken before numbers became words, for the eye; None: as it is spoken."""

    transcript: Transcript
    understanding: Understanding
    reply: Reply
    session: Session
    total_ms: float
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that follows from one content snapshot; a reload swaps the whole of it."""

    content: Content
    understander: Understander
    dialogue: Dialogue


def knowledge_of(
    content: Content, config: Config, embedder: Embedder | None, progress: Callable[[int, int], None] | None = None
) -> Knowledge:
    """Index `content` for understanding and answering."""
    return _answering(content, Understander(content, embedder, VECTORS, progress), config, embedder)


def _answering(content: Content, understander: Understander, config: Config, embedder: Embedder | None) -> Knowledge:
    guide = HallGuide(
        content.hall, content.directions, content.services.values(), config.hall.robot_at, config.hall.robot_faces
    )
    book = StatuteBook(lambda: _opened(content, embedder), regulations.of(content.regulations))
    return Knowledge(content, understander, Dialogue(content, guide, book))


def _opened(content: Content, embedder: Embedder | None) -> Opened:
    database = statute_database()
    return database, statute_search(database, content, embedder)


@dataclass
class Robot:
    """A robot that can be asked. Speech engines are started on first use, so that typed turns need none."""

    config: Config
    knowledge: Knowledge
    embedder: Embedder | None = None
    unanswered: Unanswered | None = None
    """Where questions are kept, masked, that nothing answered; None: nowhere."""
    _failed: dict[str, RobotError] = field(default_factory=dict)
    _ear: threading.Lock = field(default_factory=threading.Lock)
    """Several pages may speak at once; a recogniser hears one after another."""

    @classmethod
    def build(cls, config: Config, progress: Callable[[int, int], None] | None = None) -> Robot:
        """Load content and models of understanding. Raises ContentError when there is no content at all."""
        embedder = Embedder.load() if config.understanding.embeddings == "auto" else None
        found = understood_already(embedder)
        if found is None and shipped.fault(SHIPPED) is not None:
            # All phrasings would have to be embedded, which takes an hour; visitors are answered by words alone.
            embedder = None
        found = found or understood(embedder, progress)
        return cls(config, _answering(found.content, found.understander, config, embedder), embedder)

    def take_up(self, content: Content) -> None:
        """Go on with `content`: all that follows from it is built first, then swapped in at once."""
        self._go_on(knowledge_of(content, self.config, self.embedder))

    def say_anew(self, content: Content) -> bool:
        """Go on with what `content` says, understood as before and by its new sentences to the letter; False where that
        cannot be, for something that was understood is gone from it."""
        understander = self.knowledge.understander.also(content)
        if understander is not None:
            self._go_on(_answering(content, understander, self.config, self.embedder))
        return understander is not None

    def take_up_kept(self, content: Content) -> bool:
        """Go on with `content` as it was understood in another process; False where it was not."""
        found = understood_already(self.embedder)
        if found is not None:
            self._go_on(_answering(content, found.understander, self.config, self.embedder))
        return found is not None

    def _go_on(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        gc.unfreeze()  # what was read at the start (robot/nlu/index/kept.py) is garbage now

    def note(self, turn: Turn) -> None:
        """Keep the question of `turn` for the editors, masked, when nothing answered it, or its matter had no words for
        it. Never raises."""
        meant = turn.understanding
        asked_in_vain = meant.inside and meant.act == "asking-on" and not meant.passage
        if self.unanswered is None or meant.id == OUT_OF_SCOPE or not (turn.reply.kind == "fallback" or asked_in_vain):
            return
        try:
            self.unanswered.add(turn.transcript.text, turn.reply.topic, datetime.date.today())
        except DeskError as error:
            _LOG.warning("an unanswered question is not kept: %s", error.key)

    def answer(self, transcript: Transcript, session: Session) -> Turn:
        """Understand and answer one transcript. Never raises for anything a visitor may say."""
        started = time.perf_counter()
        knowledge = self.knowledge
        understanding = knowledge.understander.understand(transcript, context_of(session))
        reply, session = knowledge.dialogue.turn(understanding, session)
        written = reply.spoken
        reply = replace(reply, spoken=spoken_form(written), directions=_spoken(reply.directions))
        return Turn(transcript, understanding, reply, session, (time.perf_counter() - started) * 1000, written)

    def hear(self, samples: Samples) -> Transcript:
        """What was said in `samples`. Raises RobotError when no recogniser works."""
        recogniser = self.recogniser
        if recogniser is None:
            raise self._failed.get("stt") or RobotError("app.no_recogniser")
        with self._ear:
            return recogniser.transcribe(samples)

    @cached_property
    def recogniser(self) -> SpeechToText | None:
        """The recogniser of the configuration, else any that works; None when none does."""
        from robot.engines import recogniser

        found = recogniser(self.config.stt, self._speech_seconds(), partial(self._failed.setdefault, "stt"))
        if found is not None and self.config.stt.hints:
            found.set_hints(hints(self.knowledge.content))
        return found

    def partial_stream(self, rolling: bool = False) -> Stream | None:
        """A stream that shows what is heard while it is said; None where none does.

        `rolling`: where the recogniser cannot stream, what was said so far is recognised again and again.
        """
        recogniser = self.__dict__.get("recogniser")
        if recogniser is None:
            return None
        if recogniser.streaming:
            stream: Stream = recogniser.stream()
            return stream
        return RollingStream(self._glimpse, self.hear) if rolling else None

    def _glimpse(self, samples: Samples) -> str | None:
        """What some samples say, unless the ear is at work for somebody: answers come first."""
        if self.recogniser is None or not self._ear.acquire(blocking=False):
            return None
        try:
            return self.recogniser.transcribe(samples).text
        except RobotError:
            return None
        finally:
            self._ear.release()

    @cached_property
    def speech(self) -> Speech | None:
        """The voice of the configuration, else any that works; None when none does."""
        from robot.engines import voice

        found = voice(self.config.tts.engine, partial(self._failed.setdefault, "tts"))
        return Speech(found, SpeechCache(paths.CACHE / "speech")) if found else None

    def _speech_seconds(self) -> Callable[[Samples], float] | None:
        """Measures how much speech is in some samples; None where voice activity cannot be had."""
        try:
            return speech_meter(self.config.audio)
        except RobotError as error:
            self._failed["vad"] = error
            return None

    def failure(self, part: str) -> RobotError | None:
        """Why `part` ("stt", "tts", "statutes") is missing, or not the best there is, once it was asked for."""
        if part != "statutes":
            return self._failed.get(part)
        from robot.engines import is_missed

        problem = self.knowledge.dialogue.book.problem
        return problem if problem is not None and is_missed("statutes", problem) else None


def statute_database() -> StatuteDatabase:
    """The statute database of the model store, as of today. Raises ModelError when it is not installed."""
    folder = ModelStore(paths.MODELS, manifest.load()).path("statutes")
    return StatuteDatabase(folder / "laws.db", datetime.date.today())


def statutes_coming() -> Coming:
    """What the laws become within 90 days. Raises ModelError when the database is not installed."""
    return Coming(ModelStore(paths.MODELS, manifest.load()).path("statutes") / "laws.db", datetime.date.today())


def statute_search(database: StatuteDatabase, content: Content, embedder: Embedder | None) -> StatuteSearch:
    """Search over `database` that also knows which articles the FAQ rests on. Raises ModelError."""
    index = paths.CACHE / "statutes.fts.db"
    general = Embedder.general() if embedder is not None else None
    if general is None:
        return StatuteSearch(database, index)
    return StatuteSearch(database, index, general.embed, cited_phrasings(content, general))


def cited_phrasings(content: Content, general: Embedder) -> list[tuple[Floats, list[tuple[str, str]]]]:
    """The embedding of each FAQ entry's first phrasings, with the (law, article) that it cites."""
    found = phrasings_for_law(content)
    vectors = VectorCache(VECTORS, CITED).vectors([text for text, _ in found], general)
    return [(vector, cited) for vector, (_, cited) in zip(vectors, found, strict=True)]


def phrasings_for_law(content: Content) -> list[tuple[str, list[tuple[str, str]]]]:
    """The first phrasings of each FAQ entry, with the (law, article) that it cites."""
    return [
        (normalise(text), [(citation.law, citation.article) for citation in faq.entry.citations])
        for faq in content.faq.values()
        for text in (faq.entry.question, *faq.entry.phrasings[:_PHRASINGS_FOR_LAW])
    ]


def hints(content: Content) -> list[str]:
    """Short words that recognisers miss, the likeliest first: names of services, of rooms and facilities.

    No commands: primed with them, Whisper hears 上一步 in 怎么走.
    """
    services = [min((service.name, *service.names), key=len) for service in content.services.values()]
    places = content.hall.places if content.hall else ()
    rooms = [place.name for place in places if place.kind in {"room", "facility", "stairs"}]
    return [word for word in dict.fromkeys((*rooms, *services)) if len(word) > 2]


def _spoken(directions: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if directions is None else tuple(spoken_form(step) for step in directions)
