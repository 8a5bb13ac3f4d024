"""The third stage: read each stream from its cursor; page and cursor are stored in one transaction."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote

from storage import cursors, parking
from storage.snapshot import WholeRow, replace_row, row_from_json, streams_held
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.items import read_items
from sync.protocol import PULL_CHANGES_LIMIT, ROWS_LIMIT
from sync.snapshot import load_snapshot
from sync.transport import Transport
from sync.under_way import under_way


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
    for stream in streams_held(store.db) - set(welcome.streams):
        store.leave_stream(stream)


class Page(NamedTuple):
    """Items of a stream after the revision `after`; the head says up to where, and whether more follow."""

    after: int
    head: dict[str, Any]
    items: list[str]


async def _pull_stream(store: Store, transport: Transport, stream: str) -> int:
    """Read on from the cursor, or from a snapshot where the server says that one is needed."""
    try:
        return await _pull_pages(store, transport, cursors.read_cursors(store.db)[stream])
    except SyncError as error:
        if error.detail != "snapshot_needed":
            raise
    await load_snapshot(store, transport, stream)
    return await _pull_pages(store, transport, cursors.read_cursors(store.db)[stream])


async def _pull_pages(store: Store, transport: Transport, cursor: cursors.Cursor) -> int:
    """Page after page. The next is on its way while one is stored."""
    new, page = 0, await _page(transport, cursor, cursor.rev)
    while page.head["more"]:
        async with under_way(_page(transport, cursor, page.head["upto"])) as following:
            new += _take_in(store, cursor.stream, page)
            page = await following
    return new + _take_in(store, cursor.stream, page)


async def _page(transport: Transport, cursor: cursors.Cursor, after: int) -> Page:
    path = (
        f"/v1/pull?stream={quote(cursor.stream, safe='')}&epoch={cursor.epoch}"
        f"&after={after}&limit={PULL_CHANGES_LIMIT}"
    )
    head, items = await transport.page(path)
    _belongs(head, cursor, after)
    return Page(after, head, items)


def _take_in(store: Store, stream: str, page: Page) -> int:
    return store.receive_page(stream, read_items(page.items), page.head["upto"])


def _belongs(head: dict[str, Any], cursor: cursors.Cursor, after: int) -> None:
    """The answer is to this question and leads on: a cache on the way may have kept another one."""
    onward = head["upto"] > after if head["more"] else head["upto"] >= after
    if (head["stream"], head["epoch"], head["after"]) != (cursor.stream, cursor.epoch, after) or not onward:
        raise SyncError("not_our_server", "an answer to another question")
