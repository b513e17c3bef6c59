"""Characters that are read otherwise as a family name: 单律师, 仇主任, 姓解. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from robot.tts.reading.word import Word

_SURNAMES = {
    "单": "shan4", "仇": "qiu2", "查": "zha1", "解": "xie4", "任": "ren2", "曾": "zeng1", "华": "hua4", "区": "ou1",
    "翟": "zhai2", "盖": "ge3", "缪": "miao4", "朴": "piao2", "乐": "yue4", "覃": "qin2", "冼": "xian3", "员": "yun4",
    "折": "she2", "繁": "po2", "秘": "bi4", "种": "chong2", "纪": "ji3", "宁": "ning4", "祭": "zhai4", "卜": "bu3",
    "燕": "yan1", "那": "na1", "尉": "wei4", "召": "shao4", "黑": "he4", "隗": "wei3", "牟": "mu4", "葛": "ge3",
    "柏": "bai3", "褚": "chu3", "樊": "fan2", "郗": "xi1", "晁": "chao2", "逄": "pang2", "訾": "zi1", "降": "jiang4",
    "行": "xing2", "哈": "ha3", "谌": "chen2", "洗": "xian3", "令": "ling2", "车": "che1", "干": "gan1", "应": "ying1",
    "于": "yu2", "余": "yu2", "佘": "she2", "尹": "yin3", "曲": "qu1", "贾": "jia3", "石": "shi2", "相": "xiang4",
    "都": "du1", "过": "guo1", "会": "gui4", "尽": "jin3", "好": "hao3", "闫": "yan2", "逯": "lu4", "薄": "bo2",
    "呙": "guo1", "肖": "xiao1", "万": "wan4", "贲": "ben1",
}  # fmt: skip
_TITLES = frozenset(
    [
        "律师",
        "主任",
        "法官",
        "先生",
        "女士",
        "大姐",
        "大哥",
        "师傅",
        "老师",
        "经理",
        "书记",
        "局长",
        "所长",
        "院长",
        "庭长",
        "队长",
        "校长",
        "村长",
        "处长",
        "科长",
        "厂长",
        "主席",
        "医生",
        "大夫",
        "警官",
        "检察官",
        "公证员",
        "调解员",
        "仲裁员",
        "工",
        "总",
        "某",
        "某某",
        "姐",
        "哥",
        "叔",
        "婶",
        "姨",
        "大爷",
        "大妈",
        "大娘",
        "阿姨",
        "老板",
        "会计",
        "班长",
        "组长",
        "站长",
        "镇长",
        "县长",
        "乡长",
        "支书",
        "助理",
        "同志",
        "小姐",
        "太太",
        "教授",
        "书记员",
    ]
)
_CALLED = frozenset("姓老小")
_NOT_CALLED = frozenset("好会都过不应行车干降相种令尽那黑万石区")
"""Family names that stand behind 老 and 小 as words of their own more often."""
_RARE_IN_NAMES = _NOT_CALLED | frozenset("查解盖员折乐宁纪牟召薄晁洗哈祭秘燕于余曲逄卜繁")
"""Family names with which words begin that are taken for names more often (查清, 盖章)."""
_RARE_BEFORE_TITLE = frozenset("好会都过应行尽那降")
_ASKED_FOR = frozenset(["要求", "请求", "邀请", "申请", "之邀", "的"])
"""Words behind a title before which 应 is no family name: 应业主要求."""
_SOMEBODY = "某"
_BEFORE_NAMES = frozenset("请找向给跟和与由被把让叫对问是在有这那见")
_TWO = 2
"""Characters of a word of which the second is no title: 员工."""
_FULL_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}\Z")


@dataclass(frozen=True, slots=True)
class Surname:
    """The family name in a word, as it is read; `place`: where in the word it stands."""

    sound: str
    place: int = 0


def begins_name(text: str, title: str) -> bool:
    """Whether two characters before a `title` are a word of their own and a family name: 请单 before 法官."""
    return text[0] in _BEFORE_NAMES and text[1] in _SURNAMES and title in _TITLES


def surname(words: Sequence[Word], at: int) -> Surname | None:
    """The family name at the beginning of the word numbered `at`; None where there is none that is read otherwise."""
    word = words[at]
    if len(word.text) == _TWO and word.text[0] in _CALLED and word.text[1] in _SURNAMES:  # 老解, 姓单
        return Surname(_SURNAMES[word.text[1]], 1) if word.text[1] not in _NOT_CALLED else None
    sound = _SURNAMES.get(word.text[0])
    if sound is None:
        return None
    first = word.text[0]
    if len(word.text) == 1:
        before = words[at - 1].text if at else ""
        is_called = before in _CALLED and first not in _NOT_CALLED
        return Surname(sound) if is_called or before == "姓" or _is_titled(words, at) else None
    is_titled = word.text[1:] in _TITLES and first not in _RARE_BEFORE_TITLE
    is_titled = is_titled and (len(word.text) > _TWO or word.text[1] == _SOMEBODY)
    is_name = word.tag == "nr" and _FULL_NAME.match(word.text) is not None and first not in _RARE_IN_NAMES
    return Surname(sound) if is_titled or is_name else None


def _is_titled(words: Sequence[Word], at: int) -> bool:
    """Whether a title stands behind the one character of the word numbered `at`; 应 only where a name may begin."""
    behind = [word.text for word in words[at + 1 : at + 3]]
    if not behind or behind[0] not in _TITLES:
        return False
    if words[at].text == "应":
        begins = not at or words[at - 1].text in _BEFORE_NAMES
        return begins and behind[0] not in _ASKED_FOR and not _ASKED_FOR & {*behind[1:]}
    return words[at].text not in _RARE_BEFORE_TITLE
