"""The button that does not wait for the night: what is past its days goes now, after a question."""

from __future__ import annotations

from collections.abc import Mapping

import flet as ft

from inspect_app.actions.office.retention import erase_now
from inspect_app.components import component, use_flag
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import second_button
from inspect_app.parts.keys import use_silence
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_office_words import RETENTION_GROUPS


@component
def EraseNow(desk: Desk) -> ft.Control:  # noqa: N802
    """Asleep while the server works; then what went, group for group. Devices hear of it at their next sync."""
    t = desk.t
    is_asked, set_asked = use_flag()
    works, set_working = use_flag()

    async def run() -> None:
        set_working(True)
        try:
            counts = await erase_now(desk.store, desk.device)
        except Exception as error:
            desk.say(trouble_words(error, desk))
        else:
            desk.say(gone_words(counts, t))
            desk.agent.saved()
        finally:
            set_working(False)

    def yes() -> None:
        set_asked(False)
        desk.run(run)

    told = t("What is past its days goes for good, on the server now and on every phone with its next sync.")
    question = ask(
        t, t("Erase what is due now?"), told, yes=t("Erase now"), on_yes=yes, on_no=lambda: set_asked(False)
    )
    ft.use_dialog(question if is_asked else None)
    use_silence(keyboard_of(desk), on=is_asked)
    words = t("Asking the server…") if works else t("Erase what is due now")
    return second_button(words, None if works else (lambda: set_asked(True)), key="erase-now")


def gone_words(counts: Mapping[str, int], t: Words) -> str:
    """'来访记录 31、证件号码 12'."""
    told = [f"{t(RETENTION_GROUPS.get(group, group))} {number}" for group, number in counts.items() if number]
    return t("Erased: {told}", told="、".join(told)) if told else t("Nothing was due.")
