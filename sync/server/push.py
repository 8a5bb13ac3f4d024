"""Take a batch of pushed changes: judge, number, fold, store, all in one transaction, then answer each."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import orjson
from sqlite_utils import Database

from storage.change import Change, digest_of, summand
from storage.clock import AHEAD_LIMIT_MS, HybridClock, is_stamp, stamp_ms, write_stamp
from storage.erasing import ERASE
from storage.kinds import KINDS
from storage.merge import Patch, merge
from storage.snapshot import WholeRow, row_to_json
from sync.server import devices, erasing, latest, log, quarantine
from sync.server.answers import Problem
from sync.server.database import ServerDatabase
from sync.server.intake import Sender, objection, shape
from sync.server.rights import matches


class Arrival(NamedTuple):
    """A pushed line with its hash and, when it is one, its change."""

    line: bytes
    digest: bytes
    change: Change | None


def take_batch(
    database: ServerDatabase, sender: Sender, lines: list[bytes], now_ms: int, link: str = ""
) -> dict[str, Any]:
    """The answers [id, verdict, rev or reason, capped stamp] in the order of the lines.

    Raises Problem("out_of_order") with nothing taken when the batch follows a line that is not held.
    """
    arrivals = [Arrival(line, digest_of(line), shape(line, orjson.loads)) for line in lines]
    with database.writer() as db:
        batch = Batch(db, sender, arrivals, now_ms)
        if link and link != batch.last_hash:
            raise Problem("out_of_order")
        answers = [batch.judge(arrival) for arrival in arrivals]
        batch.store()
        devices.note_handed_in(db, sender.device, len(arrivals))
    return {"answers": answers, "rows": batch.restamped_rows(), "high_water": batch.high_water}


class Batch:
    """One batch inside its transaction: what is held of it already, and what it adds."""

    def __init__(self, db: Database, sender: Sender, arrivals: list[Arrival], now_ms: int) -> None:
        self.db, self.sender, self.now_ms = db, sender, now_ms
        changes = [arrival.change for arrival in arrivals if arrival.change is not None]
        self.held = log.held_ids(db, [change.id for change in changes])
        self.high_water, self.last_hash, last_stamp = devices.chain_of(db, sender.device)
        before = [change.seq for change in changes if change.seq <= self.high_water]
        self.numbers = log.held_numbers(db, sender.device, before) if before else set()
        self.quarantined = quarantine.held(db, sender.device, before) if before else {}
        self.last_stamp = last_stamp
        self.too_late = write_stamp(now_ms + AHEAD_LIMIT_MS + 1, 0, "")
        self.rev = log.last_rev(db)
        self.heads: dict[str, tuple[int, int]] = {}
        self.states: dict[tuple[str, str], WholeRow] = self._states(changes)
        self.entries: list[log.Entry] = []
        self.touched: set[tuple[str, str]] = set()
        self.restamped: set[tuple[str, str]] = set()
        self.has_forked = False

    def _states(self, changes: list[Change]) -> dict[tuple[str, str], WholeRow]:
        by_kind: dict[str, list[str]] = defaultdict(list)
        for change in changes:
            if not _is_record(change.kind):
                by_kind[change.kind].append(change.row)
        found = {}
        for kind, ids in by_kind.items():
            found.update({(kind, id_): row for id_, row in log.load_states(self.db, kind, ids).items()})
        return found

    def judge(self, arrival: Arrival) -> list[Any]:
        change = arrival.change
        if change is None:
            return self._refuse_broken(arrival)
        known = self.held.get(change.id)
        if known is not None:
            return self._known(change, arrival, known)
        before = self.quarantined.get(change.seq)
        if before is not None and before[0] == arrival.digest:
            self._advance(change.seq, arrival.digest)
            return [change.id, "refused", before[1], ""]
        if change.device == self.sender.device and self._is_fork(change):
            return self._forked(change)
        reason = objection(change, self.sender, self._row_stream(change))
        if reason is not None:
            return self._refuse(change, arrival, reason)
        return self._take(change, arrival)

    def _refuse_broken(self, arrival: Arrival) -> list[Any]:
        """A line without a readable id cannot be answered by name; its hash stands for it."""
        try:
            parsed = orjson.loads(arrival.line)
            change_id = str(parsed["id"])[:64]
            seq = int(parsed.get("seq", 0))
        except (ValueError, KeyError, TypeError, AttributeError):
            change_id, seq = arrival.digest.hex(), 0
        seq = seq if seq == self.high_water + 1 else 0
        text = arrival.line[:8192].decode(errors="replace")
        quarantine.put(
            self.db, self.sender.device, change_id, seq, "broken", arrival.digest, text, self.now_ms
        )
        self._advance(seq, arrival.digest)
        return [change_id, "refused", "broken", ""]

    def _known(self, change: Change, arrival: Arrival, known: tuple[int, bytes, str]) -> list[Any]:
        """The same line, or the same work under another number: a phone that had to take a new identity."""
        rev, digest, stamp = known
        if digest != arrival.digest and not log.holds_same_work(self.db, change):
            return self._refuse(change, arrival, "altered")
        if change.device == self.sender.device:
            self._advance(change.seq, arrival.digest)
        if stamp != change.stamp:
            self.restamped.add((change.kind, change.row))
        return [change.id, "known", rev, "" if stamp == change.stamp else stamp]

    def _forked(self, change: Change) -> list[Any]:
        """Nothing that follows may be taken either: it belongs to the identity that this phone will get."""
        if not self.has_forked:
            log.audit(self.db, self.now_ms, "forked", self.sender.device, {"seq": change.seq})
        self.has_forked = True
        return [change.id, "refused", "forked", ""]

    def _refuse(self, change: Change, arrival: Arrival, reason: str) -> list[Any]:
        line = arrival.line.decode()
        device = self.sender.device
        quarantine.put(self.db, device, change.id, change.seq, reason, arrival.digest, line, self.now_ms)
        if change.device == device:
            self.quarantined[change.seq] = (arrival.digest, reason)
            self._advance(change.seq, arrival.digest)
        return [change.id, "refused", reason, ""]

    def _row_stream(self, change: Change) -> str | None:
        row = self.states.get((change.kind, change.row))
        return None if row is None else row.stream

    def _take(self, change: Change, arrival: Arrival) -> list[Any]:
        stamp = self._effective(change)
        self.rev += 1
        total, nth = self._head(change.stream)
        total += summand(arrival.digest)
        self.heads[change.stream] = (total, nth + 1)
        self.entries.append(_entry(change, arrival, self.rev, stamp, self.now_ms, total, nth + 1))
        self.held[change.id] = (self.rev, arrival.digest, stamp)
        self._advance(change.seq, arrival.digest)
        self.numbers.add(change.seq)
        if not _is_record(change.kind):
            self._fold(change, stamp)
        elif change.kind == ERASE:
            self._erase(change)
        return [change.id, "accepted", self.rev, "" if stamp == change.stamp else stamp]

    def _erase(self, change: Change) -> None:
        """What came before in this batch is stored first, so that it is blanked like the rest."""
        self.store()
        self.entries, self.touched = [], set()
        for kind, row_id in erasing.erase(self.db, change, self.rev):
            self.states.pop((kind, row_id), None)
            self.states.update(
                {(kind, id_): row for id_, row in log.load_states(self.db, kind, [row_id]).items()}
            )

    def _effective(self, change: Change) -> str:
        """A stamp too far ahead counts as made now: after all this device sent before and all it had seen."""
        if change.stamp < self.too_late:
            self.last_stamp = max(self.last_stamp, change.stamp)
            return change.stamp
        clock = HybridClock(self.sender.device)
        if self.last_stamp:
            clock = clock.witness(self.last_stamp)
        for seen in change.base.values():
            if is_stamp(seen) and seen < self.too_late:
                clock = clock.witness(seen)
        self.last_stamp = clock.tick(self.now_ms).stamp
        self.restamped.add((change.kind, change.row))
        return self.last_stamp

    def _head(self, stream: str) -> tuple[int, int]:
        if stream not in self.heads:
            _, total, nth = log.stream_head(self.db, stream)
            self.heads[stream] = (total, nth)
        return self.heads[stream]

    def _is_fork(self, change: Change) -> bool:
        """Its number is taken by another line, or it follows on another line than the one held here."""
        follows = change.seq != self.high_water + 1 or change.previous == self.last_hash
        taken = change.seq in self.numbers or change.seq in self.quarantined
        return self.has_forked or taken or not follows

    def _advance(self, seq: int, digest: bytes) -> None:
        if seq > self.high_water:
            self.high_water, self.last_hash = seq, digest.hex()

    def _fold(self, change: Change, stamp: str) -> None:
        key = (change.kind, change.row)
        row = self.states.setdefault(key, log.empty_row(change.kind, change.row, change.stream))
        merge(row.state, Patch(stamp, change.fields, change.base, change.person, change.at))
        self.touched.add(key)

    def store(self) -> None:
        log.append(self.db, self.entries)
        latest.note(self.db, self.entries)
        log.save_states(self.db, [self.states[key] for key in self.touched])
        devices.set_chain(
            self.db, self.sender.device, self.high_water, self.last_hash, self.last_stamp, self.now_ms
        )

    def restamped_rows(self) -> list[str]:
        """Rows whose changes stand here under other stamps, as they are: the sender takes them over."""
        if self.sender.revoked:
            return []
        rows = [self.states[key] for key in sorted(self.restamped) if key in self.states]
        return [row_to_json(row) for row in rows if matches(self.sender.scope, row.stream)]


def _is_record(kind: str) -> bool:
    known = KINDS.get(kind)
    return known is not None and known.is_record


def _entry(
    change: Change, arrival: Arrival, rev: int, stamp: str, now_ms: int, total: int, nth: int
) -> log.Entry:
    kind = KINDS.get(change.kind)
    about = change.fields.get(kind.about) if kind is not None and kind.is_record and kind.about else None
    return log.Entry(
        rev,
        change.id,
        change.stream,
        change.kind,
        change.row,
        about,
        stamp,
        change.stamp,
        change.device,
        change.seq,
        change.person,
        stamp_ms(stamp),
        now_ms,
        arrival.digest,
        arrival.line.decode(),
        total,
        nth,
    )
