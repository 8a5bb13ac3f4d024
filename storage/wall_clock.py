"""What a device knows of its own clock: how wrong the server found it, and whether somebody set it since.

The moments in records (when a check was done, a fault found), windows and "today" are told by the device's wall
clock plus `applied_ms`. A contact (enrolment, hello) measures the correction; in between only the clock's own
leaps tell of a change, so every reading is compared with the one before it, across restarts too.

The hybrid clock of storage/clock.py is another thing and keeps its own rules: stamps decide which value wins, so
they take the whole measured difference, however small, and never go back. Both forget a correction together.

Pure: readings are handed in. Times are milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

TOLERANCE_MS = 2 * MINUTE_MS
"""A smaller difference is the network's delay or a clock set by hand: it is nobody's business."""
SETTING_MS = 10 * MINUTE_MS
"""How long a person may be away from the app to set the clock."""
SLEEP_MS = DAY_MS
"""How long a running app may have slept: the monotonic clock of many phones stands still meanwhile."""
ABSENCE_MS = 180 * DAY_MS
"""How long an app may have been closed, or slept unseen, before a leap of the clock says more about the clock."""


def applied_ms(correction_ms: int) -> int:
    """What is added to the wall clock for a measured difference: all of it, or nothing within the tolerance."""
    return correction_ms if abs(correction_ms) > TOLERANCE_MS else 0


@dataclass(frozen=True, slots=True)
class WallClock:
    """The last reading, and the correction: the server's time less the device's, as measured.

    `monotonic_ms` is None where the reading comes from the disk: another run's monotonic time means nothing.
    """

    correction_ms: int
    seen_ms: int
    monotonic_ms: int | None = None

    @property
    def now_ms(self) -> int:
        """The true moment of the last reading, as far as it can be known."""
        return self.seen_ms + applied_ms(self.correction_ms)

    def read(self, wall_ms: int, monotonic_ms: int) -> WallClock:
        """The clock after a reading. A leap means that somebody set the clock, that the device slept, or that
        the app was closed; the corrected time never goes back by more than twice the tolerance.
        """
        passed_ms = self._passed_ms(monotonic_ms)
        leap_ms = wall_ms - self.seen_ms - (passed_ms or 0)
        away_ms = ABSENCE_MS if passed_ms is None else SLEEP_MS
        return WallClock(self._correction_after(leap_ms, away_ms), wall_ms, monotonic_ms)

    def _passed_ms(self, monotonic_ms: int) -> int | None:
        """None where nobody knows how much time has passed."""
        if self.monotonic_ms is None or monotonic_ms < self.monotonic_ms:
            return None
        return monotonic_ms - self.monotonic_ms

    def _correction_after(self, leap_ms: int, away_ms: int) -> int:
        if abs(leap_ms) <= TOLERANCE_MS:
            return self.correction_ms
        if leap_ms < 0:
            return self._after_leap_back(leap_ms, away_ms)
        return self._after_leap_ahead(leap_ms)

    def _after_leap_back(self, leap_ms: int, away_ms: int) -> int:
        """No sleep turns a clock back: somebody set it. Right, if the corrected time had come so far by then;
        else the corrected time goes on from where it stood, so that nobody records into the past.
        """
        if self.correction_ms < 0 and -TOLERANCE_MS <= leap_ms - self.correction_ms <= away_ms:
            return 0
        return self.correction_ms - leap_ms

    def _after_leap_ahead(self, leap_ms: int) -> int:
        """Mostly sleep. Somebody set a slow clock right, if the leap is as long as the clock was slow; a clock
        slow by less than an hour is given no such benefit, because pauses are as long. A leap longer than any
        absence is not believed: the corrected time goes on from where it stood.
        """
        more_ms = leap_ms - self.correction_ms
        longest_ms = ABSENCE_MS if self.correction_ms > ABSENCE_MS else SETTING_MS
        if self.correction_ms >= HOUR_MS and -TOLERANCE_MS <= more_ms <= longest_ms:
            return 0
        return self.correction_ms - leap_ms if leap_ms > ABSENCE_MS else self.correction_ms
