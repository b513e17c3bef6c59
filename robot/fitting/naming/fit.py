"""Fits robot/desk/naming/names.npz: `python -m robot.fitting.naming.fit`; half an hour of one core.

Needs `pip install torch jieba ngender pypinyin-dict` (BSD-3-Clause, MIT, MIT, MIT): nothing that runs needs them. The
sentences are generated (sentences.py). Seeded: the same versions give the same model.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from robot.desk.naming.features import COLUMNS, FIRST_CHARACTER, UNKNOWN, Lexicon, features
from robot.desk.naming.tagger import KINDS, MODEL, SPARSE, packed
from robot.fitting.naming.lexicon import known
from robot.fitting.naming.pieces import Part, Pieces
from robot.fitting.naming.sentences import Sentences, content_sentences

_SEED = 20261130
_SENTENCES = 250_000
_NETS = 2
_EPOCHS = 3
_SMOOTHED = 0.01
_TOLD_EVERY = 200
_BATCH = 128
_LEAST_CHARACTER = 4
_EMBEDDED, _STATE = 32, 144
_LAYERS = ((5, 1), (3, 1), (3, 2), (3, 4), (3, 1), (3, 1))
"""Width and distance of the characters that each layer looks at."""
_FORGOTTEN = 0.04
"""The share of characters that are hidden, so that one never met makes no difference."""
_HIDDEN = 0.15
"""The share of names, and of as many words, that are hidden whole: what stands around a name has to tell of it."""

_Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


class Net(nn.Module):
    """What robot.desk.naming.tagger reckons, for training."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(characters, _EMBEDDED)
        sizes = [_EMBEDDED + COLUMNS, *[_STATE] * len(_LAYERS)]
        self.layers = nn.ModuleList(
            nn.Conv1d(sizes[at], sizes[at + 1], width, padding=width // 2 * apart, dilation=apart)
            for at, (width, apart) in enumerate(_LAYERS)
        )
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(_STATE, len(KINDS))

    def forward(self, numbers: torch.Tensor, rows: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        state = torch.cat([self.embedding(numbers), rows], 2).transpose(1, 2)
        beyond = there.unsqueeze(1)
        state = state * beyond
        for at, layer in enumerate(self.layers):
            after = torch.relu(layer(state)) * beyond
            state = self.dropout(after) if at == 0 else state + self.dropout(after)
        scores: torch.Tensor = self.out(state.transpose(1, 2))
        return scores


def numbered(texts: Sequence[Sequence[Part]]) -> dict[str, int]:
    """Characters that stand in the sentences often enough, each with its number."""
    counts = Counter(character for parts in texts for text, _ in parts for character in text)
    kept = [
        each
        for each, count in sorted(counts.items())
        if count >= _LEAST_CHARACTER and (each > "\u2fff" or each in "·•")
    ]
    return {character: FIRST_CHARACTER + at for at, character in enumerate(kept)}


def batches(sentences: Sequence[Sequence[Part]], lexicon: Lexicon) -> list[_Batch]:
    """The sentences as numbers, columns, classes and which places are of a sentence; those of a length together."""
    texts = sorted(
        (("".join(text for text, _ in parts), [label for text, label in parts for _ in text]) for parts in sentences),
        key=lambda each: len(each[0]),
    )
    made = []
    for at in range(0, len(texts), _BATCH):
        some = texts[at : at + _BATCH]
        longest = max(len(text) for text, _ in some)
        numbers = torch.zeros(len(some), longest, dtype=torch.int16)
        rows = torch.zeros(len(some), longest, COLUMNS, dtype=torch.float16)
        labels = torch.full((len(some), longest), -1, dtype=torch.int8)
        there = torch.zeros(len(some), longest, dtype=torch.bool)
        for row, (text, classes) in enumerate(some):
            ids, columns = features(text, lexicon)
            numbers[row, : len(text)] = torch.from_numpy(ids)
            rows[row, : len(text)] = torch.from_numpy(columns)
            labels[row, : len(text)] = torch.tensor(classes)
            there[row, : len(text)] = True
        made.append((numbers, rows, labels, there))
    return made


def _hidden(labels: torch.Tensor) -> torch.Tensor:
    """Some stretches of up to three characters of a class: most names, and of what is none as many."""
    begins = torch.rand(labels.shape) < _HIDDEN
    first = torch.ones_like(begins)
    first[:, 1:] = labels[:, 1:] != labels[:, :-1]
    # Where a name begins one time in so many; elsewhere rarer, as there are more places.
    begins &= first | (torch.rand(labels.shape) < _HIDDEN)
    blank = begins.clone()
    for step in (1, 2):
        blank[:, step:] |= begins[:, :-step] & (labels[:, step:] == labels[:, :-step])
    return blank


def fit(sentences: int, epochs: int, nets: int) -> tuple[list[Net], Lexicon]:
    """So many nets, each fitted on so many sentences of its own."""
    content = content_sentences()
    told = known(content)
    lexicon = told.lexicon
    fitted: list[Net] = []
    for at in range(nets):
        torch.manual_seed(_SEED + at)
        chance = random.Random(_SEED + at)  # noqa: S311  sentences, no secret
        source = Sentences(chance, content, told.nouns, Pieces(chance, told.stock))
        made = [parts for parts in (source.one() for _ in range(sentences)) if any(text for text, _ in parts)]
        if at == 0:
            lexicon = replace(lexicon, numbers=numbered(made))
        fitted.append(_fitted(batches(made, lexicon), Net(FIRST_CHARACTER + len(lexicon.numbers)), epochs, chance))
    return fitted, lexicon


def _fitted(everything: list[_Batch], net: Net, epochs: int, chance: random.Random) -> Net:
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.01)
    steps = epochs * len(everything)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    smooth = 0.0
    for step in range(steps):
        if step % len(everything) == 0:
            chance.shuffle(everything)
        numbers, rows, labels, there = everything[step % len(everything)]
        blank = _hidden(labels)
        forgotten = blank | (torch.rand(numbers.shape) < _FORGOTTEN)
        seen = rows.float().masked_fill(blank.unsqueeze(2), 0)
        scores = net(numbers.long().masked_fill(forgotten, UNKNOWN), seen, there.float())
        loss = nn.functional.cross_entropy(
            scores.reshape(-1, len(KINDS)), labels.reshape(-1).long(), ignore_index=-1, label_smoothing=_SMOOTHED
        )
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        smooth = 0.98 * smooth + 0.02 * float(loss.detach())
        if step % _TOLD_EVERY == 0:
            print(f"{step} of {steps}: {smooth / (1 - 0.98 ** (step + 1)):.4f}", file=sys.stderr, flush=True)
    net.eval()
    return net


def written(nets: Sequence[Net], lexicon: Lexicon, path: Path) -> None:
    """Keep the nets as the robot reads them."""
    arrays: dict[str, Any] = {"nets": len(nets), "apart": np.array([apart for _, apart in _LAYERS])}
    for at, net in enumerate(nets):
        fields = {"characters": net.embedding.weight, "out.weights": net.out.weight.T, "out.bias": net.out.bias}
        for layer, convolution in enumerate(net.layers):
            fields[f"layer{layer}.weights"] = convolution.weight.permute(2, 1, 0)
            fields[f"layer{layer}.bias"] = convolution.bias
        arrays |= {f"net{at}.{name}": weights.detach().numpy().astype(np.float16) for name, weights in fields.items()}
    arrays |= {name: packed(getattr(lexicon, name)) for name in SPARSE}
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=_SENTENCES)
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--nets", type=int, default=_NETS)
    parser.add_argument("--to", type=Path, default=MODEL)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    written(*fit(chosen.sentences, chosen.epochs, chosen.nets), chosen.to)


if __name__ == "__main__":
    main()
