"""The loop in which encoders are trained, for so many minutes. Needs `pip install torch`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import nn

_LEAST_RATE = 0.02
_WARM_UP = 100
"""Steps until the rate is reached."""
_TOLD_EVERY = 50


def train(
    groups: Sequence[Mapping[str, Any]],
    clipped: Sequence[nn.Parameter],
    loss_of: Callable[[], torch.Tensor],
    minutes: float,
) -> None:
    """AdamW over `groups` (each with its highest `lr`), the rate rising at first and then falling to nothing.

    `clipped`: whose gradient is held to length 1; `loss_of`: the loss of a new batch.
    """
    optimiser = torch.optim.AdamW([dict(group) for group in groups], betas=(0.9, 0.98), weight_decay=0.01)
    rates = [group["lr"] for group in optimiser.param_groups]
    started, step, smooth = time.monotonic(), 0, 0.0
    while (gone := (time.monotonic() - started) / 60 / minutes) < 1:
        share = min(1.0, step / _WARM_UP) * max(_LEAST_RATE, 1 - gone)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * share
        loss = loss_of()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(clipped, 1.0)
        optimiser.step()
        step += 1
        smooth = 0.98 * smooth + 0.02 * float(loss.detach())
        if step % _TOLD_EVERY == 0:
            print(f"{step} steps, {gone:.0%}: {smooth / (1 - 0.98**step):.3f}", file=sys.stderr, flush=True)
