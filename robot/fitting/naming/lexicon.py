"""Words and names that the net is told of (jieba, CC-CEDICT, ngender), and what sentences are generated from."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from pypinyin_dict.phrase_pinyin_data import cc_cedict

from robot.desk.naming.features import LONGEST, Lexicon
from robot.fitting.naming.pieces import Stock, lists, surnames

_WORDS = 80_000
_LEAST_IN_CONTENT = 3
"""A word that jieba takes for a name is one all the same if the content has it so often."""
_SURELY = 20
"""So many times more often counts a word that a second dictionary has, too."""
_COMMON = 2500
"""A word that is as frequent in jieba's list is nobody's name."""
_LEAST_NOUN, _LEAST_TOWN = 15, 60
_USUAL = 250
"""So many family names are taken to begin a name in jieba's list."""
_LEAST_GIVEN, _OFTEN_GIVEN = 20, 3000
"""How many people have a character in their given name: for it to be one of those, and for it to be no accident."""
_NAMES = {"nr", "nrt", "nrfg"}
_NAMED_LIKE = {"n", "a", "t", "s", "nr", "nz", "v"}
"""Parts of speech of words that parents take for names, nouns and others."""
_FOREIGN = ("uyghur", "kazakh", "tibetan", "mongol", "yi", "western")
_VILLAGES = "村庄屯沟"
_WHOLE_NAME = 3
_LONGEST_FIRM = 3


@dataclass(frozen=True, slots=True)
class Known:
    """`lexicon`: what features are looked up in, without characters; `nouns`: words with their frequencies."""

    lexicon: Lexicon
    nouns: Mapping[str, int]
    stock: Stock


def known(content: Sequence[str]) -> Known:
    """All of it; `content` tells which words are no names although jieba has them for some."""
    lines = (resources.files("jieba") / "dict.txt").read_text("utf-8").splitlines()
    entries = [(word, int(count), tag) for word, count, tag in (line.split() for line in lines)]
    tags = {word: tag for word, _, tag in entries}
    others = set(cc_cedict.phrases_dict)
    foreign = {name for people in _FOREIGN for name in lists()[people]}
    ours = {*foreign, *lists()["given"], *lists()["nicknames"]}
    inside = Counter(
        text[at : at + size] for text in content for size in range(2, LONGEST + 1) for at in range(len(text) - size + 1)
    )
    counted = [
        (count + _SURELY * (word in others), word)
        for word, count, tag in entries
        if 1 < len(word) <= LONGEST and (tag not in _NAMES or word in others or inside[word] >= _LEAST_IN_CONTENT)
        if word not in foreign or inside[word] >= _LEAST_IN_CONTENT
    ]
    counted.sort(key=lambda each: (-each[0], each[1]))
    words = {word: count for count, word in counted[:_WORDS]}
    nouns = {
        word: count
        for word, count in words.items()
        if _is_noun(word, count, tags[word], inside[word]) and (word not in ours or inside[word])
    }
    given = given_characters()
    family = set(surnames()[:_USUAL])

    def is_given(characters: str) -> bool:
        return all(given.get(hanzi, 0) > _OFTEN_GIVEN for hanzi in characters)

    pairs = [
        word[1:]
        for word, tag in tags.items()
        if tag == "nr" and len(word) == _WHOLE_NAME and word[0] in family and word not in others
        if not inside[word] and not inside[word[1:]] and is_given(word[1:])
    ]
    name_words = [
        word
        for word, count in nouns.items()
        if len(word) < _WHOLE_NAME
        and word[0] in family
        and count < _COMMON
        and is_given(word[1:])
        and tags[word] in _NAMED_LIKE
    ]
    things = [word for word in nouns if len(word) <= _LONGEST_FIRM and tags[word] == "n"]
    lexicon = Lexicon(
        {},
        {word: max(1, round(math.log(count + 1))) for word, count in words.items()},
        {hanzi: max(1, round(12 - 1.2 * math.log2(1 + rank / 4))) for rank, hanzi in enumerate(surnames())},
        dict.fromkeys(lists()["compounds"], 1),
        {hanzi: max(1, round(math.log(count))) for hanzi, count in given.items()},
    )
    return Known(lexicon, nouns, Stock(given, pairs, name_words, things))


def given_characters() -> dict[str, int]:
    """Characters of given names with how many people have them (ngender)."""
    text = (resources.files("ngender") / "charfreq.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    counts = {row["char"]: int(row["male"]) + int(row["female"]) for row in rows}
    return {hanzi: count for hanzi, count in counts.items() if "\u4e00" <= hanzi <= "\u9fff" and count >= _LEAST_GIVEN}


def _is_noun(word: str, count: int, tag: str, inside: int) -> bool:
    """Whether a word may stand where sentences want a common one; towns are common words, too, villages are none."""
    if tag == "ns":
        return count > _LEAST_TOWN and word[-1] not in _VILLAGES
    if tag in _NAMES:
        return count > _LEAST_NOUN and (len(word) < _WHOLE_NAME or inside > 0)
    return tag != "nt" and count > _LEAST_NOUN
