"""The browser's times."""

from __future__ import annotations

import time


class WebClock:
    """Wall time and monotonic time through Python's own clock; the offset is the phone's, read each time."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def offset_minutes(self) -> int:
        from js import Date

        return -int(Date.new().getTimezoneOffset())

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def correction_ms(self) -> int:
        return 0
