"""No browser around us: no update waits, and files go to a folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

DRAWING_SECONDS = 0.1


class NativeShell:
    """Saved files land in `downloads`."""

    def __init__(self, downloads: Path) -> None:
        self._downloads = downloads

    def address(self) -> str:
        return ""

    def update_waiting(self) -> bool:
        return False

    def apply_update(self) -> None:
        return None

    def installed(self) -> bool:
        return True

    def online(self) -> bool | None:
        return None

    def on_change(self, told: Callable[[], None]) -> None:
        return None

    def save_file(self, name: str, content: bytes) -> None:
        self._downloads.mkdir(parents=True, exist_ok=True)
        (self._downloads / Path(name).name).write_bytes(content)

    async def drawn(self) -> None:
        """Flutter tells nobody; a tenth of a second is a few frames."""
        await asyncio.sleep(DRAWING_SECONDS)

    async def chosen_file(self, content: bytes) -> bytes:
        return content


class SilentFeedback:
    """A desktop neither beeps nor shakes."""

    def can_beep(self) -> bool:
        return False

    def can_vibrate(self) -> bool:
        return False

    def choose(self, *, sound: bool, vibration: bool) -> None:
        return None

    def scanned(self) -> None:
        return None

    def refused(self) -> None:
        return None
