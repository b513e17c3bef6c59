"""How well names are masked: `python -m robot.bench.masking FILE [--show]`.

FILE holds a sentence a line, JSON Lines {"text": …, "names": [[start, end], …]} or text with its names in 【】.
A name counts as masked when no character of it stands in clear but a title, a kin word or a word for a kind of thing
at its end (老板, 公司), "wholly" when not even that. Of the other words, cut by jieba, one is touched when a character
of it is taken for a name, a firm or an address. Only figures are printed; what was missed, with --show alone.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rjieba import Jieba

from robot.desk.masking import INSTEAD, personal
from robot.fitting.naming.pieces import lists

_MARKED = re.compile("【(.+?)】")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_TELLS_NOTHING = re.compile(
    "(?:"
    + "|".join((*lists()["titles"], *lists()["common_titles"], *lists()["roles"]))
    + "|支书|家|的|股份|有限|责任|分?公司|集团|厂|店|村|里|小区|号|室|某)+"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with the places of its names."""

    text: str
    names: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one sentence: names left in clear, those of which a word like 老板 is left, other words that were touched."""

    sentence: Sentence
    words: int
    missed: tuple[str, ...]
    partly: tuple[str, ...]
    touched: tuple[str, ...]


def read(path: Path) -> list[Sentence]:
    """The sentences of a file of either kind."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return [_from_json(line) if line.startswith("{") else _from_marks(line) for line in lines]


def measure(sentences: Iterable[Sentence]) -> list[Outcome]:
    """What masking does to each of them."""
    jieba = Jieba()
    return [_outcome(sentence, jieba) for sentence in sentences]


def _outcome(sentence: Sentence, jieba: Jieba) -> Outcome:
    text = sentence.text
    found = personal(text)
    hidden = {at for each in found for at in range(each.start, each.end)}
    named = {at for each in found if each.instead in INSTEAD.values() for at in range(each.start, each.end)}
    missed: list[str] = []
    partly: list[str] = []
    for start, end in sentence.names:
        clear = "".join(text[at] for at in range(start, end) if at not in hidden and text[at].isalnum())
        if clear:
            is_title = clear != text[start:end] and text[start:end].endswith(clear) and _TELLS_NOTHING.fullmatch(clear)
            (partly if is_title else missed).append(text[start:end])
    words = list(_other_words(sentence, jieba))
    touched = [text[start:end] for start, end in words if named.intersection(range(start, end))]
    return Outcome(sentence, len(words), tuple(missed), tuple(partly), tuple(touched))


def _other_words(sentence: Sentence, jieba: Jieba) -> Iterator[Span]:
    """Words of Hanzi outside the names."""
    at = 0
    for start, end in (*sentence.names, (len(sentence.text), len(sentence.text))):
        for word in jieba.cut(sentence.text[at:start], True):
            if _HANZI.search(word):
                yield at, at + len(word)
            at += len(word)
        at = end


def _from_json(line: str) -> Sentence:
    kept = json.loads(line)
    return Sentence(kept["text"], tuple(sorted((int(start), int(end)) for start, end in kept["names"])))


def _from_marks(line: str) -> Sentence:
    text, spans = "", []
    for at, piece in enumerate(_MARKED.split(line)):
        if at % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return Sentence(text, tuple(spans))


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.1%} ({part} of {whole})"


def told(outcomes: Sequence[Outcome], show: bool) -> Iterator[str]:
    """The figures, and the misses where they are asked for."""
    names = sum(len(each.sentence.names) for each in outcomes)
    missed, partly = (sum(len(getattr(each, kind)) for each in outcomes) for kind in ("missed", "partly"))
    touched = sum(len(each.touched) for each in outcomes)
    yield f"names masked: {_share(names - missed, names)}; wholly: {_share(names - missed - partly, names)}"
    yield f"other words masked: {_share(touched, sum(each.words for each in outcomes))}"
    if show:
        for each in outcomes:
            if each.missed or each.touched:
                yield f"{each.sentence.text}  missed: {' '.join(each.missed)}  touched: {' '.join(each.touched)}"


def main() -> None:
    """Measure one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="tell what was missed")
    chosen = parser.parse_args()
    sentences = read(chosen.file)
    personal("。")  # the net is read here
    started = time.perf_counter()
    for sentence in sentences:
        personal(sentence.text)
    spent = (time.perf_counter() - started) * 1000 / max(1, len(sentences))
    print("\n".join(told(measure(sentences), chosen.show)))
    print(f"a sentence: {spent:.2f} ms")


if __name__ == "__main__":
    main()
