"""The second stage: hand in what only this device holds, and note the answer to each change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from storage import log
from storage.change import digest_of
from storage.snapshot import WholeRow, row_from_json
from storage.store import Store
from sync.errors import SyncError
from sync.hello import Welcome
from sync.protocol import PUSH_BYTES_LIMIT, PUSH_CHANGES_LIMIT, batches
from sync.transport import Transport
from sync.under_way import under_way

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

    A batch leaves only when the verdicts on the one before are known: after a fork nothing may follow.
    Those verdicts are noted while it is on its way; what is sent twice after a crash is known by its id.
    """
    again = await _push_batches(store, transport, welcome.epoch, _lost(store, welcome.high_water))
    return again.plus(await _push_batches(store, transport, welcome.epoch, _outbox(store)))


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
    store: Store, transport: Transport, epoch: str, unsent: Iterator[list[Unsent]]
) -> Pushed:
    done, answered, batch = Pushed(0, 0), None, next(unsent, None)
    while batch is not None and not (answered and answered.has_forked):
        async with under_way(_ask(transport, epoch, batch)) as asking:
            if answered is not None:
                done = done.plus(_note(store, epoch, answered))
            following = next(unsent, None)
            answered = await asking
        batch = following
    return done if answered is None else done.plus(_note(store, epoch, answered))


async def _ask(transport: Transport, epoch: str, batch: list[Unsent]) -> Answered:
    """Hand in one batch, or its halves where something on the way takes only smaller ones."""
    try:
        answer = await transport.push([line for _, _, line in batch], epoch)
    except SyncError as error:
        if error.detail != "too_large" or len(batch) == 1:
            raise
        middle = len(batch) // 2
        first = await _ask(transport, epoch, batch[:middle])
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
