"""Of whom a sentence speaks: the visitor, the one at home, parents, children, the employer … Pure.

公婆还在 is not told by who says 老伴还在, however alike they sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORDS = {
    "in-laws": "公公|婆婆(?!家)|公婆|岳父|岳母|岳丈|老丈人|丈人|丈母娘|亲家",
    "grandchildren": "外孙女|外孙|孙女|孙子|孙娃",
    "grandparents": "爷爷|奶奶|姥姥|姥爷|外公|外婆|太爷|老奶",
    "nephews": "侄子|侄女|外甥女|外甥|侄儿",
    "children-in-law": "儿媳妇|儿媳|女婿",
    "spouse": (
        "老伴儿?|老汉|婆姨|媳妇|老婆|老公|丈夫|妻子|爱人|当家的|掌柜的|男人|(?:孩子|娃)他?[爸妈爹娘]|前妻|前夫|对象"
    ),
    "siblings": "大伯子|小叔子|小姑子|哥哥|[大二三我他她]哥|弟弟|我弟|兄弟|姐姐|大姐|二姐|妹妹|我妹|姊妹|嫂子|弟媳",
    "children": "儿子|闺女|女儿|小子|孩子|娃娃|俺娃|我娃|娃",
    "parents": "父母|爹娘|爸妈|父亲|母亲|老爹|老娘|[我俺他她][爸妈爹娘]|老人|后妈|后爹|继父|继母",
    "employer": "老板|单位|公司|厂里|厂子|厂方|工头|包工头|经理|领导|主任|人事|店里|工地上|队长",
    "landlord": "房东|租客|租户|房客|承租人",
    "neighbour": "邻居|隔壁|对门|楼上|楼下|对门的",
    "trader": "商家|店家|卖家|客服|平台|中介|物业|开发商|医院|保险公司|银行",
    "offices": "村委会|村委|村上|村里|大队|派出所|警察|法院|法官|社保局|劳动局|政府|仲裁委|检察院",
    "others": "对方|人家|那边|他们|她们|那人|那个人|(?<!其)他|她",
}
_KIN = (
    "们|家|妈|爸|爹|娘|哥|弟|姐|妹|儿|闺女|女儿|男人|媳妇|老|婆|公|孙|娃|爷|奶|姥|舅|姨|姑|叔|侄|"
    "对象|的|这|那|先问|想问"
)
_SELF = re.compile(f"(?:我|俺|咱|本人)(?!{_KIN})")
_EACH = re.compile("|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _WORDS.items()))
_KIN_GROUPS = frozenset(
    {
        "in_laws",
        "grandchildren",
        "grandparents",
        "nephews",
        "children_in_law",
        "spouse",
        "siblings",
        "children",
        "parents",
    }
)
_WEAK = frozenset({"others", "offices"})
"""Whoever is called 他 may be any of the others."""
_OFTEN, _NAMELESS = 0.25, 0.4
"""Shares of the sentences of a point: that name somebody, for it to be theirs; that name nobody, to be anyone's."""


def persons(text: str) -> frozenset[str]:
    """The groups of people that `text` names; `self` where the visitor speaks of himself."""
    found = {match.lastgroup for match in _EACH.finditer(text) if match.lastgroup}
    return frozenset(found | ({"self"} if _SELF.search(text) else set()))


known_persons = lru_cache(maxsize=1 << 17)(persons)
"""The same of a phrasing of the content: kept, as a visitor's sentence is not."""


def persons_of(texts: Iterable[str]) -> frozenset[str]:
    """The groups that a good part of `texts` names; none where many of them name nobody."""
    named = [persons(text) for text in texts]
    if sum(not each for each in named) > _NAMELESS * len(named):
        return frozenset()
    groups = frozenset().union(*named)
    return frozenset(group for group in groups if sum(group in each for each in named) >= _OFTEN * len(named))


def apart(said: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sentences speak of quite different people; who is called 他 may be anybody but oneself."""
    if not said or not theirs or said & theirs:
        return False
    return not (_WEAK & (said | theirs)) or "self" in said | theirs


def of_other_kin(said: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one speaks only of some of the family, and the other only of others of it (公婆, 老伴)."""
    return bool(said and theirs) and said <= _KIN_GROUPS and theirs <= _KIN_GROUPS and not said & theirs
