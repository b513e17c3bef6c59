"""What a visitor rejects of the robot's last reply, clause by clause: 没人打我老婆，我问的是刷墙工的事. Pure.

Where one sentence pattern says both what is not meant and what is, robot/nlu/text/correction.py finds it. People mostly
complain (你弄反了), deny what the robot has just spoken of (没上法院), and say what they want to know (俺问的是…) in
clauses of their own; a denial that takes up nothing of the robot's words tells of the case, and rejects nothing.
"""

from __future__ import annotations

import re

from robot.nlu.text.correction import Correction
from robot.nlu.text.manner import manner
from robot.nlu.text.normalise import plain

_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_COMPLAINT = re.compile(
    "^(?:哎呀?|唉|咋|怎么)?(?:你|您)?(?:肯定|怕是|是不是|准是|又)?(?:把[^，,。]{1,3})?(?:听|记|弄|搞|想|说|闹)(?:岔|错|差|拧|混|反)[了啦咧哩吧呀啊]*$"
    "|答非所问|(?:你|您)?(?:咋)?(?:说|扯|跑|想)到?(?:哪儿|哪里|那儿)去?了?$|^说(?:甚|啥|什么)[呢哩呀啊]?$|说不[清通]楚?$"
    "|^(?:你|您)(?:这是)?(?:干啥|弄啥|做啥|说的(?:啥|甚|什么))[呢哩呀啊]?$|^(?:你|您)(?:给我|给俺|可)?听(?:清楚|明白)"
    "|^(?:换个|换一?种)(?:问|说)法$|^还是没(?:说|答)|^(?:不对)+$"
)
"""A clause that says nothing but that the robot took it wrongly."""
_ASKED_ABOUT = re.compile(
    "^(?:你|您)?(?:咋|怎么|为啥)?(?:又|老|还|就|总|都)*(?:说的?|扯到?|提|要|管)?(?:啥|甚|什么|哪来的|哪门子)(?:的)?(?P<what>[^没不]{2,12})$"
    "|^(?:你|您)?(?:咋|怎么)(?:又|老|还|就|总|都)*(?:说|扯|扯到|提|跑到)(?P<other>.{2,12}?)(?:上)?(?:去)?了?$"
)
"""啥夫妻财产, 你说啥离婚哩, 咋扯到征收了."""
_LEAVES = re.compile(
    "^(?:咱|我|俺)?(?:先|就)?不(?:说|提)(?P<what>.{2,8}?)(?:的事|那事)?了$|^(?P<that>.{2,8}?)(?:的事|那事|这事|那个)?(?:先|就|咱)?不(?:说|提|问)了$"
)
"""咱不说拘留了, 派出所拘人那事不说了."""
_WHO = "(?:我|俺|额|咱|他|她|人家|娃|孩子|俺家|我家|警察|法院)?"
_IS_NOT = re.compile(
    f"^(?:哎呀?|唉|可|那|这)?{_WHO}(?:又|可|还|也|都|压根|就|根本)?"
    "(?:不是|没人|(?:不|没)(?:在?(?:说|问|提|讲|要)))(?:在?(?:说|问|要|想|讲|办))?(?P<what>.{1,12})$"
)
"""It is not that: a denial of what was said to him."""
_HAS_NOT = re.compile(
    f"^(?:哎呀?|唉|可|那|这)?{_WHO}(?:又|可|还|也|都|压根|就|根本|早就|好好的)?(?:没有|没啥|没那|没)(?P<what>.{{1,12}})$"
)
"""It is not so: what the robot takes for a fact, or a new fact of the case."""
_NO_DANGER = re.compile(
    f"^(?:哎呀?|唉|可)?{_WHO}(?:可|又|也|都|压根|就|好好的)*(?:没人|没有人|没有|没|不是)(?:要|想|在)?"
    "(?P<what>(?:打|杀|砍|掐|欺负|动手|害|家暴|想死|死|想不开|自杀|寻短见|喝药|着火|起火|晕|伤着|受伤|危险|急事).{0,8})$"
)
_INSISTS = re.compile(
    "^(?:那)?(?:我|俺|额)(?:(?:现在|今儿|今天|其实|就|只|光)*(?:是)?(?:想|要)?(?:问|说|讲)(?:的)(?:就|才)?是"
    "|(?:现在|今儿|今天|其实)*(?:就|只|光)(?:是)?(?:(?:想|要)?问|想知道)(?:你|您)?(?:一句)?"
    "|(?:现在|今儿|今天)?(?:就)?是(?:想|要)?问|说(?=.{1,8}的事))(?!别的|另外|其他|过|了|的)(?:你|您)?(?P<meant>.*)$"
)
_I_ASK = re.compile("^(?:我|俺|额)(?:问(?:你)?|说)(?=.{4})(?!过|了|的)")
_EMPTY = frozenset(
    "我你他她它俺咱您们了的过给让叫把被着呢吗吧啊也都就还又再去来到在是有能会要想人家这那个一跟和对上下说问哩咧"
)
_OF_ANYTHING = frozenset("钱事话法用")
"""Single characters that stand in any answer."""
_SHORTEST, _TAKEN_UP = 3, 2
"""Characters of what is meant; of what is denied that must stand in the robot's words."""


def rejection(text: str, replied: str, claimed: str, in_alarm: bool = False) -> Correction | None:
    """What `text` rejects of what the robot has `replied` (spoken and shown) and `claimed` of the case (what it was
    taken for, the facts held), and what it says instead: all other clauses, or from the one that says what is wanted to
    know, where one does. None where it rejects nothing. Just after an alarm (`in_alarm`) a danger
    that is denied is rejected, where something is asked besides."""
    clauses = [clause for clause in _CLAUSE.split(text) if plain(clause)]
    complains = any(_COMPLAINT.search(clause) or _INSISTS.match(clause) for clause in clauses)
    denied, is_rejected, leaves = "", False, False
    kept: list[str] = []
    wanted: list[str] = []
    for clause in clauses:
        insists, left = _INSISTS.match(clause), _LEAVES.match(clause)
        if insists is not None:
            is_rejected = True
            kept, wanted = [*kept, *wanted], [insists["meant"]] if plain(insists["meant"]) else []
            continue
        if left is not None and (what := taken_up(left["what"] or left["that"] or "", replied)):
            denied, is_rejected, leaves = denied or what, True, True
            continue
        rejected = _rejected(clause, replied, replied if complains else claimed)
        if rejected is None and in_alarm and manner(text).asks:
            rejected = _no_danger(clause)
        if rejected is None:
            (wanted if wanted else kept).append(clause)
            continue
        is_rejected = True
        denied = denied or rejected
    if not is_rejected:
        return None
    kept = [_I_ASK.sub("", clause) for clause in kept]
    meant, told = "，".join(wanted), "，".join(kept)
    if len(plain(meant)) < _SHORTEST or not manner(meant).asks:
        meant, told = "，".join((*kept, *wanted)), ""
    return Correction(denied, meant, told, leaves) if denied or meant else None


def _rejected(clause: str, replied: str, claimed: str) -> str | None:
    """What a clause rejects; empty where it only complains; None where it rejects nothing."""
    if _COMPLAINT.search(clause):
        return ""
    found = _ASKED_ABOUT.match(clause)
    if found is not None and found["other"]:
        return taken_up(found["other"], replied)  # 你咋老说家暴 rejects, whenever that was said
    if found is not None:
        return taken_up(found["what"], replied) or None
    if manner(clause).asks:
        return None
    found = _IS_NOT.match(clause)
    if found is not None:
        return taken_up(found["what"], replied, claimed) or None
    found = _HAS_NOT.match(clause)
    return (taken_up(found["what"], claimed, claimed) or None) if found is not None else None


def denies_danger(text: str) -> bool:
    """Whether a clause of `text` says that there is no danger, and another asks something."""
    return manner(text).asks and any(_no_danger(clause) is not None for clause in _CLAUSE.split(text))


def _no_danger(clause: str) -> str | None:
    """What danger a clause denies (没人打我老婆); None where it denies none: 他还没走 and 没人来救 tell of one."""
    found = None if manner(clause).asks else _NO_DANGER.match(clause)
    return found["what"] if found is not None else None


def taken_up(what: str, replied: str, claimed: str = "") -> str:
    """The longest run of `what` that stands in the robot's words; empty where that is too little to be of it. A single
    character is enough where it is all that is denied and stands in what the robot has `claimed`."""
    content = set(what) - _EMPTY
    runs = [what[begin:end] for begin in range(len(what)) for end in range(begin + 1, len(what) + 1)]
    fitting = [run for run in runs if len(set(run) - _EMPTY) >= _TAKEN_UP and _is_said(run, replied)]
    if not fitting and len(content) == 1 and not content & _OF_ANYTHING:
        fitting = [each for each in content if _is_said(each, claimed)]
    return max(fitting, key=len, default="")


def _is_said(run: str, replied: str) -> bool:
    """Whether `replied` says `run`, and does not deny it itself."""
    return re.search(f"(?<![没不未])(?<![没不未].){re.escape(run)}", replied) is not None
