"""Beep and vibration, made by the page."""

from __future__ import annotations

from inspect_app.devices.web.shell import order


class WebFeedback:
    """A short high tone for a scan, two low ones and a longer buzz for a refusal."""

    def scanned(self) -> None:
        order("beep", hertz=1320, seconds=0.12)
        order("vibrate", pattern=[60])

    def refused(self) -> None:
        order("beep", hertz=220, seconds=0.35)
        order("vibrate", pattern=[120, 80, 120])
