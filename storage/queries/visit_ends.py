"""When visits ended that nobody signed out by name: the pass came back, or the same person left at another gate."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class End(NamedTuple):
    """The end of a visit as a visit's own fields would say it."""

    out_ms: int
    out_how: str
    out_gate: str | None


SAME_PERSON = """
    other.name = visit.name and other.name <> '' and other.id <> visit.id and
    case when coalesce(visit.phone, '') <> '' and coalesce(other.phone, '') <> '' then other.phone = visit.phone
         else coalesce(visit.id_masked, '') <> '' and other.id_masked = visit.id_masked end
"""
"""Two visits `visit` and `other` of one person: the name and the phone, else the name and the masked number."""
LONGEST_STAY_MS = 31 * 86_400_000
"""Of a visit that may still tell of the end of another one."""
_LATER = """
    select 1 from visit as later
     where later.in_ms > visit.in_ms and later.in_ms <= sign_out.out_ms and
           (later.pass_code = visit.pass_code or
            (later.pass_no = visit.pass_no and later.campus_id = visit.campus_id))
"""
_PASSES_BACK = f"""
    select visit.id, sign_out.out_ms, 'scanned', sign_out.gate
      from visit join sign_out on sign_out.visit_id = visit.id
     where visit.out_ms is null and sign_out.out_ms >= visit.in_ms
    union all
    select visit.id, sign_out.out_ms, 'scanned', sign_out.gate
      from visit join sign_out on sign_out."pass" in (visit.pass_code, visit.pass_no)
     where visit.out_ms is null and sign_out.visit_id is null and sign_out.out_ms >= visit.in_ms and
           (sign_out."pass" = visit.pass_code or sign_out.campus_id = visit.campus_id) and not exists ({_LATER})
     order by 2
"""
_OF = f"""
    select visit.id, visit.in_ms, other.id, other.out_ms, other.out_gate from visit cross join visit as other
     where visit.out_ms is null and visit.name <> '' and other.name = visit.name and other.id <> visit.id and
           other.in_ms > visit.in_ms - {LONGEST_STAY_MS} and
"""
_SAME_PERSON = f"""
    {_OF} other.phone = visit.phone
    union all
    {_OF} visit.phone is null and other.id_masked = visit.id_masked
    union all
    {_OF} visit.phone is not null and other.phone is null and other.id_masked = visit.id_masked
"""
"""Each way of being one person by itself, so that each finds its rows in the index visit_person."""


class _Pair(NamedTuple):
    """An open visit and another one of the same person: the name and the phone, else the name and the number."""

    id: str
    in_ms: int
    other_id: str
    other_out_ms: int | None
    other_gate: str | None


def visit_ends(db: Database) -> dict[str, End]:
    """By id, of visits without an end of their own; the earliest of what tells of one.

    A pass that was given back ends the latest visit that held it. A person who is known twice leaves once.
    """
    found: dict[str, End] = {}
    for visit_id, *end in db.execute(_PASSES_BACK):
        found.setdefault(visit_id, End(*end))
    pairs = [_Pair(*row) for row in db.execute(_SAME_PERSON)]
    for pair in pairs:
        if pair.other_out_ms is not None:
            _take_earlier(found, pair, pair.other_out_ms, pair.other_gate)
    ended = dict(found)
    for pair in pairs:
        end = ended.get(pair.other_id)
        if end is not None:
            _take_earlier(found, pair, end.out_ms, end.out_gate)
    return found


def _take_earlier(found: dict[str, End], pair: _Pair, out_ms: int, out_gate: str | None) -> None:
    """The person left then, if that is after this visit began and before what is known so far."""
    held = found.get(pair.id)
    if out_ms >= pair.in_ms and (held is None or out_ms < held.out_ms):
        found[pair.id] = End(out_ms, "elsewhere", out_gate)
