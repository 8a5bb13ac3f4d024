"""What a new phone gets of a stream: its current state and a window of records, whatever the school's age.

Pages of live rows in key order, then one page of what is recent. Rows may change while the pages are
read: the phone goes on from the revision at which the first page was made, and merging is idempotent.
"""

from __future__ import annotations

from sqlite_utils import Database

from storage.json_text import dump
from storage.kinds import KINDS
from storage.streams import subject_of
from sync.protocol import SNAPSHOT_PAGE_LIMIT, write_item
from sync.server import log

FOLLOWER = "photo"
WINDOW_DAYS = {"office": 31}
PHONE_WINDOW_DAYS = 2
RECENT = "recent"

Item = tuple[int, str, str, str, str]  # rev, effective stamp, raw stamp, line, row id
_COLUMNS = "rev, stamp, raw_stamp, line, row_id"


def snapshot_page(
    db: Database, stream: str, after: str, role: str, now_ms: int
) -> tuple[list[str], str | None]:
    """One page: (item lines, where the next begins; None at the end)."""
    if after == RECENT:
        return _recent(db, stream, now_ms - WINDOW_DAYS.get(role, PHONE_WINDOW_DAYS) * 86_400_000), None
    kind, _, row_id = after.partition(" ")
    rows = log.live_page(db, stream, (kind, row_id), SNAPSHOT_PAGE_LIMIT)
    items = [f"row\t{state}" for _, _, state in rows]
    if not after:
        items += _partial(db, stream)
    full = len(rows) == SNAPSHOT_PAGE_LIMIT
    return items, f"{rows[-1][0]} {rows[-1][1]}" if full else RECENT


def _partial(db: Database, stream: str) -> list[str]:
    """On the first page, at the very revision from which the phone goes on: whatever makes these rows whole
    later comes by pull and finds its first parts there."""
    return [f"change\t{write_item(*item)}" for item in log.partial_changes(db, stream)]


def _recent(db: Database, stream: str, from_ms: int) -> list[str]:
    rows = [f"row\t{state}" for state in log.recent_states(db, stream, from_ms)]
    changes: dict[int, Item] = {}
    for kind in KINDS.values():
        if kind.is_record and kind.subject == subject_of(stream) and kind.name != FOLLOWER:
            changes.update(_window(db, stream, kind.name, from_ms))
    abouts = [item[4] for item in changes.values()] + _row_ids(db, stream, from_ms) + _pictured(db, stream)
    changes.update(_followers(db, stream, abouts))
    lines = [f"change\t{write_item(*changes[rev][:4])}" for rev in sorted(changes)]
    return rows + lines


def _window(db: Database, stream: str, kind: str, from_ms: int) -> dict[int, Item]:
    """The records of the last days, and of each place the latest few."""
    sql = f"""
        select {_COLUMNS} from change
        where stream = :stream and kind = :kind and at >= :from and about is not null
        union
        select {_COLUMNS} from change
        where rev in (
          select value ->> 1 from latest, json_each(newest) where stream = :stream and latest.kind = :kind)
    """
    rows = db.execute(sql, {"stream": stream, "kind": kind, "from": from_ms})
    return {row[0]: row for row in rows}


def _followers(db: Database, stream: str, abouts: list[str]) -> dict[int, Item]:
    """The records that belong to others of the window: their photos."""
    sql = f"""
        select {_COLUMNS} from change
        where stream = :stream and kind = '{FOLLOWER}' and about in (select value from json_each(:abouts))
    """
    rows = db.execute(sql, {"stream": stream, "abouts": dump(abouts)})
    return {row[0]: row for row in rows}


def _pictured(db: Database, stream: str) -> list[str]:
    """Rows of which every phone shows the photos: an asset's card."""
    kinds = [kind.name for kind in KINDS.values() if kind.pictured]
    sql = """
        select row_id from row_state
        where stream = :stream and settled = 0 and kind in (select value from json_each(:kinds))
    """
    return [row[0] for row in db.execute(sql, {"stream": stream, "kinds": dump(kinds)})]


def _row_ids(db: Database, stream: str, from_ms: int) -> list[str]:
    """Rows of growing kinds that the snapshot holds: unsettled, or recent."""
    sql = """
        select row_id from row_state where stream = :stream and settled = 0 and windowed = 1
        union select row_id from row_state where stream = :stream and settled = 1 and at >= :from
    """
    return [row[0] for row in db.execute(sql, {"stream": stream, "from": from_ms})]
