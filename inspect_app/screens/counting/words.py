"""What the counting screens say alike: who may count, what a scan meant, one record as a line."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from inspect_app.actions.counting import NotCounted, ThingScanned
from inspect_app.actions.troubles import plain_words
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning, mark
from inspect_app.parts.names import room_title, shown_code
from inspect_app.parts.type import small
from inspect_app.state import Desk
from inspect_app.stocktake.disputes import Dispute
from inspect_app.stocktake.phones import COUNTING_ROLES
from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.thing import code_of_thing
from inspect_app.texts.moments import moment
from inspect_app.texts.stocktake_words import refusal_words
from storage.queries import people, places
from storage.queries.counts import LatestCount

USUAL_REASONS = ("Lent out", "Away for repair", "Locked, no key", "Looked everywhere", "Thrown away")


def may_count(desk: Desk) -> bool:
    return desk.store.setting("role") in COUNTING_ROLES


def trouble_of(error: Exception, desk: Desk) -> str:
    """One sentence for whatever kept a count from being recorded."""
    if isinstance(error, NotCounted):
        return refusal_words(error.reason, desk.t)
    return plain_words(error, desk.t)


def place_name(desk: Desk, room_id: str | None) -> str:
    room = places.room(desk.store.db, room_id) if room_id else None
    return room_title(room) if room is not None else desk.t("a place nobody told")


def person_name(desk: Desk, person_id: str | None) -> str:
    person = people.person(desk.store.db, person_id) if person_id else None
    return person.name if person is not None else desk.t("Somebody")


def scan_words(done: ThingScanned, room_id: str | None, desk: Desk) -> tuple[Meaning, str]:
    """What the scan meant, as a sentence."""
    t, kind = desk.t, done.meaning.kind
    name = thing_title(done, desk)
    expected, here = place_name(desk, done.meaning.expected_room), place_name(desk, room_id)
    if kind == "already" and done.meaning.earlier is not None:
        return QUIET, _already_words(done.meaning.earlier, name, desk)
    if kind == "elsewhere":
        return ATTENTION, t(
            "{name}: expected at {expected}, seen at {here}.", name=name, expected=expected, here=here
        )
    if kind == "nobody":
        return ATTENTION, t("{name} belongs to nothing in the ledger. It is kept as a surplus.", name=name)
    if kind == "outside":
        return ATTENTION, t("{name} is outside of this count. It is noted all the same.", name=name)
    if kind == "scrapped":
        return FAILED, t("{name} was scrapped, and yet it is here.", name=name)
    return PASSED, t("{name}: counted.", name=name)


def _already_words(earlier: CountRecord, name: str, desk: Desk) -> str:
    t = desk.t
    when = moment(t, earlier.at_ms, desk.now_ms, desk.offset_minutes)
    told = {"name": name, "when": when, "place": place_name(desk, earlier.room_id)}
    if earlier.person_id == desk.author.person:
        said = t("{name}: you counted it {when} at {place}.", **told)
    else:
        said = t(
            "{name}: {who} counted it {when} at {place}.", who=person_name(desk, earlier.person_id), **told
        )
    between = "" if said.endswith("。") else " "
    return f"{said}{between}{_found_words(earlier, desk)}".rstrip()


def _found_words(record: CountRecord, desk: Desk) -> str:
    """What somebody found beyond that it is there: a number, damage."""
    t = desk.t
    if record.condition == "damaged":
        return t("Found damaged: {n}.", n=record.pieces)
    return t("Found there: {n}.", n=record.pieces) if record.quantity is not None else ""


def voice_words(record: CountRecord, desk: Desk) -> str:
    """Who told what of a thing, and when."""
    t = desk.t
    who, when = person_name(desk, record.person_id), moment(t, record.at_ms, desk.now_ms, desk.offset_minutes)
    if record.verdict == "not_found":
        return t("{who} {when}: not found ({reason})", who=who, when=when, reason=record.reason or "—")
    told = f"{place_name(desk, record.room_id)} {_found_words(record, desk)}".strip()
    return t("{who} {when}: seen at {told}", who=who, when=when, told=told)


def dispute_words(disputes: Sequence[Dispute], desk: Desk) -> str:
    """All voices about one thing, a line each."""
    voices = {each.id: each for dispute in disputes for each in dispute.told}
    return "\n".join(voice_words(each, desk) for each in voices.values())


def thing_title(done: ThingScanned, desk: Desk) -> str:
    if done.thing is None:
        return desk.t("Label {code}", code=shown_code(done.code))
    return " ".join(part for part in (done.thing.name, done.thing.number) if part)


def count_title(row: LatestCount, desk: Desk) -> str:
    """What one record was about."""
    code = code_of_thing(row.thing)
    if row.name:
        return f"{row.name} {row.number}".strip()
    return (
        desk.t("Label {code}", code=shown_code(code)) if code else row.note or desk.t("A thing without label")
    )


def count_mark(row: LatestCount, desk: Desk) -> ft.Control:
    """The meaning of one record, small."""
    t = desk.t
    old = f" · {t('Old label')}" if row.is_old_label else ""
    if row.condition == "damaged":
        return mark(ATTENTION, t("Damaged in the count") + old)
    words = {
        "found": (PASSED, t("Found in the count")),
        "elsewhere": (ATTENTION, t("In another place")),
        "nobody": (ATTENTION, t("Surplus")),
        "not_found": (FAILED, t("Not found")),
    }
    meaning, told = words[row.verdict]
    if row.quantity is not None and row.quantity != 1:
        told = f"{told} {row.quantity}"
    return mark(meaning, told + old)


def short_line(row: LatestCount, desk: Desk) -> ft.Control:
    """One record in a single line."""
    title = small(count_title(row, desk), expand=True, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Row([title, count_mark(row, desk)], key=f"last-{row.id}")
