"""What a visitor takes back: 不是公证，是公示; 我说的是我哥; 我没说离婚. Pure.

What is denied is neither answered nor offered; what is meant instead is read by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = r"[，,。；;！!\s]*"
_NOT_BUT = re.compile(
    rf"(?:^|[，,。\s])(?:哎|哦|唉|错了|说错了|你听错了|不对|不是){{0,2}}{_MARK}"
    rf"(?:我(?:说|问|讲)的?|我(?=不是(?:要|想|问|说))|他|她|人家|这|那)?不是(?:要|想|问|说|办)?(?P<denied>[^，,。！!？?；;是]{{1,10}}){_MARK}"
    r"(?:而是|就是|其实是|是|我(?:说|问|讲|要|办)的是|我是(?:要|想|问|说))(?P<meant>[^吗？?]{1,30})$"
)
_BUT_NOT = re.compile(
    rf"(?:^|[，,。\s])(?:我(?:说|问|讲|要办)的)?是(?P<meant>[^，,。是]{{1,16}}){_MARK}(?:不是|可不是|没说|不要)(?P<denied>[^，,。吗]{{1,10}})$"
)
_MEANT = re.compile(
    r"^(?:(?:不是|不对|错了|你听错了|哎呀|哎)*|(?:啥|什么|甚|哪来的)[^，,。？?!！]{1,8})[，,。？?！!\s]*"
    r"(?:我|俺|额)(?:说|问|讲)的是(?!别的|另外|其他)(?P<meant>.{2,30})$"
)
_INSISTS = re.compile(
    r"(?<=[。，,！!？?\s])(?:我|俺|额)(?:就(?:是)?(?:想|要)?(?:问|知道)(?:你)?(?:一句)?|是(?:想|要)?问|(?:说|问)的(?:就)?是)(?!别的|另外|其他|过|了)"
    r"[，,：:\s]*(?P<meant>.{4,40})$"
)
"""Behind it stands what the visitor wants to know."""
_NOT_UNDERSTOOD = re.compile(
    "听不懂|没听[懂明清]|听不明白|[几多好][少几]?[遍回]了|咋听|听啥|答非所问|啥跟啥|乱说|瞎说|[气急]死"
)
_NOT_SAID = re.compile(r"^(?:我)?(?:没|没有|不是)(?:说|问|讲|要|想)(?P<denied>.{1,8}?)(?:啊|呀|呢)?$")
_OTHER_PERSON = re.compile(
    r"(?:^|[，,。\s]|不是|是|替|帮|给)(?:我|俺|咱)(?:家)?"
    r"(?P<kin>(?:大|二|三|小|老|堂|表)?(?:爸|爹|妈|娘|哥|弟|姐|妹|儿|儿子|娃|闺女|女儿|孙子|孙女|媳妇|婆姨|男人|老公|老伴|老婆|丈夫|"
    r"婆婆|公公|爷|奶奶|姥姥|舅|姑|姨|叔|婶|嫂子|侄|侄子|外甥|亲家|邻居|朋友|同事|老乡|亲戚|丈人|丈母娘|女婿))(?:们)?"
    r"(?:的事|的|家的事|要问|让问|问的|问呢|问)?$"
)
_SAID_BEFORE = re.compile(
    "刚才?[都就不]?(?:是)?说[了过的]|(?:我|俺)(?:不是|都|早)?说过?了|说过了|(?:我|俺)是说|没听懂|还是这[句个话]"
)
_NOT_ME = re.compile(r"不是(?:说|问)?(?:我|俺)(?:自己|本人)?(?:的事)?(?:[，,。\s]|是|$)|(?:说|问|讲)的(?:不)?是|替|帮")
_NOT_ONE_BUT_OTHER = re.compile(
    r"(?P<before>[^，,。\s]{1,10}?)(?<!是)不是(?P<denied>[^，,。\s是不]{1,8})[，,\s]*而?是(?P<meant>[^，,。\s]{1,10})(?P<rest>.*)$"
)
_NOT_WITH_ONE = re.compile(
    r"(?P<before>[^，,。\s]{1,8}?)(?:没有?|不)(?P<verb>判给|跟|给|在|归|写)(?P<denied>[他她我俺人][^，,。\s跟给在归写]{0,3})"
    r"[，,\s]*(?P=verb)(?P<meant>[他她我俺人].*)$"
)
_HEARD_WRONG = re.compile(
    r"(?:^|[，,。；;！!\s])(?:是|怕是|肯定是?)?(?:(?:你|您)(?:肯定|怕是|是不是|准是)?(?:把[^，,。]{1,3})?(?:听|记|弄|搞|想|说)|听)(?:岔|错|差|拧|混|反)"
    r"|谁(?:说|告诉你|跟你说)的?(?:我|俺|额)"
    r"|(?:我|俺|额)(?:可|从来|压根|啥时候|甚时候|多会儿|几时|哪会儿)(?:没|就没)?(?:这么|那么)?(?:说|讲)过?"
    r"|(?:我|俺|额)没(?:这么|那么)?(?:说|讲)(?:过|呀|啊|这)"
    r"|(?:你|您)(?:又|老|还)?(?:咋|怎么|为啥|凭啥)(?:又|老|还|就|总)*(?:说|记成|当成)(?!话|呢|的?通)"
    r"|(?:^|[，,。；;！!\s])(?:咋|怎么)(?:又|老|还)(?:说|记成|当成)(?!话|呢|的?通)"
    r"|(?:你|您)(?:给我|给俺|可得?|好好)?听(?:清楚|明白|准)"
)
_WHO_SAYS = re.compile(r"谁(?:说|告诉你|跟你说)的?(?:我|俺|额)(?P<said>[^，,。；;！!？?\s]{2,14})")
_QUOTES = re.compile(
    r"(?:[，,。；;！!？?\s]*(?:你|您)(?:又|老|还)?(?:咋|怎么|为啥|凭啥)(?:又|老|还|就|总)*"
    r"|(?:^|[，,。；;！!？?\s])(?:咋|怎么)(?:又|老|还))(?:说|记成|当成)(?!话|呢|的?通)"
    r"(?:我|俺|额)?(?P<said>[^，,。；;！!？?\s]{2,14})"
    r"|[，,。；;！!？?\s]*(?:你|您)(?:给我|给俺|可得?|好好)?听(?:清楚|明白|准)(?:了|喽)?(?=[，,。；;！!？?\s]|$)"
)
"""What the visitor repeats of the robot's own words in order to reject it (你咋说找过催过), or tells it to listen."""
_I = str.maketrans("俺额", "我我")
"""The dialect's words for 我, as long as it."""
_SHORT_PERSON = 3
_LONGEST_PERSON = 20
_SHORTEST = 2
_OTHER = frozenset({"别的", "别的事", "另外的", "其他的", "另一个"})


@dataclass(frozen=True, slots=True)
class Correction:
    """`denied` is what is not meant, `meant` what is instead; either may be empty. `told`: what is told besides;
    `leaves`: the visitor does not want to talk of that any more."""

    denied: str
    meant: str
    told: str = ""
    leaves: bool = False


def other_person(text: str) -> str | None:
    """Whose case it is, where the visitor says that it is not his own (我说的不是我，是我哥): 哥; else None."""
    said = text.strip("。！!？? ")
    found = _OTHER_PERSON.search(said)
    if found is None or len(said) > _LONGEST_PERSON or _NOT_ME.search(said) is None:
        return None
    return found["kin"]


def misheard(text: str) -> bool:
    """Whether `text` says that the robot took something wrongly (你听岔了, 谁说我有…, 我没那么说)."""
    return bool(_HEARD_WRONG.search(text))


def put_in_mouth(text: str) -> str:
    """What somebody says that the robot says of him (谁说我坐过牢 -> 坐过牢); else empty."""
    found = _WHO_SAYS.search(text) or _QUOTES.search(text)
    return (found["said"] or "") if found else ""


def without_quotes(text: str) -> str:
    """`text` without what it repeats of the robot's words to reject them (以前没寻过俺，你咋说找过催过 ->
    以前没寻过俺); the same where nothing else is said."""
    return _QUOTES.sub("", text).strip("，,。；;！!？? ") or text


def said_before(text: str) -> bool:
    """Whether `text` says that it was said already (我刚说了没写遗嘱, 我是说…)."""
    return bool(_SAID_BEFORE.search(text))


def insisted_on(text: str) -> str:
    """What somebody wants to know who was not understood (都听不懂俺说啥，俺就问一句，合法不合法); else empty. What he
    tells before it is kept: 他早就走了，我是问押金退不退 is no complaint."""
    found = _INSISTS.search(text.strip("。！!"))
    return found["meant"] if found and _NOT_UNDERSTOOD.search(text[: found.start()]) else ""


def straightened(text: str) -> str:
    """`text` without what it denies to say what is so instead: 离婚不是他提的，是我提的 -> 离婚是我提的; 娃没跟他，跟我
    -> 娃跟我. The same as it is where it does nothing of the kind."""
    found = _NOT_ONE_BUT_OTHER.search(text)
    if found is not None:
        denied, meant = found["denied"], found["meant"]
        is_alike = denied[-1] == meant[-1] or len(denied) <= _SHORT_PERSON >= len(meant)
        if is_alike and not meant.startswith("不是"):
            return f"{text[: found.start()]}{found['before']}是{meant}{found['rest']}"
    found = _NOT_WITH_ONE.search(text)
    if found is not None:
        return f"{text[: found.start()]}{found['before']}{found['verb']}{found['meant']}"
    return text


def correction(text: str) -> Correction | None:
    """What `text` takes back; None when it takes nothing back."""
    said = text.strip("。！!？? ")
    for pattern in (_NOT_BUT, _BUT_NOT, _MEANT, _NOT_SAID):
        found = pattern.search(said.translate(_I))
        if found is None:
            continue
        spans = (found.span(name) if name in pattern.groupindex else (0, 0) for name in ("denied", "meant"))
        denied, meant = (said[begin:end] if begin >= 0 else "" for begin, end in spans)
        if meant in _OTHER:
            return None  # 不是，我说的是别的 is a no
        if len(denied) >= _SHORTEST or (not denied and len(meant) >= _SHORTEST):
            return Correction(denied.strip(), meant.strip())
    return None
