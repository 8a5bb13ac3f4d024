"""Ask the server for pick-up cards as PDF."""

from __future__ import annotations

from collections.abc import Sequence

from inspect_app.actions.office.papers import PDF_HEAD
from sync.errors import SyncError
from sync.transport import Transport


async def fetch_cards(transport: Transport, card_ids: Sequence[str], address: str) -> bytes:
    """The PDF of these cards; `address` is what phones reach the server by.

    Raises SyncError where there is no answer, or one that is no PDF.
    """
    content = await transport.fetch_for(
        "/v1/office/pickup-cards", {"ids": list(card_ids), "address": address}
    )
    if not content.startswith(PDF_HEAD):
        raise SyncError("garbled", "no PDF")
    return content
