"""The sentences that names are learnt from."""

from __future__ import annotations

import random

import pytest

from robot.fitting.naming.pieces import FIRM, PERSON, PLACE, Pieces, Stock, lists
from robot.fitting.naming.sentences import FOLDER, Sentences, content_sentences

CONTENT = ["他借了我五万不还", "离婚证丢了怎么补", "我老公打我", "公司不发工资"]
STOCK = Stock({"明": 300, "丽": 200, "强": 100})


def _source(seed: int) -> Sentences:
    chance = random.Random(seed)  # noqa: S311  sentences, no secret
    return Sentences(chance, CONTENT, {"方便面": 20, "水费": 30}, Pieces(chance, STOCK))


def test_the_same_seed_says_the_same() -> None:
    one, other = _source(1), _source(1)
    assert [one.one() for _ in range(50)] == [other.one() for _ in range(50)]


def test_every_kind_of_name_comes_and_sentences_without_one() -> None:
    source = _source(2)
    made = [source.one() for _ in range(1000)]
    assert {label for parts in made for _, label in parts} == {0, PERSON, FIRM, PLACE}
    assert sum(all(label == 0 for _, label in parts) for parts in made) > 100


def test_words_of_the_content_are_no_names() -> None:
    source = _source(3)
    named = {text for _ in range(3000) for text, label in source.one() if label == PERSON}
    assert named and not named & {"方便面", "水费", "公司", "离婚证"}


def test_slots_of_templates_are_known() -> None:
    templates = (FOLDER / "templates.txt").read_text("utf-8").splitlines()
    slots = {each[0] for line in templates if not line.startswith("#") for each in line.split("{")[1:]}
    assert slots == set("PHSWFLKNAXITB")


def test_whoever_says_a_name_has_words_for_it() -> None:
    assert all(words and len(words) == len(list(filter(None, words))) for words in lists().values())


def test_the_content_is_read() -> None:
    texts = content_sentences()
    assert len(texts) > 50_000 and not any("{" in text for text in texts)


@pytest.mark.parametrize("seed", range(5))
def test_a_name_is_made_of_what_there_is(seed: int) -> None:
    pieces = Pieces(random.Random(seed), STOCK)  # noqa: S311
    for _ in range(200):
        assert all(text or not label for text, label in (*pieces.person(), *pieces.firm(), *pieces.place()))
