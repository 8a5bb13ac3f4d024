"""People whom the school does not let in: who of them the person at the gate may be."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from sqlite_utils import Database


class Barred(NamedTuple):
    """One line of the refused list."""

    id: str
    name: str
    reason: str
    state: str
    since_ms: int
    phone: str | None
    id_masked: str | None
    until_day: str | None
    note: str | None


class BarredMatch(NamedTuple):
    """`is_certain` when the phone or the masked number is theirs too; else only the name is: look at the paper."""

    row: Barred
    is_certain: bool


_COLUMNS = "id, name, reason, state, since_ms, phone, id_masked, until_day, note"


def person_name(text: str) -> str:
    """A name as it is kept and compared: no spaces within a Chinese one, single ones within a Latin one."""
    words = unicodedata.normalize("NFKC", text).split()
    return (" " if any(word.isascii() for word in words) else "").join(words)


def phone_digits(text: str | None) -> str:
    """A phone number as it is compared: its digits, without the country's 86 before a mobile number."""
    digits = "".join(each for each in unicodedata.normalize("NFKC", text or "") if each in "0123456789")
    return digits.removeprefix("0086").removeprefix("86") if len(digits) > 11 else digits


def barred_for(
    db: Database, name: str, phone: str | None, id_masked: str | None, *, day: str | None = None
) -> list[BarredMatch]:
    """Active lines under this name, the certain ones first. `day` (YYYY-MM-DD) leaves out those that ended before.

    Two masked numbers that differ are two people. Two phone numbers that differ are not: people change them.
    """
    sql = f"""
        select {_COLUMNS} from barred
         where name = :name and state = 'active' and (:day is null or until_day is null or until_day >= :day)
         order by since_ms desc, id
    """
    rows = [Barred(*row) for row in db.execute(sql, {"name": person_name(name), "day": day})]
    matches = [_match(row, phone, id_masked) for row in rows if not _is_another(row, id_masked)]
    return sorted(matches, key=lambda match: not match.is_certain)


def _is_another(row: Barred, id_masked: str | None) -> bool:
    return bool(row.id_masked and id_masked and row.id_masked != id_masked)


def _match(row: Barred, phone: str | None, id_masked: str | None) -> BarredMatch:
    same_phone = bool(row.phone) and phone_digits(row.phone) == phone_digits(phone)
    return BarredMatch(row, same_phone or bool(row.id_masked and row.id_masked == id_masked))


def barred_row(db: Database, barred_id: str) -> Barred | None:
    row = db.execute(f"select {_COLUMNS} from barred where id = ?", [barred_id]).fetchone()
    return Barred(*row) if row else None


def barred_list(db: Database) -> list[Barred]:
    """All lines, those in force first, the newest first."""
    sql = f"select {_COLUMNS} from barred order by state = 'lifted', since_ms desc, id"
    return [Barred(*row) for row in db.execute(sql)]


def written_by(db: Database, barred_id: str) -> tuple[str | None, int] | None:
    """Who changed a line last and when, in UTC milliseconds."""
    sql = """
        select person.name, barred.changed_at from barred
          left join person on person.id = barred.changed_by where barred.id = ?
    """
    row = db.execute(sql, [barred_id]).fetchone()
    return None if row is None else (row[0], row[1])
