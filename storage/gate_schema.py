"""What the gate added to a device's database; the words are those of storage/gate_kinds.py."""

from __future__ import annotations

from sqlite_utils import Database

from storage.lending_schema import migrations
from storage.schema import MERGED, RECORDED

_VISITS = f"""
  create table visit (
    id text primary key, name text not null, sort text not null, in_ms integer not null,
    campus_id text not null, gate text, phone text, id_kind text, id_masked text, id_sealed text,
    id_checked_ms integer, no_papers text, papers_later integer, came_from text, reason text, host_id text,
    host_name text, consent text check (consent in ('called', 'message', 'expected')), consent_by text,
    consent_ms integer, plate text, companions integer, companion_names text, pass_no text, pass_code text,
    group_id text, answers text, goods text, expected_id text, note text, out_ms integer,
    out_how text check (out_how in ('tapped', 'scanned', 'group', 'closing', 'elsewhere')),
    out_gate text, {MERGED}) strict;
  create index visit_open on visit (in_ms) where out_ms is null;
  create index visit_in on visit (in_ms);
  -- All that the search for a returning visitor reads, so that it need not open the rows.
  create index visit_person on visit (name, phone, in_ms);
  create index visit_group on visit (group_id) where group_id is not null;
  create table sign_out (
    id text primary key, "pass" text not null, out_ms integer not null, campus_id text not null,
    visit_id text, gate text, note text, {RECORDED}) strict;
  create index sign_out_pass on sign_out ("pass", out_ms);
  create index sign_out_visit on sign_out (visit_id) where visit_id is not null;
  create table expected (
    id text primary key, name text not null, day text not null, code text not null,
    state text not null check (state in ('waiting', 'arrived', 'cancelled')), host_id text, host_name text,
    sort text, reason text, phone text, plate text, companions integer, from_ms integer, until_ms integer,
    campus_id text, visit_id text, note text, {MERGED}) strict;
  create index expected_day on expected (day);
  create index expected_code on expected (code);
  create table barred (
    id text primary key, name text not null, reason text not null,
    state text not null check (state in ('active', 'lifted')), since_ms integer not null, phone text,
    id_masked text, until_day text, note text, {MERGED}) strict;
  create index barred_name on barred (name);
"""

_CHILDREN = f"""
  create table pickup (
    id text primary key, child text not null, class_name text not null, code text not null,
    state text not null check (state in ('used', 'retired')), allowed text not null, teacher text,
    teacher_phone text, campus_id text, note text, {MERGED}) strict;
  create index pickup_code on pickup (code);
  create table collection (
    id text primary key, pickup_id text not null, result text not null check (result in ('handed', 'refused')),
    at_ms integer not null, campus_id text not null, who text, gate text, note text, {RECORDED}) strict;
  create index collection_pickup on collection (pickup_id, at_ms);
"""

_THINGS = f"""
  create table gate_item (
    id text primary key, sort text not null check (sort in ('pass', 'key')), number text not null,
    state text not null check (state in ('in', 'out', 'lost', 'retired')), campus_id text not null, name text,
    code text, place text, holder text, visit_id text, person_id text, out_ms integer, back_ms integer,
    note text, {MERGED}) strict;
  create index gate_item_code on gate_item (code);
  create table left_item (
    id text primary key, what text not null, state text not null check (state in ('kept', 'fetched')),
    left_ms integer not null, campus_id text not null, gate text, for_whom text, left_by text, phone text,
    fetched_ms integer, fetched_by text, note text, {MERGED}) strict;
  create table passage (
    id text primary key, direction text not null check (direction in ('in', 'out')), at_ms integer not null,
    campus_id text not null, gate text, plate text, goods text, driver text, visit_id text, host_name text,
    reason text, corrects text, note text, {RECORDED}) strict;
  create index passage_at on passage (at_ms);
"""

_DUTY = f"""
  create table shift (
    id text primary key, campus_id text not null, person_id text not null, began_ms integer not null,
    state text not null check (state in ('open', 'handed')), gate text, ended_ms integer, taken_by text,
    matters text, note text, {MERGED}) strict;
  create table drill (
    id text primary key, sort text not null check (sort in ('drill', 'real')), began_ms integer not null,
    state text not null check (state in ('open', 'closed')), campus_id text, ended_ms integer, note text,
    {MERGED}) strict;
  create table muster (
    id text primary key, drill_id text not null, visit_id text not null,
    state text not null check (state in ('safe', 'unsure')), at_ms integer not null, {RECORDED}) strict;
  create index muster_drill on muster (drill_id, visit_id);
"""

_LEAVING = f"""
  create table opening (
    id text primary key, visit_id text not null, field text not null, reason text not null,
    at_ms integer not null, {RECORDED}) strict;
  create index opening_visit on opening (visit_id);
  create table visit_day (
    id text primary key, day text not null, campus_id text not null, counts text not null, {MERGED}) strict;
  create index visit_day_day on visit_day (day);
  create table erase (
    id text primary key, "rows" text not null, reason text not null, at_ms integer not null, {RECORDED}) strict;
  create table erasure (
    id text primary key, day text not null, reason text not null, at_ms integer not null, counts text not null,
    "text" text not null, "key" text not null, signature text not null, policy text, {MERGED}) strict;
  create table photo_to_drop (sha256 text primary key) strict;
"""


@migrations()
def gate(db: Database) -> None:
    """Visitors, pick-up cards, keys and passes, shifts, evacuations; what was erased, and photos to be deleted."""
    db.executescript(_VISITS + _CHILDREN + _THINGS + _DUTY + _LEAVING)
