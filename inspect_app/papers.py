"""Spreadsheets from the computer's disk: as pictures.py, the picker opens in the gesture itself and tells later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

EXTENSIONS = ["xlsx", "csv", "txt", "xls"]


class PaperPicker:
    """One picker for the whole window; who asked last gets the paper."""

    def __init__(self) -> None:
        self._picker: ft.FilePicker | None = None
        self._waiting: Callable[[str, bytes], Awaitable[None]] | None = None

    def action(self) -> ft.PickFiles:
        """What a button does in the browser at once when it is clicked."""
        if self._picker is None:
            self._picker = ft.FilePicker(on_result=self.came)
        return ft.PickFiles(
            self._picker,
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=EXTENSIONS,
            with_data=True,
            cancel_upload_on_window_blur=False,
        )

    def wait_for(self, taken: Callable[[str, bytes], Awaitable[None]]) -> None:
        """The next paper goes to `taken`, with its name."""
        self._waiting = taken

    async def came(self, event: Any) -> None:
        """What the browser tells when a file was chosen."""
        for file in event.files or ():
            if self._waiting is not None and file.bytes is not None:
                await self._waiting(file.name, file.bytes)
