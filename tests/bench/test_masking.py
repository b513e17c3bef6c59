"""How masking is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from robot.bench import masking
from robot.bench.masking import Sentence, measure, read, told
from robot.desk.masking import Masked


def test_both_kinds_of_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(
        "# who\n我叫【王小明】和【李丽】\n" + json.dumps({"text": "找王小明", "names": [[1, 4]]}) + "\n",
        encoding="utf-8",
    )
    assert read(path) == [Sentence("我叫王小明和李丽", ((2, 5), (6, 8))), Sentence("找王小明", ((1, 4),))]


@pytest.fixture
def hides_wang(monkeypatch: pytest.MonkeyPatch) -> None:
    def personal(text: str) -> list[Masked]:
        at = text.find("王")
        return [Masked(at, at + 1, "〔姓名〕")] if at >= 0 else []

    monkeypatch.setattr(masking, "personal", personal)


@pytest.mark.usefixtures("hides_wang")
@pytest.mark.parametrize(
    ("text", "span", "missed", "partly", "touched"),
    [
        ("王骗了我", (0, 1), (), (), ()),
        ("王老板骗了我", (0, 3), (), ("王老板",), ()),
        ("王小明骗了我", (0, 3), ("王小明",), (), ()),
        ("李老板骗了我", (0, 3), ("李老板",), (), ()),
        ("大姐骗了我", (0, 2), ("大姐",), (), ()),
        ("李丽偷了王冠", (0, 2), ("李丽",), (), ("王冠",)),
    ],
)
def test_what_counts_as_masked(
    text: str, span: tuple[int, int], missed: tuple[str, ...], partly: tuple[str, ...], touched: tuple[str, ...]
) -> None:
    (outcome,) = measure([Sentence(text, (span,))])
    assert (outcome.missed, outcome.partly, outcome.touched) == (missed, partly, touched)


@pytest.mark.usefixtures("hides_wang")
def test_what_was_missed_is_told_only_when_asked_for() -> None:
    outcomes = measure([Sentence("李丽偷了钱", ((0, 2),))])
    assert "李丽" not in "\n".join(told(outcomes, show=False))
    assert "李丽" in "\n".join(told(outcomes, show=True))
