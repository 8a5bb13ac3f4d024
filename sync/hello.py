"""The first stage of a run: who both ends are, whose clock is wrong, what the server has and wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage import cursors, log
from storage.store import Store
from sync.protocol import PROTOCOL
from sync.transport import Transport


@dataclass(frozen=True, slots=True)
class Welcome:
    """The server's answer. `high_water` is the last number of ours that it holds, `link` that line's hash."""

    epoch: str
    high_water: int
    link: str
    streams: tuple[str, ...]
    clock_wrong_ms: int
    revoked: bool
    oldest_protocol: int


async def hello(store: Store, transport: Transport, *, now_ms: int, app: str) -> Welcome:
    """Say what this device holds; remember the server's time and which streams are ours to read."""
    epoch, head = store.setting("epoch"), store.head()
    held = cursors.read_cursors(store.db).values()
    message: dict[str, Any] = {
        "protocol": PROTOCOL,
        "app": app,
        "now": now_ms,
        "seq": head.seq,
        "sent": store.taken(epoch),
        "unsent": log.outbox_count(store.db),
        "epoch": epoch,
        "cursors": {cursor.stream: cursor.rev for cursor in held if cursor.epoch == epoch},
    }
    answer = await transport.call("/v1/hello", message)
    correction = answer["now"] - now_ms
    store.set_settings(
        clock_correction_ms=correction,
        clock_seen_ms=now_ms,
        epoch=answer["epoch"],
        role=answer["role"],
        person=answer["person"],
        streams=answer["streams"],
    )
    return Welcome(
        answer["epoch"],
        answer["high_water"],
        answer["link"],
        tuple(answer["streams"]),
        -correction,
        answer["revoked"],
        answer["oldest_protocol"],
    )
