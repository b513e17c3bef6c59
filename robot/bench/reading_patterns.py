"""Words that earlier versions read wrongly, over all that may be read aloud: `python -m robot.bench.reading_patterns`.

What is in the content, and every article of the laws that the content cites most. A pattern is right where the
character in it has the reading beside it; what is found is printed, so that a reader can tell a fault from a chance.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from robot.app import statute_database
from robot.content import load
from robot.content.check import cited
from robot.content.load import Content
from robot.content.said import said
from robot.content.texts import aloud
from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.spoken_form import spoken_form

_LAWS = 25
_SHOWN = 20
_PATTERNS = {
    "处+刑、罚": (
        r"(处)(?=[零一二三四五六七八九十百千万两]+(?:年|个月|日|元|倍)|无期徒刑|死刑|拘役|管制|拘留|罚款|罚金|有期徒刑|以?警告)",
        "chu3",
    ),
    "不得": (r"(?<![使舍恨怪巴由])不(得)(?!不|了|已|意|起|懂|着|到$)", "de2"),
    "尽到、尽了": (r"(尽)(?=到|了)", "jin4"),
    "长 (length)": (r"[最较多](长)(?!辈|子|女|大|者)", "chang2"),
    "累犯": (r"(累)(?=犯)", "lei3"),
    "供述": (r"(供)(?=述)", "gong4"),
    "严重": (r"严(重)", "zhong4"),
    "…给": (r"(?:提供|分配|交付|支付)(给)(?!付)", "gei3"),
    "期为、减为、以…为": (r"[期减](为)(?=[零一二三四五六七八九十]|有期)", "wei2"),
    "还 (to pay back)": (
        r"(?:不|谁|己|用|钱|该|么时候|哪天|替他|慢慢|应当)(还)(?=$|了|您|吗|也不|上|清|钱|款)",
        "huan2",
    ),
    "出了事": (r"[出犯](了)(?=事)", "le5"),
    "难处": (r"难(处)", "chu5|chu4"),
    "教您": (r"(教)(?=您|你|他们怎)", "jiao1"),
    "找不着": (r"找[不得](着)", "zhao2"),
}
"""By name: the place of one character, and its reading (several with |)."""


def wrong(texts: Iterable[tuple[str, str]], pronunciation: Pronunciation) -> Iterator[tuple[str, str, str]]:
    """(pattern, where, what is read) for every character of the patterns in `texts` (where, text) read otherwise."""
    for where, text in texts:
        read = pronunciation.readings(spoken_form(text))
        hanzi = "".join(each.hanzi for each in read)
        for name, (pattern, reading) in _PATTERNS.items():
            for found in re.finditer(pattern, hanzi):
                at = found.start(1)
                if str(read[at]) not in reading.split("|"):
                    yield name, where, f"{hanzi[max(0, at - 6) : at]}[{read[at]}]{hanzi[at : at + 6]}"


def content_texts(content: Content) -> Iterator[tuple[str, str]]:
    """All that the content has to be read aloud or asked."""
    yield from (("spoken", text) for text in aloud(content))
    yield from ((sentence.id, sentence.text) for sentence in said(content))


def law_texts(content: Content, most: int = _LAWS) -> Iterator[tuple[str, str]]:
    """The articles of the `most` laws of the database that the content cites most."""
    database = statute_database()
    count = Counter(citation.law for _, _, citation in cited(content))
    laws = [law for law, _ in count.most_common() if database.law(law) is not None][:most]
    for law in laws:
        yield from ((f"{law}{article.number}", article.text) for article in database.articles_of(law))


def main() -> int:
    """Print what is read wrongly, by pattern."""
    content, pronunciation = load.load(), Pronunciation()
    for name, texts in (("content", [*content_texts(content)]), (f"{_LAWS} laws", [*law_texts(content)])):
        found = [*wrong(texts, pronunciation)]
        for pattern, where, read in found[:_SHOWN]:
            print(f"  {pattern}: {where}: {read}")
        print(f"{name}: {len(texts)} texts, {len(found)} of the patterns read otherwise")
    return 0


if __name__ == "__main__":
    sys.exit(main())
