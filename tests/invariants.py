"""What must be true of a school when its network is whole again and every phone has synced."""

from __future__ import annotations

import hashlib
import json

from storage import cursors, log, parking, photo_transfers
from storage.change import digest_of, trusted
from storage.kinds import KINDS, understood
from storage.merge import Patch, RowState, merge
from storage.records import held_records, record_columns
from storage.rows import _columns as row_columns
from storage.snapshot import WholeRow, row_from_json
from sync.server.rights import matches
from tests.world import Phone, World


def check_world(world: World) -> None:
    copies_never_differed(world)
    nothing_acknowledged_is_missing(world)
    nothing_saved_is_missing(world)
    photos_have_arrived(world)
    the_log_folds_to_the_state(world)
    chains_verify(world)
    for phone in world.phones:
        nothing_waits(phone)
        rows_equal_the_servers(world, phone)
        records_have_come(world, phone)


def copies_never_differed(world: World) -> None:
    """After a whole run; but for a database put back behind the server's back, which is told as a mismatch."""
    assert world.was_unseen or not world.mismatches, world.mismatches


def nothing_acknowledged_is_missing(world: World) -> None:
    """After a restore a change is offered again and judged again: by then its phone may have been revoked."""
    held = {row[0] for row in world.server.execute("select id from change")}
    if world.restores:
        held |= {row[0] for row in world.server.execute("select change_id from quarantine")}
    missing = world.journal.changes.keys() - held - world.excused
    assert not missing, f"acknowledged and gone: {sorted(missing)}"


def nothing_saved_is_missing(world: World) -> None:
    """What a person was told is saved is at the school, or with the office to judge."""
    held = {row[0] for row in world.server.execute("select id from change")}
    held |= {row[0] for row in world.server.execute("select change_id from quarantine")}
    missing = world.written.keys() - held - world.excused
    assert not missing, f"saved and gone: {sorted((world.written[id_], id_) for id_ in missing)}"


def photos_have_arrived(world: World) -> None:
    for sha256 in world.journal.photos.keys() - world.photos_to_erase:
        assert hashlib.sha256(world.school.photos.read(sha256)).hexdigest() == sha256
    for phone in world.phones:
        assert photo_transfers.unsent(phone.store.db) == []


def the_log_folds_to_the_state(world: World) -> None:
    folded: dict[tuple[str, str], WholeRow] = {}
    for stamp, line in world.server.execute("select stamp, line from change order by rev"):
        parsed = json.loads(line)
        change = trusted(parsed)
        is_row = change.kind not in KINDS or not KINDS[change.kind].is_record
        if is_row and parsed.get("erased") is not True:
            key = (change.kind, change.row)
            row = folded.setdefault(key, WholeRow(*key, change.stream, RowState()))
            merge(row.state, Patch(stamp, change.fields, change.base, change.person, change.at))
    assert folded == server_rows(world)


def server_rows(world: World) -> dict[tuple[str, str], WholeRow]:
    rows = (row_from_json(text) for (text,) in world.server.execute("select state from row_state"))
    return {(row.kind, row.id): row for row in rows}


def chains_verify(world: World) -> None:
    """Each stored line is what was hashed, and names the line before it wherever both are here."""
    before: tuple[str, int, str] = ("", 0, "")
    for device, seq, digest, line in world.server.execute(
        "select device, seq, hash, line from change order by device, seq"
    ):
        parsed = json.loads(line)
        assert digest_of(line) == digest or ("erased" in parsed and parsed["hash"] == digest.hex())
        if before[:2] == (device, seq - 1):
            assert parsed["previous"] == before[2], (device, seq)
        before = (device, seq, digest.hex())


def nothing_waits(phone: Phone) -> None:
    db = phone.store.db
    assert log.outbox_count(db) == 0
    assert set(parking.parked_counts(db)) <= {"no_row", "unknown_kind"}
    assert phone.store.rows_to_take_back() == []


def rows_equal_the_servers(world: World, phone: Phone) -> None:
    """Byte by byte; of kinds that grow the unsettled ones must be here, and what is here must be the same."""
    streams = set(cursors.read_cursors(phone.store.db))
    rows = [row for row in server_rows(world).values() if row.stream in streams]
    whole = "select kind, row_id from row_state where whole = 1"
    standing = set(world.server.execute(whole).fetchall())
    for kind in KINDS.values():
        if kind.is_record:
            continue
        expected = {
            row.id: row_columns(kind, row.id, row.stream, row.state)
            for row in rows
            if row.kind == kind.name and (kind.name, row.id) in standing
        }
        held = {row[0]: row for row in phone.store.db.execute(f'select * from "{kind.name}"')}
        for row_id in held:
            assert held[row_id] == expected.get(row_id), (phone.name, kind.name, row_id)
        settled = {r.id for r in rows if r.kind == kind.name and kind.is_settled(r.state.values)}
        missing = expected.keys() - held.keys() - settled
        assert not missing, (phone.name, kind.name, missing)


def records_have_come(world: World, phone: Phone) -> None:
    """Every record above the phone's snapshot, in its streams, just as it was written."""
    for cursor in cursors.read_cursors(phone.store.db).values():
        head = world.server.execute("select max(rev) from change where stream = ?", [cursor.stream])
        assert cursor.rev == max(head.fetchone()[0] or 0, cursor.since_rev)
        lines = world.server.execute(
            "select line from change where stream = ? and rev > ?", [cursor.stream, cursor.since_rev]
        )
        for (line,) in lines:
            parsed = json.loads(line)
            change = trusted(parsed)
            kind = KINDS.get(change.kind)
            if kind is not None and kind.is_record and "erased" not in parsed:
                assert held_records(phone.store.db, kind, [change.row]), (phone.name, kind.name, change.row)
                columns = ", ".join(["id", *kind.fields, "stream", "made_by", "made_at", "made_offset"])
                held = phone.store.db.execute(
                    f'select {columns} from "{kind.name}" where id = ?', [change.row]
                )
                theirs = record_columns(kind, change, understood(kind, change.fields))
                assert held.fetchone() == theirs[:-1], (phone.name, kind.name, change.row)
    known = world.school.streams_of(world.school.device_of(phone.store.setting("token")))
    assert set(cursors.read_cursors(phone.store.db)) == set(known)
    assert all(matches(phone.scope or ["*"], stream) for stream in known)
