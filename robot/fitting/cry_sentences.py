"""Sentences to fit the danger model on: cries, near misses and what is ordinary, from the families of wording in
danger_families.yaml, the sentences written for fitting (tests/questions), the conversations, and the content.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from robot import paths
from robot.content.load import Content
from robot.fitting.conversations import conversations
from robot.nlu.index.phrasings import collect
from robot.nlu.sound import syllables as sound
from robot.yaml_source import parse

_CRIES_A_LINE, _NEAR_A_LINE, _CONTRASTS, _CUES = 130, 300, 9000, 4
_SHARES = (0.0, 0.2, 0.2, 0.4, 0.3)
_BEFORE = (
    *(
        "",
        "",
        "",
        "",
        "",
        "",
        "哎呀",
        "快来人",
        "不好了",
        "救命啊",
        "同志",
        "大夫",
        "那个",
        "你们快看看",
        "快",
        "天哪",
        "喂",
    ),
    *(
        "我跟你说",
        "小律小律",
        "你好",
        "快点",
        "求求你们",
        "不好意思",
        "怎么办啊",
        "我的天",
        "师傅",
        "出事了",
        "完了完了",
    ),
)
_BEHIND = (
    *(
        "",
        "",
        "",
        "",
        "",
        "",
        "怎么办",
        "咋办啊",
        "快来人",
        "快点",
        "你们快来",
        "帮帮我",
        "快帮忙",
        "我该怎么办",
        "求求你们了",
    ),
    *(
        "啊",
        "呀",
        "快去看看",
        "急死我了",
        "可咋整",
        "你们管不管",
        "我害怕",
        "快叫人",
        "赶紧的",
        "怎么弄啊",
        "谁来帮帮我",
    ),
)
_MILD = (
    "哎呀",
    "不好了",
    "同志",
    "大夫",
    "那个",
    "快",
    "我跟你说",
    "不好意思",
    "怎么办啊",
    "我的天",
    "师傅",
    "完了完了",
    "喂",
)
_SINGLE = 10
"""How often a line of only one sentence is drawn."""
_SHORT = 5
"""Cries of so few characters are seen more often: they have nothing else to be known by."""
_IN_AN_ALARM = re.compile(r"110|120|119|12356|96110|报警|救命|急救|马上|危险")
_IN_A_CRY = re.compile(r"快|救|报警|来人|正在|现在")


class Families:
    """The families of wording: every line drawn at random, as often as asked."""

    def __init__(self, path: Path, chooser: random.Random) -> None:
        data: Any = parse(path).data
        self._chooser = chooser
        self._words: dict[str, str] = {**data["words"], "past": _either(data["past"]), "ask": _either(data["ask"])}
        self.cries: dict[str, list[str]] = data["cries"]
        self.near: list[str] = data["near"]
        self._any = _words("".join(line for lines in self.cries.values() for line in lines))

    def draw(self, line: str) -> str:
        """One sentence of `line`."""
        text = line.removeprefix("!")
        while "[" in text:
            text = re.sub(r"\[(\w+)\]", lambda match: f"({self._words[match.group(1)]})", text)
        while "(" in text:
            text = re.sub(r"\(([^()]*)\)", lambda match: self._chooser.choice(match.group(1).split("|")), text)
        while "<词>" in text:
            text = text.replace("<词>", self._chooser.choice(self._any), 1)
        return text

    def lines(self, line: str, most: int) -> list[str]:
        """Up to `most` different sentences of `line`."""
        return sorted({self.draw(line) for _ in range(most)})


def _words(but: str) -> list[str]:
    """Words of pypinyin's dictionary that no cry holds."""
    from pypinyin.phrases_dict import phrases_dict

    return sorted(word for word in phrases_dict if len(word) in {2, 3} and word not in but)


def _either(words: Iterable[str]) -> str:
    return "(" + "|".join(words) + ")"


class Noise:
    """Misheard syllables: another character of the same sound, a half of the sound wrong, lost, doubled."""

    def __init__(self, texts: Iterable[str], chooser: random.Random) -> None:
        self._chooser = chooser
        self._alike: defaultdict[str, list[str]] = defaultdict(list)
        for mark in sorted({mark for text in texts for mark in text}):
            syllable = sound.folded_syllables(mark)[0]
            if len(syllable) == 2:
                for key in (syllable, syllable[0], syllable[1]):
                    self._alike[key].append(mark)

    def hear(self, text: str, share: float) -> str:
        """`text` with about `share` of its syllables misheard."""
        heard = sound.folded_syllables(text)
        if len(heard) != len(text):
            return text
        return "".join(
            self._wrong(mark, syllable) if len(syllable) == 2 and self._chooser.random() < share else mark
            for mark, syllable in zip(text, heard, strict=True)
        )

    def _wrong(self, mark: str, syllable: str) -> str:
        kind = self._chooser.random()
        if kind < 0.55:
            return self._chooser.choice(self._alike[syllable] or [mark])
        if kind < 0.85:
            return self._chooser.choice(self._alike[self._chooser.choice(syllable)] or [mark])
        return "" if kind < 0.95 else mark * 2


_UNANSWERED = paths.ROOT / "tests" / "questions" / "unanswered-dev.yaml"
_NOT_CALM = re.compile("不想活|想死|正在打|救命|自杀|轻生")
"""The public writes to lawyers in danger too; such questions are nobody's example of calm."""


def examples(content: Content, families: Families, chooser: random.Random) -> list[tuple[str, str, float]]:
    """(sentence, emergency id or "", weight), clean."""
    found: list[tuple[str, str, float]] = []
    asked = sorted({phrasing.text for phrasing in collect(content) if phrasing.kind != "emergency"})
    asked += [text for words in content.topics.values() for text in words.questions]
    told = list(_told(content))
    cores: list[str] = []
    for kind, lines in families.cries.items():
        for line in lines:
            drawn = families.lines(line, _CRIES_A_LINE)
            found += [(_around(text, chooser), kind, 1.0) for text in drawn]
            if len(drawn) == 1:
                found += [(drawn[0] if n < 4 else _around(drawn[0], chooser), kind, 1.0) for n in range(_SINGLE)]
            found += [(text, kind, 2.0) for text in drawn for _ in range(3) if len(text) <= _SHORT]
            if not line.startswith("!"):
                cores += drawn
    for emergency in content.emergencies.values():
        cries = [(text, 6) for text in emergency.phrasings] + [(text, _CUES) for text in emergency.cues]
        for text, times in cries:
            found += [(text if n == 0 else _around(text, chooser), emergency.id, 1.0) for n in range(times)]
    found = [(text, kind_of(text, kind), weight) for text, kind, weight in found]
    loud = [(text, kind) for text, kind, _ in found]
    for line in families.near:
        drawn = families.lines(line, _NEAR_A_LINE * (8 if "[subject]" in line or "<词>" in line else 1))
        found += [(text, "", 1.0) for text in (drawn if len(drawn) > 1 else drawn * _SINGLE)]
        found += [(chooser.choice(_MILD) + text, "", 1.0) for text in chooser.sample(drawn, len(drawn) // 4)]
    for emergency in content.emergencies.values():
        found += [(text, "", 0.5) for text in emergency.not_cues]
    near = [text for text, kind, _ in found if not kind]
    for core in chooser.choices(cores, k=_CONTRASTS // 2):
        past, ask = families.draw("[past]"), families.draw("[ask]")
        text = chooser.choice([f"{core}{ask}", f"{past}{core}{ask}", f"{past}{core}", f"{core}{ask}"])
        if not _IN_A_CRY.search(core):
            found.append((text, "", 1.0))
    # A cry among other words stays one; ordinary sentences one after the other stay ordinary.
    for text, kind in chooser.choices(loud, k=_CONTRASTS):
        other = chooser.choice(asked)[: chooser.randint(4, 22)]
        found.append((chooser.choice([other + text, text + other, other[:8] + text]), kind, 0.7))
    for text in chooser.choices(near + asked * 3, k=_CONTRASTS):
        found.append((text + chooser.choice(asked + near)[: chooser.randint(4, 24)], "", 1.0))
    found += [(text, "", 2.5) for text in asked * 2]
    found += [(text, "", 1.0) for text in _of_matters(content)]
    found += _written(chooser)
    found += [(text, "", 1.0) for text in told]
    found += [(text, "", 2.0) for text in _calm() for _ in range(2)]
    for text in chooser.choices(asked + told, k=_CONTRASTS):  # scraps: what says nothing is no cry
        start = chooser.randint(0, max(0, len(text) - 3))
        found.append((text[start : start + chooser.randint(1, 7)], "", 0.7))
    for _ in range(_CONTRASTS):
        story = "".join(chooser.choices(asked, k=4))
        start = chooser.randint(0, max(0, len(story) - 40))
        found.append((story[start : start + chooser.randint(24, 42)], "", 1.5))
    found += [(text[chooser.randint(0, len(text) // 2) :], "", 0.5) for text in asked if len(text) > 12]
    return found


FITTING = paths.ROOT / "tests" / "questions"
_OURS, _SHARES_OF_JUDGE = 5, (4,)


def for_the_judge(text: str) -> bool:
    """Whether `text` is kept out here, so that the judge (danger.py) is fitted on sentences that nothing has seen."""
    return crc32(text.encode()) % _OURS in _SHARES_OF_JUDGE


_POISON = re.compile(r"农药|敌敌畏|百草枯|老鼠药|耗子药|安眠药|中毒|药.{0,3}(?:喝|吞|吃)了|(?:喝|吞).{0,3}药")
_FOLLOWED = re.compile(r"跟着我|跟踪|尾随|跟到|跟了我|跟进来")


def kind_of(text: str, kind: str) -> str:
    """The emergency of a sentence whose family is wider: who is followed is helped otherwise than who is beaten."""
    if kind in {"medical", "self-harm"} and _POISON.search(text):
        return "poison"
    return "followed" if kind in {"violence", "domestic-violence-now"} and _FOLLOWED.search(text) else kind


def dangers() -> list[tuple[str, str]]:
    """(sentence, emergency id) of tests/questions/danger-fit.yaml: cries and disclosures written for fitting."""
    data = parse(FITTING / "danger-fit.yaml").data
    return [(text, kind_of(text, kind)) for kind, texts in data.items() for text in texts]


def near_misses() -> list[str]:
    """What uses the words of cries and is none: past, asked about, somebody else's, an idiom."""
    return [str(text) for text in parse(FITTING / "not-now.yaml").data["sentences"]]


def ordinary() -> list[str]:
    """What people say who are in no danger, near misses among them: written for fitting, and the conversations."""
    found = near_misses() + [str(text) for text in parse(FITTING / "ordinary-fit.yaml").data["sentences"]]
    found += [turn.say for turns in conversations() for turn in turns if "danger" not in turn.keys]
    return list(dict.fromkeys(found))


def _written(chooser: random.Random) -> Iterable[tuple[str, str, float]]:
    """Those sentences, but for the judge's share; cries also among other words."""
    for text, kind in dangers():
        if not for_the_judge(text):
            yield from ((text if n < 3 else _around(text, chooser), kind, 1.5) for n in range(6))
    for text in ordinary():
        if not for_the_judge(text):
            yield from ((text, "", 2.0) for _ in range(3))
            yield chooser.choice(_MILD) + text, "", 1.0


def _told(content: Content) -> Iterable[str]:
    """Clauses of the answers: words of every kind, in no cry."""
    answers = [entry.entry.spoken + "\n" + entry.entry.shown for entry in content.faq.values()]
    answers += [service.spoken + "\n" + service.shown for service in content.services.values()]
    clauses = {clause for answer in answers for clause in re.split(r"[。；\n：？]", answer)}
    return sorted(clause for clause in clauses if 4 <= len(clause) <= 40 and not _IN_AN_ALARM.search(clause))


def _of_matters(content: Content) -> Iterable[str]:
    """Facts as they are told and what is asked on: the commonest sentences of a conversation."""
    for matter in content.matters.values():
        for fact in matter.facts:
            yield from (text for value in fact.values for text in value.said)
        for point in matter.points:
            yield from point.asks


def _calm() -> list[str]:
    """What people say who are in no danger: questions that no entry answers, and the public's own where at hand.

    tests/questions/unanswered-dev.yaml; ../shared/data (LeCoQA/STARD, MIT; LawBench 3-8, Apache-2.0), read in place.
    """
    found = [str(item["ask"]) for item in parse(_UNANSWERED).data["questions"]] if _UNANSWERED.is_file() else []
    for name in ("statute-questions.json", "lay-consultations.json"):
        path = paths.ROOT.parent / "shared" / "data" / name
        rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
        found += [row["question"] if isinstance(row, dict) else row for row in rows]
    return sorted(text for text in set(found) if not _NOT_CALM.search(text))


def _around(text: str, chooser: random.Random) -> str:
    return chooser.choice(_BEFORE) + text + chooser.choice(_BEHIND)


def misheard(found: Sequence[tuple[str, str, float]], noise: Noise) -> list[tuple[str, str, float]]:
    """The examples with a share of the characters misheard, another share for every one in turn."""
    return [
        (noise.hear(text, _SHARES[number % len(_SHARES)]), kind, weight)
        for number, (text, kind, weight) in enumerate(found)
    ]
