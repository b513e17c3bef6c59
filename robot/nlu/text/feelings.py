"""What a visitor feels who tells his case: 愁得几宿睡不着, 气死人, 俺心里难受. That has its word before the law. Pure.

A sentence that is nothing but a feeling is small talk (intents/smalltalk.yaml) and is answered as such.
"""

from __future__ import annotations

import re
from typing import Literal

from robot.nlu.text.bereavement import bereaved

Feeling = Literal["grief", "anger", "sadness", "worry"]
_FELT: tuple[tuple[Feeling, re.Pattern[str]], ...] = (
    (
        "anger",
        re.compile(
            "气死[我俺额人]|[我俺额](?:快|都|真)?(?:要)?气[死炸坏]|气得(?:[我俺额]|直|一|肝|肚|浑身|手|睡|吃)|憋气|窝火|窝囊|太欺负人|欺人太甚"
            "|咽不下(?:去)?这口气|这口气|凭啥[呀嘛啊]?$|这叫(?:啥|什么|甚)(?:公道|事|道理|世道)|没天理|还有没有王法|太不讲理|心里不服"
        ),
    ),
    (
        "sadness",
        re.compile(
            "心里(?:真|好|可|也|就)?(?:难受|难过|苦|憋屈|委屈|不好受|不得劲|恓惶|堵|酸|凉|寒)|寒[了透]?心|[我俺额](?:也|真|就)?(?:想哭|委屈|难受|命苦|命咋)"
            "|委屈得|谁也指不上|没人管[我俺额]|丢人(?:哩|啊|呀|得|死|现眼)|怕(?:人|叫人|让人|别人|村里人)笑话|叫人笑话|抬不起头|难过得|掉眼泪"
        ),
    ),
    (
        "worry",
        re.compile(
            "(?:睡不着|睡不好|没合眼|没睡[好着]|吃不下)|愁[死坏得]|愁人|急[死坏得](?!要)|急死|[我俺额](?:真|可|就|也|好)?(?:怕得|害怕|发愁|着急|担心|心慌)|吓[死坏得]"
            "|吓了一跳|心里(?:没底|慌|害怕|发慌|七上八下|不踏实|乱)|六神无主|不知道(?:咋|怎么)办(?:好|才好)|没主意了"
        ),
    ),
)
_OF_OTHERS = re.compile("[他她它]|人家|对方|儿子|孩子|娃|闺女|女儿|老板|婆婆|老伴|媳妇|男人|老公|爸|爹|妈|娘")
_NEAR = re.compile("[^，,。；;！!？?\\s]{0,5}$")
"""What stands before a feeling in its clause, where somebody else may be named whose it is: 俺儿子气得要去刨坟."""


def felt(text: str) -> Feeling | None:
    """What the visitor says that he feels himself; None where he says nothing of it. A death goes before all else."""
    if bereaved(text):
        return "grief"
    for feeling, words in _FELT:
        found = words.search(text)
        before = _NEAR.search(text[: found.start()]) if found is not None else None
        if before is not None and not _OF_OTHERS.search(before.group()):
            return feeling
    return None
