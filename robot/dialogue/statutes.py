"""Articles by voice: read when they are named, offered as a pointer when no answer fits. Never as advice."""

from __future__ import annotations

from robot.content.load import Content
from robot.dialogue import compose
from robot.nlu.normalise import plain
from robot.statutes.book import StatuteBook
from robot.statutes.database import Article
from robot.statutes.reading import pieces
from robot.turn import Citation, Reply, Understanding

_POINTED_FROM = 0.5
"""Probability from which an article is worth pointing at: more likely right than wrong."""
_BESIDE = 10
"""Characters that may stand beside a named article: with more the visitor asks something about it."""
Read = tuple[Reply, tuple[Reply, ...]]
"""A reply, and what is read on after it."""


def named(content: Content, book: StatuteBook, understood: Understanding, last: Reply | None) -> Read | None:
    """The article that the visitor named (劳动合同法第四十七条), or that the law named holds on a subject.

    None when the question asks for no article. `last` is the reply before: 第四十八条呢 means the same law.
    """
    text = plain(understood.text)
    if understood.slots.articles:
        law, number = understood.slots.articles[0]
        if len(text) - len(law) - len(number) > _BESIDE:
            return None
        said = law or (last.citations[0].law if last is not None and last.kind == "statute" and last.citations else "")
        if not said:
            return _told(content.prompts.statute_which, {"article": number}), ()
        full = book.law(said)
        if full is None:
            return None
        article = book.article(full, number)
        if article is None:
            return _told(content.prompts.statute_none, {"law": compose.law_name(full), "article": number}), ()
        return read(content, article, understood.score)
    asks = content.follow_up.article_text if content.follow_up else ()
    if any(word in text for word in asks) and book.law_in(text) is not None:
        hit = book.best(text)
        return read(content, hit.article, hit.score) if hit is not None else None
    return None


def read(content: Content, article: Article, score: float) -> Read:
    """Reads an article: its name and first piece, the others one by one."""
    name = {"law": compose.law_name(article.law), "article": article.number}
    first, *others = pieces(article.text)
    shown = f"{article.law} {article.number}\n{article.text}\n{content.prompts.statute_source}"
    citations = (Citation(article.law, article.number),)
    spoken = compose.filled(content.prompts.statute_read, name) + first
    place = f"{article.law}{article.number}"
    reply = Reply("statute", place, spoken, shown, score=max(score, 0.0), citations=citations)
    rest = tuple(Reply("statute", place, piece, shown, citations=citations) for piece in others)
    if rest:
        reply = Reply(
            *("statute", place, spoken + content.prompts.more_hint, shown),
            score=max(score, 0.0),
            citations=citations,
        )
    return reply, rest


def pointer(content: Content, book: StatuteBook, understood: Understanding) -> tuple[str, Article] | None:
    """What to say of the article that is nearest to a legal question which no answer fits, and the article."""
    hit = book.best(understood.text) if understood.topic else None
    if hit is None or hit.score < _POINTED_FROM:
        return None
    name = {"law": compose.law_name(hit.article.law), "article": hit.article.number}
    return compose.filled(content.prompts.statute_pointer, name), hit.article


def _told(sentence: str, values: dict[str, str]) -> Reply:
    spoken = compose.filled(sentence, values)
    return Reply("clarify", None, spoken, spoken)
