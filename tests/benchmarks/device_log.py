"""A device's log without a device: changes as a phone would make them, chained and hashed, in bulk."""

from __future__ import annotations

from typing import Any

from storage.change import GENESIS, Change, digest_of, encode
from storage.clock import HybridClock
from storage.kinds import KINDS
from storage.log import Logged

OFFSET_MINUTES = 480


class DeviceLog:
    """Writes the lines of one device, in order. `person` signs them."""

    def __init__(self, device: str, person: str | None = None) -> None:
        self.device = device
        self._person = person
        self._clock = HybridClock(device)
        self._seq = 0
        self._link = GENESIS

    def write(self, kind: str, row: str, stream: str, fields: dict[str, Any], at_ms: int) -> Logged:
        """The next entry, which no server has seen yet. A record's change has the record's id."""
        self._clock = self._clock.tick(at_ms)
        self._seq += 1
        change = Change(
            row if KINDS[kind].is_record else f"{self.device}-{self._seq:08}",
            stream,
            kind,
            row,
            fields,
            {},
            self._clock.stamp,
            self.device,
            self._seq,
            self._person,
            at_ms,
            OFFSET_MINUTES,
            self._link,
        )
        line = encode(change)
        digest = digest_of(line)
        self._link = digest.hex()
        return Logged(change, change.stamp, None, digest, line)
