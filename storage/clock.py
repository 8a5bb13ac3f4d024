"""Hybrid logical clock: a stamp is sortable text, the clock an immutable value handed in.

Text form: 12 hex digits of UTC milliseconds, 4 hex digits of a counter, then the device,
joined by `-`. Comparing the texts compares the stamps; ties are broken by the device.
Source of the idea: Kulkarni et al., "Logical Physical Clocks", 2014.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COUNTER_LIMIT = 0xFFFF
_STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-.+", re.DOTALL)
MS_LIMIT = 0xFFFF_FFFF_FFFF

# How far a stamp may run ahead of the server's receive time before the server caps it.
AHEAD_LIMIT_MS = 5 * 60_000


@dataclass(frozen=True, slots=True)
class HybridClock:
    """The last moment this device has used or seen. It never goes back, whatever the wall clock does."""

    device: str
    ms: int = 0
    counter: int = -1

    def tick(self, now_ms: int) -> HybridClock:
        """The clock after one more change at wall time `now_ms`."""
        now_ms = min(now_ms, MS_LIMIT)
        if now_ms > self.ms:
            return HybridClock(self.device, now_ms, 0)
        if self.counter < COUNTER_LIMIT:
            return HybridClock(self.device, self.ms, self.counter + 1)
        return HybridClock(self.device, self.ms + 1, 0)

    def witness(self, stamp: str) -> HybridClock:
        """The clock after seeing another's stamp: later ticks are above it."""
        ms, counter = stamp_ms(stamp), int(stamp[13:17], 16)
        if (ms, counter) <= (self.ms, self.counter):
            return self
        return HybridClock(self.device, ms, counter)

    @property
    def stamp(self) -> str:
        return write_stamp(self.ms, self.counter, self.device)


def write_stamp(ms: int, counter: int, device: str) -> str:
    return f"{max(ms, 0):012x}-{counter:04x}-{device}"


def stamp_ms(stamp: str) -> int:
    """The physical part of a stamp: UTC milliseconds."""
    return int(stamp[:12], 16)


def is_stamp(text: object) -> bool:
    """True for text of the form above; says nothing about its time."""
    return isinstance(text, str) and _STAMP.fullmatch(text) is not None


def runs_ahead(stamp: str, received_ms: int) -> bool:
    """True when the stamp claims a time that the receiver's clock has not reached, beyond the limit."""
    return stamp_ms(stamp) > received_ms + AHEAD_LIMIT_MS
