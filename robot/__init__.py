"""Xiaolü: the voice robot of a county public legal service hall."""

import os

# onnxruntime would leave an identity of this computer in the home folder and send home how it is used. Counts before it
# is loaded.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

# Matrices here are small: threads of BLAS would only take the processors from other visitors (bench/PAGE.md:
# twenty pages at once). Counts before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
