"""The second stage: hand in what only this device holds, and note the answer to each change."""

from __future__ import annotations

from typing import Any, NamedTuple

from storage import log
from storage.change import digest_of
from storage.snapshot import WholeRow, row_from_json
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.protocol import PUSH_BYTES_LIMIT, PUSH_CHANGES_LIMIT, batches
from sync.transport import Transport

Unsent = tuple[int, str, str]  # sequence number, id, line


class Pushed(NamedTuple):
    accepted: int
    refused: int

    def plus(self, other: Pushed) -> Pushed:
        return Pushed(self.accepted + other.accepted, self.refused + other.refused)


async def push(store: Store, transport: Transport, welcome: Welcome) -> Pushed:
    """Send until nothing unsent is left. Each batch's answers are on disk before the next is sent."""
    done = await _offer_again(store, transport, welcome)
    after = 0
    while entries := log.outbox(store.db, after_seq=after, limit=PUSH_CHANGES_LIMIT):
        done = done.plus(await _push_entries(store, transport, welcome.epoch, entries))
        after = entries[-1][0]
    return done


async def _offer_again(store: Store, transport: Transport, welcome: Welcome) -> Pushed:
    """A restored server knows less of us than it once acknowledged: offer that again first."""
    device, after, done = store.head().clock.device, welcome.high_water, Pushed(0, 0)
    sent = store.setting("sent_seq", 0)
    while after < sent:
        entries = log.own_lines_above(store.db, device, after, PUSH_CHANGES_LIMIT)
        if not entries:
            break
        done = done.plus(await _push_entries(store, transport, welcome.epoch, entries))
        after = entries[-1][0]
    return done


async def _push_entries(store: Store, transport: Transport, epoch: str, entries: list[Unsent]) -> Pushed:
    done = Pushed(0, 0)
    for batch in batches(entries, PUSH_CHANGES_LIMIT, PUSH_BYTES_LIMIT):
        done = done.plus(await _push_batch(store, transport, epoch, batch))
    return done


async def _push_batch(store: Store, transport: Transport, epoch: str, batch: list[Unsent]) -> Pushed:
    """One batch, or its halves where something on the way takes only smaller ones."""
    try:
        answer = await transport.push([line for _, _, line in batch], epoch)
    except SyncError as error:
        if error.detail != "too_large" or len(batch) == 1:
            raise
        middle = len(batch) // 2
        first = await _push_batch(store, transport, epoch, batch[:middle])
        second = await _push_batch(store, transport, epoch, batch[middle:])
        return first.plus(second)
    rows = [row_from_json(text) for text in answer["rows"]]
    return _note(store, batch, _match(batch, answer["answers"]), rows, answer["now"], epoch)


def _match(batch: list[Unsent], given: list[list[Any]]) -> dict[str, list[Any]]:
    """The answer to each change: by its id, or by its line's hash where the server could not read an id."""
    by_name = {item[0]: item for item in given}
    found = {id_: by_name.get(id_) or by_name.get(digest_of(line).hex()) for _, id_, line in batch}
    answers = {id_: item for id_, item in found.items() if item is not None}
    if len(answers) < len(batch):
        raise SyncError("not_our_server", f"no answer to {len(batch) - len(answers)} changes")
    return answers


def _note(
    store: Store,
    batch: list[Unsent],
    answers: dict[str, list[Any]],
    rows: list[WholeRow],
    server_ms: int,
    epoch: str,
) -> Pushed:
    """Answers are [id, "accepted" | "known", rev, stamp] or [id, "refused", reason, ""].

    A stamp is given where the server holds another one; `rows` are then its states of the rows concerned.
    Raises SyncError('forked') when everything else is noted.
    """
    taken = [(id_, answers[id_][2]) for _, id_, _ in batch if answers[id_][1] != "refused"]
    refused = [(id_, answers[id_][2]) for _, id_, _ in batch if answers[id_][1] == "refused"]
    judged = [(id_, reason) for id_, reason in refused if reason != "forked"]
    capped = {id_: answers[id_][3] for id_, _ in taken if answers[id_][3]}
    with store.durable.transaction() as db:
        log.set_accepted(db, taken)
        store.note_refused(db, judged)
        if capped:
            store.adopt(db, rows, capped, server_ms)
        store.note_taken(db, epoch, (seq for seq, id_, _ in batch if answers[id_][1] != "refused"))
        if len(judged) == len(refused):
            store.note_sent(db, batch[-1][0])
    if len(judged) < len(refused):
        raise SyncError("forked")
    return Pushed(len(taken), len(refused))
