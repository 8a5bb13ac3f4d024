"""The live camera by flet_camera: in the prebuilt web client, and in a native build."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from inspect_app.devices.ports import Refusal

LOG = logging.getLogger(__name__)
DENIED = ("denied", "permission", "notallowed", "cameraaccess")


class FletCamera:
    """The rear camera. Its lenses start and stop one after another: the client cannot do both at once."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    def lens(self) -> FletLens:
        return FletLens(self._turn)


class FletLens:
    """One camera control, without sound: it must be on the page before `start`."""

    def __init__(self, turn: asyncio.Lock) -> None:
        import flet_camera

        self.preview: Any = flet_camera.Camera(expand=True, preview_enabled=True)
        self._turn = turn
        self._started = False
        self._stopped = False

    async def start(self) -> None:
        async with self._turn:
            if self._stopped:
                raise Refusal("no_camera", "already stopped")
            try:
                await self._initialize()
            except Exception as error:  # the client gives one error type with a text
                raise _refusal(error) from error
            self._started = True

    async def _initialize(self) -> None:
        import flet_camera

        rear = _rear(await self.preview.get_available_cameras())
        await self.preview.initialize(rear, flet_camera.ResolutionPreset.HIGH, enable_audio=False)

    async def stop(self) -> None:
        self._stopped, self._started = True, False
        async with self._turn:
            with contextlib.suppress(Exception):
                await self.preview.pause_preview()

    async def shoot(self) -> bytes:
        if not self._started:
            raise Refusal("no_camera", "not started")
        try:
            return bytes(await self.preview.take_picture())
        except Exception as error:
            raise _refusal(error) from error

    async def has_torch(self) -> bool:
        """Switching it off is refused where there is none (camera_web: torchModeNotSupported)."""
        try:
            await self.torch(on=False)
        except Refusal:
            return False
        return True

    async def torch(self, *, on: bool) -> None:
        import flet_camera

        mode = flet_camera.FlashMode.TORCH if on else flet_camera.FlashMode.OFF
        try:
            await self.preview.set_flash_mode(mode)
        except Exception as error:
            raise Refusal("no_torch", str(error)) from error


def _rear(cameras: list[Any]) -> Any:
    if not cameras:
        raise Refusal("no_camera", "the list of cameras is empty")
    rear = [camera for camera in cameras if "back" in str(camera.lens_direction).lower()]
    return (rear or cameras)[0]


def _refusal(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    text = str(error) or type(error).__name__
    LOG.warning("camera: %s", text)
    denied = any(word in text.lower() for word in DENIED)
    return Refusal("camera_denied" if denied else "no_camera", text)
