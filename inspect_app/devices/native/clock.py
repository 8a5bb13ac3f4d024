"""The machine's times."""

from __future__ import annotations

import time
from datetime import datetime


class NativeClock:
    """Wall time, its offset and monotonic time of this machine."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def offset_minutes(self) -> int:
        offset = datetime.now().astimezone().utcoffset()
        return 0 if offset is None else int(offset.total_seconds()) // 60

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def correction_ms(self) -> int:
        return 0
