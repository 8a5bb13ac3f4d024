"""How far a long command is, on the terminal: a line that is written over, and nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = 100


@contextmanager
def progress(words: str, count: int) -> Iterator[Callable[[int], None]]:
    """A function to be told how many of `count` are done; it speaks at each hundredth, to a terminal alone."""
    is_seen = sys.stderr.isatty() and count >= STEPS

    def told(done: int) -> None:
        if is_seen and done % max(1, count // STEPS) == 0:
            sys.stderr.write(f"\r{words} {done * 100 // count}%（{done} / {count}）")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if is_seen:
            sys.stderr.write("\r\x1b[K")
