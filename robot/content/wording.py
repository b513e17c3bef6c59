"""How texts are worded: can what is spoken be said and followed, and is no person in what is asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from robot.content.facts import likest_fact, unknown, windows
from robot.content.load import Content
from robot.content.said import bare, said
from robot.content.texts import spoken, spoken_and_shown
from robot.yaml_source import Problem

LONGEST_CLAUSE = 30
"""Characters that can be followed without a pause."""
LONGEST_SENTENCE = 70
"""Characters between two full stops."""
_PAUSE = re.compile(r"[，。；：？！、,;:?!\n]")
_STOP = re.compile(r"[。？！；?!\n]")
_BRACES = re.compile(r"\{[^{}]*\}|【[^【】]*】")
_SAYABLE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\s，。；：？！、“”‘’《》（）·,.?!%+:;()—…-]")
_BRACKETS = frozenset("[]【】［］{}｛｝〔〕")
_NUMBER = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx]|\d{15}|\d{16,19})(?!\d)")
_SURNAMES = "张王李赵刘陈杨黄吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁余叶蒋杜苏魏程吕丁沈任姚卢姜崔钟谭"
_INTRODUCED = re.compile(rf"(?:我叫|名叫|名字叫|姓名是)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])")
"""叫 is 被 in dialect (我叫人打了), so that only a surname and the end of the name make a name."""

Report = Callable[..., Problem]
"""Makes a problem: (where, at, key, **params)."""


def wording(content: Content, problem: Report) -> Iterator[Problem]:
    """What nobody can say or follow, and phrasings that name a person or a number."""
    for where, at, text in spoken(content):
        strange = sorted({mark for mark in _BRACES.sub("", text) if not _SAYABLE.match(mark)})
        if strange:
            kind = "brackets_inside" if set(strange) <= _BRACKETS else "unsayable"
            yield problem(where, at, kind, marks=" ".join(strange))
        longest = max(_PAUSE.split(text), key=len)
        sentence = max(_STOP.split(text), key=len)
        if len(longest) > LONGEST_CLAUSE:
            yield problem(where, at, "breathless", part=longest[:12], length=len(longest), most=LONGEST_CLAUSE)
        elif len(sentence) > LONGEST_SENTENCE:
            yield problem(where, at, "long_sentence", part=sentence[:12], length=len(sentence), most=LONGEST_SENTENCE)
    for where, at, text in spoken_and_shown(content):
        for name in unknown(text):
            near = likest_fact(name, content.facts)
            if near is not None:
                yield problem(where, at, "no_fact", name=name, near=near)
            else:
                yield problem(where, at, "no_fact_far", name=name, known="、".join(windows(content.facts)))
    names = {person.name for person in content.people.people} if content.people else set()
    for sentence_said in said(content):
        text = sentence_said.text
        if sentence_said.owner not in content.where:
            continue
        where = content.where[sentence_said.owner]
        if _NUMBER.search(bare(text)):
            yield problem(where, sentence_said.at, "names_number")
        elif _INTRODUCED.search(text) or any(name in text for name in names):
            yield problem(where, sentence_said.at, "names_person")
