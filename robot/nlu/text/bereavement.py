"""Whether a visitor tells that somebody of the family has died, not long ago: that has its word before the law."""

from __future__ import annotations

import re

_ELDERS = "爸|爹|妈|娘|爷|奶|姥姥|姥爷|公公|婆婆|公婆|丈人|丈母娘|岳父|岳母|父亲|母亲|老人|老伴儿?|老汉"
_KIN = f"{_ELDERS}|男人|婆姨|媳妇|老婆|老公|丈夫|妻子|爱人|儿子|闺女|女儿|孩子|娃|哥|弟|姐|妹"
_BETWEEN = "[^，,。人钱的证本]{0,8}?"
_ENDS = "(?=$|[，,。；！？!?\\s]|以后|之后|留下?|才|[一二两三四五六七八九十半几][个年天]|去年|上个?月)"
"""没了 by itself is dead; 没了工作 has lost something, 走了后门 has not gone."""
_BEREAVED = re.compile(
    f"(?<![他她姑])(?<!人家)(?<!对方)(?:{_KIN}){_BETWEEN}(?:去世|过世|病故|殁了|下世|咽气|老了人|没救过来|没抢救过来|死了(?!心|人)|(?:没了|不在了){_ENDS})"
    f"|(?<![他她姑])(?<!人家)(?:{_ELDERS}){_BETWEEN}走了{_ENDS}"
)
"""Of a wife or a child who 走了 it is as likely that they have left."""
_LONG_SINCE = re.compile(
    "多年|早就|早年|早先|早早|小时候|[二两三四五六七八九十几]年(?:前|了|就)|年头|要是|如果|万一|以后|百年|等我|等他|等她"
)
"""Who tells this tells of a death that is long past, or of none."""
_GOES_AWAY = re.compile(
    "(?:离婚|跟人|带着|离家|打工|出走|吵架|生气|回娘家|收拾|拿着|开车|办手续|法院)[^。]*走了|走了[^。]{0,6}(?:不回|没回|联系)"
)
_NOT_DEAD = re.compile("差点|险些|不[^，,。]{1,4}就[^，,。]{0,3}死了|(?:气|吓|急|累|烦|愁|恨|想|疼|憋)死")
"""Words for who nearly died, or is only worn out."""


def bereaved(text: str) -> bool:
    """Whether `text` tells that somebody of the family has died, not long ago."""
    others = (_LONG_SINCE, _GOES_AWAY, _NOT_DEAD)
    return bool(_BEREAVED.search(text)) and not any(other.search(text) for other in others)
