"""Pictures from the gallery: the picker opens in the gesture itself, as iOS demands, and tells later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft


class GalleryPictures:
    """One picker for the whole app; who asked last gets the picture."""

    def __init__(self) -> None:
        self._picker: ft.FilePicker | None = None
        self._waiting: Callable[[str, bytes], Awaitable[None]] | None = None

    def action(self) -> ft.PickFiles:
        """What a button does in the browser at once when it is tapped."""
        if self._picker is None:
            self._picker = ft.FilePicker(on_result=self._came)
        return ft.PickFiles(
            self._picker,
            file_type=ft.FilePickerFileType.IMAGE,
            with_data=True,
            cancel_upload_on_window_blur=False,
        )

    def wait_for(self, taken: Callable[[bytes], Awaitable[None]]) -> None:
        """The next picture goes to `taken`."""

        async def without_name(_: str, content: bytes) -> None:
            await taken(content)

        self._waiting = without_name

    def wait_for_file(self, taken: Callable[[str, bytes], Awaitable[None]]) -> None:
        """The next picture goes to `taken`, with the name of its file."""
        self._waiting = taken

    async def _came(self, event: Any) -> None:
        for file in event.files or ():
            if self._waiting is not None and file.bytes:
                await self._waiting(getattr(file, "name", None) or "", file.bytes)
