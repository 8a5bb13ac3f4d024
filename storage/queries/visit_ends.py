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

_LATER = """
    select 1 from visit as later
     where later.in_ms > visit.in_ms and later.in_ms <= sign_out.out_ms and
           (later.pass_code = visit.pass_code or
            (later.pass_no = visit.pass_no and later.campus_id = visit.campus_id))
"""
_ENDS = f"""
    select visit.id, sign_out.out_ms, 'scanned', sign_out.gate
      from visit join sign_out on sign_out.visit_id = visit.id
     where visit.out_ms is null and sign_out.out_ms >= visit.in_ms
    union all
    select visit.id, sign_out.out_ms, 'scanned', sign_out.gate
      from visit join sign_out on sign_out."pass" in (visit.pass_code, visit.pass_no)
     where visit.out_ms is null and sign_out.visit_id is null and sign_out.out_ms >= visit.in_ms and
           (sign_out."pass" = visit.pass_code or sign_out.campus_id = visit.campus_id) and not exists ({_LATER})
    union all
    select visit.id, other.out_ms, 'elsewhere', other.out_gate
      from visit join visit as other on {SAME_PERSON}
     where visit.out_ms is null and other.out_ms >= visit.in_ms
     order by 2
"""
_TWINS = f"""
    select visit.id, other.id, other.in_ms from visit join visit as other on {SAME_PERSON}
     where visit.out_ms is null and other.out_ms is null
"""


def visit_ends(db: Database) -> dict[str, End]:
    """By id, of visits without an end of their own; the earliest of what tells of one.

    A pass that was given back ends the latest visit that held it. A person who is known twice leaves once.
    """
    found: dict[str, End] = {}
    for visit_id, *end in db.execute(_ENDS):
        found.setdefault(visit_id, End(*end))
    if found:
        _follow_twins(db, found)
    return found


def _follow_twins(db: Database, found: dict[str, End]) -> None:
    """What ended so ends the person's other visits too."""
    ended = dict(found)
    for visit_id, twin_id, twin_in_ms in db.execute(_TWINS):
        end = ended.get(visit_id)
        if end is not None and twin_in_ms <= end.out_ms and twin_id not in ended:
            held = found.get(twin_id)
            if held is None or end.out_ms < held.out_ms:
                found[twin_id] = End(end.out_ms, "elsewhere", end.out_gate)
