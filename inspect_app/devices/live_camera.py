"""The live camera by flet_camera: in the prebuilt web client, and in a native build."""

from __future__ import annotations

import contextlib
from typing import Any

from inspect_app.devices.ports import Refusal

DENIED = ("denied", "permission", "notallowed", "cameraaccess")


class FletCamera:
    """The rear camera, without sound. `preview` is a control: it must be on the page before `start`."""

    def __init__(self) -> None:
        self._control: Any = None
        self._started = False

    @property
    def preview(self) -> Any:
        if self._control is None:
            import flet_camera

            self._control = flet_camera.Camera(expand=True, preview_enabled=True)
        return self._control

    async def start(self) -> None:
        import flet_camera

        try:
            cameras = await self.preview.get_available_cameras()
            rear = _rear(cameras)
            await self.preview.initialize(rear, flet_camera.ResolutionPreset.HIGH, enable_audio=False)
        except Exception as error:  # the client gives one error type with a text
            raise _refusal(error) from error
        self._started = True

    async def stop(self) -> None:
        """Let go of the lens. The next start makes a new control: a disposed one cannot be started again."""
        control, self._control, self._started = self._control, None, False
        if control is not None:
            with contextlib.suppress(Exception):
                await control.pause_preview()

    async def shoot(self) -> bytes:
        if not self._started:
            raise Refusal("no_camera", "not started")
        try:
            return bytes(await self.preview.take_picture())
        except Exception as error:
            raise _refusal(error) from error

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
    text = str(error)
    denied = any(word in text.lower() for word in DENIED)
    return Refusal("camera_denied" if denied else "no_camera", text)
