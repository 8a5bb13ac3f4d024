"""The third stage: read each stream from its cursor; page and cursor are stored in one transaction."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from storage import cursors, parking
from storage.snapshot import WholeRow, replace_row, row_from_json
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.items import read_items
from sync.protocol import PULL_CHANGES_LIMIT, ROWS_LIMIT
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
    await _take_back_refused(store, transport)
    await _fetch_missing_rows(store, transport)
    return new


async def _take_back_refused(store: Store, transport: Transport) -> None:
    """A row of which the server refused a change shows here what nobody else sees: take the server's."""
    while wanted := store.rows_to_take_back()[:ROWS_LIMIT]:
        rows = await _fetch_rows(transport, wanted)
        found: dict[tuple[str, str], WholeRow] = {(row.kind, row.id): row for row in rows}
        store.take_back({key: found.get(key) for key in wanted})


async def _fetch_rows(transport: Transport, wanted: list[tuple[str, str]]) -> list[WholeRow]:
    _, items = await transport.page_for("/v1/rows", {"rows": wanted})
    try:
        return [row_from_json(item) for item in items]
    except (ValueError, TypeError) as error:
        raise SyncError("not_our_server", str(error)) from None


async def _fetch_missing_rows(store: Store, transport: Transport) -> None:
    """A patch of a row that the window left out (an old fault, opened again): fetch the row itself."""
    wanted = parking.missing_rows(store.db, ROWS_LIMIT)
    if wanted:
        rows = await _fetch_rows(transport, wanted)
        with store.durable.transaction() as db:
            for row in rows:
                replace_row(db, row)


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
        _belongs(head, cursor)
        new += store.receive_page(stream, read_items(items), head["upto"])
        more = head["more"]
    return new


def _belongs(head: dict[str, Any], cursor: cursors.Cursor) -> None:
    """The answer is to this question and leads on: a cache on the way may have kept another one."""
    asked = (cursor.stream, cursor.epoch, cursor.rev)
    onward = head["upto"] > cursor.rev if head["more"] else head["upto"] >= cursor.rev
    if (head["stream"], head["epoch"], head["after"]) != asked or not onward:
        raise SyncError("not_our_server", "an answer to another question")
