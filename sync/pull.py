"""The third stage: read each stream from its cursor; page and cursor are stored in one transaction."""

from __future__ import annotations

from urllib.parse import quote

from storage import cursors, parking
from storage.snapshot import replace_row, row_from_json
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.items import read_items
from sync.protocol import PULL_CHANGES_LIMIT
from sync.snapshot import load_snapshot
from sync.transport import Transport


async def pull(store: Store, transport: Transport, welcome: Welcome) -> int:
    """Bring every stream of ours up to the server. Returns how many changes were new here."""
    _leave_streams(store, welcome)
    new = 0
    for stream in welcome.streams:
        cursor = cursors.read_cursors(store.db).get(stream)
        if cursor is None or cursor.epoch != welcome.epoch:
            await load_snapshot(store, transport, stream)
        new += await _pull_stream(store, transport, stream)
    await _fetch_missing_rows(store, transport)
    return new


async def _fetch_missing_rows(store: Store, transport: Transport) -> None:
    """A patch of a row that the window left out (an old fault, opened again): fetch the row itself."""
    wanted = parking.missing_rows(store.db, 500)
    if wanted:
        _, items = await transport.page_for("/v1/rows", {"rows": wanted})
        with store.durable.transaction() as db:
            for row in (row_from_json(item) for item in items):
                replace_row(db, row)
                parking.release(db, row.kind, [row.id])


def _leave_streams(store: Store, welcome: Welcome) -> None:
    """A stream that is ours no more: its rows leave this device, unsent work stays in the outbox."""
    for stream in cursors.read_cursors(store.db).keys() - set(welcome.streams):
        store.leave_stream(stream)


async def _pull_stream(store: Store, transport: Transport, stream: str) -> int:
    new, more, fresh = 0, True, False
    while more:
        cursor = cursors.read_cursors(store.db)[stream]
        path = (
            f"/v1/pull?stream={quote(stream, safe='')}&epoch={cursor.epoch}"
            f"&after={cursor.rev}&limit={PULL_CHANGES_LIMIT}"
        )
        try:
            head, items = await transport.page(path)
        except SyncError as error:
            if error.detail != "snapshot_needed" or fresh:
                raise
            await load_snapshot(store, transport, stream)
            fresh = True
            continue
        new += store.receive_page(stream, read_items(items), head["upto"])
        more = head["more"]
    return new
