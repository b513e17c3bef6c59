"""Markup, web and e-mail addresses: they are not read out. Pure."""

from __future__ import annotations

from robot.tts.written.common import Part, any_of, tables


def markup() -> Part:
    """Rules for what is written for machines."""
    return [
        (
            r"(?i)(?<![a-z0-9])(?<!官网)(?<!网站)(?<!网址)(?:https?://|www\.)[^\s\u3400-\u9fff，。；！？、()]+(?=[，。；！？、]|$)",
            "网站",
        ),
        (r"(?i)(?<![a-z0-9])(?:https?://|www\.)[^\s\u3400-\u9fff，。；！？、()]+", ""),
        (r"(?<!邮箱)(?<!信箱)(?<=[\u3400-\u9fff])[a-zA-Z0-9_.+-]++@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]+)+", "邮箱"),
        (r"(?<![a-zA-Z0-9_.+-])[a-zA-Z0-9_.+-]++@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]+)+", ""),
        (r"@(?=[\u3400-\u9fff])", "艾特"),
        (
            rf"(?i)(?<![a-z0-9.-])(?:[a-z0-9-]+\.)+(?:{any_of(tables()['domains'])})(?:/[^\s\u3400-\u9fff，。；！？、()]*)?(?![a-z0-9])",
            "",
        ),
        (r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1"),
        (r"</?[a-zA-Z][^<>\n]{0,200}>", ""),
        (r"&(?:nbsp|amp|lt|gt|quot);", " "),
        (r"^\s{0,3}#{1,6}\s+", ""),
        (r"^\s*[-*+•]\s+(?=\S)", ""),
        (r"[*_`]{2,}", ""),
    ]
