"""The small content of the benchmark's tests."""

from tests.bench.conftest import few as few
