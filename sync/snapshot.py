"""A new phone's first read of a stream: its current state, paged, kept beside the old until it is whole."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from storage.log import Logged
from storage.settings import forget_setting, write_setting
from storage.snapshot import WholeRow, drop_staged, row_from_json, stage, staged_pages
from storage.store import Store
from sync.errors import SyncError
from sync.items import read_items
from sync.transport import Transport


async def load_snapshot(store: Store, transport: Transport, stream: str) -> None:
    """Fetch all pages (going on after a cut), then swap them in at once."""
    progress = _resume(store, stream)
    while not progress.get("done"):
        head, items = await transport.page(_path(stream, progress))
        if head["stream"] != stream or head["after"] != progress["next"]:
            raise SyncError("not_our_server", "an answer to another question")
        progress = _keep(store, stream, progress, head, items)
    rows, entries = _read_pages(staged_pages(store.db, stream))
    with store.durable.transaction() as db:
        store.load_snapshot(stream, progress["epoch"], progress["rev"], rows, entries)
        forget_setting(db, f"snapshot {stream}")


def _resume(store: Store, stream: str) -> dict[str, Any]:
    """What was already fetched of this stream in the server's present epoch; else start anew."""
    held = store.setting(f"snapshot {stream}")
    if held is not None and held["epoch"] == store.setting("epoch"):
        return held
    with store.durable.transaction() as db:
        drop_staged(db, stream)
    return {"page": 0, "next": ""}


def _path(stream: str, progress: dict[str, Any]) -> str:
    path = f"/v1/snapshot?stream={quote(stream, safe='')}&after={quote(progress['next'], safe='')}"
    return path + (f"&rev={progress['rev']}&epoch={progress['epoch']}" if progress["page"] else "")


def _keep(
    store: Store, stream: str, progress: dict[str, Any], head: dict[str, Any], items: list[str]
) -> dict[str, Any]:
    """Stage one page and remember the way to the next, in one transaction."""
    page = progress["page"] + 1
    following = {
        "page": page,
        "next": head["next"] or "",
        "rev": head["rev"],
        "epoch": head["epoch"],
        "done": not head["next"],
    }
    with store.durable.transaction() as db:
        stage(db, stream, page, "\n".join(items))
        write_setting(db, f"snapshot {stream}", following)
    return following


def _read_pages(pages: list[str]) -> tuple[list[WholeRow], list[Logged]]:
    rows, items = [], []
    try:
        for page in pages:
            for line in filter(None, page.split("\n")):
                mark, _, rest = line.partition("\t")
                if mark == "row":
                    rows.append(row_from_json(rest))
                else:
                    items.append(rest)
    except (ValueError, TypeError) as error:
        raise SyncError("not_our_server", str(error)) from None
    return rows, read_items(items)
