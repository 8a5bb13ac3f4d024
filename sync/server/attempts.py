"""How often an address may try enrolment codes: a small count in memory, so that none is found by guessing."""

from __future__ import annotations

from collections import deque

WRONG_CODES = 20
WINDOW_SECONDS = 300
ADDRESSES_LIMIT = 1000


class Attempts:
    """Counts wrong codes by address. Forgotten at a restart: codes live for minutes and have 60 bits."""

    def __init__(self) -> None:
        self._wrong: dict[str, deque[int]] = {}

    def note_wrong(self, address: str, now_ms: int) -> None:
        if address not in self._wrong and len(self._wrong) >= ADDRESSES_LIMIT:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(address, deque(maxlen=WRONG_CODES)).append(now_ms)

    def seconds_to_wait(self, address: str, now_ms: int) -> int:
        """0 when the address may try."""
        wrong = self._wrong.get(address)
        if wrong is None or len(wrong) < WRONG_CODES:
            return 0
        return max(0, -((now_ms - wrong[0]) // 1000 - WINDOW_SECONDS))
