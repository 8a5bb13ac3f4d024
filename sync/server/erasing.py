"""What an `erase` does at the server: lines keep their place, number and hash in the log, and lose what is named.

So the chain of each device still proves itself (sync/server/audit_log.py): every line that no longer hashes to its
hash is named by an erase of a higher revision.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable

from sqlite_utils import Database

from storage.change import Change
from storage.erasing import TO_PURGE, Named, blank, blanked_line, may_be_erased, named_in, touches
from storage.kinds import KINDS
from storage.settings import forget_setting, read_setting, write_setting
from sync.server import latest, log
from sync.server.database import ServerDatabase

ErasedLine = tuple[int, bytes, str, str | None]  # rev, hash, line, about


def erase(db: Database, change: Change, rev: int) -> list[tuple[str, str]]:
    """Blank what this change names below its revision, inside its transaction. Returns the (kind, id) concerned."""
    named_rows = [named for named in named_in(change) or () if may_be_erased(named)]
    for named in named_rows:
        _erase(db, named, rev)
    note_to_purge(db)
    return [(named.kind, named.row) for named in named_rows]


def _erase(db: Database, named: Named, rev: int) -> None:
    lines = _lines(db, named, rev)
    photos = [_photo_of(line) for _, _, line, _ in lines] if named.kind == "photo" else []
    db.conn.executemany(
        "update change set line = ?, about = null where rev = ?",
        [(blanked_line(line, named, digest), line_rev) for line_rev, digest, line, _ in lines],
    )
    if KINDS[named.kind].is_record:
        latest.forget(db, [(named.stream, named.kind, about, line_rev) for line_rev, _, _, about in lines])
    else:
        _erase_state(db, named)
    for sha256 in filter(None, photos):
        _note_to_drop(db, sha256)


def _lines(db: Database, named: Named, rev: int) -> list[ErasedLine]:
    """Those with something of it in them. Records are found by their id, rows by an index that leaves records out."""
    where = "id = :row" if KINDS[named.kind].is_record else "row_id = :row and about is null"
    sql = f"""
        select rev, hash, line, about from change
        where {where} and kind = :kind and stream = :stream and rev < :rev
    """
    values = {"row": named.row, "kind": named.kind, "stream": named.stream, "rev": rev}
    rows = db.execute(sql, values).fetchall()
    return [row for row in rows if touches(named, json.loads(row[2])["fields"])]


def _photo_of(line: str) -> str | None:
    sha256: str | None = json.loads(line)["fields"].get("sha256")
    return sha256


def _erase_state(db: Database, named: Named) -> None:
    if named.fields is None:
        sql = "delete from row_state where kind = ? and row_id = ? and stream = ?"
        db.execute(sql, [named.kind, named.row, named.stream])
        return
    row = log.load_states(db, named.kind, [named.row]).get(named.row)
    if row is not None and row.stream == named.stream:
        blank(row.state, named.fields)
        log.save_states(db, [row])


def _note_to_drop(db: Database, sha256: str) -> None:
    """A photo that no line names any more; its file goes after the commit."""
    sql = """
        select 1 from change where kind = 'photo' and json_extract(line, '$.fields.sha256') = :sha
        union all select 1 from row_state where kind = 'guide' and json_extract(state, '$[3].sha256') = :sha
    """
    if db.execute(sql, {"sha": sha256}).fetchone() is None:
        db.execute("insert or ignore into photo_to_drop (sha256) values (?)", [sha256])


def drop_photos(database: ServerDatabase, drop: Callable[[str], None]) -> int:
    """Delete the files of erased photos; those that a stop of the server left over too. Returns how many."""
    gone = [row[0] for row in database.reader().execute("select sha256 from photo_to_drop")]
    for sha256 in gone:
        drop(sha256)
    if gone:
        with database.writer() as db:
            db.conn.executemany("delete from photo where sha256 = ?", [(sha256,) for sha256 in gone])
            db.conn.executemany("delete from photo_to_drop where sha256 = ?", [(sha256,) for sha256 in gone])
    return len(gone)


def note_to_purge(db: Database) -> None:
    """Something personal was blanked: its bytes may still stand in the file. Each time another word, so that one
    which comes while the file is written anew is not taken for clean."""
    write_setting(db, TO_PURGE, secrets.token_hex(8))


def has_to_purge(db: Database) -> bool:
    """True when erased rows may still be read in the free space of the file."""
    return bool(read_setting(db, TO_PURGE))


def purge(database: ServerDatabase) -> bool:
    """Write the file anew and empty its -wal. False where a reader was in the way, or an erase came meanwhile: then
    once more, later.

    `secure_delete` alone is not enough: of 10,000 deleted rows some 20 stay readable where pages were split
    (docs/decisions/erasing.md).
    """
    noted = read_setting(database.reader(), TO_PURGE)
    with database.alone() as db:
        db.execute("vacuum")
        busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        return False
    with database.writer() as db:
        is_clean = read_setting(db, TO_PURGE) == noted
        if is_clean:
            forget_setting(db, TO_PURGE)
    return bool(is_clean)
