"""Markup: it is not read out. Pure."""

from __future__ import annotations

from robot.tts.written.common import Part


def markup() -> Part:
    """Rules for what is written for machines."""
    return [
        (r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1"),
        (r"</?[a-zA-Z][^<>\n]{0,200}>", ""),
        (r"&(?:nbsp|amp|lt|gt|quot);", " "),
        (r"^\s{0,3}#{1,6}\s+", ""),
        (r"^\s*[-*+•]\s+(?=\S)", ""),
        (r"[*_`]{2,}", ""),
    ]
