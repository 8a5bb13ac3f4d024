"""An import under way on the server: a bar with per cent, and a button that stops it without a trace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import HowFar, PaperAnswer
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import second_button
from inspect_app.parts.type import small, text
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.state import Desk
from sync.transport import Transport

FIRST_LOOK_SECONDS, LOOK_SECONDS = 0.1, 0.5
STAGE_WORDS = {
    "reading": "Reading the lines",
    "comparing": "Comparing with what is held",
    "writing": "Writing",
    "handing_in": "Handing in to the server; this is no longer stopped",
}
BAR_PIXELS = 480


@dataclass(frozen=True, slots=True)
class Far:
    """How far a job is."""

    transport: Transport
    job: str
    at: HowFar


async def followed(transport: Transport, job: str, tell: Callable[[Far | None], Any]) -> PaperAnswer | None:
    """Ask until it ends; None when it was stopped. Raises SyncError."""
    seconds = FIRST_LOOK_SECONDS
    while True:
        answer = await calls.how_far(transport, job)
        if not isinstance(answer, HowFar):
            return answer
        tell(Far(transport, job, answer))
        await asyncio.sleep(seconds)
        seconds = LOOK_SECONDS


@component
def ImportProgress(desk: Desk, name: str, far: Far | None, *, is_taking: bool) -> ft.Control:  # noqa: N802
    """A small file is through before the bar can be seen."""
    t = desk.t
    is_stopping, set_stopping = use_flag()

    async def stop() -> None:
        set_stopping(True)
        if far is not None:
            try:
                await calls.stop_import(far.transport, far.job)
            except Exception as error:
                desk.say(trouble_words(error, desk))

    stage, percent = (far.at.stage, far.at.percent) if far else ("reading", 0)
    words = t("Importing…") if is_taking else t("Reading {name}…", name=name)
    can_stop = far is not None and stage != "handing_in" and not is_stopping
    said = t("{percent} % · {stage}", percent=percent, stage=t(STAGE_WORDS[stage]))
    bar = ft.ProgressBar(value=percent / 100, key="import-percent", width=BAR_PIXELS)
    button = second_button(t("Stop"), stop if can_stop else None, key="import-stop")
    return ft.Container(
        ft.Column([text(words), bar, small(said), button], spacing=12, tight=True), padding=24
    )
