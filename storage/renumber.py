"""Give unsent work a new device: after a phone was cloned or restored from a backup.

Two devices that share an id would overwrite each other's numbers. The server mints a new id; what it
does not hold yet is numbered, chained and stamped anew under that id. Ids of changes stay.
"""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from storage import parking
from storage.change import GENESIS, Change, digest_of, encode, new_salt, trusted
from storage.kinds import KINDS
from storage.merge import Loser, RowState
from storage.rows import load_rows, save_rows


def renumber_unsent(db: Database, device: str) -> tuple[int, str]:
    """Rewrite the outbox for `device`. Returns its last sequence number and link, for the head."""
    rows = db.execute("select line from change where rev is null and refused is null order by seq").fetchall()
    old = [trusted(json.loads(line)) for (line,) in rows]
    stamps = {change.stamp: _restamp(change.stamp, device) for change in old}
    seq, link = 0, GENESIS
    for change in old:
        line = encode(_renumbered(change, device, seq + 1, link, stamps), _salt_for(change))
        if not _is_text(line):
            continue  # of an old version's bug: it goes to the quarantine as it is
        seq, link = seq + 1, digest_of(line).hex()
        _replace(db, change.id, line, device, seq, stamps[change.stamp])
    for change in old:
        _restamp_row(db, change, stamps)
    return seq, link


def _salt_for(change: Change) -> str:
    kind = KINDS.get(change.kind)
    return new_salt() if kind is not None and kind.personal else ""


def _is_text(line: str) -> bool:
    """False for half characters, which no copy can read."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _restamp(stamp: str, device: str) -> str:
    return stamp[:18] + device


def _renumbered(change: Change, device: str, seq: int, link: str, stamps: dict[str, str]) -> Change:
    base = {name: stamps.get(stamp, stamp) for name, stamp in change.base.items()}
    return change._replace(device=device, seq=seq, previous=link, stamp=stamps[change.stamp], base=base)


def _replace(db: Database, change_id: str, line: str, device: str, seq: int, stamp: str) -> None:
    db.execute(
        "update change set line = :line, hash = :hash, device = :device, seq = :seq, stamp = :stamp "
        "where id = :id",
        {
            "line": line,
            "hash": digest_of(line),
            "device": device,
            "seq": seq,
            "stamp": stamp,
            "id": change_id,
        },
    )
    parking.rewrite(db, change_id, stamp, line)


def _restamp_row(db: Database, change: Change, stamps: dict[str, str]) -> None:
    kind = KINDS.get(change.kind)
    if kind is None or kind.is_record:
        return
    for row_id, (stream, state) in load_rows(db, kind, [change.row]).items():
        save_rows(db, kind, [(row_id, stream, _mapped(state, stamps))])


def _mapped(state: RowState, stamps: dict[str, str]) -> RowState:
    def new(stamp: str) -> str:
        return stamps.get(stamp, stamp)

    def each(values: dict[str, str]) -> dict[str, str]:
        return {name: new(stamp) for name, stamp in values.items()}

    losers: dict[str, Any] = {name: Loser(new(lost.stamp), lost.value) for name, lost in state.losers.items()}
    mapped = RowState(
        state.values,
        each(state.stamps),
        each(state.bases),
        losers,
        new(state.changed_stamp),
        state.changed_by,
        state.changed_at,
    )
    _settle_ties(mapped)
    return mapped


def _settle_ties(state: RowState) -> None:
    """Of two stamps of the same moment the device decides, and that is another now."""
    for name, lost in list(state.losers.items()):
        if lost.stamp > state.stamps[name]:
            state.losers[name] = Loser(state.stamps[name], state.values[name])
            state.values[name], state.stamps[name] = lost.value, lost.stamp
            state.bases.pop(name, None)
