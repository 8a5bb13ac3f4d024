"""The second stage: hand in what only this device holds, and note the answer to each change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import aclosing
from typing import Any, NamedTuple

from storage import log
from storage.change import digest_of
from storage.snapshot import WholeRow, row_from_json
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.protocol import BATCHES_UNDER_WAY, PUSH_BYTES_LIMIT, PUSH_CHANGES_LIMIT, batches
from sync.transport import Transport
from sync.under_way import in_turn

Unsent = tuple[int, str, str]  # sequence number, id, line


class Pushed(NamedTuple):
    accepted: int
    refused: int

    def plus(self, other: Pushed) -> Pushed:
        return Pushed(self.accepted + other.accepted, self.refused + other.refused)


class Answered(NamedTuple):
    """A batch and what the server said of it: {id: answer}, its states of capped rows, its time in UTC ms.

    An answer is [id, "accepted" | "known", rev, stamp] or [id, "refused", reason, ""]. A stamp is given
    where the server holds another one; `rows` are then its states of the rows concerned.
    """

    batch: list[Unsent]
    answers: dict[str, list[Any]]
    rows: list[WholeRow]
    server_ms: int

    @property
    def has_forked(self) -> bool:
        return any(answer[2] == "forked" for answer in self.answers.values())

    def plus(self, other: Answered) -> Answered:
        return Answered(
            self.batch + other.batch, self.answers | other.answers, self.rows + other.rows, other.server_ms
        )


async def push(store: Store, transport: Transport, welcome: Welcome) -> Pushed:
    """Send until nothing unsent is left.

    Each batch names the line that it follows, so that two may be on their way: after a fork, or where the
    one before it was lost, the server takes nothing of it. What is sent twice is known by its id.
    """
    again = await _push_batches(store, transport, welcome.epoch, lambda: _lost(store, welcome.high_water))
    return again.plus(await _push_batches(store, transport, welcome.epoch, lambda: _outbox(store)))


def _outbox(store: Store) -> Iterator[list[Unsent]]:
    after = 0
    while entries := log.outbox(store.db, after_seq=after, limit=PUSH_CHANGES_LIMIT):
        yield from batches(entries, PUSH_CHANGES_LIMIT, PUSH_BYTES_LIMIT)
        after = entries[-1][0]


def _lost(store: Store, high_water: int) -> Iterator[list[Unsent]]:
    """A restored server knows less of us than it once acknowledged: that is offered again first."""
    device, after, sent = store.head().clock.device, high_water, store.setting("sent_seq", 0)
    while after < sent:
        entries = log.own_lines_above(store.db, device, after, PUSH_CHANGES_LIMIT)
        if not entries:
            break
        yield from batches(entries, PUSH_CHANGES_LIMIT, PUSH_BYTES_LIMIT)
        after = entries[-1][0]


async def _push_batches(
    store: Store, transport: Transport, epoch: str, unsent: Callable[[], Iterator[list[Unsent]]]
) -> Pushed:
    """Two at once; one after the other as soon as one came before what it follows."""
    done = Pushed(0, 0)
    asked = (_ask_in_turn(transport, epoch, batch, link) for batch, link in _linked(unsent()))
    async with aclosing(in_turn(asked, BATCHES_UNDER_WAY)) as answers:
        async for answered in answers:
            if answered is None:
                break
            done = done.plus(_note(store, epoch, answered))
        else:
            return done
    for batch in unsent():
        done = done.plus(_note(store, epoch, await _ask(transport, epoch, batch)))
    return done


def _linked(unsent: Iterator[list[Unsent]]) -> Iterator[tuple[list[Unsent], str]]:
    """Each batch with the hash (hex) of the line before it; the first may follow on anything."""
    link = ""
    for batch in unsent:
        yield batch, link
        link = digest_of(batch[-1][2]).hex()


async def _ask_in_turn(transport: Transport, epoch: str, batch: list[Unsent], link: str) -> Answered | None:
    """None where the server does not hold what this batch follows; nothing of it was taken."""
    try:
        return await _ask(transport, epoch, batch, link)
    except SyncError as error:
        if error.detail != "out_of_order":
            raise
        return None


async def _ask(transport: Transport, epoch: str, batch: list[Unsent], link: str = "") -> Answered:
    """Hand in one batch, or its halves where something on the way takes only smaller ones."""
    try:
        answer = await transport.push([line for _, _, line in batch], epoch, link)
    except SyncError as error:
        if error.detail != "too_large" or len(batch) == 1:
            raise
        middle = len(batch) // 2
        first = await _ask(transport, epoch, batch[:middle], link)
        return first if first.has_forked else first.plus(await _ask(transport, epoch, batch[middle:]))
    rows = [row_from_json(text) for text in answer["rows"]]
    return Answered(batch, _match(batch, answer["answers"]), rows, answer["now"])


def _match(batch: list[Unsent], given: list[list[Any]]) -> dict[str, list[Any]]:
    """The answer to each change: by its id, or by its line's hash where the server could not read an id."""
    by_name = {item[0]: item for item in given}
    found = {id_: by_name.get(id_) or by_name.get(digest_of(line).hex()) for _, id_, line in batch}
    answers = {id_: item for id_, item in found.items() if item is not None}
    if len(answers) < len(batch):
        raise SyncError("not_our_server", f"no answer to {len(batch) - len(answers)} changes")
    return answers


def _note(store: Store, epoch: str, answered: Answered) -> Pushed:
    """Keep the verdicts in one transaction. Raises SyncError('forked') when everything else is noted."""
    batch, answers, rows, server_ms = answered
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
