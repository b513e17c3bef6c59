"""Names to generate sentences from: of people, firms and places, out of names.yaml and a stock. Seeded."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import yaml

Part = tuple[str, int]
"""A piece of a sentence and the class of its characters (robot.desk.naming.tagger.KINDS)."""
PERSON, FIRM, PLACE = 1, 2, 3
LISTS = Path(__file__).with_name("names.yaml")
_FLATTER = 0.75
"""Frequencies to this power: rare names are to be learnt, too."""
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Stock:
    """What other sources give: characters of given names with how many people have them, given names of two characters
    that people have, common words that could be names (高峰, 白雪), and nouns by which firms are called."""

    given: Mapping[str, int]
    pairs: Sequence[str] = ()
    name_words: Sequence[str] = ()
    things: Sequence[str] = ()


class Pieces:
    """A seeded source of names."""

    def __init__(self, chance: random.Random, stock: Stock) -> None:
        self._chance, self._stock = chance, stock
        self._words = lists()
        self._surnames = surnames()
        self._characters = {
            key: "".join(self._words[key])
            for key in ("small", "transliterated", "firm_characters", "village_characters")
        }
        self._surname_sums = list(accumulate(1 / (rank + 15) for rank in range(len(self._surnames))))
        self._given = "".join(stock.given)
        self._given_sums = list(accumulate(count**_FLATTER for count in stock.given.values()))
        self._kinds: tuple[tuple[float, Callable[[], list[Part]]], ...] = (
            (46, lambda: [(self.full(), PERSON)]),
            (7, lambda: [(self.pick("given"), PERSON)]),
            (11, lambda: [(self.nickname(), PERSON)]),
            (18, self._titled),
            (3, lambda: [(self.surname() + self.pick("epithets"), PERSON)]),
            (3, lambda: [(self.surname() + "家" + self.pick("places_in_row"), PERSON)]),
            (4, lambda: [(self.pick("nicknames"), PERSON)]),
            (13, lambda: [(self.foreign(), PERSON)]),
        )
        self._kind_sums = list(accumulate(weight for weight, _ in self._kinds))

    def pick(self, key: str) -> str:
        """One of a list of names.yaml."""
        return self._chance.choice(self._words[key])

    def surname(self) -> str:
        """A family name."""
        if self._chance.random() < 0.03:
            return self.pick("compounds")
        return self._chance.choices(self._surnames, cum_weights=self._surname_sums)[0]

    def full(self) -> str:
        """A family name with a given name."""
        draw = self._chance.random()
        if draw < 0.07 and self._stock.name_words:
            return self._chance.choice(self._stock.name_words)
        if draw < 0.08:
            return self.surname() + self._chance.choice("二三四五六七八九")
        if draw < 0.11:
            # A name that nobody has yet: of whatever characters.
            given = "".join(self._chance.choices(self._given, k=self._chance.choice((1, 2, 2))))
        elif draw < 0.42 and self._stock.pairs:
            given = self._chance.choice(self._stock.pairs)
        else:
            given = self.pick("given") if draw < 0.55 else self._draw_given(2 if draw < 0.82 else 1)
        surname = self.surname()
        if len(surname) == 1 and self._chance.random() < 0.01:
            surname += self.surname()  # 张王美玲
        return surname + given[:2]

    def nickname(self) -> str:
        """老王, 小李, 阿强, 王老五, 李大个."""
        draw = self._chance.random()
        if draw < 0.62:
            return (
                self._chance.choice("老老老小小大")
                + self._chance.choices(self._surnames, cum_weights=self._surname_sums)[0]
            )
        small = self._chance.choice(self._characters["small"])
        if draw < 0.82:
            return self._chance.choice("阿阿小小大二") + small
        if draw < 0.86:
            return (
                "老"
                + self.surname()
                + self._chance.choice(("头", "头", "汉", "太", "头子", "太太", "婆子", "六", "三", "二", "五"))
            )
        if draw < 0.92:
            return "老" + self.full()
        if draw < 0.97:
            return (
                self.surname()
                + self._chance.choice("老大小二三")
                + self._chance.choice("大二三四五六七八娃妮狗宝个胖牛虎")
            )
        return self.surname() + self._chance.choice("老大小二三") + small

    def foreign(self) -> str:
        """A name that is not Han, its parts joined by a dot or by nothing."""
        people = self._chance.choices(
            ["uyghur", "kazakh", "tibetan", "mongol", "yi", "western", "transliterated"], [30, 5, 16, 14, 4, 18, 9]
        )[0]
        if people == "transliterated":
            one, other = (
                "".join(self._chance.choices(self._characters[people], k=self._chance.randint(2, 4))) for _ in range(2)
            )
        else:
            one, other = self.pick(people), self.pick(people)
        joint = self._chance.choice(["·", "·", "•", "", "", "", "", "."])
        alone = 0.45 if people not in ("tibetan", "yi") else 0.15
        return one if self._chance.random() < alone else one + (joint if people != "tibetan" else "") + other

    def person(self) -> list[Part]:
        """Any name of a person, with a title where it is one."""
        return self._chance.choices(self._kinds, cum_weights=self._kind_sums)[0][1]()

    def firm(self) -> list[Part]:
        """A company or a shop with what tells it from others; all of it is its name."""
        chance, draw = self._chance, self._chance.random()
        if draw < 0.5:
            core = self._core()
            town = chance.choice(("", "", "", "山西", "太原", "县", "长治", "晋城", "北京"))
            trade = self.pick("firm_trades") if chance.random() < 0.85 else ""
            form = self.pick("firm_forms") if chance.random() < 0.65 or not trade else ""
            return [(town, 0), (core + trade + form, FIRM)]
        if draw < 0.75:
            owner = chance.choice(
                (self.nickname, self.full, lambda: self.surname() + "记", lambda: self.surname() + "氏")
            )()
            return [(owner + chance.choice(("", "", "家")) + self.pick("shop_trades"), FIRM)]
        if draw < 0.92:
            return [(self.pick("shop_names") + self.pick("shop_trades"), FIRM)]
        return [(self._core() + self.pick("shop_trades"), FIRM)]

    def _core(self) -> str:
        """What tells a firm from others: characters of good omen, or some word."""
        if self._chance.random() < 0.3 and self._stock.things:
            return self._chance.choice(self._stock.things)
        size = self._chance.choice((2, 2, 2, 3, 4))
        return "".join(self._chance.sample(self._characters["firm_characters"], size))

    def place(self) -> list[Part]:
        """A village, a house number or an estate."""
        chance, draw = self._chance, self._chance.random()
        if draw < 0.3:
            end = chance.choice(("", "", "", "一组", "二组", "三组", "五队", "村一组"))
            return [(self.surname() + self.pick("places") + end, PLACE)]
        if draw < 0.5:
            size = chance.choice((1, 1, 2))
            return [
                (
                    "".join(chance.sample(self._characters["village_characters"], size)) + self.pick("village_ends"),
                    PLACE,
                )
            ]
        if draw < 0.6:
            return [(self._draw_given(1) + self._draw_given(1) + self.pick("village_ends"), PLACE)]
        if draw < 0.75:
            return [(self.pick("streets") + self._number() + chance.choice(("号", "号院", "号楼", "号院")), PLACE)]
        house = (self.pick("estates") if chance.random() < 0.7 else self._core()) + self.pick("estate_ends")
        if draw < 0.85:
            return [(house, PLACE)]
        parts = ("号楼", "单元", "室") if chance.random() < 0.6 else ("栋", "单元", "")
        return [(house + "".join(self._number() + part for part in parts[: chance.randint(1, 3)]), PLACE)]

    def number(self, size: int) -> str:
        """So many digits, written or said."""
        digits = (
            "0123456789"
            if self._chance.random() < 0.5
            else self._chance.choice(("零一二三四五六七八九", "零幺二三四五六七八九"))
        )
        return "".join(self._chance.choices(digits, k=size))

    def _number(self) -> str:
        if self._chance.random() < 0.5:
            return str(self._chance.randint(1, 1204))
        tens = self._chance.choice(("", "十", "二十", "三十", "一百零"))
        return tens + self._chance.choice(_DIGITS)

    def _titled(self) -> list[Part]:
        draw = self._chance.random()
        if draw < 0.08:
            return [(self.surname(), PERSON), (self._chance.choice(("某", "某某")), PERSON)]
        whose = self.surname() if draw < 0.7 else self.full() if draw < 0.9 else self.nickname()
        return [(whose, PERSON), (self.pick("common_titles" if self._chance.random() < 0.65 else "titles"), 0)]

    def _draw_given(self, size: int) -> str:
        return "".join(self._chance.choices(self._given, cum_weights=self._given_sums, k=size))


@functools.cache
def lists() -> Mapping[str, Sequence[str]]:
    """The lists of names.yaml."""
    kept: Mapping[str, str] = yaml.safe_load(LISTS.read_text("utf-8"))
    return {key: text.split() for key, text in kept.items()}


def surnames() -> str:
    """Family names of one character, each once, the most frequent first."""
    return "".join(dict.fromkeys("".join(lists()["surnames"])))
