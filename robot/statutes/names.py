"""Names of laws as people say them: short names, and the law that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from robot.nlu.text.normalise import plain

_PREFIX = "中华人民共和国"
SHORT: dict[str, str] = {
    "民诉法": "民事诉讼法",
    "民诉": "民事诉讼法",
    "刑诉法": "刑事诉讼法",
    "刑诉": "刑事诉讼法",
    "行诉法": "行政诉讼法",
    "消法": "消费者权益保护法",
    "消保法": "消费者权益保护法",
    "消费者保护法": "消费者权益保护法",
    "治安处罚法": "治安管理处罚法",
    "治安法": "治安管理处罚法",
    "道交法": "道路交通安全法",
    "交通安全法": "道路交通安全法",
    "交法": "道路交通安全法",
    "劳动仲裁法": "劳动争议调解仲裁法",
    "劳动争议仲裁法": "劳动争议调解仲裁法",
    "法援法": "法律援助法",
    "社保法": "社会保险法",
    "未保法": "未成年人保护法",
    "反家暴法": "反家庭暴力法",
    "老年人保护法": "老年人权益保障法",
    "妇女保护法": "妇女权益保障法",
    "复议法": "行政复议法",
    "赔偿法": "国家赔偿法",
    "土地法": "土地管理法",
    "村民组织法": "村民委员会组织法",
    "调解法": "人民调解法",
}
"""What people call laws, by the name without 中华人民共和国."""
_LATER = {
    "婚姻法": "民法典",
    "继承法": "民法典",
    "合同法": "民法典",
    "物权法": "民法典",
    "收养法": "民法典",
    "担保法": "民法典",
    "侵权责任法": "民法典",
    "民法通则": "民法典",
    "民法总则": "民法典",
}
"""Laws that went into the 民法典 on 2021-01-01 (民法典 第一千二百六十条). Their articles have other numbers there."""


def full_name(said: str, laws: Sequence[str]) -> str | None:
    """The full name of the law that is called `said`, None when there is none in force."""
    return _in_force(SHORT.get(bare := _bare(said), bare), laws)


def successor(said: str, laws: Sequence[str]) -> tuple[str, str] | None:
    """The repealed law that is called `said`, and the full name of the law that holds its matter now; None for others.

    An article of the old law is not the article of that number in the new one.
    """
    bare = _bare(said)
    later = _in_force(_LATER[bare], laws) if bare in _LATER else None
    return (bare, later) if later is not None else None


def _bare(said: str) -> str:
    return plain(said).replace("《", "").replace("》", "").strip().removeprefix(_PREFIX)


def _in_force(bare: str, laws: Sequence[str]) -> str | None:
    return next((law for law in (bare, _PREFIX + bare) if law in laws), None)


def law_named(question: str, laws: Sequence[str]) -> str | None:
    """The law that `question` names (民法典关于借款利息怎么规定的), the longest name first; None when it names none."""
    text = plain(question)
    shorts = {law.removeprefix(_PREFIX): law for law in laws if len(law.removeprefix(_PREFIX)) > 1}
    later = {said: full for said, new in _LATER.items() if (full := _in_force(new, laws))}
    called = {**shorts, **later, **{said: full for said in SHORT if (full := full_name(said, laws))}}
    for said in sorted(called, key=len, reverse=True):
        # 合同法 inside 劳动合同法 is found as the longer one first; 法 alone names nothing.
        if said in text and len(said) > 2 - (said == "刑法") and re.search("[法例典则定]$", said):
            return called[said]
    return None
