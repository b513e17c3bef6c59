"""Somebody of the directory, asked for by name: 张示例律师在吗, 我找王律师.

The names stand in knowledge/people.yaml; what a kind of practitioner is called, and the words beside a name that ask
for the person and not for something else, in intents/navigation.yaml.
"""

from __future__ import annotations

from functools import cache

from robot.content import hall_schema
from robot.content.load import Content
from robot.nlu.named.spans import BY_FOLDED_SOUND, Spoken, find
from robot.nlu.text.normalise import plain
from robot.turn import Candidate

_SURE = 0.95
_SHORTEST_BY_SOUND = 3
"""Characters of a name that may be found by its sound: shorter ones sound like many words."""
_BESIDE = 9
"""Characters beside a name that ask for the person: with more the visitor tells a story in which the name occurs."""
_NEXT_TO_NOTHING = 2
_BEFORE = 20
"""Characters before a name at the very end, which say what the person is looked for: 我找那个专门打离婚官司的王律师."""
_NO_SURNAMES = frozenset("和跟与同给让叫问见请找有没要个的位名这那是当做好")
"""Characters before 律师 that are words of the sentence, whatever surname they sound like."""


class PersonMatcher:
    """Built once from the content; immutable. Without a directory it knows nobody."""

    def __init__(self, content: Content) -> None:
        words = content.navigation
        self._people = content.people.people if content.people else ()
        self._spoken = tuple((person, Spoken.of(plain(person.name))) for person in self._people)
        self._called = {title: set(kinds) for title, kinds in (words.called if words else {}).items()}
        self._asked = tuple(map(plain, words.asks_person)) if words else ()

    def match(self, text: str) -> Candidate | None:
        """The one person whom `text` asks for; None when it names nobody, or several of a surname."""
        found = self.named(text)
        return Candidate("person", found[0].id, _SURE, found[0].name) if len(found) == 1 else None

    def named(self, text: str) -> tuple[hall_schema.Person, ...]:
        """Everybody whom `text` may ask for: by the whole name, or by surname and profession (王律师)."""
        said = Spoken.of(plain(text))
        whole = tuple(
            person
            for person, name in self._spoken
            if self._asks_for(said.text, len(name.text)) and self._says(said, name)
        )
        return whole or self._by_surname(said.text)

    def _says(self, said: Spoken, name: Spoken) -> bool:
        """By its characters; by its sound only beside 律师 or 在吗: 往市里告 sounds like 王示例."""
        if name.text in said.text:
            return True
        if len(name.text) < _SHORTEST_BY_SOUND or not any(word in said.text for word in (*self._called, *self._asked)):
            return False
        span = find(said, name)
        return span is not None and span.likeness >= BY_FOLDED_SOUND

    def _by_surname(self, text: str) -> tuple[hall_schema.Person, ...]:
        return tuple(
            person
            for title, kinds in self._called.items()
            for person in self._people
            if person.kind in kinds
            and (called := _called(text, person.name[0], title))
            and self._asks_for(text, len(called), at_end=text.endswith(called))
        )

    def _asks_for(self, text: str, size: int, at_end: bool = False) -> bool:
        """Whether `text` is a name of `size` characters and next to nothing else, or asks for whom it names.

        王示例不还钱怎么办 is a debt.
        """
        beside = len(text) - size
        most = _BEFORE if at_end else _BESIDE
        return beside <= _NEXT_TO_NOTHING or (beside <= most and any(word in text for word in self._asked))


def _called(text: str, surname: str, title: str) -> str:
    """How `text` calls somebody of that surname: 王律师, or with a character of the very same sound (无律师 for 吴)."""
    if surname + title in text:
        return surname + title
    at = text.find(title)
    before = text[at - 1] if at > 0 else ""
    sounds_so = before and before not in _NO_SURNAMES and _with_tone(before) == _with_tone(surname)
    return before + title if sounds_so else ""


@cache
def _with_tone(character: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return str(lazy_pinyin(character, style=Style.TONE3)[0])
