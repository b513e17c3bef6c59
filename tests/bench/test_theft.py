"""No sentence is answered by another entry than its own: every sentence against everything.

Each theft is printed: question → expected → got “phrasing that took it”.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import paths
from robot.app import Robot
from robot.bench import theft
from robot.bench.theft import Remembering, Theft, Understand, understand_by
from robot.content.load import Content
from robot.fitting import questions
from robot.fitting.questions import Question
from robot.nlu.index.embedding import Embedder
from robot.nlu.understand import Understander
from robot.yaml_source import parse
from tests.content.trees import FAQ, SERVICES, SMALLTALK, Tree

_EVERY = 3
"""Of the questions of dev.yaml every third is asked here: the benchmark asks them all."""
MUST_NOT_MATCH: tuple[str, ...] = tuple(parse(questions.FOLDER / "must-not-match.yaml").data["must_not_match"])
MOST_ANSWERED = 0.08
"""Of the sentences of must-not-match.yaml: 6 % by meaning when this was written, most of them for an emergency.

They stay out of the content, so that they go on showing what nobody has thought of."""
MOST_STOLEN = {"by sound": 0.03, "by meaning": 0.03}
"""Of the questions of dev.yaml, by entries that are no emergencies: 2.4 % when this was written."""
MOST_ALARMS = 0.015
"""Of the questions of dev.yaml, by emergencies: 1.0 % when this was written."""


@pytest.fixture(scope="session")
def by_sound(robot: Robot) -> Understand:
    """As on a machine without sentence embeddings."""
    return understand_by(robot.knowledge.understander.understand)


@pytest.fixture(scope="session")
def by_meaning(content: Content, robot: Robot) -> Understand:
    """With sentence embeddings. Those of the content and, from the second time on, those of the questions are known."""
    engine = Embedder.load()
    assert engine is not None  # onnxruntime runs it on every machine that the robot is for
    asked = (*MUST_NOT_MATCH, *(question.ask for question in questions.read(questions.TUNING[0])[::_EVERY]))
    prepare = robot.knowledge.understander.index.prepare
    embedder = Remembering(engine, (prepare(text).fixed for text in asked), paths.CACHE / "theft.npz")
    return understand_by(Understander(content, embedder, paths.CACHE / "phrasings.npz").understand)


@pytest.fixture(params=["by sound", "by meaning"])
def ear(request: pytest.FixtureRequest) -> tuple[str, Understand]:
    """Each way of understanding in turn."""
    return request.param, request.getfixturevalue(request.param.replace(" ", "_"))


def _at_most(most: float, stolen: list[Theft]) -> None:
    told = f"{len(stolen)} stolen, at most {most:.0f}:\n" + "\n".join(map(str, stolen))
    print(told)
    if len(stolen) > most:
        pytest.fail(told, pytrace=False)


def test_every_phrasing_belongs_to_its_own_entry(content: Content, by_sound: Understand) -> None:
    _at_most(0, theft.of_the_content(content, by_sound))


def test_nothing_answers_what_is_no_question(ear: tuple[str, Understand]) -> None:
    _, understand = ear
    stolen = theft.of_refused(MUST_NOT_MATCH, understand)
    _at_most(MOST_ANSWERED * len(MUST_NOT_MATCH), stolen)


def test_few_questions_are_answered_by_another_entry(ear: tuple[str, Understand]) -> None:
    name, understand = ear
    asked = questions.read(questions.TUNING[0])[::_EVERY]
    stolen = theft.of_questions(asked, understand)
    alarms = [each for each in stolen if each.got.startswith("emergency:")]
    others = [each for each in stolen if each not in alarms]
    _at_most(MOST_STOLEN[name] * len(asked), others)
    _at_most(MOST_ALARMS * len(asked), alarms)


def _small(tree: Tree) -> tuple[Content, Understand]:
    content = tree.load()
    assert content.problems == ()
    return content, understand_by(Understander(content).understand)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree.copy(tmp_path)


def test_the_small_hall_has_no_thieves(tree: Tree) -> None:
    assert theft.of_the_content(*_small(tree)) == []


@pytest.mark.parametrize("taken", ["老板不发工资", "请问，老板不发工资啊？", "老闆不發工資"])
def test_a_phrasing_of_two_entries_is_theft(tree: Tree, taken: str) -> None:
    tree.edit(SERVICES, "[我要办公证]", f"[{taken}]")
    assert theft.of_the_content(*_small(tree)) == [
        Theft(taken, "service:notary", "faq:wages-unpaid", "老板不发工资"),
    ]


def test_an_emergency_heard_in_a_phrasing_is_theft(tree: Tree) -> None:
    tree.edit(SERVICES, "[我要办公证]", "[快来人啊有人在打我救命]")
    (stolen, *_) = theft.of_the_content(*_small(tree))
    assert (stolen.expected, stolen.got) == ("service:notary", "emergency:danger")


def test_a_refused_sentence_that_an_entry_has_is_theft(tree: Tree) -> None:
    tree.edit(SERVICES, "[我要办公证]", "[今天下雨吗]")
    stolen = theft.of_the_content(*_small(tree))
    assert ("今天下雨吗", "service:notary") in [(each.question, each.got) for each in stolen]


def test_what_is_no_question_must_not_be_answered(tree: Tree) -> None:
    tree.edit(FAQ, "[加班给多少钱]", "[食堂今天做红烧肉了]")
    tree.edit(SMALLTALK, "[几点上班]", "[保洁阿姨来了没有]")
    _, understand = _small(tree)
    stolen = theft.of_refused(["食堂今天做红烧肉了", "保洁阿姨来了没有", "谁把我的水杯拿走了"], understand)
    assert stolen == [Theft("食堂今天做红烧肉了", "-", "faq:overtime", "食堂今天做红烧肉了")]


def test_a_question_that_another_entry_answers_is_theft(tree: Tree) -> None:
    _, understand = _small(tree)
    asked = [
        Question(ask="加班给多少钱", kind="faq", id="overtime"),
        Question(ask="老板不发工资", kind="service", id="aid"),
        Question(ask="工钱要不回来", kind="fallback"),
        Question(ask="几点上班", kind="smalltalk", id="hours"),
        Question(ask="蚂蚁搬家要不要给蜜蜂报备", kind="faq", id="overtime"),
    ]
    stolen = theft.of_questions(asked, understand)
    assert [str(each) for each in stolen] == [
        "老板不发工资 → service:aid → faq:wages-unpaid “老板不发工资”",
        "工钱要不回来 → fallback:- → faq:wages-unpaid “工钱要不回来”",
    ]
