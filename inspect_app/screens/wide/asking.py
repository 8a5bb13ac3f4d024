"""Ask the server from a screen: on its way, answered, or one sentence why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions.troubles import kind_of, sentence
from inspect_app.components import use_state
from inspect_app.parts.buttons import second_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import small
from inspect_app.state import Desk
from sync.errors import SyncError


@dataclass(frozen=True, slots=True)
class Asked:
    """`trouble` is a sentence; `value` the last answer, which stays while the next one is on its way."""

    is_under_way: bool = True
    value: Any = None
    trouble: str = ""
    again: Callable[[], None] = lambda: None


def use_answer(desk: Desk, question: Callable[[], Awaitable[Any]], about: Sequence[Any] = ()) -> Asked:
    """Ask when the screen opens, whenever `about` changes, and on `again`."""
    count, set_count = use_state(0)
    held, hold = use_state(Asked())

    async def ask() -> None:
        hold(Asked(is_under_way=True, value=held.value))
        try:
            hold(Asked(is_under_way=False, value=await question()))
        except Exception as error:
            hold(Asked(is_under_way=False, value=held.value, trouble=trouble_words(error, desk)))

    ft.use_effect(ask, [count, *about])
    return Asked(held.is_under_way, held.value, held.trouble, lambda: set_count(count + 1))


def trouble_words(error: BaseException, desk: Desk) -> str:
    """One sentence for a failed call of the office: nothing was changed by it."""
    t = desk.t
    if isinstance(error, SyncError):
        if error.kind == "offline":
            return t(
                "The server cannot be reached at the moment. Nothing was changed; try again when it can."
            )
        if error.kind == "refused" and error.detail == "not_allowed":
            return t("Only a device of the office may do this.")
        if error.kind == "refused" and error.detail == "too_large":
            return t("The file is too large (50 MB at most).")
    return sentence(kind_of(error), t)


def asked_notice(asked: Asked, desk: Desk, *, key: str) -> list[ft.Control]:
    """What stands over an answer: that it is on its way, or why there is none."""
    t = desk.t
    if asked.trouble:
        again = second_button(t("Try again"), asked.again, key=f"{key}-again", icon=ft.Icons.REFRESH)
        return [notice(ATTENTION, asked.trouble, key=f"{key}-trouble", action=ft.Row([again]))]
    if asked.is_under_way and asked.value is None:
        return [waiting(t("Asking the server…"), key=f"{key}-waiting")]
    return []


def waiting(words: str, *, key: str) -> ft.Control:
    return ft.Row(
        [ft.ProgressRing(width=18, height=18, stroke_width=2), small(words)],
        key=key,
        spacing=12,
    )
