"""`erase`: a change that names rows and fields, and what every copy then blanks, its own log included.

An erase reaches what has a lower revision than itself, so every copy blanks the same, in whatever order things came:
what was numbered later or is not sent yet stands, and is named by the next erase. One's own takes effect when it
comes back numbered, for the server may refuse it. On a device the text of a log line that held something of it goes;
its hash, number and stamp stay. The server keeps the rest of the line as evidence (sync/server/erasing.py). What
SQLite leaves behind in its file goes by Store.purge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.apply import apply_changes
from storage.change import Change, digest_of, trusted
from storage.json_text import dump
from storage.kinds import KINDS, Kind
from storage.log import Logged
from storage.merge import Loser, RowState
from storage.queries.photos import forget_photo
from storage.rows import load_rows, save_rows
from storage.settings import write_setting
from storage.streams import subject_of

ERASE = "erase"
TO_PURGE = "to_purge"


class Named(NamedTuple):
    """One row or record that an erase names, in the erase's own stream; `fields` None: all of it."""

    stream: str
    kind: str
    row: str
    fields: frozenset[str] | None


def named_in(change: Change) -> list[Named] | None:
    """What an erase names, or None where it is no list of [kind, row, fields or null]."""
    rows = change.fields.get("rows")
    if not isinstance(rows, list) or not all(_is_naming(each) for each in rows):
        return None
    return [
        Named(change.stream, kind, row, None if fields is None else frozenset(fields))
        for kind, row, fields in rows
    ]


def _is_naming(each: Any) -> bool:
    if not isinstance(each, list) or len(each) != 3:
        return False
    kind, row, fields = each
    words = [kind, row, *(fields if isinstance(fields, list) else [])]
    return (fields is None or isinstance(fields, list)) and all(isinstance(word, str) for word in words)


def may_be_erased(named: Named) -> bool:
    """True where this kind holds personal fields; single fields only where the row can stand without them."""
    kind = KINDS.get(named.kind)
    if kind is None or not kind.personal:
        return False
    if named.fields is None:
        return True
    return not kind.is_record and named.fields <= kind.personal - kind.required


def until_each_erase(entries: Sequence[Logged]) -> Iterator[list[Logged]]:
    """The entries cut into parts, each of which ends with an erase (but the last)."""
    part: list[Logged] = []
    for entry in entries:
        part.append(entry)
        if entry.change.kind == ERASE:
            yield part
            part = []
    yield part


def erase(db: Database, change: Change, rev: int) -> None:
    """Blank what a change of kind `erase` names, inside the caller's transaction. Twice changes nothing.

    `rev` is its revision: own work that was numbered above it, or is not numbered yet, stands.
    """
    for named in named_in(change) or ():
        if may_be_erased(named):
            _erase(db, KINDS[named.kind], named, rev)
    write_setting(db, TO_PURGE, 1)


def erase_replayed(db: Database, changes: Iterable[Change]) -> None:
    """The erases among changes that waited for a version that understands them, by the revisions of the log."""
    erases = {change.id: change for change in changes if change.kind == ERASE}
    sql = """
        select id, rev from change where rev is not null and id in (select value from json_each(?)) order by rev
    """
    for id_, rev in db.execute(sql, [dump(list(erases))]).fetchall():
        erase(db, erases[id_], rev)


def _erase(db: Database, kind: Kind, named: Named, rev: int) -> None:
    _forget_lines(db, named, rev)
    _forget_parked(db, named, rev)
    if kind.is_record:
        _drop_record(db, kind, named, rev)
    elif named.fields is None:
        _drop_row(db, kind, named, rev)
    else:
        _blank_fields(db, kind, named, named.fields, rev)


def _forget_lines(db: Database, named: Named, rev: int) -> None:
    """The text of log lines that hold something of it; the rest of the entry stays."""
    sql = """
        select id, line from change
        where kind = ? and row_id = ? and stream = ? and (rev < ? or refused is not null) and line is not null
    """
    lines = db.execute(sql, [named.kind, named.row, named.stream, rev]).fetchall()
    gone = [id_ for id_, line in lines if touches(named, json.loads(line)["fields"])]
    db.conn.executemany("update change set line = null where id = ?", [(id_,) for id_ in gone])


def touches(named: Named, fields: Iterable[str]) -> bool:
    """True when a patch of these fields holds something of what is named."""
    return named.fields is None or not named.fields.isdisjoint(fields)


def _forget_parked(db: Database, named: Named, rev: int) -> None:
    sql = """
        select parked.id, parked.line from parked left join change on change.id = parked.id
        where parked.kind = ? and parked.row_id = ? and json_extract(parked.line, '$.stream') = ?
        and (change.id is null or change.rev < ?)
    """
    lines = db.execute(sql, [named.kind, named.row, named.stream, rev]).fetchall()
    gone = [id_ for id_, line in lines if touches(named, json.loads(line)["fields"])]
    db.conn.executemany("delete from parked where id = ?", [(id_,) for id_ in gone])


def _drop_record(db: Database, kind: Kind, named: Named, rev: int) -> None:
    sql = "select 1 from change where id = ? and (rev is null or rev > ?)"
    if db.execute(sql, [named.row, rev]).fetchone():
        return
    photos = _photos_of(db, kind, named)
    db.execute(f'delete from "{kind.name}" where id = ? and stream = ?', [named.row, named.stream])
    for sha256 in photos:
        if not is_named(db, sha256):
            forget_photo(db, sha256)
            db.execute("insert or ignore into photo_to_drop (sha256) values (?)", [sha256])


def _photos_of(db: Database, kind: Kind, named: Named) -> list[str]:
    if kind.name != "photo":
        return []
    sql = "select sha256 from photo where id = ? and stream = ?"
    return [row[0] for row in db.execute(sql, [named.row, named.stream])]


def is_named(db: Database, sha256: str) -> bool:
    """True when a record here still names this photo."""
    sql = """
        select 1 from photo where sha256 = :sha union all select 1 from guide where sha256 = :sha
    """
    return db.execute(sql, {"sha": sha256}).fetchone() is not None


def _drop_row(db: Database, kind: Kind, named: Named, rev: int) -> None:
    """Later work on it is put on top again: it stands, or waits, as on a copy that never had the rest."""
    db.execute(f'delete from "{kind.name}" where id = ? and stream = ?', [named.row, named.stream])
    apply_changes(db, _later(db, named, rev))


def _blank_fields(db: Database, kind: Kind, named: Named, fields: frozenset[str], rev: int) -> None:
    """The stamps stay: so does the digest, and nothing older can come back."""
    stream, state = load_rows(db, kind, [named.row]).get(named.row, ("", RowState()))
    if stream == named.stream:
        blank(state, fields, spared=[entry.stamp for entry in _later(db, named, rev)])
        save_rows(db, kind, [(named.row, stream, state)])


def _later(db: Database, named: Named, rev: int) -> list[Logged]:
    """Own changes of a row above this revision, or without one yet."""
    sql = """
        select line, stamp from change
        where kind = ? and row_id = ? and line is not null and refused is null and (rev is null or rev > ?)
        order by seq
    """
    lines = db.execute(sql, [named.kind, named.row, rev]).fetchall()
    return [Logged(trusted(json.loads(line)), stamp, None, digest_of(line), line) for line, stamp in lines]


def blank(state: RowState, fields: Iterable[str], *, spared: Iterable[str] = ()) -> None:
    """Empty these fields of a row, losers too, but for values with `spared` stamps. All stamps stay: whoever merges
    the blanked lines anew comes to the same."""
    stamps = frozenset(spared)
    for name in fields:
        if name in state.values and state.stamps.get(name) not in stamps:
            state.values[name] = None
        if name in state.losers and state.losers[name].stamp not in stamps:
            state.losers[name] = Loser(state.losers[name].stamp, None)


def photos_to_drop(db: Database) -> list[str]:
    """Photos whose records were erased or left, and whose files may still lie here; not before they were sent."""
    sql = """
        select sha256 from photo_to_drop where not exists
          (select 1 from photo_transfer where photo_transfer.sha256 = photo_to_drop.sha256 and state = 'here')
    """
    return [row[0] for row in db.execute(sql)]


def note_dropped(db: Database, photos: Iterable[str]) -> None:
    """Their files are gone: so are their thumbnails."""
    photos = list(photos)
    for sha256 in photos:
        forget_photo(db, sha256)
    db.execute("delete from photo_to_drop where sha256 in (select value from json_each(?))", [dump(photos)])


# -- a stream that is left, or read anew --------------------------------------------------------------


def photos_about_persons(db: Database, stream: str) -> list[str]:
    """Photos of this stream that hang on what says something about people from outside."""
    sql = "select distinct sha256 from photo where stream = ? and about_kind in (select value from json_each(?))"
    kinds = [kind.name for kind in KINDS.values() if kind.personal]
    return [row[0] for row in db.execute(sql, [stream, dump(kinds)])]


def let_go(db: Database, stream: str, photos: Iterable[str]) -> None:
    """After rows of a stream were taken off this device: those of these photos that nothing here names any more
    go too, and the file is written anew where the stream told of people from outside."""
    for sha256 in photos:
        if not is_named(db, sha256):
            db.execute("insert or ignore into photo_to_drop (sha256) values (?)", [sha256])
    if tells_of_outsiders(stream):
        write_setting(db, TO_PURGE, 1)


def holds_outsiders(db: Database, stream: str) -> bool:
    """True when anything of a personal kind of this stream lies here."""
    kinds = [kind for kind in KINDS.values() if kind.personal and kind.subject == subject_of(stream)]
    sql = 'select 1 from "{}" where stream = ? limit 1'
    return any(db.execute(sql.format(kind.name), [stream]).fetchone() for kind in kinds)


def tells_of_outsiders(stream: str) -> bool:
    """True for streams whose own kinds have personal fields."""
    return any(kind.personal and kind.subject == subject_of(stream) for kind in KINDS.values())


# -- the line of an erased change, as it is passed on ------------------------------------------------


def blanked_line(line: str, named: Named, digest: bytes) -> str:
    """The line of a change without what is named: erased fields are null, of a whole row none are left.

    `erased` says so, and `hash` is that of the line as it was: the next line of its device names it. The salt goes
    with the first field, so that what is left cannot help to guess what went.
    """
    parsed = json.loads(line)
    parsed.pop("salt", None)
    if named.fields is None or parsed.get("erased") is True:
        parsed |= {"fields": {}, "base": {}, "erased": True}
    else:
        gone = {name for name in parsed["fields"] if name in named.fields}
        kept = {name: None if name in gone else value for name, value in parsed["fields"].items()}
        parsed |= {"fields": kept, "erased": sorted(gone.union(parsed.get("erased", ())))}
    return dump({**parsed, "hash": digest.hex()})


def erased_hash(parsed: dict[str, Any]) -> bytes | None:
    """The hash of a line as it was before it was erased; None for one that is whole. Raises ValueError."""
    if "erased" not in parsed:
        return None
    digest = bytes.fromhex(str(parsed.get("hash", "")))
    if len(digest) != 32:
        raise ValueError("an erased line without its hash")
    return digest
