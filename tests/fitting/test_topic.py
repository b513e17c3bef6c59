"""What the topic models are fitted on, and that a fit learns."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest

from robot.content.load import Content
from robot.fitting import topic as topic_fit
from robot.fitting.topic import Example
from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise
from robot.nlu.topic.weights import NONE
from robot.turn import TOPICS
from robot.yaml_source import parse

_TOGETHER = 12
"""Characters in a row that two sentences do not share by chance."""


def test_everything_is_filed_under_a_topic_or_none(content: Content) -> None:
    found = topic_fit.examples(content)
    assert {example.topic for example in found} == {*TOPICS, NONE}
    assert {example.also for example in found} <= {*TOPICS, ""}
    assert all(example.text and example.weight > 0 for example in found)


def test_every_topic_has_questions_enough(content: Content) -> None:
    assert {topic: len(words.questions) >= 50 for topic, words in content.topics.items()} == dict.fromkeys(TOPICS, True)


def test_every_label_is_a_topic() -> None:
    filed = parse(topic_fit.LABELS).data["topics"]
    assert len(filed) == 500
    assert all(topics and set(topics) <= set(TOPICS) and len(topics) <= 2 for topics in filed.values())
    assert all(len(key) == 12 for key in filed)


@pytest.mark.skipif(not topic_fit.SHARED.exists(), reason="the shared data is not here")
def test_labels_stand_for_the_shared_sentences_and_none_of_them_is_in_the_content(content: Content) -> None:
    texts = json.loads((topic_fit.SHARED / "lay-consultations.json").read_text(encoding="utf-8"))
    filed = parse(topic_fit.LABELS).data["topics"]
    assert {hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts} == set(filed)
    theirs = {part for text in texts for part in _parts(normalise(text))}
    ours = [question for words in content.topics.values() for question in words.questions]
    assert [question for question in ours if theirs.intersection(_parts(normalise(question)))] == []


def _parts(text: str) -> list[str]:
    return [text[at : at + _TOGETHER] for at in range(len(text) - _TOGETHER + 1)]


@pytest.mark.parametrize(
    ("article", "topic"),
    [
        ("中华人民共和国民法典第一千零七十九条", "婚姻家庭"),
        ("中华人民共和国民法典第六百八十一条", "抵押担保"),
        ("中华人民共和国民法典第十条", None),
        ("劳动合同法第三十八条", "劳动纠纷"),
        ("中华人民共和国海商法第二百五十七条", "海事海商"),
        ("某某条例第三条", None),
        ("没有条的话", None),
    ],
)
def test_an_article_tells_the_topic(article: str, topic: str | None) -> None:
    assert topic_fit._topic_of(article, parse(topic_fit.LAWS).data) == topic


@pytest.mark.parametrize(("said", "number"), [("十", 10), ("二百零五", 205), ("一千一百六十四", 1164), ("三", 3)])
def test_article_numbers(said: str, number: int) -> None:
    assert topic_fit._number(said) == number


def test_every_topic_of_the_laws_is_one() -> None:
    laws = parse(topic_fit.LAWS).data
    assert {part["topic"] for part in laws["civil_code"]} | set(laws["laws"].values()) <= set(TOPICS)


def test_a_fit_learns_and_is_the_same_again() -> None:
    said = {"婚姻家庭": "离婚孩子归谁", "劳动纠纷": "工资不发怎么讨", NONE: "今天天气怎么样"}
    training = [Example(text + extra, topic, 1.0, "question") for topic, text in said.items() for extra in ("", "呢")]
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(len(training), 8)).astype(np.float32)
    model, again = topic_fit.fit(training, vectors), topic_fit.fit(training, vectors)
    for topic, text in said.items():
        values = model.weigh(text, sound.folded_syllables(text), None)
        assert values is not None and model.names[int(np.argmax(values))] == topic
    assert np.array_equal(model.chars.weights, again.chars.weights)
    assert model.meaning is not None
    learned = [int(np.argmax(model.meaning.weigh(vector))) for vector in vectors]
    assert learned == [topic_fit.CLASSES.index(example.topic) for example in training]
    assert topic_fit.fit(training, None).meaning is None


def test_what_was_kept_out_is_told_by_topic() -> None:
    kept = [
        topic_fit.Kept(Example("甲", "侵权", 1.0, "consultation", "人身损害"), "侵权", "人身损害"),
        topic_fit.Kept(Example("乙", NONE, 1.0, "fallback"), None, "侵权"),
    ]
    text = topic_fit.told(kept)
    assert "with embeddings: 100.0% right" in text
    assert "without: 0.0% right, 100.0% first or second label" in text
    assert "out of scope 1: none for 1, 0" in text
