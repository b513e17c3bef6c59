"""`statutes show LAW ARTICLE`, `statutes search TEXT`: the statute database."""

from __future__ import annotations

import argparse
import re
import sys
import time
from typing import Any

from robot import config, messages
from robot.app import statute_database, statute_search
from robot.cli.arguments import option, question_lines, subcommand
from robot.cli.output import dumps
from robot.content import load
from robot.errors import RobotError, UsageError
from robot.nlu.index.embedding import Embedder
from robot.nlu.text.normalise import chinese_number, plain
from robot.statutes import regulations
from robot.statutes.database import Article
from robot.statutes.names import full_name, successor

_ARTICLE = re.compile(r"第?([0-9零一二三四五六七八九十百千]+)条?(之[0-9一二三四五六七八九十]+)?")
_DIGITS = re.compile(r"[0-9]+")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "statutes")
    inner = parser.add_subparsers(dest="action", required=True, metavar="show|search")
    shower = inner.add_parser("show")
    shower.add_argument("law", help=option("law"))
    shower.add_argument("article", help=option("article"))
    shower.add_argument("--json", action="store_true", help=option("json"))
    shower.set_defaults(handler=show)
    searcher = inner.add_parser("search")
    searcher.add_argument("text", nargs="*", help=option("text"))
    searcher.add_argument("--top", type=int, default=5, help=option("top"))
    searcher.add_argument("--file", metavar="F", help=option("file"))
    searcher.add_argument("--json", action="store_true", help=option("json"))
    searcher.set_defaults(handler=search)


def article_number(text: str) -> str:
    """ "47", "第47条", "四十七" -> 第四十七条; "133之1" -> 第一百三十三条之一. Other text stays as it is."""
    found = _ARTICLE.fullmatch(plain(text))
    if found is None:
        return text.strip()
    number, more = (_DIGITS.sub(lambda digits: chinese_number(digits.group()), part or "") for part in found.groups())
    return f"第{number}条{more}"


def show(arguments: argparse.Namespace) -> int:
    """Print one article; exit status 1 when there is no such law or article."""
    number = article_number(arguments.article)
    article = regulations.of(load.regulations()).article(arguments.law, number) or _in_database(arguments.law, number)
    if article is None:
        raise RobotError("statutes.no_article", law=arguments.law, article=number)
    if arguments.json:
        print(dumps(_json(article), indent=2))
        return 0
    origin = [article.source, messages.zh("statutes.since", date=article.effective)]
    if article.amended_by:
        origin.append(messages.zh("statutes.amended", by=article.amended_by))
    print(f"{article.law} {article.number}\n{article.text}\n{' '.join(filter(None, origin))}")
    return 0


def _in_database(law: str, number: str) -> Article | None:
    """Raises RobotError where the law called `law` was repealed."""
    laws = statute_database()
    names = [each.name for each in laws.laws()]
    gone = successor(law, names)
    if gone is not None:
        raise RobotError("statutes.repealed", law=gone[0], later=gone[1])
    return laws.article(full_name(law, names) or law, number)


def search(arguments: argparse.Namespace) -> int:
    """Print the articles that answer a question best."""
    questions = question_lines(arguments.file) if arguments.file else [" ".join(arguments.text).strip()]
    if not any(questions):
        raise UsageError("cli.no_text")
    if arguments.top < 1:
        raise UsageError("cli.bad_top", top=arguments.top)
    embedder = Embedder.load() if config.load().understanding.embeddings == "auto" else None
    found_in = statute_search(statute_database(), load.load(), embedder)
    if found_in.problem is not None:
        print(found_in.problem, file=sys.stderr)
    for question in questions:
        started = time.perf_counter()
        hits = found_in.search(question, arguments.top)
        ms = (time.perf_counter() - started) * 1000
        if arguments.json or arguments.file:
            rows = [{**_json(hit.article), "score": round(hit.score, 4)} for hit in hits]
            print(dumps({"text": question, "results": rows, "ms": round(ms, 1)}, indent=None if arguments.file else 2))
        elif hits:
            print("\n\n".join(f"{hit.article.law} {hit.article.number}\n{hit.article.text}" for hit in hits))
        else:
            print(messages.line("statutes.nothing_found"))
    return 0


def _json(article: Article) -> dict[str, Any]:
    return {
        "law": article.law,
        "article": article.number,
        "text": article.text,
        "chapter": article.chapter,
        "effective": article.effective.isoformat(),
    }
