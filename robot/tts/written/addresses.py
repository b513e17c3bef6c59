"""Web and e-mail addresses: short ones are spelled, of long ones only the kind is named. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import digits
from robot.tts.written.common import Part, any_of, tables

_LONGEST_SPELLED = 32
"""Characters of an address that a listener can still write down."""
_HOST = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+"
_PATH = r"[/?#][^\s\u3400-\u9fff，。；！？、()（）]*"


def addresses() -> Part:
    """Rules for addresses: host names and mailboxes alone are spelled, what goes on behind the host is not said."""
    ends = any_of(tables()["domains"])
    return [
        (
            rf"(?i)(?<![a-z0-9])(?<!官网)(?<!网站)(?<!网址)https?://[a-z0-9.-]++(?::[0-9]+)?{_PATH[:-1]}+",
            "网站",
        ),
        (rf"(?i)(?<![a-z0-9])https?://[a-z0-9.-]++(?::[0-9]+)?{_PATH[:-1]}+(?<!/)", ""),
        (r"(?i)(?<![a-z0-9])https?://", ""),
        (rf"(?i)(?<![a-z0-9_.+-])[a-z0-9_.+-]++@{_HOST}", lambda m: _spelled(m[0], "邮箱")),
        (r"@(?=[\u3400-\u9fff])", "艾特"),
        (
            rf"(?i)(?<![a-z0-9.-])(?:www\.{_HOST}|(?:[a-z0-9-]+\.)+(?:{ends}))(?:{_PATH})?(?![a-z0-9])",
            lambda m: _spelled(re.split("[/?#]", m[0])[0], "网站"),
        ),
        (rf"(?i)(?<![a-z0-9.])\.(?:{ends})(?![a-z0-9])", lambda m: _spelled(m[0], "")),
    ]


def _spelled(address: str, kind: str) -> str:
    """An address letter by letter; its `kind` where it is too long."""
    if len(address) > _LONGEST_SPELLED:
        return kind
    said = tables()["addresses"]
    parts = re.findall(r"www|com(?![a-z0-9])|.", address.lower())
    return "".join(said.get(part) or digits(part, one="幺") or tables()["letters"].get(part, "") for part in parts)
