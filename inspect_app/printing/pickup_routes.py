"""The office's route to pick-up cards, made on the server: fpdf2 and the font are not on the phone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from assets_qr.layout import LabelRefused
from assets_qr.lettering import FontRefused
from assets_qr.symbol import SymbolRefused
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.lending_papers import CACHE
from inspect_app.printing.pickup_cards import pickup_cards_pdf
from storage.queries import pickups, places
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known

MOST_CARDS = 1000


class CardsMessage(BaseModel):
    ids: list[str] = Field(min_length=1, max_length=MOST_CARDS)
    address: str = Field(max_length=200)


def add_pickup_routes(app: FastAPI, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.post("/v1/office/pickup-cards")
    async def cards(message: CardsMessage, _known: Known = office) -> Response:
        """Cards in use, ten to an A4 sheet, as PDF."""
        content = await run_in_threadpool(partial(_cards, folder, cache, message))
        return Response(content, media_type="application/pdf")


def _cards(folder: Path, cache: Path, message: CardsMessage) -> bytes:
    """Raises Problem(unknown) where the server holds none of them, Problem(broken) where none can be drawn."""
    with Console(folder) as console:
        console.sync()
        found = [pickups.pickup_card(console.store.db, each) for each in message.ids]
        used = [card for card in found if card is not None and card.state == "used"]
        school = places.school_name(console.store.db) or console.school.identity.school_name
        if not used:
            raise Problem("unknown")
        try:
            return pickup_cards_pdf(label_font(cache), school, message.address, used)
        except (LabelRefused, SymbolRefused, FontRefused, PackingFailed) as refused:
            raise Problem("broken") from refused
