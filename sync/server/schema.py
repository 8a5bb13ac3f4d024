"""The server's database: the log in commit order, the current state of rows, devices, quarantine, photos.

No table knows a projector or a visitor: kinds are text, fields are JSON.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("inspect_app_server")


@migrations()
def log(db: Database) -> None:
    """AUTOINCREMENT: a revision is never given twice, not even after the newest row was removed."""
    db.executescript("""
        create table change (
          rev integer primary key autoincrement,
          id text not null unique,
          stream text not null,
          kind text not null,
          row_id text not null,
          about text,                  -- what a record is about, for the window of a snapshot
          stamp text not null,         -- the effective stamp: capped where the device's ran ahead
          raw_stamp text not null,
          device text not null,
          seq integer not null,
          person text,
          at integer not null,         -- UTC ms of the effective stamp: no wrong wall clock hides a change
          received_ms integer not null,
          hash blob not null,
          line text not null,
          total integer not null,      -- running sum of the hashes of this stream, for digests of intervals
          nth integer not null,        -- running count of this stream
          unique (device, seq)
        ) strict;
        create index change_stream on change (stream, rev);
        create index change_row on change (kind, row_id, rev) where about is null; -- records have their own
        create index change_window on change (stream, kind, about, at) where about is not null;

        create index change_photo on change (json_extract(line, '$.fields.sha256')) where kind = 'photo';

        create table row_state (
          kind text not null,
          row_id text not null,
          stream text not null,
          whole integer not null,
          windowed integer not null,   -- its kind grows with the school's age
          settled integer not null,    -- done with: a new phone gets it only if it is recent
          at integer not null,
          state text not null,         -- JSON, as storage/snapshot.py writes a row
          digest integer not null,
          primary key (kind, row_id)
        ) strict;
        create index row_state_live on row_state (stream, kind, row_id) where settled = 0;
        create index row_state_recent on row_state (stream, at) where settled = 1;
    """)


_DEVICES = """
  create table setting (key text primary key, value text not null) strict;

  create table device (
    id text primary key,
    token_hash blob not null unique,
    role text not null,
    person text,
    scope text not null,         -- JSON: patterns of streams it may read and write
    label text not null,
    enrolled_ms integer not null,
    last_seen_ms integer,
    revoked_ms integer,
    high_water integer not null default 0,
    last_hash text not null,
    unsent integer not null default 0,
    clock_wrong_ms integer not null default 0,
    app text not null default ''
  ) strict;

  create table invitation (
    code_hash blob primary key,
    role text not null,
    person text,
    scope text not null,
    made_ms integer not null,
    expires_ms integer not null,
    used_ms integer,
    device text
  ) strict;
"""

_JUDGED = """
  create table quarantine (
    id integer primary key,
    change_id text not null,
    device text not null,
    seq integer not null,
    reason text not null,
    hash blob not null,
    line text not null,
    received_ms integer not null,
    settled_ms integer,
    settled text check (settled in ('taken', 'dropped')),
    unique (device, seq, hash)
  ) strict;

  create table audit (
    id integer primary key,
    at_ms integer not null,
    what text not null,
    who text,
    detail text not null
  ) strict;
"""

_PHOTOS = """
  create table photo (
    sha256 text primary key,
    size integer not null,
    device text not null,
    begun_ms integer not null,
    complete_ms integer
  ) strict;
"""


@migrations()
def people_and_devices(db: Database) -> None:
    db.executescript(_DEVICES + _JUDGED + _PHOTOS)


@migrations()
def families_and_clocks(db: Database) -> None:
    """A forked device names its parent, so that revoking one ends the other; each device has its clock here."""
    db.executescript("""
        alter table device add column parent text;
        alter table device add column last_stamp text not null default '';
        create index device_parent on device (parent) where parent is not null;
        create index quarantine_change on quarantine (change_id);
        create index row_state_partial on row_state (stream) where whole = 0;
    """)


@migrations()
def latest_records(db: Database) -> None:
    """The window of a snapshot without an index by place: see sync/server/latest.py, which fills the table."""
    db.executescript("""
        drop index change_window;
        create index change_recent on change (stream, kind, at) where about is not null;
        create index change_photo_about on change (stream, about) where kind = 'photo';
        create table latest (
          stream text not null,
          kind text not null,
          about text not null,
          newest text not null,        -- JSON: [[at, rev], ...]
          primary key (stream, kind, about)
        ) strict, without rowid;
    """)


@migrations()
def erased_photos(db: Database) -> None:
    """Photos whose records were erased: their files go after the commit, also when the server stopped before."""
    db.execute("create table photo_to_drop (sha256 text primary key) strict")


@migrations()
def gate_streams(db: Database) -> None:
    """Devices and invitations of guards and office from before the gate read its stream too, where theirs was no
    narrower scope than their role's."""
    before = {"office": '["core","assets","patrol/*"]', "guard": '["core","patrol/*"]'}
    for role, scope in before.items():
        for table in ("device", "invitation"):
            db.execute(
                f"update {table} set scope = json_insert(scope, '$[#]', 'gate') where role = ? and scope = ?",
                [role, scope],
            )
