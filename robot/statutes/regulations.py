"""Regulations and interpretations of the content as articles, beside those of the statute database. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from robot.content.regulations import Regulation
from robot.statutes.database import Article

_PREFIX = "中华人民共和国"


class Regulations:
    """Looked up by full name, by the name without 中华人民共和国, and by what else people call a document."""

    def __init__(self, regulations: Iterable[Regulation] = ()) -> None:
        self._by_name = {regulation.name: regulation for regulation in regulations}
        self._names = {
            bare(called): regulation.name
            for regulation in self._by_name.values()
            for called in (regulation.name, *regulation.also)
        }

    def full_name(self, said: str) -> str | None:
        """The full name of the document called `said`; None when there is none."""
        return self._names.get(bare(said))

    def article(self, said: str, number: str) -> Article | None:
        """Article `number` (第十四条) of the document called `said`; None when it is not here."""
        regulation = self._by_name.get(self.full_name(said) or "")
        text = regulation.articles.get(number) if regulation is not None else None
        if regulation is None or text is None:
            return None
        return Article(regulation.name, number, text, "", regulation.effective, source=regulation.named)


def bare(said: str) -> str:
    """A name as it is compared: without book marks, spaces and 中华人民共和国, brackets of one width."""
    signs = str.maketrans({"（": "(", "）": ")", "〈": "", "〉": "", "《": "", "》": "", " ": "", "\u3000": ""})
    return said.translate(signs).replace(_PREFIX, "")


def of(content: Mapping[str, Regulation]) -> Regulations:
    """The regulations of a content snapshot."""
    return Regulations(content.values())
