"""How far a long command is, on the terminal: a line that is written over, and nothing where nobody looks."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import current_thread, main_thread

from inspect_app.cli.failure import Failure
from inspect_app.imports.following import Stage, Told

STEPS = 100
STAGES: Mapping[Stage, str] = {
    "reading": "读表",
    "comparing": "比对",
    "writing": "写入",
    "handing_in": "存到服务器",
}


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


@contextmanager
def percent(words: str) -> Iterator[Told]:
    """Tell a terminal how far an import is. Ctrl+C stops it without a trace until it is handed in, and not after.

    Raises Failure when it was stopped.
    """
    is_seen = sys.stderr.isatty()
    usual = signal.getsignal(signal.SIGINT)

    def told(stage: Stage, done: int) -> None:
        if stage == "handing_in" and current_thread() is main_thread():
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        if is_seen:
            way_out = "" if stage == "handing_in" else "，Ctrl+C 取消"
            sys.stderr.write(f"\r\x1b[K{words} {done}%（{STAGES[stage]}{way_out}）")
            sys.stderr.flush()

    try:
        yield told
    except KeyboardInterrupt:
        raise Failure("已取消导入，什么都没有改。") from None
    finally:
        if current_thread() is main_thread():
            signal.signal(signal.SIGINT, usual)
        if is_seen:
            sys.stderr.write("\r\x1b[K")
