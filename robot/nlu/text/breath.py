"""Several things in one breath: where a visitor's sentence may be cut into the things asked. Pure.

Cuts are made where a new thing is announced (还有, 另外, 再问一下), after a question mark or full stop, and before a
last piece that only asks the way ("…在哪个窗口"). Whether the pieces stand by themselves the understander says.
"""

from __future__ import annotations

import re

from robot.nlu.text.manner import manner
from robot.nlu.text.normalise import plain

_ANNOUNCED = re.compile(
    r"[,，、。;；\s]*(?:还有(?:就是|一个事|个事|一件事|一个|一条)?|另外(?:再问(?:一下)?|问一下|问问|一下)?|再(?:一个|就是|问一下|问个|问一个|问你)|"
    r"顺便(?:再)?(?:问一下|问问|问)|对了|还想(?:再)?问(?:一下|问)?|第二个(?:事|问题)(?:是)?|再有(?:一个)?|同时(?:还)?(?:想)?问)[,，、:：\s]*"
)
_NOT_ANNOUNCED = re.compile(r"(?:我|他|她|家里?|手里|名下|账上|身上|里面|里头|里|们|都|也)$")
"""还有 after these is a verb: 家里还有老人, 我还有一年合同. A comma before it makes it an announcement again."""
_STOP = re.compile(r"[。？?！!；;]+")
_TURNS_AWAY = re.compile(
    r"^(?:岔一句|岔开一句|岔开说|打个岔|打断一下|插一句|插个嘴|换个事|换个话题|问个别的|再问个别的|再问(?:你|您)?个事|另外问(?:个|一)事|"
    r"另外一件事|还有一件事|还有个事|问个题外话)[,，、。:：\s]*(?=.{4})"
)
_CLAUSE = re.compile(r"[，,、。？?！!；;\s]+")
_SHORTEST = 3
_MOST = 4


def pieces(text: str) -> tuple[str, ...]:
    """The pieces of `text` that may each be a question; `text` alone when there is nothing to cut."""
    found: list[str] = []
    for sentence in _STOP.split(text):
        start = 0
        for cut in _ANNOUNCED.finditer(sentence):
            before = sentence[start : cut.start()]
            if cut.group()[0] not in ",，、。;； " and _NOT_ANNOUNCED.search(before):
                continue
            found.append(before)
            start = cut.end()
        found.append(sentence[start:])
    kept = tuple(piece.strip(" ,，、") for piece in found if len(plain(piece)) >= _SHORTEST)
    return kept[:_MOST] if len(kept) > 1 else (text,)


def questions(text: str) -> tuple[str, ...]:
    """The questions of `text`, each with the clauses before it that ask nothing; empty where there are not several."""
    found: list[str] = []
    before = ""
    for clause in _CLAUSE.split(text):
        whole = f"{before}，{clause}" if before else clause
        if len(plain(clause)) >= _SHORTEST and manner(clause).asks:
            found.append(whole)
            whole = ""
        before = whole
    return tuple(found[:_MOST]) if len(found) > 1 else ()


def asking_clauses(text: str) -> tuple[str, ...]:
    """The clauses of `text` that ask something, where it has others as well."""
    clauses = [clause for clause in _CLAUSE.split(text) if plain(clause)]
    asking = tuple(clause for clause in clauses if len(plain(clause)) >= _SHORTEST and manner(clause).asks)
    return asking[:_MOST] if len(clauses) > 1 else ()


def turned_away(text: str) -> tuple[bool, str]:
    """Whether `text` announces something else than what is talked of (岔一句，…), and the text without that."""
    found = _TURNS_AWAY.match(text)
    return (True, text[found.end() :]) if found else (False, text)


def last_clause(text: str) -> tuple[str, str] | None:
    """`text` before its last comma, and what stands after it; None without a comma."""
    before, comma, after = text.replace(",", "，").rpartition("，")
    return (before, after) if comma and plain(before) and plain(after) else None
