"""How a sentence is put: a question or a statement, leaning on what was said before, denying. Pure.

Marks of spoken Mandarin, found without grammar: interrogative words and particles; openings that only make sense after
something else (那, 要是, 还有); negators, those of A-not-A questions (有没有, 能不能) left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from robot.nlu.text.normalise import plain

_ASKS = re.compile(
    r"吗|么$|呢$|不$|没$|没有$|行不|怎|咋|啥|什么|甚|几[个号天点年月时岁步次]|第几|哪|谁|多少|多久|多长|多大|多远|多会儿|"
    r"(.)[不没]\1|能否|是否|是不是|有没有|为何|为啥|凭啥|凭什么|如何|要紧不|可不可以|算不算|该不该|？|\?|几天|告诉我|说说|讲讲|给我算"
)
_LEANS = re.compile(
    r"^(?:那|那么|要是|如果|万一|还有|还|再|然后|后来|可|可是|但|但是|就|就是|因为|所以|他|她|它|这|人家|对方|不|没|我也|我就)"
)
_NOT_A = re.compile(
    r"(.)[不没]\1|有没有|没有没|是不是|不错|不过|要不|不管|不光|不但|不少|不久|差不多|对不起|不好意思|不就是|可不"
)
_NEGATED = re.compile(r"不|没|未|别|无|甭|非|木有")
_CLAUSE = re.compile(r"[，,。；;！!？?、\s]+")
_SHORT = 7
_REACH = 4
"""Characters behind a negator that it may deny."""
_ENOUGH, _MOST = 2, 0.5
"""Characters of a name that must be said for it to be meant, and their share of all that it says."""
_EMPTY = frozenset("我你他她它俺咱您们了的过给让叫把被着呢吗吧啊也都就还又再去来到在是有能会要想人家这那个一跟和对上下")
"""Characters that stand in any sentence."""

CLAIMED = re.compile(
    "(?:他们?|她们?|人家|对方|老板娘?|单位|厂里|公司|工头|包工头|房东|租客|保险|医院|大夫|学校|村里|队里|法院|交警|警察)"
    "[^，,。不没]{0,4}?(?:说|讲|咬定|赖|硬说|认定|觉得)(?!和|服|不通|不清|好|完|话)"
)
"""Words behind which stands what somebody else says, not the visitor."""


@dataclass(frozen=True, slots=True)
class Manner:
    """`asks`: a question; `leans`: it needs something before it; `denies`: an odd number of negators."""

    asks: bool
    leans: bool
    denies: bool
    size: int


def manner(text: str) -> Manner:
    """How `text` is put."""
    said = plain(text)
    return Manner(bool(_ASKS.search(said)), bool(_LEANS.match(said)) or len(said) <= _SHORT, denies(said), len(said))


@dataclass(frozen=True, slots=True)
class Denial:
    """The characters of a sentence that a negator reaches, and the others that say something."""

    denied: frozenset[str]
    told: frozenset[str]

    def contradicts(self, other: Denial) -> bool:
        """Whether one tells what the other denies: 没签过合同 and 合同签了."""
        return bool(self.denied & (other.told - other.denied)) or bool(other.denied & (self.told - self.denied))

    def agrees(self, other: Denial) -> bool:
        """Whether both deny the same."""
        return bool(self.denied & other.denied)


def denial(said: str) -> Denial:
    """What `said` denies."""
    text = _NOT_A.sub("。", said)
    behind = [text[found.end() : found.end() + _REACH] for found in _NEGATED.finditer(text)]
    denied = frozenset("".join(behind)) - _EMPTY
    rest = frozenset(_NEGATED.sub("", text)) - _EMPTY
    return Denial(denied, rest)


def speaks_against(said: str, name: str) -> bool:
    """Whether a clause of `said` denies most of what `name` says, or tells what `name` denies: 我没坐过牢 and
    坐过牢停的, 罚款交了 and 罚款没交."""
    named = denial(name)
    clauses = [denial(clause) for clause in _CLAUSE.split(said) if denies(name) != denies(clause)]
    if denies(name):
        return any(_is_most(clause.told & named.told, named.told) for clause in clauses)
    return any(_is_most(clause.denied & named.told, named.told) for clause in clauses)


def speaks_of(said: str, name: str) -> bool:
    """Whether `said` says most of what `name` says, both as it is or both denied."""
    named = denial(name)
    return denies(said) == denies(name) and _is_most(denial(said).told & named.told, named.told)


def _is_most(common: frozenset[str], whole: frozenset[str]) -> bool:
    return len(common) >= _ENOUGH and len(common) >= _MOST * len(whole)


known_denial = lru_cache(maxsize=1 << 17)(denial)
"""What a phrasing of the content denies: kept, as a visitor's sentence is not."""


def denies(said: str) -> bool:
    """Whether `said` says that something is not so."""
    return len(_NEGATED.findall(_NOT_A.sub("", said))) % 2 == 1
