"""Xiaolü: the voice robot of a county public legal service hall."""

import os

# Matrices here are small: threads of BLAS would only take the processors from other visitors (bench/PAGE.md:
# twenty pages at once). Counts before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
