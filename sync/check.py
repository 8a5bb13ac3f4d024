"""The last stage: both ends compare counts and digests. A mismatch is told and offered a rebuild, never hidden."""

from __future__ import annotations

from typing import Any

from storage import cursors, log, parking
from storage.digest import rows_digest
from storage.snapshot import has_strange
from storage.store import Store
from sync.errors import SyncError
from sync.transport import Transport


async def check(store: Store, transport: Transport) -> None:
    """Raise SyncError('mismatch') with both sides' numbers when a whole stream differs.

    Compared only where it can be equal: nothing unsent, nothing of the stream waiting or left out as
    strange to this version, the server not ahead again.
    """
    if log.outbox_count(store.db):
        return
    waiting = parking.parked_streams(store.db)
    held = {
        name: cursor
        for name, cursor in cursors.read_cursors(store.db).items()
        if name not in waiting and not has_strange(store.db, name)
    }
    question = {name: {"since": cursor.since_rev, "upto": cursor.rev} for name, cursor in held.items()}
    answer = await transport.call("/v1/check", {"streams": question})
    differing = [
        {"stream": name, "here": _here(store, held[name]), "there": there}
        for name, there in answer["streams"].items()
        if name in held and there["head"] == held[name].rev and _differs(_here(store, held[name]), there)
    ]
    if differing:
        raise SyncError("mismatch", differing[0]["stream"], {"streams": differing})


def _here(store: Store, cursor: cursors.Cursor) -> dict[str, int]:
    rows = rows_digest(store.db, cursor.stream)
    return {
        "rows": rows.rows,
        "rows_digest": rows.digest,
        "received": cursor.received,
        "received_digest": cursor.digest,
    }


def _differs(here: dict[str, int], there: dict[str, Any]) -> bool:
    return any(there[name] != value for name, value in here.items())
