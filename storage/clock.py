"""Hybrid logical clock: a stamp is sortable text, the clock an immutable value handed in.

Text form: 12 hex digits of UTC milliseconds, 4 hex digits of a counter, then the device,
joined by `-`. Comparing the texts compares the stamps; ties are broken by the device.
Source of the idea: Kulkarni et al., "Logical Physical Clocks", 2014.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

COUNTER_LIMIT = 0xFFFF
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
            return replace(self, ms=now_ms, counter=0)
        if self.counter < COUNTER_LIMIT:
            return replace(self, counter=self.counter + 1)
        return replace(self, ms=self.ms + 1, counter=0)

    def witness(self, stamp: str) -> HybridClock:
        """The clock after seeing another's stamp: later ticks are above it."""
        ms, counter = stamp_ms(stamp), int(stamp[13:17], 16)
        if (ms, counter) <= (self.ms, self.counter):
            return self
        return replace(self, ms=ms, counter=counter)

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
    if not isinstance(text, str) or len(text) < 19 or text[12] != "-" or text[17] != "-":
        return False
    return set(text[:12] + text[13:17]) <= set("0123456789abcdef")


def runs_ahead(stamp: str, received_ms: int) -> bool:
    """True when the stamp claims a time that the receiver's clock has not reached, beyond the limit."""
    return stamp_ms(stamp) > received_ms + AHEAD_LIMIT_MS
