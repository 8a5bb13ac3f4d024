"""A button that fetches a paper from the server and saves it: PDFs are made there."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.office.papers import fetch_paper
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import second_button
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.state import Desk
from sync.errors import SyncError


def paper_button(
    desk: Desk, words: str, kind: str, row_id: str, *, key: str, file_name: str = ""
) -> ft.Control:
    """The file is called `file_name`, else by the words and the beginning of the row's id."""
    name = file_name or f"{words}-{row_id[:8]}.pdf"
    button: ft.Control = PaperButton(desk, words, kind, row_id, name, key=key)
    return button


@component
def PaperButton(desk: Desk, words: str, kind: str, row_id: str, file_name: str) -> ft.Control:  # noqa: N802
    """Asleep while the paper is on its way; one sentence when it cannot be had."""
    fetching, set_fetching = use_flag()

    async def fetch() -> None:
        set_fetching(True)
        try:
            content = await fetch_paper(desk.store, desk.device, kind, row_id)
        except Exception as error:
            desk.say(_words(error, desk))
        else:
            desk.device.shell.save_file(file_name, content)
            desk.say(desk.t("The paper was saved to a file."))
        finally:
            set_fetching(False)

    said = desk.t("Asking the server…") if fetching else words
    return second_button(said, None if fetching else fetch, key=f"paper-{kind}", icon=ft.Icons.PICTURE_AS_PDF)


def _words(error: Exception, desk: Desk) -> str:
    if isinstance(error, SyncError) and error.detail == "unknown":
        return desk.t("The server does not hold this yet. Sync first, then print it.")
    return trouble_words(error, desk)
