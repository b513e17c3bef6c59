"""Matters: what they may hold, and what `check` says of them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from robot.content import load
from robot.content.check import check
from robot.content.load import Content
from robot.content.matters import COMMONEST, Fact
from tests.content.trees import Tree

TODAY = datetime.date(2026, 11, 28)
GOOD = """
id: wages
name: 拖欠工资
topic: 劳动纠纷
window: w3
entries: [labor-unpaid-wages]
facts:
  - id: contract
    type: yes-no
    ask: 签书面合同了没有？
    values:
      - {is: "yes", name: 签了合同, said: [合同签了], spoken: 有合同就好办。}
      - {is: "no", name: 没签合同, said: [没签合同], spoken: 没合同也能要。}
points:
"""
POINTS = "".join(
    f"  - {{id: {aspect}, aspect: {aspect}, asks: [问{aspect}], spoken: 这样办。}}\n" for aspect in COMMONEST
)


def _faults(tree: Tree, text: str) -> list[str]:
    path = tree.knowledge / "matters" / "wages.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    content = load.load(tree.knowledge, tree.intents)
    return [str(problem) for problem in check(content, TODAY, None, None) if "matters" in str(problem.path)]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree.copy(tmp_path)


def test_a_good_matter(tree: Tree) -> None:
    content = load.load(tree.knowledge, tree.intents)
    entry = next(iter(content.faq))
    assert _faults(tree, (GOOD + POINTS).replace("labor-unpaid-wages", entry)) == []


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("entries: [ENTRY]", "entries: [no-such-entry]", "不存在"),
        ("entries: [ENTRY]", "entries: []", "一条回答"),
        ("window: w3", "window: w99", "不存在"),
        ("topic: 劳动纠纷", "topic: 劳动", "不存在"),
        ("ask: 签书面合同了没有？", "ask: 签书面合同了没有", "问句"),
        ("said: [没签合同]", "said: [合同签了]", "也有"),
        ("aspect: cost", "aspect: order", "cost"),
        ("spoken: 没合同也能要。", "spoken: " + "没合同也能要" * 20 + "。", "太长"),
        ("spoken: 没合同也能要。", "spoken: " + "没合同也能要" * 11 + "。", "一口气"),
    ],
)
def test_what_is_wrong_is_said(tree: Tree, good: str, bad: str, said: str) -> None:
    entry = next(iter(load.load(tree.knowledge, tree.intents).faq))
    text = (GOOD + POINTS).replace(good.replace("ENTRY", "labor-unpaid-wages"), bad)
    text = text.replace("labor-unpaid-wages", entry)
    assert any(said in fault for fault in _faults(tree, text))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('tells:\n  ENTRY: {contract: "no"}\nsame:\n  contract=no: [wages/contract=no]\n', ""),
        ('tells:\n  no-such-entry: {contract: "no"}\n', "不存在"),
        ('tells:\n  ENTRY: {paper: "no"}\n', "不存在"),
        ("tells:\n  ENTRY: {contract: perhaps}\n", "不存在"),
        ("same:\n  contract=perhaps: [wages/contract=no]\n", "不存在"),
        ("same:\n  contract=no: [wages/contract=perhaps]\n", "不存在"),
    ],
)
def test_for_whom_it_holds_names_what_there_is(tree: Tree, more: str, said: str) -> None:
    entry = next(iter(load.load(tree.knowledge, tree.intents).faq))
    text = GOOD.replace("facts:\n", more.replace("ENTRY", "labor-unpaid-wages") + "facts:\n") + POINTS
    faults = _faults(tree, text.replace("labor-unpaid-wages", entry))
    assert any(said in fault for fault in faults) if said else faults == []


def test_a_point_for_some_names_a_fact_and_its_values(tree: Tree) -> None:
    entry = next(iter(load.load(tree.knowledge, tree.intents).faq))
    text = (GOOD + POINTS).replace("labor-unpaid-wages", entry)
    good = text.replace("id: cost, ", 'id: cost, only: {contract: ["no"]}, ')
    assert _faults(tree, good) == []
    assert any("不存在" in fault for fault in _faults(tree, good.replace('["no"]', "[perhaps]")))


def test_yes_no_has_both_values() -> None:
    value = {"is": "yes", "name": "签了", "said": ["签了"], "spoken": "好。"}
    with pytest.raises(ValidationError):
        Fact.model_validate({"id": "a", "type": "yes-no", "ask": "签了吗？", "values": [value]})


def test_every_entry_belongs_to_one_matter(content: Content) -> None:
    owned = [entry for matter in content.matters.values() for entry in matter.entries]
    assert sorted(owned) == sorted(content.faq)
    services = [service for matter in content.matters.values() for service in matter.services]
    assert sorted(services) == sorted(content.services)


def test_an_entry_of_none_is_a_fault(content: Content) -> None:
    first = next(iter(content.matters))
    fewer = replace(content, matters={name: each for name, each in content.matters.items() if name != first})
    assert any("不归任何一个" in str(fault) for fault in check(fewer, TODAY, None, None))
