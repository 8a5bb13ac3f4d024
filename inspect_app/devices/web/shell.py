"""The page around the worker: packer/web/page/shell.js does what only a page can."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from inspect_app.devices.picture_size import MOST_BYTES
from inspect_app.devices.web.javascript import answered, as_javascript, half

TICKET = b"inspect-chosen-file:"
"""See packer/web/page/choosing.js."""


def order(name: str, **details: Any) -> None:
    """Tell the page to do one of its ORDERS."""
    half().tellPage(json.dumps({"order": name, **details}))


class WebShell:
    """Answers from what the page told last; `on_change` hears when it tells something new."""

    def __init__(self) -> None:
        self._told: list[Callable[[], None]] = []
        self._listening = False

    def address(self) -> str:
        return str(self._state()["address"])

    def update_waiting(self) -> bool:
        return bool(self._state()["updateWaiting"])

    def apply_update(self) -> None:
        order("applyUpdate")

    def installed(self) -> bool:
        return bool(self._state()["installed"])

    def online(self) -> bool | None:
        online = self._state()["online"]
        return None if online is None else bool(online)

    def persisted(self) -> bool | None:
        """The browser's latest answer to whether it keeps the data; None before it has answered."""
        kept = self._state()["persisted"]
        return None if kept is None else bool(kept)

    def on_change(self, told: Callable[[], None]) -> None:
        self._told.append(told)
        if not self._listening:
            from pyodide.ffi import create_proxy

            half().onShellChange(create_proxy(self._changed))
            self._listening = True

    def save_file(self, name: str, content: bytes) -> None:
        half().sendToPage(json.dumps({"order": "saveFile", "name": name}), as_javascript(content))

    async def drawn(self) -> None:
        await half().drawn()

    async def chosen_file(self, content: bytes) -> bytes:
        if not content.startswith(TICKET):
            return content
        found = await answered(half().chosenFile(content.decode(), MOST_BYTES), "file_unreadable")
        return bytes(found.to_py())

    def _changed(self, *_arguments: Any) -> None:
        for told in self._told:
            told()

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(half().shellState())
        return state
