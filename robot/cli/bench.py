"""`bench`: accuracy and speed of understanding on held-out questions, beside the peers, in one run."""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from robot import messages, shipped
from robot.app import Robot, phrasings_for_law
from robot.bench import conversations, emergencies, machine, measure, report, sentences, topics
from robot.bench.acoustics import SAMPLE
from robot.bench.measure import Measured, Plan
from robot.cli.arguments import option, robot, subcommand
from robot.errors import UsageError
from robot.fitting import questions
from robot.nlu.index import scoring
from robot.nlu.index.embedding import Embedder, VectorCache, ship
from robot.nlu.index.phrasings import collect, documents
from robot.statutes.ranking import CITED
from robot.yaml_source import YamlProblem

_EVERY_SECONDS = 2.0
T = TypeVar("T")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "bench")
    parser.add_argument("--file", metavar="F", help=option("questions"))
    parser.add_argument("--acoustics", action="store_true", help=messages.line("bench.option.acoustics"))
    parser.add_argument(
        "--sample", metavar="N", type=int, default=SAMPLE, help=messages.line("bench.option.sample", sample=SAMPLE)
    )
    parser.add_argument("--conversations", metavar="F", help=messages.line("bench.option.conversations"))
    parser.add_argument("--sentences", metavar="F", help=messages.line("bench.option.sentences"))
    parser.add_argument("--kept-aside", action="store_true", help=messages.line("bench.option.kept_aside"))
    parser.add_argument("--failures", action="store_true", help=messages.line("bench.option.failures"))
    parser.add_argument("--topics", metavar="F", help=messages.line("bench.option.topics"))
    parser.add_argument("--fit", action="store_true", help=option("fit"))
    parser.add_argument("--vectors", action="store_true", help=option("vectors"))
    parser.set_defaults(handler=bench)


def bench(arguments: argparse.Namespace) -> int:
    """Measure and print, or fit the weights anew. Exit status 1 when a held-out question stands in the content.

    The whole run writes bench/RESULTS.md; a part of it (`--file`, `--acoustics`) is only printed.
    """
    if arguments.sample < 0:
        raise UsageError("bench.bad_sample", sample=arguments.sample)
    measured = robot()
    if arguments.vectors:
        return _ship(measured)
    if arguments.fit:
        return _fit(measured)
    if arguments.conversations:
        return _conversations(measured, arguments)
    if arguments.sentences:
        print(sentences.table(measured.knowledge.understander, Path(arguments.sentences)).markdown())
        return 0
    if arguments.kept_aside:
        text = _kept_aside(measured)
        print(text)
        report.write_kept_aside(text)
        return 0
    found = _measured(measured, arguments)
    is_whole = not arguments.file and not arguments.acoustics
    text = report.rendered(found)
    print(text)
    if is_whole:
        report.write(text)
        report.write_kept_aside(_kept_aside(measured))
        print(messages.line("bench.written", path=report.RESULTS), file=sys.stderr)
    for leak in found.leaks:
        said = messages.line("bench.leaked", question=leak.question, phrasing=leak.phrasing, likeness=leak.likeness)
        print(said, file=sys.stderr)
    return 1 if found.leaks else 0


def _conversations(measured: Robot, arguments: argparse.Namespace) -> int:
    """Play and judge conversations with conditions, and print the figures; the turns that fail on the error stream."""
    judged = list(conversations.played(measured, conversations.read(Path(arguments.conversations))))
    if arguments.failures:
        print("\n".join(conversations.failures(judged)), file=sys.stderr)
    print("\n".join(table.markdown() for table in conversations.tables(judged)))
    return 0


def _kept_aside(measured: Robot) -> str:
    """The held-out conversations and sentences, as they stand in the report."""
    judged = list(conversations.played(measured, conversations.read(conversations.HELD_OUT)))
    tables = [*conversations.tables(judged), sentences.table(measured.knowledge.understander)]
    return "\n".join((f"Commit {machine.commit()}.\n", *(table.markdown() for table in tables)))


def _measured(measured: Robot, arguments: argparse.Namespace) -> Measured:
    paths_asked = (Path(arguments.file),) if arguments.file else questions.held_out()
    files = {path.name: _read(path, questions.read) for path in paths_asked}
    own = Path(arguments.topics) if arguments.topics else None
    filed = {own.name: _read(own, topics.read)} if own else {}
    if arguments.acoustics:
        plan = Plan(simulated=False, sample=arguments.sample, speed=False)
    elif arguments.file:
        plan = Plan(sample=0, speed=False, topics=filed)
    else:
        cries = _read(emergencies.HELD_OUT, questions.read) if emergencies.HELD_OUT.is_file() else ()
        plan = Plan(sample=arguments.sample, topics=filed, emergencies=cries, consultations=True)
    return measure.measure(measured, files, plan, _progress())


def _read(path: Path, reader: Callable[[Path], tuple[T, ...]]) -> tuple[T, ...]:
    try:
        return reader(path)
    except (OSError, YamlProblem, ValidationError, KeyError, TypeError) as error:
        raise UsageError("bench.no_question_file", path=path, reason=type(error).__name__) from None


def _fit(measured: Robot) -> int:
    """Fit the weights on the content's phrasings and the questions for tuning; the limits of the tiers stay."""
    from robot.fitting import danger as fit_danger
    from robot.fitting import scoring as fitting

    content, index = measured.knowledge.content, measured.knowledge.understander.index
    embedder, cache = Embedder.load(), VectorCache(measure.VECTORS)
    folds = fitting.examples(collect(content), documents(content), embedder, cache, _fitted, lexicon=content.lexicon)
    tuning = [question for path in questions.TUNING for question in questions.read(path)]
    folds.append(fitting.asked(index, tuning))
    fitting.write(
        scoring.PARAMETERS,
        fitting.fitted(folds, with_meaning=True),
        fitting.fitted(folds, with_meaning=False),
        tomllib.loads(scoring.PARAMETERS.read_text(encoding="utf-8"))["tiers"],
    )
    scoring.parameters.cache_clear()
    fit_danger.main()
    shipped.write()
    return 0


def _fitted(done: int, total: int) -> None:
    print(messages.zh("bench.fitting", done=done, total=total), file=sys.stderr, flush=True)


def _ship(measured: Robot) -> int:
    """Write the vectors of all phrasings and documents; exit status 1 where this machine has no embeddings."""
    embedder, general = Embedder.load(), Embedder.general()
    if embedder is None or general is None:
        return 1
    understander = measured.knowledge.understander
    reader = understander.reader
    texts = (*understander.index.embedded, *reader.points.index.embedded, *reader.passages.texts)
    count = ship(texts, VectorCache(measure.VECTORS).vectors(texts, embedder))
    cited = [text for text, _ in phrasings_for_law(measured.knowledge.content)]
    count += ship(cited, VectorCache(measure.VECTORS, CITED).vectors(cited, general), CITED, general.name)
    shipped.write()
    print(messages.zh("bench.shipped", count=count))
    return 0


def _progress() -> Callable[[str], None]:
    """Says what is being measured, a line every few seconds."""
    last = [0.0]

    def say(what: str) -> None:
        if time.monotonic() - last[0] >= _EVERY_SECONDS:
            last[0] = time.monotonic()
            print(messages.line("bench.progress", what=what), file=sys.stderr, flush=True)

    return say
