"""Nothing can be kept here, so nothing may be recorded: say why, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import flet as ft

from inspect_app.actions.troubles import sentence
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import main_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import figure
from inspect_app.texts import DEFAULT_LANGUAGE, words_for

WAYS_ON = {"storage_taken": "Take over here", "storage_full": "Try again", "storage_broken": "Try again"}


@component
def BlockedScreen(  # noqa: N802
    reason: str, take_over: Callable[[], Coroutine[Any, Any, str | None]]
) -> ft.Control:
    """With another window holding the store, it can be taken over; a full disk can be tried again."""
    said, say = use_state(reason)
    t = words_for(DEFAULT_LANGUAGE)

    async def take() -> None:
        say(await take_over() or said)

    button = [main_button(t(WAYS_ON[said]), take, key="take-over")] if said in WAYS_ON else []
    return page(
        [
            ft.Container(height=48),
            figure(t("School patrol")),
            notice(ATTENTION, sentence(said, t), key=f"blocked-{said}"),
        ],
        bottom=button,
    )
