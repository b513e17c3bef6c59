"""Somebody of the directory, asked for by name: 张示例律师在吗, 我找王律师.

The names stand in knowledge/people.yaml; what a kind of practitioner is called, and the words beside a name that ask
for the person and not for something else, in intents/navigation.yaml.
"""

from __future__ import annotations

from robot.content import schema
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

    def named(self, text: str) -> tuple[schema.Person, ...]:
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

    def _by_surname(self, text: str) -> tuple[schema.Person, ...]:
        return tuple(
            person
            for title, kinds in self._called.items()
            for person in self._people
            if person.kind in kinds and (called := person.name[0] + title) in text and self._asks_for(text, len(called))
        )

    def _asks_for(self, text: str, size: int) -> bool:
        """Whether `text` is a name of `size` characters and next to nothing else, or asks for whom it names.

        王示例不还钱怎么办 is a debt.
        """
        beside = len(text) - size
        return beside <= _NEXT_TO_NOTHING or (beside <= _BESIDE and any(word in text for word in self._asked))
