"""The device's database, as migrations that only add. Plain SQL; constraints live here.

Every table of a row kind ends in the same columns: stream, stamps and bases (JSON: field to stamp),
losers (JSON: field to [stamp, value]), the newest change of all, and a digest of the stamps.
A test compares these tables with storage/kinds.py, so that neither can move alone.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("inspect_app_device")

MERGED = """
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
"""

RECORDED = """
  stream text not null,
  made_by text,
  made_at integer not null,
  made_offset integer not null,
  made_on text not null
"""


_CHANGES = """
  create table change (
    id text primary key,
    stream text not null,
    kind text not null,
    row_id text not null,
    stamp text not null,
    device text not null,
    seq integer not null,
    at integer not null,
    person text,
    rev integer,      -- the server's revision; null means: only on this device
    refused text,     -- why the server put it into quarantine
    hash blob not null,
    line text         -- as it was sent; null for others' records, whose table holds it all
  ) strict;
  -- Not unique: a twin of this phone may have used the same number. The server is the judge of that,
  -- and until it is asked nobody may be kept from recording.
  create index change_number on change (device, seq);
  create index change_outbox on change (seq) where rev is null;
  create index change_history on change (kind, row_id, stamp) where line is not null;
"""

_CURSORS = """
  create table cursor (
    stream text primary key,
    epoch text not null,
    rev integer not null,
    since_rev integer not null,   -- received changes are counted from here (the snapshot's revision)
    received integer not null default 0,
    digest integer not null default 0
  ) strict;
"""

_WAITING = """
  create table parked (
    id text not null,
    kind text not null,
    row_id text not null,
    reason text not null check (reason in ('unknown_kind', 'unknown_field', 'no_row', 'constraint')),
    stamp text not null,
    line text not null,
    primary key (id, reason)
  ) strict;
  create index parked_row on parked (kind, row_id);

  create table staged (stream text not null, page integer not null, payload text not null,
    primary key (stream, page)) strict;
"""

_OWN = """
  create table setting (key text primary key, value text not null) strict;

  create table draft (
    id text primary key,
    room_id text not null,
    round_id text,
    content text not null,
    touched_ms integer not null
  ) strict;

  create table photo_transfer (
    sha256 text primary key,
    size integer not null,
    sent integer not null default 0,
    state text not null check (state in ('here', 'sent', 'wanted', 'fetched', 'gone')),
    thumbnail blob,
    trouble text
  ) strict;
  create index photo_transfer_state on photo_transfer (state);
"""


@migrations()
def log(db: Database) -> None:
    """The change log, cursors, what waits to be understood, and what this device knows of itself."""
    db.executescript(_CHANGES + _CURSORS + _WAITING + _OWN)


@migrations()
def core(db: Database) -> None:
    """School, places, people, checklists, routes."""
    db.executescript(f"""
        create table school (id text primary key, name text not null, settings text, {MERGED}) strict;
        create table campus (id text primary key, name text not null, {MERGED}) strict;
        create table room (
          id text primary key, campus_id text not null, building text not null, floor text,
          number text not null, use text, keeper text, note text, code text, checklist_id text,
          state text check (state in ('used', 'closed')), {MERGED}) strict;
        create index room_place on room (campus_id, building, floor, number);
        create index room_code on room (code);
        create table person (
          id text primary key, number text, name text not null, post text, department text, phone text,
          role text check (role in
            ('office', 'inspector', 'repairer', 'teacher', 'guard', 'canteen', 'viewer')),
          state text check (state in ('active', 'left')), pin text, {MERGED}) strict;
        create table checklist (
          id text primary key, name text not null, uses text, items text not null, version integer,
          note text, state text check (state in ('used', 'retired')), {MERGED}) strict;
        create table route (
          id text primary key, name text not null, points text not null,
          ordering text check (ordering in ('any', 'fixed')), windows text not null, days text,
          note text, state text check (state in ('used', 'retired')), {MERGED}) strict;
    """)


@migrations()
def assets(db: Database) -> None:
    """The ledger."""
    db.executescript(f"""
        create table asset (
          id text primary key, number text, name text not null, class_code text, model text, unit text,
          quantity integer, value_fen integer, acquired text, funding text, room_id text,
          place_text text, keeper text,
          state text check (state in ('in_use', 'idle', 'repair', 'to_scrap', 'scrapped')),
          serial text, note text, code text, brand text, supplier text, department text,
          {MERGED}) strict;
        create index asset_room on asset (room_id);
        create index asset_number on asset (number);
        create index asset_code on asset (code);
    """)


@migrations()
def patrol(db: Database) -> None:
    """Rounds, checks, skipped points, faults, and the photos that belong to them."""
    db.executescript(f"""
        create table round (
          id text primary key, route_id text not null, day text not null, window text not null,
          started_ms integer, finished_ms integer, person_id text, note text, {MERGED}) strict;
        create index round_day on round (day);
        create table fault (
          id text primary key, room_id text, asset_id text, check_id text, item text,
          title text not null, level text check (level in ('minor', 'major', 'urgent')),
          state text not null check (state in ('open', 'assigned', 'done', 'accepted', 'cancelled')),
          note text, found_ms integer not null, person_id text, closed_ms integer, closing text,
          {MERGED}) strict;
        create index fault_room on fault (room_id, found_ms);
        create index fault_state on fault (state, found_ms);
        create table "check" (
          id text primary key, room_id text not null, asset_id text, checklist_id text not null,
          checklist_version integer, round_id text, answers text not null,
          result text not null check (result in ('passed', 'failed')), note text,
          started_ms integer, done_ms integer not null, elapsed_ms integer,
          arrival text check (arrival in ('scanned', 'typed', 'listed')), corrects text,
          {RECORDED}) strict;
        create index check_room on "check" (room_id, done_ms);
        create index check_done on "check" (done_ms);
        create index check_round on "check" (round_id) where round_id is not null;
        create table photo (
          id text primary key, sha256 text not null, size integer not null, width integer,
          height integer, about_kind text not null, about_id text not null, item text,
          taken_ms integer, {RECORDED}) strict;
        create index photo_about on photo (about_id);
        create index photo_sha on photo (sha256);
        create table skip (
          id text primary key, round_id text not null, room_id text not null, reason text not null,
          at_ms integer not null, {RECORDED}) strict;
        create index skip_round on skip (round_id);
    """)


@migrations()
def report_drafts(db: Database) -> None:
    """Faults that are being worded: on this device only, one a room."""
    db.executescript("""
        create table report_draft (
          room_id text primary key,
          content text not null,
          touched_ms integer not null
        ) strict;
    """)


@migrations()
def captions(db: Database) -> None:
    """Whether a checklist has time, place and person burnt into its photos; null is yes."""
    db.execute("alter table checklist add column captioned text")


@migrations()
def guides(db: Database) -> None:
    """Pictures of how things should look, by the name that checklists call them."""
    db.executescript(f"""
        create table guide (
          id text primary key, name text not null, sha256 text not null, size integer not null,
          width integer, height integer, {MERGED}) strict;
        create index guide_name on guide (name);
        create index guide_sha on guide (sha256);
    """)


@migrations()
def check_filters(db: Database) -> None:
    """The office's table of checks looks persons, results and routes up; a check's faults are counted by it."""
    db.executescript("""
        create index check_person on "check" (made_by, done_ms);
        create index check_result on "check" (result, done_ms);
        create index round_route on round (route_id);
        create index fault_check on fault (check_id) where check_id is not null;
    """)


@migrations()
def ledger(db: Database) -> None:
    """The rest of an asset's card, its moves, and the printers of its labels."""
    db.executescript(f"""
        alter table asset add column warranty_until text;
        alter table asset add column life_months integer;
        alter table asset add column residual_permille integer;
        alter table asset add column split_from text;
        alter table asset add column label text check (label in ('printed', 'bound', 'worn'));
        alter table photo add column caption text;
        create table printer (
          id text primary key, name text not null, stock text, offset_x_um integer, offset_y_um integer,
          scale_x_ppm integer, scale_y_ppm integer, note text,
          state text check (state in ('used', 'retired')), {MERGED}) strict;
        create table move (
          id text primary key, asset_id text not null, reason text not null, from_room_id text,
          to_room_id text, from_keeper text, to_keeper text, from_state text, to_state text,
          quantity integer, stocktake_id text, moved_ms integer not null, {RECORDED}) strict;
        create index move_asset on move (asset_id, moved_ms);
        create index move_stocktake on move (stocktake_id) where stocktake_id is not null;
    """)


@migrations()
def stocktakes(db: Database) -> None:
    """Counts of the ledger, each thing counted, and what came out."""
    db.executescript(f"""
        create table stocktake (
          id text primary key, name text not null,
          sort text not null check (sort in ('start', 'middle', 'end', 'yearly')), term text,
          scope text not null, state text not null check (state in ('open', 'closed', 'accepted', 'cancelled')),
          opened_ms integer not null, closed_ms integer, accepted_ms integer, person_id text, totals text,
          note text, {MERGED}) strict;
        create table count (
          id text primary key, stocktake_id text not null, thing text not null,
          verdict text not null check (verdict in ('found', 'elsewhere', 'nobody', 'not_found', 'void')),
          asset_id text, code text, room_id text, quantity integer,
          condition text check (condition in ('good', 'damaged')), reason text, at_ms integer not null,
          arrival text check (arrival in ('scanned', 'typed', 'listed')), corrects text, note text,
          {RECORDED}) strict;
        create index count_thing on count (stocktake_id, thing);
        create index count_room on count (stocktake_id, room_id, at_ms);
        create table reconciliation (
          id text primary key, stocktake_id text not null, part integer not null, lines text not null,
          {MERGED}) strict;
        create index reconciliation_stocktake on reconciliation (stocktake_id, part);
    """)


@migrations()
def lending(db: Database) -> None:
    """Things handed out, classes handed over, and what was broken."""
    db.executescript(f"""
        create table loan (
          id text primary key, asset_id text not null, sort text not null check (sort in ('issue', 'loan')),
          state text not null check (state in ('out', 'returned', 'lost')), holder text not null,
          person_id text, room_id text, quantity integer, out_ms integer not null, due_day text,
          out_condition text, back_ms integer, back_condition text, back_quantity integer, note text,
          {MERGED}) strict;
        create index loan_asset on loan (asset_id, out_ms);
        create index loan_due on loan (state, due_day);
        create table handover (
          id text primary key, room_id text not null, term text not null,
          sort text not null check (sort in ('start', 'end')),
          state text not null check (state in ('open', 'signed', 'cancelled')), lines text not null,
          class_name text, teacher text, keeper text, opened_ms integer not null, signed_ms integer,
          note text, {MERGED}) strict;
        create index handover_room on handover (room_id, opened_ms);
        create table damage (
          id text primary key, asset_id text not null, what text not null,
          state text not null check (state in ('reported', 'approved', 'waived', 'paid')),
          found_ms integer not null, room_id text, loan_id text, handover_id text, quantity integer,
          payer text, cost_fen integer, amount_fen integer, person_id text, approved_by text,
          approved_ms integer, receipt text, paid_ms integer, note text, {MERGED}) strict;
        create index damage_asset on damage (asset_id, found_ms);
        create index damage_state on damage (state, found_ms);
    """)


@migrations()
def routes_since(db: Database) -> None:
    """From when on a route is walked; null is always."""
    db.execute("alter table route add column since_ms integer")


@migrations()
def labels(db: Database) -> None:
    """Codes that are or were an asset's label, a row each under the code itself: one code, one asset."""
    db.executescript(f"""
        create table label (
          id text primary key, asset_id text, bound_ms integer not null, {MERGED}) strict;
        create index label_asset on label (asset_id);
    """)


@migrations()
def bulk_changes(db: Database) -> None:
    """One field of many cards: who set it to what, with each card's old value, so that it can be taken back."""
    db.executescript(f"""
        create table bulk_change (
          id text primary key, change_id text not null, field text not null, value text, reason text,
          cards text not null, undoes text, at_ms integer not null, {RECORDED}) strict;
        create index bulk_change_whole on bulk_change (change_id);
        create index bulk_change_undoes on bulk_change (undoes) where undoes is not null;
        create index bulk_change_time on bulk_change (at_ms);
    """)
