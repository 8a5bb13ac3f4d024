"""The second stage: hand in what only this device holds, and note the answer to each change."""

from __future__ import annotations

from typing import Any, NamedTuple

from storage import log
from storage.snapshot import WholeRow, row_from_json
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.protocol import PUSH_BYTES_LIMIT, PUSH_CHANGES_LIMIT, batches
from sync.transport import Transport


class Pushed(NamedTuple):
    accepted: int
    refused: int


async def push(store: Store, transport: Transport, welcome: Welcome) -> Pushed:
    """Send until nothing unsent is left. Each batch's answers are on disk before the next is sent."""
    await _offer_again(store, transport, welcome)
    accepted = refused = after = 0
    while entries := log.outbox(store.db, after_seq=after, limit=PUSH_CHANGES_LIMIT):
        for batch in batches(entries, PUSH_CHANGES_LIMIT, PUSH_BYTES_LIMIT):
            done = await _push_batch(store, transport, batch)
            accepted, refused = accepted + done.accepted, refused + done.refused
        after = entries[-1][0]
    return Pushed(accepted, refused)


async def _offer_again(store: Store, transport: Transport, welcome: Welcome) -> None:
    """A restored server knows less of us than it once acknowledged: offer that again first."""
    device, after = store.head().clock.device, welcome.high_water
    sent = store.setting("sent_seq", 0)
    while after < sent:
        entries = log.own_lines_above(store.db, device, after, PUSH_CHANGES_LIMIT)
        if not entries:
            return
        for batch in batches(entries, PUSH_CHANGES_LIMIT, PUSH_BYTES_LIMIT):
            await _push_batch(store, transport, batch)
        after = entries[-1][0]


async def _push_batch(store: Store, transport: Transport, batch: list[tuple[int, str, str]]) -> Pushed:
    answer = await transport.push([line for _, _, line in batch])
    answers = {item[0]: item for item in answer["answers"]}
    missing = [id_ for _, id_, _ in batch if id_ not in answers]
    if missing:
        raise SyncError("not_our_server", f"no answer to {len(missing)} changes")
    return _note(store, batch, answers, [row_from_json(text) for text in answer.get("rows", [])])


def _note(
    store: Store, batch: list[tuple[int, str, str]], answers: dict[str, list[Any]], rows: list[WholeRow]
) -> Pushed:
    """Answers are [id, "accepted" | "known", rev, stamp] or [id, "refused", reason, ""].

    A stamp is given where the server capped it; `rows` are then its states of the rows concerned.
    """
    taken = [(id_, answers[id_][2]) for _, id_, _ in batch if answers[id_][1] != "refused"]
    refused = [(id_, answers[id_][2]) for _, id_, _ in batch if answers[id_][1] == "refused"]
    if any(reason == "forked" for _, reason in refused):
        raise SyncError("forked")
    with store.durable.transaction() as db:
        log.set_accepted(db, taken)
        log.set_refused(db, refused)
        capped = {id_: answers[id_][3] for id_, _ in taken if answers[id_][3]}
        if capped:
            store.adopt(db, rows, capped)
        store.note_sent(db, batch[-1][0])
    return Pushed(len(taken), len(refused))
