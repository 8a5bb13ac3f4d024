"""The store of one device: write what a person did, take in what others did, all or nothing each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from storage import cursors, erasing, log, parking
from storage.apply import apply_changes
from storage.asset_search import asset_rowids, index_all, is_behind
from storage.change import Change, digest_of, new_id, summand
from storage.clock import HybridClock, runs_ahead
from storage.database import Durable, open_database
from storage.edits import Author, BadEdit, Edit, checked_kind, written
from storage.handed_in import forget_handed_in
from storage.kinds import KINDS, Kind, kinds_fingerprint
from storage.log import Logged
from storage.records import held_records, remove_record
from storage.renumber import renumber_unsent
from storage.rows import load_rows
from storage.settings import forget_setting, read_setting, write_setting
from storage.snapshot import (
    WholeRow,
    drop_staged,
    read_strange_anew,
    replace_row,
    revert_row,
    swap_in,
    take_off,
)
from storage.streams import stream_for


class NotEnrolled(RuntimeError):
    """This device has no id from a server yet, so it may record nothing."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where this device's own log stands: its clock, last sequence number, last link."""

    clock: HybridClock
    seq: int
    link: str


class Store:
    """One open database. Not shared between threads at the same time."""

    def __init__(self, db: Database, flush: Callable[[], None] = lambda: None) -> None:
        self.db = db
        self.durable = Durable(db, flush)
        self._replay_parked()
        self._index_assets()

    @classmethod
    def open(cls, path: str, *, journal: str = "wal", flush: Callable[[], None] = lambda: None) -> Store:
        return cls(open_database(path, journal=journal), flush)

    def close(self) -> None:
        self.db.close()

    # -- what this device is ---------------------------------------------------------------------

    @property
    def device(self) -> str | None:
        return read_setting(self.db, "device")

    def setting(self, key: str, default: Any = None) -> Any:
        return read_setting(self.db, key, default)

    def set_settings(self, **values: Any) -> None:
        """Keep device settings, durable on return."""
        with self.durable.transaction() as db:
            for key, value in values.items():
                write_setting(db, key, value)

    def head(self) -> Head:
        held = read_setting(self.db, "head")
        if held is None:
            raise NotEnrolled
        return Head(HybridClock(held["device"], held["ms"], held["counter"]), held["seq"], held["link"])

    def become(self, device: str, **settings: Any) -> None:
        """Take the identity that a server minted; `settings` (server, token, person...) in the same step.

        The work of an identity before (a fork, or a server that has lost this device) is numbered anew
        and offered again, whatever was answered to it: the server knows by id what it holds already.
        """
        with self.durable.transaction() as db:
            held = read_setting(db, "head") or {"ms": 0, "counter": -1, "device": device}
            log.offer_all_again(db, held["device"])
            seq, link = renumber_unsent(db, device)
            clock = HybridClock(device, held["ms"], held["counter"])
            self._save_head(db, Head(clock, seq, link))
            for key, value in {"device": device, "sent_seq": 0, "taken": None, **settings}.items():
                write_setting(db, key, value)

    def _save_head(self, db: Database, head: Head) -> None:
        clock = head.clock
        value = {
            "device": clock.device,
            "ms": clock.ms,
            "counter": clock.counter,
            "seq": head.seq,
            "link": head.link,
        }
        write_setting(db, "head", value)

    # -- what a person did here ------------------------------------------------------------------

    def write(self, author: Author, edits: Sequence[Edit]) -> list[Change]:
        """Record one action: all its edits in one transaction, on disk when this returns.

        Raises NotEnrolled, BadEdit, NoStream; sqlite3.OperationalError when the disk is full. Nothing
        is half done then.
        """
        with self.durable.transaction() as db:
            head = self.head()
            entries: list[Logged] = []
            for edit in edits:
                head, entry = self._entry(head, author, edit)
                if not self._is_of_a_row_elsewhere(edit):
                    apply_changes(db, [entry])
                entries.append(entry)
            self._refuse_unapplied(db, entries)
            log.append(db, entries)
            self._save_head(db, head)
        return [entry.change for entry in entries]

    def _entry(self, head: Head, author: Author, edit: Edit) -> tuple[Head, Logged]:
        kind = checked_kind(edit)
        if kind.is_record and held_records(self.db, kind, [edit.row_id]):
            raise BadEdit(f"{kind.name}: a record is written once; a correction is a new one")
        stream = edit.stream or stream_for(self.db, kind, edit.row_id, edit.fields)
        base = {} if kind.is_record else self._base(kind, edit)
        clock = head.clock.witness(max(base.values())) if base else head.clock
        clock = clock.tick(author.wall_ms + read_setting(self.db, "clock_correction_ms", 0))
        change = Change(
            edit.row_id if kind.is_record else new_id(clock.ms),
            stream,
            kind.name,
            edit.row_id,
            edit.fields,
            base,
            clock.stamp,
            clock.device,
            head.seq + 1,
            author.person,
            author.at_ms,
            author.offset_minutes,
            head.link,
        )
        line = written(change)
        digest = digest_of(line)
        entry = Logged(change, change.stamp, None, digest, line)
        return Head(clock, change.seq, digest.hex()), entry

    def _is_of_a_row_elsewhere(self, edit: Edit) -> bool:
        """A patch into a stream that is handed in to and not read here, as its row is forgotten: it only goes out."""
        kind = KINDS[edit.kind]
        if edit.stream is None or kind.is_record or kind.required <= edit.fields.keys():
            return False
        is_read = edit.stream in cursors.read_cursors(self.db)
        return not is_read and edit.row_id not in load_rows(self.db, kind, [edit.row_id])

    def _base(self, kind: Kind, edit: Edit) -> dict[str, str]:
        held = load_rows(self.db, kind, [edit.row_id]).get(edit.row_id)
        if held is None:
            return {}
        stamps = held[1].stamps
        return {name: stamps[name] for name in edit.fields if name in stamps}

    def _refuse_unapplied(self, db: Database, entries: Iterable[Logged]) -> None:
        """Others' changes may wait; a person's own must stand at once or not be recorded at all."""
        ids = log.dump([entry.change.id for entry in entries])
        sql = "select kind, reason from parked where id in (select value from json_each(?))"
        parked = db.execute(sql, [ids]).fetchone()
        if parked is not None:
            raise BadEdit(f"{parked[0]}: {parked[1]}")

    # -- what others did -------------------------------------------------------------------------

    def receive(self, db: Database, entries: Sequence[Logged]) -> int:
        """Take in changes with their revisions, inside the caller's transaction. Returns how many were new."""
        entries = list({entry.change.id: entry for entry in entries}.values())
        known = log.known_ids(db, (entry.change.id for entry in entries))
        log.set_accepted(db, ((e.change.id, e.rev) for e in entries if e.change.id in known and e.rev))
        new = 0
        for part in erasing.until_each_erase(entries):
            # Known ones too: a snapshot of a restored server may have taken their effect away.
            new += apply_changes(db, part)
            new += log.append_received(db, (e for e in part if e.change.id not in known), self.device)
            if part and part[-1].change.kind == erasing.ERASE:
                erasing.erase(db, part[-1].change, part[-1].rev or 0)
        if entries:
            self._witness(db, max(entry.stamp for entry in entries))
        return new

    def receive_page(self, stream: str, entries: Sequence[Logged], upto_rev: int) -> int:
        """Apply one page of a stream and move its cursor, in one transaction."""
        with self.durable.transaction() as db:
            new = self.receive(db, entries)
            total = sum(summand(entry.digest) for entry in entries)
            cursors.advance_cursor(db, stream, upto_rev, len(entries), total)
        return new

    def note_sent(self, db: Database, seq: int) -> None:
        """Remember the highest own number that a server has answered."""
        write_setting(db, "sent_seq", max(seq, read_setting(db, "sent_seq", 0)))

    def note_taken(self, db: Database, epoch: str, seqs: Iterable[int]) -> None:
        """Remember the highest own number that the server has taken in this life of it."""
        write_setting(db, "taken", {"epoch": epoch, "seq": max([*seqs, self.taken(epoch)])})

    def taken(self, epoch: str | None) -> int:
        """0 where nothing was taken in this epoch: what another life of the server took proves nothing."""
        held = read_setting(self.db, "taken") or {}
        return held["seq"] if epoch is not None and held.get("epoch") == epoch else 0

    def adopt(self, db: Database, rows: Iterable[WholeRow], stamps: dict[str, str], server_ms: int) -> None:
        """The server holds changes under other stamps (capped ones): take {change id: stamp} and its rows.

        When nothing unsent is left, an own clock that runs ahead comes back to the server's time too.
        """
        db.conn.executemany(
            "update change set stamp = ? where id = ?", [(s, id_) for id_, s in stamps.items()]
        )
        for row in rows:
            replace_row(db, row)
        head = self.head()
        if log.outbox_count(db) == 0 and runs_ahead(head.clock.stamp, server_ms):
            clock = HybridClock(head.clock.device).tick(server_ms).witness(max(stamps.values()))
            self._save_head(db, Head(clock, head.seq, head.link))

    def take_back(self, rows: dict[tuple[str, str], WholeRow | None]) -> None:
        """Rows of which the server refused a change stand as the server says; (kind, id) -> row or None."""
        with self.durable.transaction() as db:
            for (kind, row_id), row in rows.items():
                revert_row(db, kind, row_id, row)
            waiting = [key for key in self.rows_to_take_back() if key not in rows]
            write_setting(db, "take_back", waiting)

    def rows_to_take_back(self) -> list[tuple[str, str]]:
        """Rows that still show a change which the server refused."""
        return [(kind, row_id) for kind, row_id in read_setting(self.db, "take_back", [])]

    def note_refused(self, db: Database, answers: Sequence[tuple[str, str]]) -> None:
        """The server put changes into quarantine: (id, reason). Their rows are asked for at the next pull."""
        log.set_refused(db, answers)
        parking.drop(db, [id_ for id_, _ in answers])
        concerned = log.rows_of(db, [id_ for id_, _ in answers])
        rows = [key for key in concerned if key[0] in KINDS and not KINDS[key[0]].is_record]
        write_setting(db, "take_back", sorted({*self.rows_to_take_back(), *rows}))

    def load_snapshot(
        self, stream: str, epoch: str, rev: int, rows: Iterable[WholeRow], entries: Sequence[Logged]
    ) -> None:
        """Swap a stream's contents for a snapshot, all or nothing; unsent work stays on top."""
        rows = list(rows)
        with self.durable.transaction() as db:
            swap_in(db, stream, epoch, rev, rows, entries)
            drop_staged(db, stream)
            newest = [row.state.changed_stamp for row in rows] + [entry.stamp for entry in entries]
            if newest:
                self._witness(db, max(newest))

    def leave_stream(self, stream: str) -> None:
        """This stream is ours no more: its contents leave, unsent work stays in the outbox."""
        with self.durable.transaction() as db:
            take_off(db, stream)

    def forget_handed_in(self, streams_read: Collection[str]) -> None:
        """What was handed into streams not read here leaves tables and -wal (storage/handed_in.py)."""
        with self.durable.transaction() as db:
            gone = forget_handed_in(db, streams_read)
        if gone:
            self.db.execute("pragma wal_checkpoint(truncate)").fetchone()

    def forget_cursors(self) -> None:
        """Make the next run fetch every stream anew; unsent work stays."""
        with self.durable.transaction() as db:
            for stream in cursors.read_cursors(db):
                cursors.drop_cursor(db, stream)

    def purge(self) -> None:
        """After an erase: nothing of it stays in the free space of the file or in its -wal. Outside a transaction.

        Where another connection reads just now, the -wal cannot be emptied and the next run does it.
        """
        if not read_setting(self.db, erasing.TO_PURGE):
            return
        before = asset_rowids(self.db)
        self.db.execute("vacuum")
        busy, *_ = self.db.execute("pragma wal_checkpoint(truncate)").fetchone()
        with self.durable.transaction() as db:
            if asset_rowids(db) != before:
                index_all(db)
            if not busy:
                forget_setting(db, erasing.TO_PURGE)

    def _witness(self, db: Database, stamp: str) -> None:
        head = self.head()
        clock = head.clock.witness(stamp)
        if clock != head.clock:
            self._save_head(db, Head(clock, head.seq, head.link))

    def _replay_parked(self) -> None:
        """After an update of the app: apply what an older version could not understand."""
        if read_setting(self.db, "kinds") == kinds_fingerprint():
            return
        with self.durable.transaction() as db:
            entries = parking.take_replayable(db)
            for entry in entries:
                kind = KINDS[entry.change.kind]
                if kind.is_record:
                    remove_record(db, kind, entry.change.row)
            apply_changes(db, entries)
            erasing.erase_replayed(db, [entry.change for entry in entries])
            read_strange_anew(db)
            write_setting(db, "kinds", kinds_fingerprint())

    def _index_assets(self) -> None:
        """After an update of the app, or when another program wrote: a transaction's end does the work."""
        if is_behind(self.db):
            with self.durable.transaction():
                pass

    # -- reading ---------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: dict[str, Any] | Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Run a reading statement of storage/queries. Rows as dictionaries."""
        cursor = self.db.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def is_full(self, error: sqlite3.OperationalError) -> bool:
        """True for the errors that mean: no room left on the device."""
        return "full" in str(error) or "disk I/O" in str(error)
