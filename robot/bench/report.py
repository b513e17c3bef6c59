"""bench/RESULTS.md: what was measured, in tables that stay in the same order from run to run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from robot import paths
from robot.bench import targets
from robot.bench.measure import ALL, Measured
from robot.bench.tables import Table, milliseconds, percent
from robot.fitting.questions import Tally

FOLDER = paths.ROOT / "bench"
RESULTS = FOLDER / "RESULTS.md"
NOTES = FOLDER / "notes.toml"

_HEAD = """# Benchmark of understanding 理解测评

Made by `python3 main.py bench`; do not edit by hand. Reasons beside the targets come from `bench/notes.toml`."""
_KEPT_ASIDE = "## Kept aside 留着测的对话和句子"
_NO_LEAKS = "## Leaks 泄漏\n\nNo held-out question stands in the content or among the questions for tuning."
_METHOD = Path(__file__).with_name("method.md")
_COLUMNS = (
    *("heard 听到的", "top-1", "right at once", "asked back and right", "asked among wrong", "passed on"),
    *("wrong with confidence", "out: passed on", "out: asked back", "emergencies", "p95"),
)


def rendered(found: Measured, notes: Path = NOTES) -> str:
    """The whole report as Markdown."""
    return "\n\n".join(part.strip() for part in (_HEAD, *_parts(found, notes))) + "\n"


def write(text: str, path: Path = RESULTS) -> None:
    """Write the report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_kept_aside(text: str, path: Path = RESULTS) -> None:
    """Put the figures of what is kept aside at the end of the report, in place of the last ones."""
    before = path.read_text(encoding="utf-8").partition(f"\n{_KEPT_ASIDE}")[0].rstrip() if path.is_file() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before}\n\n{_KEPT_ASIDE}\n\n{text.strip()}\n", encoding="utf-8")


def _parts(found: Measured, notes: Path) -> Iterator[str]:
    yield _about(found).markdown()
    wanted = targets.targets(found)
    yield targets.table(wanted, targets.reasons(notes, wanted)).markdown()
    if found.tallies:
        yield "## Accuracy 准确率"
        together = found.tallies.get(ALL, {})
        yield _accuracy(f"{ALL}, {_embeddings(found)}", together).markdown()
        if found.without_meaning:
            yield _accuracy(f"{ALL}, without embeddings", found.without_meaning).markdown()
        if len(found.files) > 1:
            for name in found.files:
                yield _accuracy(name, found.tallies.get(name, {})).markdown()
    if found.spoken:
        yield _heard(found).markdown()
    elif found.no_acoustics:
        yield f"### Real acoustics 真实声音\n\nNot measured: {found.no_acoustics}"
    if found.common:
        yield _peers(found).markdown()
        yield _peer_times(found).markdown()
    if found.topics:
        yield _topics(found).markdown()
        yield _topics_each(found).markdown()
    if found.alarms:
        yield _alarms(found).markdown()
    if found.speeds:
        yield _speed(found).markdown()
    yield _leaks(found).markdown() if found.leaks else _NO_LEAKS
    yield _METHOD.read_text(encoding="utf-8")


def _about(found: Measured) -> Table:
    counts = ", ".join(f"{name} {len(several)}" for name, several in found.files.items())
    rows = [
        *found.machine,
        ("content 内容", f"{found.phrasings} phrasings 说法, {found.entries} entries 条目"),
        ("questions 测验题", f"{len(found.questions)} ({counts})"),
        ("embeddings 句向量", _embeddings(found)),
    ]
    return Table("This run", ("what", "value"), tuple(rows), level=2)


def _embeddings(found: Measured) -> str:
    return "with embeddings" if found.has_meaning else "without embeddings (this machine cannot run them)"


def _accuracy(title: str, tallies: dict[str, Tally]) -> Table:
    return Table(title, _COLUMNS, tuple(_row(label, tally) for label, tally in tallies.items()))


def _row(label: str, tally: Tally) -> tuple[str, ...]:
    asked, out = tally.asked, tally.out
    return (
        label,
        percent(tally.first, asked),
        percent(tally.right, asked),
        percent(tally.asked_back, asked),
        percent(tally.asked_wrong, asked),
        percent(tally.rejected, asked),
        percent(tally.wrong + tally.out_wrong, asked + out),
        percent(tally.out_rejected, out),
        percent(tally.out_asked, out),
        percent(tally.emergencies_caught, tally.emergencies),
        milliseconds(tally.ms95),
    )


def _heard(found: Measured) -> Table:
    rows = tuple(
        (
            each.setting.label,
            str(len(each.condition.asked)),
            percent(each.characters),
            percent(each.syllables),
            percent(found.tallies[ALL][each.setting.label].top1),
        )
        for each in found.spoken
    )
    columns = ("voice", "questions", "wrong characters 错字", "wrong toneless syllables 错音节", "top-1")
    return Table("Real acoustics: what Whisper heard 真实声音", columns, rows)


def _peers(found: Measured) -> Table:
    labels = list(found.common)
    ours = ("小律", *(percent(found.common[label].top1) for label in labels))
    rows = [
        (peer.name, *(percent(peer.scores[label].top1) if label in peer.scores else "–" for label in labels))
        for peer in found.peers
    ]
    missing = "; ".join(f"{peer.name}: {peer.missing}" for peer in found.peers if peer.missing)
    return Table(
        "Top-1 beside the peers 与其他方法对照",
        ("", *labels),
        (ours, *rows),
        before=f"The same {found.common_count} in-scope questions for all (of the spoken ones, the sample).",
        after=f"Left out: {missing}" if missing else "",
        level=2,
    )


def _peer_times(found: Measured) -> Table:
    labels = list(found.common)
    rows = [("小律", *(milliseconds(found.common[label].ms95) for label in labels))]
    rows += [
        (peer.name, *(milliseconds(peer.scores[label].ms95) for label in labels)) for peer in found.peers if peer.scores
    ]
    return Table("Time of one question, p95", ("", *labels), tuple(rows))


def _topics(found: Measured) -> Table:
    rows = tuple(
        (
            each.label,
            str(each.asked),
            percent(each.right, each.asked),
            percent(each.right_or_also, each.asked),
            percent(each.without, each.asked),
        )
        for each in found.topics
    )
    columns = ("questions", "count", "right topic 主题正确", "or its second topic", "without topic 没有主题")
    return Table("Topics 主题", columns, rows, level=2)


def _topics_each(found: Measured) -> Table:
    names = sorted({topic for each in found.topics for topic, _, _ in each.each})
    counts = [{topic: f"{right}/{asked}" for topic, asked, right in each.each} for each in found.topics]
    rows = tuple((topic, *(each.get(topic, "–") for each in counts)) for topic in names)
    return Table("Right of asked, by topic", ("topic", *(each.label for each in found.topics)), rows)


def _alarms(found: Measured) -> Table:
    rows = tuple(
        (
            each.label,
            percent(each.caught, each.cries),
            percent(each.asked, each.cries),
            percent(each.false, each.safe),
        )
        for each in found.alarms
    )
    first = found.alarms[0]
    return Table(
        "Emergencies 紧急情况",
        ("heard 听到的", "caught 发现", "asked back 反问", "false alarms 误报"),
        rows,
        before=f"{first.cries} cries, {first.safe} sentences that only sound like one, written apart from all cues.",
        level=2,
    )


def _speed(found: Measured) -> Table:
    rows = tuple(
        (
            f"{each.phrasings:,}",
            "with" if each.meaning else "without",
            milliseconds(each.ms50),
            milliseconds(each.ms95),
            milliseconds(each.wratio50),
            f"{each.ms50 / each.wratio50:.2f}" if each.wratio50 else "–",
            f"{each.build:.1f} s",
        )
        for each in found.speeds
    )
    built = found.rebuild
    after = (
        f"Building with embeddings from a warm cache, {built.phrasings:,} phrasings: {built.seconds:.2f} s, "
        f"{built.embedded_when_warm} texts embedded; after one phrasing changed: {built.embedded_after_change}."
        if built
        else ""
    )
    columns = ("phrasings", "embeddings", "p50", "p95", "WRatio p50", "p50 / WRatio p50", "building")
    return Table("Speed 速度", columns, rows, after=after, level=2)


def _leaks(found: Measured) -> Table:
    rows = tuple((leak.question, leak.phrasing, f"{leak.likeness:.3f}") for leak in found.leaks)
    return Table("Leaks 泄漏", ("held-out question", "sentence of the content", "likeness"), rows, level=2)
