"""Beep and vibration, made by the page."""

from __future__ import annotations

import json
from typing import Any

from inspect_app.devices.web.javascript import half
from inspect_app.devices.web.shell import order


class WebFeedback:
    """A short high tone for a scan, two low ones and a longer buzz for a refusal."""

    def __init__(self) -> None:
        self._sound = self._vibration = True

    def can_beep(self) -> bool:
        return bool(self._state().get("beeps"))

    def can_vibrate(self) -> bool:
        return bool(self._state().get("vibrates"))

    def choose(self, *, sound: bool, vibration: bool) -> None:
        self._sound, self._vibration = sound, vibration

    def scanned(self) -> None:
        self._notice(1320, 0.12, [60])

    def refused(self) -> None:
        self._notice(220, 0.35, [120, 80, 120])

    def _notice(self, hertz: int, seconds: float, pattern: list[int]) -> None:
        if self._sound:
            order("beep", hertz=hertz, seconds=seconds)
        if self._vibration:
            order("vibrate", pattern=pattern)

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(half().shellState())
        return state
