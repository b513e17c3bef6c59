"""What people type into the cells of a sheet, or in a terminal: lines, days, citations."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from openpyxl.utils.datetime import from_excel

from robot.content import everyday
from robot.content.laws import Laws as Laws
from robot.content.said import bare
from robot.errors import ContentError

UNVERIFIED = "未核对"
_NUMBER = "[0-9零〇一二两三四五六七八九十百千]+"
_CITATION = re.compile(
    rf"^(?P<law>.*?)\s*第\s*(?P<number>{_NUMBER})\s*条(?:\s*之\s*(?P<further>[0-9一二三四五六七八九十]+))?(?P<rest>.*)$"
)
_NUMBERED = re.compile(r"^(?:[-—•·●]\s*|\d{1,2}[.、．)）](?!\d)\s*|[（(]\d{1,2}[)）]\s*|[\u2460-\u2473]\s*)")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９\u3000", "0123456789 ")
"""The brackets of a law's name (解释（一）) stay as they are."""
_DATE_LIKE = re.compile(r"\d[\d\s年月日/.:T-]*")
_SERIAL = re.compile(r"[3-9]\d{4}")
"""A day as Excel counts it, where the cell was not made a date."""


def lines(text: str) -> list[str]:
    """The lines of a cell; spaces and empty lines mean nothing."""
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


def sentences(text: str) -> list[str]:
    """The lines of a cell, each sentence once; without the numbers or dashes that all of them begin with. What stands
    in one line with semicolons between is several."""
    found: dict[str, str] = {}
    given = lines(text)
    if len(given) == 1:
        given = [part.strip() for part in re.split("[；;]", given[0]) if part.strip()]
    if len(given) > 1 and all(_NUMBERED.match(line) for line in given):
        given = [_NUMBERED.sub("", line) for line in given]
    for line in given:
        found.setdefault(bare(line) or line, line)
    return list(found.values())


def ids(text: str) -> list[str]:
    """The ids of a cell, each once: a line each, or with commas between them."""
    return list(dict.fromkeys(part for part in re.split(r"[\s,，、;；]+", text) if part))


def day_of(text: str) -> datetime.date:
    """A day as people and Excel write it: 2027-06-30, 2027/6/30, 2027年6月30日. Raises ContentError."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if (day := everyday.day_of(plain)) is not None:
            return day
        if _SERIAL.fullmatch(plain):
            counted: datetime.datetime = from_excel(int(plain))
            return counted.date()
    except ValueError:
        pass
    raise ContentError("workbench.cell.no_day", text=text)


def citation_of(line: str) -> dict[str, Any]:
    """A citation as people write it: the law's name, the article, and 未核对 with a day where nobody looked it up.

    第3条 becomes 第三条. Raises ContentError when there is no article, or something that nothing is made of.
    """
    found = _CITATION.match(line.translate(_HALF_WIDTH).strip())
    if found is None or not (law := _named(found["law"].strip())):
        raise ContentError("workbench.cell.no_article", text=line)
    further = f"之{everyday.in_hanzi(found['further'])}" if found["further"] else ""
    article = f"第{everyday.in_hanzi(found['number'])}条{further}"
    citation: dict[str, Any] = {"law": law, "article": article}
    rest = found["rest"].strip()
    if UNVERIFIED in rest:
        citation["verified"] = False
        rest = rest.replace(UNVERIFIED, "", 1).strip(" ,;()，；（）")
        if _DATE_LIKE.fullmatch(rest):
            return {**citation, "review": day_of(rest)}
        if not rest:
            raise ContentError("workbench.cell.no_review", text=line)
    if rest:
        raise ContentError("workbench.cell.rest", rest=rest, text=line)
    return citation


def _named(law: str) -> str:
    """The name without its title marks; those inside it (…《民法典》…的解释) are part of it."""
    inside = law[1:-1]
    return inside if law.startswith("《") and law.endswith("》") and "《" not in inside.split("》")[-1] else law


def looked_up(citation: Mapping[str, Any], laws: Laws) -> dict[str, Any]:
    """A citation with the law's full name; one that is marked as not looked up stays as it is.

    Raises ContentError when the statute database has no such law or article.
    """
    if not citation.get("verified", True):
        return dict(citation)
    said, article = str(citation["law"]), str(citation["article"])
    name = laws.full_name(said)
    if name is not None and laws.text(name, article) is not None:
        return {**citation, "law": name}
    if (gone := laws.later(said)) is not None:
        raise ContentError("workbench.cell.repealed", law=gone[0], later=gone[1])
    if name is not None:
        raise ContentError("workbench.cell.article_missing", law=name, article=article)
    raise ContentError("workbench.cell.law_missing", law=said)
