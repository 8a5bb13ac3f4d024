"""The camera at work behind a screen: started once it can be, then looked through again and again for codes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from inspect_app.devices.ports import Lens, Refusal
from inspect_app.state import Desk

PAUSE_SECONDS = 0.05
REST_SECONDS = 0.4
MOST_FAILURES = 8
RETRY_SECONDS = 0.25
START_WAITS_SECONDS = (0.05, 0.3)
SAME_CODE_SECONDS = 3.0


async def start_lens(lens: Lens) -> None:
    """Start the lens once its preview stands on the page; the client refuses while it still draws.

    Raises Refusal, as the camera port does.
    """
    for wait_seconds in START_WAITS_SECONDS:
        await asyncio.sleep(wait_seconds)
        try:
            return await lens.start()
        except Refusal as refusal:
            if refusal.reason != "no_camera":
                raise
    return await lens.start()


class Looking:
    """The loop from what the camera shows to the code in it, alive while the camera is on the screen."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self.is_on = True
        self.knows_torch = False
        self.on_code: Callable[[str], Awaitable[None]] | None = None
        self.last: tuple[str, float] = ("", 0.0)

    async def look(self, desk: Desk, told: Callable[[Refusal], None], torch: Callable[[bool], None]) -> None:
        """Until taken off the screen. A shot that fails once is tried again: the page may just be drawn.

        `torch` hears, after the first picture, whether the camera has one.
        """
        self.is_on = True
        failures = 0
        try:
            await start_lens(self.lens)
            while self.is_on:
                found = await self._glance(desk)
                failures = 0 if found is not None else failures + 1
                if found is not None and not self.knows_torch:
                    self.knows_torch = True
                    torch(await self.lens.has_torch())
                if failures == MOST_FAILURES:
                    raise Refusal("no_camera", "no picture came")
                await asyncio.sleep(_pause_seconds(found))
        except Refusal as refusal:
            if self.is_on:
                told(refusal)

    async def _glance(self, desk: Desk) -> tuple[str, ...] | None:
        """The codes that the camera shows now, handed on; None where no picture came."""
        found = await desk.device.codes.look()
        if found is None:
            try:
                picture = await self.lens.shoot()
            except Refusal:
                return None
            found = await desk.device.codes.read(picture)
        await self._hand_on(desk, found)
        return found

    async def read(self, desk: Desk, picture: bytes) -> bool:
        """Hand on the codes in a picture; whether there was one."""
        found = await desk.device.codes.read(picture)
        await self._hand_on(desk, found)
        return bool(found)

    async def _hand_on(self, desk: Desk, found: tuple[str, ...]) -> None:
        for code in found[:1]:
            if self.is_on and self.on_code is not None and self._is_new(desk, code):
                await self.on_code(code)

    def _is_new(self, desk: Desk, code: str) -> bool:
        now = desk.device.clock.monotonic_ms() / 1000
        last, at = self.last
        self.last = (code, now)
        return code != last or now - at > SAME_CODE_SECONDS

    async def stop(self) -> None:
        self.is_on = False
        await self.lens.stop()


def _pause_seconds(found: tuple[str, ...] | None) -> float:
    """A label that was just read leaves the phone its time to draw what was found."""
    if found is None:
        return RETRY_SECONDS
    return REST_SECONDS if found else PAUSE_SECONDS
