"""One small run from questions to Markdown: what stands in it, what is reached, what is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from robot.app import Robot, knowledge_of
from robot.bench import measure, report, speed, targets, topics
from robot.bench.measure import ALL, Measured, Plan
from robot.bench.tables import Table
from robot.bench.targets import Target
from robot.content.load import Content
from robot.errors import UsageError
from robot.fitting.questions import Question


@pytest.fixture(scope="module")
def small(robot: Robot, few: Content) -> Robot:
    """The robot that knows a few entries, without embeddings."""
    return Robot(robot.config, knowledge_of(few, robot.config, None))


@pytest.fixture(scope="module")
def found(small: Robot) -> Measured:
    content = small.knowledge.content
    known = [
        Question(ask=faq.entry.phrasings[0], kind="faq", id=faq_id, topic=faq.topic)
        for faq_id, faq in content.faq.items()
    ]
    others = (
        Question(ask="今天晚上吃什么好呢", kind="fallback"),
        Question(ask="邻居家的猫跑了", kind="fallback", topic="侵权"),
    )
    files = {"heldout.yaml": tuple(known), "heldout-2.yaml": others}
    return measure.measure(small, files, Plan(sample=0, speed=False), lambda _: None)


def test_known_sentences_are_right_and_leaks(found: Measured) -> None:
    clean = found.tallies["heldout.yaml"]["clean"]
    assert (clean.asked, clean.out, clean.top1) == (len(found.files["heldout.yaml"]), 0, 1.0)
    assert found.tallies["heldout-2.yaml"]["clean"].out == 2
    assert found.tallies[ALL]["clean"].asked + found.tallies[ALL]["clean"].out == len(found.questions)
    assert len(found.leaks) == len(found.files["heldout.yaml"])


def test_all_conditions_and_peers_are_there(found: Measured) -> None:
    labels = ["clean", "10% misheard", "20% misheard", "30% misheard", "40% misheard"]
    assert list(found.tallies[ALL]) == list(found.common) == labels
    assert found.common_count == len(found.files["heldout.yaml"])
    assert {peer.name for peer in found.peers if peer.scores} >= {"rapidfuzz WRatio"}
    assert all(list(peer.scores) == labels for peer in found.peers if not peer.missing)
    ratio = next(peer for peer in found.peers if peer.name == "rapidfuzz WRatio")
    assert ratio.scores["clean"].top1 == 1.0


def test_the_report_has_every_part_and_can_be_made_again(found: Measured, tmp_path: Path) -> None:
    text = report.rendered(found, tmp_path / "notes.toml")
    for heading in ("## This run", "## Targets", "### all files", "### heldout-2.yaml", "## Top-1 beside", "## Leaks"):
        assert heading in text
    assert "not measured" in text and "小律" in text
    assert text == report.rendered(found, tmp_path / "notes.toml")
    assert all(line.count("|") == text.splitlines()[at + 1].count("|") for at, line in enumerate(text.splitlines())
               if line.startswith("|") and text.splitlines()[at + 1].startswith("|"))  # fmt: skip
    report.write(text, tmp_path / "bench" / "RESULTS.md")
    assert (tmp_path / "bench" / "RESULTS.md").read_text(encoding="utf-8") == text


def test_reasons_are_kept_and_stand_beside_the_target(found: Measured, tmp_path: Path) -> None:
    notes = tmp_path / "notes.toml"
    report.rendered(found, notes)
    empty = notes.read_text(encoding="utf-8")
    assert 'top1_clean = ""' in empty
    notes.write_text(empty.replace('top1_40 = ""', 'top1_40 = "太吵|了"'), encoding="utf-8")
    assert "太吵\\|了" in report.rendered(found, notes)
    assert 'top1_40 = "太吵|了"' in notes.read_text(encoding="utf-8")
    notes.write_text("top1_40 = ", encoding="utf-8")
    with pytest.raises(UsageError, match="notes"):
        report.rendered(found, notes)


def test_targets_are_those_that_were_set(found: Measured) -> None:
    by_key = {target.key: target for target in targets.targets(found)}
    assert {key: each.wanted for key, each in by_key.items()} == {
        "top1_clean": 0.95, "top1_20": 0.92, "top1_40": 0.82, "ahead_20": 0.05, "ahead_40": 0.05,
        "acoustics_neural": 0.92, "acoustics_accented": 0.84, "acoustics_babble_10": 0.74,
        "confidently_wrong": 0.02, "out_of_scope": 0.95, "in_scope_rejected": 0.03, "emergencies_20": 0.99,
        "topic": 0.60, "speed_with": 40.0, "growth_with": 3.0, "speed_without": 5.0, "growth_without": 3.0,
        "build": 3.0, "changed_phrasing": 1.0,
    }  # fmt: skip
    assert by_key["top1_clean"].reached is True
    assert by_key["speed_with"].reached is by_key["acoustics_neural"].reached is None
    best = max(peer.scores["20% misheard"].top1 for peer in found.peers if peer.scores)
    assert by_key["ahead_20"].measured == found.common["20% misheard"].top1 - best


def test_speed_targets(found: Measured) -> None:
    speeds = [
        speed.Speed(5000, False, 2.0, 4.0, 1.0, 1.0),
        speed.Speed(5000, True, 20.0, 30.0, 1.0, 1.0),
        speed.Speed(100_000, False, 9.0, 20.0, 1.0, 1.0),
        speed.Speed(100_000, True, 20.0, 45.0, 1.0, 1.0),
    ]
    by_key = {t.key: t for t in targets.targets(replace(found, speeds=speeds, rebuild=speed.Rebuild(5000, 2.0, 0, 1)))}
    assert (by_key["speed_without"].measured, by_key["growth_without"].measured) == (4.0, 5.0)
    assert (by_key["speed_with"].measured, by_key["growth_with"].measured) == (30.0, 1.5)
    assert [by_key[key].reached for key in ("speed_without", "growth_without", "build", "changed_phrasing")] == [
        True, False, True, True,
    ]  # fmt: skip


def test_how_far_a_target_is_missed() -> None:
    assert Target("a", "a", 0.95, 0.901).row("")[3] == "missed by 4.9 % 未达"
    assert Target("a", "a", 0.02, 0.02, at_least=False).row("")[3] == "reached 达到"
    assert Target("a", "a", 40.0, 45.5, "ms", at_least=False).row("x")[1:4] == (
        "≤ 40.0 ms",
        "45.5 ms",
        "missed by 5.5 ms 未达",
    )


def test_topics_of_a_file(small: Robot, tmp_path: Path) -> None:
    file = tmp_path / "topics.yaml"
    faq = next(iter(small.knowledge.content.faq.values()))
    file.write_text(
        f"- {{ask: {faq.entry.question}, topic: {faq.topic}}}\n- {{ask: 哈哈哈, topic: 海事海商}}\n", encoding="utf-8"
    )
    score = topics.score("own", topics.read(file), small.knowledge.understander)
    assert (score.asked, score.right, score.share) == (2, 1, 0.5)
    assert (faq.topic, 1, 1) in score.each and ("海事海商", 1, 0) in score.each


def test_a_second_topic_counts_apart() -> None:
    filed = topics.Filed(ask="问", topic="海事海商", also=("婚姻家庭",))
    score = topics.counted("real", [(filed, "婚姻家庭"), (filed, None)])
    assert (score.asked, score.right, score.right_or_also, score.without) == (2, 0, 1, 1)


def test_chinese_counts_two_columns() -> None:
    lines = Table("x", ("a", "b"), (("公证处", "1.0 %"), ("ab", "22.0 %"))).markdown().splitlines()
    assert lines[2:] == ["| a      |      b |", "| ------ | -----: |", "| 公证处 |  1.0 % |", "| ab     | 22.0 % |"]


def test_what_is_kept_aside_takes_the_place_of_its_last_figures(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    report.write("# Report\n", path)
    report.write_kept_aside("one", path)
    report.write_kept_aside("two", path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Report\n") and text.endswith("two\n")
    assert "one" not in text and text.count("## Kept aside") == 1
