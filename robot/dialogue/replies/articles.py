"""Articles by voice: read when they are named, offered as a pointer when no answer fits. Never as advice."""

from __future__ import annotations

from dataclasses import replace

from robot.content.load import Content
from robot.content.numerals import number_value
from robot.dialogue.replies import compose
from robot.nlu.text.normalise import chinese_number, plain
from robot.nlu.text.slots import item, paragraph
from robot.statutes.book import StatuteBook
from robot.statutes.database import Article
from robot.statutes.reading import item as item_of
from robot.statutes.reading import paragraph as paragraph_of
from robot.statutes.reading import pieces
from robot.turn import Citation, Reply, Understanding

_POINTED_FROM = 0.5
"""Probability from which an article is worth pointing at: more likely right than wrong."""
_GOES_ON = ("：", "，", "、")
_PART_ALONE = 7
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
            gone = book.successor(said)
            if gone is None:
                return None
            return _told(content.prompts.statute_repealed, {"law": gone[0], "later": compose.law_name(gone[1])}), ()
        article = book.article(full, number)
        if article is None:
            return _told(content.prompts.statute_none, {"law": compose.law_name(full), "article": number}), ()
        first, rest = read(content, _part(article, paragraph(text), item(text)), understood.score)
        for other_law, other_number in understood.slots.articles[1:]:
            other = book.article(other_law or full, other_number)
            if other is not None:
                then, more = read(content, other, understood.score)
                hint = "" if rest else content.prompts.more_hint
                shown = compose.lines(first.shown, then.shown)
                first, rest = replace(first, spoken=first.spoken + hint, shown=shown), (*rest, then, *more)
        return first, rest
    asks = content.follow_up.article_text if content.follow_up else ()
    if any(word in text for word in asks) and book.law_in(text) is not None:
        hit = book.best(text)
        return read(content, hit.article, hit.score) if hit is not None else None
    return None


def beside(content: Content, book: StatuteBook, text: str, last: Reply | None) -> Read | None:
    """The article after (下一条) or before the one that was read last; None when nothing of the kind is said."""
    words = content.follow_up
    if words is None or last is None or last.kind != "statute" or not last.citations:
        return None
    said = plain(text)
    is_short = len(said) <= _PART_ALONE
    of_it, item_of_it = (paragraph(said, alone=True), item(said, alone=True)) if is_short else (None, None)
    if of_it is not None or item_of_it is not None:
        same = book.article(last.citations[0].law, last.citations[0].article)
        return read(content, _part(same, of_it, item_of_it), 1.0) if same is not None else None
    step = 1 if said in words.next_article else -1 if said in words.previous_article else 0
    law, number = last.citations[0].law, number_value(last.citations[0].article[1:].partition("条")[0])
    if not step or number is None:
        return None
    printed = f"第{chinese_number(str(number + step))}条"
    article = book.article(law, printed)
    if article is None:
        return _told(content.prompts.statute_none, {"law": compose.law_name(law), "article": printed}), ()
    return read(content, article, 1.0)


def _part(article: Article, paragraph_number: int | None, item_number: int | None) -> Article:
    """Only that paragraph of it, and that item, where it has one of that number."""
    text = paragraph_of(article.text, paragraph_number) if paragraph_number is not None else None
    text = article.text if text is None else text
    only = item_of(text, item_number) if item_number is not None else None
    return replace(article, text=text if only is None else only)


def read(content: Content, article: Article, score: float) -> Read:
    """Reads an article: its name and first piece, the others one by one."""
    name = {"law": compose.law_name(article.law), "article": article.number}
    first, *others = pieces(article.text)
    while others and first.endswith(_GOES_ON):  # 有下列情形之一的： by itself says nothing
        first += others.pop(0)
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
