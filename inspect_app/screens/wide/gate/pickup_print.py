"""The button that has pick-up cards made as PDF and saves the file."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.office.calls import transport_of
from inspect_app.actions.office.pickup_paper import fetch_cards
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import second_button
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.screens.wide.label_wish import address_of
from inspect_app.state import Desk

FILE_NAME = "pick-up-cards.pdf"


@component
def PrintCards(desk: Desk, card_ids: tuple[str, ...]) -> ft.Control:  # noqa: N802
    """PDFs are made on the server, which has to hold the cards: it is asked after a sync."""
    t = desk.t
    fetching, set_fetching = use_flag()

    async def fetch() -> None:
        set_fetching(True)
        try:
            await desk.agent.sync_now()
            content = await fetch_cards(transport_of(desk.store, desk.device), card_ids, address_of(desk))
        except Exception as error:
            desk.say(trouble_words(error, desk))
        else:
            desk.device.shell.save_file(FILE_NAME, content)
            desk.say(t("The cards were saved to a file."))
        finally:
            set_fetching(False)

    words = t.count("Print {n} card", "Print {n} cards", len(card_ids))
    said = t("Asking the server…") if fetching else words
    return second_button(said, None if fetching else fetch, key="print-cards", icon=ft.Icons.PICTURE_AS_PDF)
