"""The clock that screens and actions go by: the device's own, corrected by what the server last told of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from inspect_app.devices.ports import Clock, Device
from storage.store import Store
from storage.wall_clock import MINUTE_MS, WallClock, applied_ms

NOTHING = (0, -1)
"""Correction and reading of which no disk tells."""


def on_school_time(store: Store, device: Device) -> Device:
    """The same device with its clock corrected. Enrolling and syncing keep to the bare one: they measure it."""
    return replace(device, clock=SchoolClock(store, device.clock))


class SchoolClock:
    """A Clock. Reading it compares with the reading before, and keeps on disk what changed, and once a minute
    the reading itself, so that a clock set while the app was closed is noticed too.

    Before the device belongs to a school nothing is known, and nothing corrected.
    """

    def __init__(self, store: Store, own: Clock) -> None:
        self._store, self._own = store, own
        self._known: WallClock | None = None
        self._kept = NOTHING
        self._changes = -1

    def now_ms(self) -> int:
        wall_ms = self._own.now_ms()
        self._take_in_contact()
        if self._known is None:
            return wall_ms
        self._known = self._known.read(wall_ms, self._own.monotonic_ms())
        self._keep(self._known)
        return self._known.now_ms

    def offset_minutes(self) -> int:
        return self._own.offset_minutes()

    def monotonic_ms(self) -> int:
        return self._own.monotonic_ms()

    def correction_ms(self) -> int:
        """What is added to the device's own clock just now; below zero where that is fast."""
        self.now_ms()
        return 0 if self._known is None else applied_ms(self._known.correction_ms)

    def _take_in_contact(self) -> None:
        """What a run of the sync has measured meanwhile; the disk is asked only after something was written."""
        changes = self._store.db.conn.total_changes
        if changes == self._changes:
            return
        self._changes = changes
        seen_ms = self._store.setting("clock_seen_ms")
        if seen_ms is None:  # of no school yet, or no more
            self._known, self._kept = None, NOTHING
            return
        held = (self._store.setting("clock_correction_ms", 0), seen_ms)
        if held != self._kept:
            self._kept, self._known = held, WallClock(*held)

    def _keep(self, known: WallClock) -> None:
        """A disk without room loses nothing here: the next reading tries again."""
        correction_ms, seen_ms = self._kept
        if known.correction_ms == correction_ms and abs(known.seen_ms - seen_ms) < MINUTE_MS:
            return
        try:
            self._store.set_settings(clock_correction_ms=known.correction_ms, clock_seen_ms=known.seen_ms)
        except sqlite3.OperationalError:
            return
        self._kept = (known.correction_ms, known.seen_ms)
