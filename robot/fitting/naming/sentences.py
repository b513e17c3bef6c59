"""Sentences with the names in them marked, made of templates.txt and of what the project's content says. Seeded.

Half are made after templates; of the rest, sentences of the content, some stay as they are (nobody is named there),
in others whoever is told of gets a name: 他不还钱 → 王建国不还钱, 我老公打我 → 我老公李强打我.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from robot.fitting.naming.pieces import PERSON, Part, Pieces, lists, surnames

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[2]
SOURCES = ("knowledge/**/*.yaml", "intents/*.yaml", "tests/questions/*-fit.yaml", "tests/conversations/train/*.txt")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_LINE = re.compile(r"- (?!\w+:)(?P<plain>.+)|(?:- )?(?:question|text|say|spoken|shown|ask|why): *(?P<keyed>.+)")
_LONGEST = 60
_ROLE = re.compile("|".join(sorted(lists()["roles"], key=len, reverse=True)))
_SOMEBODY = re.compile(r"(?<![其吉排利])[他她](?![们妈的人])|对方(?!当事人)|人家|那个人|这个人")
_FIRM = re.compile(r"(?<![\u4e00-\u9fff]司)(?:公司|厂里|工厂|超市|饭店|工地)")
_ACT = re.compile(
    r"(?:他|她|对方|人家|老板|邻居|朋友|我老公|我婆婆|房东)(?![们的娘圈说家])(?P<act>[\u4e00-\u9fff0-9]{2,14})\Z"
)
_SLOT = re.compile(r"\{([A-Z])\}")
_MONTHS = "一二三四五六七八九"


def content_sentences(root: Path = ROOT) -> list[str]:
    """What the content and the sentences for fitting say, each once, in the order of the files."""
    found: dict[str, None] = {}
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            for line in path.read_text("utf-8").splitlines():
                match = _LINE.fullmatch(line.strip())
                if path.suffix == ".txt":
                    text = "" if line.startswith("#") else line.split(" => ")[0].strip()
                else:
                    text = (match["plain"] or match["keyed"]).strip("\"'") if match else ""
                if len(_HANZI.findall(text)) > 1 and len(text) <= _LONGEST and "{" not in text:
                    found[text] = None
    return list(found)


class Sentences:
    """A seeded source of sentences in parts. `nouns`: common words with their frequencies."""

    def __init__(self, chance: random.Random, content: Sequence[str], nouns: Mapping[str, int], pieces: Pieces) -> None:
        self._chance = chance
        self._pieces = pieces
        self._content = content
        self._short = [text for text in content if len(text) <= 16]
        matches = (_ACT.match(text) for text in content)
        self._acts = [match["act"] for match in matches if match]
        lines = (FOLDER / "templates.txt").read_text("utf-8").splitlines()
        self._templates = [line for line in lines if line and not line.startswith("#")]
        self._nouns = list(nouns)
        family = set(surnames())
        # Words that begin like a name are what the model must tell from names.
        sums = accumulate(count**0.35 * (6 if noun[0] in family else 1) for noun, count in nouns.items())
        self._noun_sums = list(sums)
        self._slots: Mapping[str, Callable[[], list[Part]]] = {
            "P": self._pieces.person,
            "H": lambda: [(self._pieces.full() if chance.random() < 0.93 else self._pieces.foreign(), PERSON)],
            "S": lambda: [(self._pieces.surname(), PERSON)],
            "W": self._called,
            "F": self._pieces.firm,
            "L": self._pieces.place,
            "K": lambda: [(self._pieces.pick("roles"), 0)],
            "N": lambda: [(self._noun(), 0)],
            "A": lambda: [(chance.choice(self._acts), 0)],
            "X": lambda: [(chance.choice(self._short), 0)],
            "I": lambda: [(self._pieces.number(18), 0)],
            "T": lambda: [(self._pieces.number(11), 0)],
            "B": lambda: [(self._birth(), 0)],
        }

    def one(self) -> list[Part]:
        """The next sentence."""
        draw = self._chance.random()
        if draw < 0.08:
            parts = [(self._noun(), 0) for _ in range(self._chance.choice((1, 1, 2)))]
        elif draw < 0.55:
            parts = self._after_template()
        else:
            text = self._chance.choice(self._content)
            parts = [(text, 0)] if draw < 0.72 else self._with_somebody(text)
        return self._spoken(parts)

    def _after_template(self) -> list[Part]:
        parts: list[Part] = []
        template = self._chance.choice(self._templates).removeprefix("-")
        for at, piece in enumerate(_SLOT.split(template)):
            parts += self._slots[piece]() if at % 2 else [(piece, 0)]
        return parts

    def _with_somebody(self, text: str) -> list[Part]:
        """`text` with names where it tells of somebody, or behind whoever is told of by kin or calling."""
        chance = self._chance
        places = [(each.start(), each.end()) for each in _SOMEBODY.finditer(text)]
        behind = [(each.end(), each.end()) for each in _ROLE.finditer(text) if not text[each.end() :].startswith("娘")]
        firms = [(each.start(), each.end()) for each in _FIRM.finditer(text)]
        if text.startswith("我") and not text.startswith("我们"):
            places.append((0, 1))
        kind = chance.random()
        chosen = places if places and (kind < 0.55 or not behind) else behind
        make: Callable[[], list[Part]] = self._pieces.person
        if firms and kind > 0.75:
            chosen, make = firms, self._pieces.firm
        if not chosen:
            return [(text, 0)] if kind < 0.5 else [*self._pieces.person(), (text, 0)]
        start, end = chance.choice(chosen)
        return [(text[:start], 0), *make(), (text[end:], 0)]

    def _called(self) -> list[Part]:
        draw, pieces = self._chance.random(), self._pieces
        if draw < 0.4:
            return [(pieces.pick("given"), PERSON)]
        return [(pieces.nickname() if draw < 0.7 else pieces.pick("nicknames"), PERSON)]

    def _noun(self) -> str:
        return self._chance.choices(self._nouns, cum_weights=self._noun_sums)[0]

    def _birth(self) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return f"{chance.randint(1935, 2015)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        year, month, day = (chance.choice(_MONTHS) for _ in range(3))
        return f"一九{chance.choice(_MONTHS)}{year}年{month}月初{day}"

    def _spoken(self, parts: Iterable[Part]) -> list[Part]:
        """Now and then with pauses, as they are printed, or with none."""
        if self._chance.random() < 0.3:
            return [(re.sub(r"[，。、？！ ,]", "", text), label) for text, label in parts]
        return list(parts)
