"""The composition root of the app: builds the parts and runs Flet. No logic."""

from __future__ import annotations

import sys

import flet as ft

from inspect_app.app import run_app
from inspect_app.devices.ports import Device
from inspect_app.joining import join_by
from inspect_app.late_answers import forgive_late_answers
from inspect_app.quick_drawing import draw_quickly
from inspect_app.screens.diagnostics import Diagnostics
from inspect_app.syncing import begin_syncing


def this_device() -> Device:
    """The ports of the machine that this runs on: a browser's worker, or a phone or desktop."""
    if sys.platform == "emscripten":
        from inspect_app.devices.web import web_device

        return web_device()
    from inspect_app.devices.native import native_device

    return native_device()


def main() -> None:
    """Run the app until it is closed. The packed app's worker calls this too."""
    forgive_late_answers()
    draw_quickly()
    device = this_device()

    async def start(page: ft.Page) -> None:
        if page.route.startswith("/diagnostics"):
            page.render(lambda: Diagnostics(device))
        else:
            await run_app(page, device, begin_syncing, join_by(device))

    ft.run(start)


if __name__ == "__main__":
    main()
