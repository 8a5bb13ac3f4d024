"""The paper of a count, made by the server: PDF is not made on a phone."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from sync.transport import Transport


async def stocktake_paper(transport: Transport, stocktake_id: str, sort: Literal["pdf", "xlsx"]) -> bytes:
    """The file as the server has made it. Raises SyncError."""
    return await transport.fetch(f"/v1/office/stocktake/{quote(stocktake_id, safe='')}/report?sort={sort}")
