"""Fetch a paper that the server makes: handover sheets, damage reports and receipts, the year by class, as PDF."""

from __future__ import annotations

from urllib.parse import quote

from inspect_app.actions.office.calls import transport_of
from inspect_app.devices.ports import Device
from storage.store import Store
from sync.errors import SyncError

PDF_HEAD = b"%PDF-"


async def fetch_paper(store: Store, device: Device, kind: str, row_id: str) -> bytes:
    """The PDF of a "handover" or "damage", or of the "asset_summary" of a year.

    Raises SyncError where there is no answer, where the server does not hold the row yet, and for what is no PDF.
    """
    transport = transport_of(store, device)
    content = await transport.fetch(f"/v1/office/paper/{quote(kind)}/{quote(row_id, safe='')}")
    if not content.startswith(PDF_HEAD):
        raise SyncError("garbled", "no PDF")
    return content
