"""One run of the benchmark: every part in order, the robot and its peers on the same questions."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from robot.app import Robot
from robot.bench import accuracy, acoustics, emergencies, leaks, machine, peers, speed, topics
from robot.bench.accuracy import Condition, Progress
from robot.bench.acoustics import Spoken
from robot.bench.voices import Ear, Voices
from robot.errors import RobotError
from robot.fitting import questions
from robot.fitting import topic as topic_fit
from robot.fitting.questions import Outcome, Question, Tally
from robot.nlu.index.embedding import Embedder
from robot.nlu.index.phrasings import collect
from robot.nlu.topic.weights import NONE
from robot.nlu.understand import Understander
from robot.snapshot import VECTORS as VECTORS

_LOG = logging.getLogger(__name__)
ALL = "all files"
_SPEED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Plan:
    """Which parts are run. `sample`: spoken questions a condition, 0 for none. `topics`: sets beside the held-out.

    `emergencies`: cries and sentences that only sound like one. `consultations`: the topics of real ones as well,
    cross-validated, which takes minutes.
    """

    simulated: bool = True
    sample: int = acoustics.SAMPLE
    speed: bool = True
    topics: Mapping[str, Sequence[topics.Filed]] = field(default_factory=dict)
    emergencies: Sequence[Question] = ()
    consultations: bool = False


@dataclass(frozen=True, slots=True)
class PeerScores:
    """A peer by condition; `missing` says why it has none."""

    name: str
    scores: dict[str, peers.Score]
    missing: str = ""


@dataclass
class Measured:
    """What a run found. Tables by the name of the question file, `ALL` for all together, then by condition."""

    files: dict[str, tuple[Question, ...]]
    phrasings: int
    entries: int
    has_meaning: bool
    machine: list[tuple[str, str]] = field(default_factory=machine.described)
    """As it was when the run began."""
    tallies: dict[str, dict[str, Tally]] = field(default_factory=dict)
    without_meaning: dict[str, Tally] = field(default_factory=dict)
    outcomes: dict[str, tuple[Outcome, ...]] = field(default_factory=dict)
    """The robot's, by condition, of all questions that were asked."""
    common: dict[str, peers.Score] = field(default_factory=dict)
    """The robot on the questions that the peers get."""
    common_count: int = 0
    peers: list[PeerScores] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    no_acoustics: str = ""
    speeds: list[speed.Speed] = field(default_factory=list)
    rebuild: speed.Rebuild | None = None
    topics: list[topics.TopicScore] = field(default_factory=list)
    alarms: list[emergencies.Alarms] = field(default_factory=list)
    leaks: list[leaks.Leak] = field(default_factory=list)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all files."""
        return tuple(question for several in self.files.values() for question in several)


def measure(robot: Robot, files: Mapping[str, tuple[Question, ...]], plan: Plan, progress: Progress) -> Measured:
    """Run the parts of `plan` on `files`, questions by the name of their file."""
    content, understander = robot.knowledge.content, robot.knowledge.understander
    index = understander.index
    found = Measured(
        dict(files),
        phrasings=len(index.phrasings),
        entries=len({(each.kind, each.id) for each in index.phrasings}),
        has_meaning=index.has_meaning,
    )
    embedder = Embedder.load() if index.has_meaning else None
    if plan.speed:
        # First: what the rest of the run leaves in memory would slow it.
        mixed = _mixed(found.questions, robot)
        found.speeds, found.rebuild = speed.measured(content, embedder, VECTORS, mixed, progress)
    asked = [*found.questions, *plan.emergencies]
    found.leaks = leaks.leaked(asked, [*leaks.content_sentences(content), *_tuned(files)])
    conditions = accuracy.simulated(found.questions, _sentences(robot)) if plan.simulated else ()
    for condition in conditions:
        progress(condition.label)
        outcomes = accuracy.understood(condition, understander)
        _keep(found, condition, outcomes)
        for name, several in _by_file(found, outcomes).items():
            found.tallies.setdefault(name, {})[condition.label] = questions.count(several)
    if plan.simulated and index.has_meaning:
        _without_meaning(found, robot, conditions, progress)
    if plan.sample:
        conditions += _acoustics(found, robot, plan.sample, progress)
    _peers(found, robot, conditions, embedder, progress)
    if plan.simulated:
        progress("topics")
        _topics(found, robot, plan, embedder)
    if plan.emergencies:
        found.alarms = emergencies.measured(plan.emergencies, _sentences(robot), understander, progress)
    return found


def _tuned(files: Mapping[str, tuple[Question, ...]]) -> list[str]:
    """Sentences that weights and limits are fitted on; none of a file that is just being asked (`--file`)."""
    known = [path for path in questions.TUNING if path.name not in files and path.is_file()]
    return [question.ask for path in known for question in questions.read(path)]


def _sentences(robot: Robot) -> list[str]:
    return [phrasing.text for phrasing in collect(robot.knowledge.content)]


def _keep(found: Measured, condition: Condition, outcomes: tuple[Outcome, ...]) -> None:
    found.outcomes[condition.label] = outcomes
    found.tallies.setdefault(ALL, {})[condition.label] = questions.count(outcomes)


def _by_file(found: Measured, outcomes: Sequence[Outcome]) -> dict[str, tuple[Outcome, ...]]:
    """`outcomes` of all questions, cut at the ends of the files."""
    split, start = {}, 0
    for name, several in found.files.items():
        split[name] = tuple(outcomes[start : start + len(several)])
        start += len(several)
    return split


def _without_meaning(found: Measured, robot: Robot, conditions: Sequence[Condition], progress: Progress) -> None:
    plain = Understander(robot.knowledge.content)
    for condition in conditions:
        progress(f"{condition.label}, no embeddings")
        found.without_meaning[condition.label] = questions.count(accuracy.understood(condition, plain))


def _acoustics(found: Measured, robot: Robot, size: int, progress: Progress) -> tuple[Condition, ...]:
    asked = acoustics.sample(found.questions, size)
    ears = {primed: Ear(robot, primed=primed) for primed in (True, False)}
    try:
        for spoken in acoustics.spoken(asked, Voices(), ears, progress):
            found.spoken.append(spoken)
            _keep(found, spoken.condition, accuracy.understood(spoken.condition, robot.knowledge.understander))
    except RobotError as error:
        _LOG.info("no acoustics: %s", error.key)
        found.no_acoustics = str(error)
    return tuple(spoken.condition for spoken in found.spoken)


def _peers(
    found: Measured,
    robot: Robot,
    conditions: Sequence[Condition],
    embedder: Embedder | None,
    progress: Progress,
) -> None:
    known = peers.sentences(robot.knowledge.content)
    common = set(peers.in_common(found.questions, known))
    found.common_count = sum(question in common for question in found.questions)
    shared = [
        Condition(condition.label, tuple(each for each in condition.asked if each.question in common))
        for condition in conditions
    ]
    for label, outcomes in found.outcomes.items():
        tally = questions.count([outcome for outcome in outcomes if outcome.question in common])
        found.common[label] = peers.Score(tally.top1, tally.ms95)
    for name, peer, missing in peers.learned(known, embedder, VECTORS):
        scores = {}
        for condition in shared if peer else ():
            progress(f"{condition.label}, {name}")
            if peer is not None:
                scores[condition.label] = peers.score(peer, condition)
        found.peers.append(PeerScores(name, scores, missing))


def _topics(found: Measured, robot: Robot, plan: Plan, embedder: Embedder | None) -> None:
    understander = robot.knowledge.understander
    sets = [
        *plan.topics.items(),
        ("held-out, no entry answers them", topics.of_questions(found.questions, answered=False)),
        ("held-out, an FAQ entry answers them", topics.of_questions(found.questions, answered=True)),
    ]
    scores = [topics.score(label, filed, understander) for label, filed in sets if filed]
    found.topics = [*_kept_out(robot, embedder), *scores] if plan.consultations else scores


def _kept_out(robot: Robot, embedder: Embedder | None) -> list[topics.TopicScore]:
    """The real consultations, each judged by a topic model that was fitted without it: the shipped one knows them."""
    kept = topic_fit.cross_validate(robot.knowledge.content, embedder)
    filed = [
        (
            topics.Filed(ask=each.example.text, topic=each.example.topic, also=(each.example.also,)),
            each.with_meaning if embedder else each.without,
        )
        for each in kept
        if each.example.source == "consultation" and each.example.topic != NONE
    ]
    return [topics.counted("real consultations, each kept out of the fit", filed)] if filed else []


def _mixed(asked: Sequence[Question], robot: Robot) -> list[str]:
    """Questions for timing: a fifth of the characters misheard, in an order that mixes the kinds."""
    inside = acoustics.sample(asked, len(asked))
    simulated = accuracy.simulated(inside, _sentences(robot))
    label = accuracy.label_of(_SPEED_SHARE)
    return [each.heard.text for condition in simulated if condition.label == label for each in condition.asked]
