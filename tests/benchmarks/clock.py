"""A clock that goes on from a given moment."""

from __future__ import annotations

import time
from collections.abc import Callable


def clock_from(start_ms: int) -> Callable[[], int]:
    """UTC milliseconds as if it were `start_ms` now."""
    began = time.monotonic_ns()
    return lambda: start_ms + (time.monotonic_ns() - began) // 1_000_000
