"""The orders about one person: count what there is, hand it out, erase it. Made of the server's data folder."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from inspect_app.actions.office.export.values import speech_of
from inspect_app.gate.tally import day_at
from inspect_app.gate_keys.opening import Asked, open_number
from inspect_app.person_data.erasing import STREAM, ErasePlan, Reason, erase_plan, in_parts
from inspect_app.person_data.finding import Found, Held, Sought, about_person, own_entry
from inspect_app.person_data.page import PHOTOS, as_json, person_page
from inspect_app.person_data.reading import held_of, histories
from inspect_app.retention.counting import signed_count, tallies
from inspect_app.retention.run import purge
from inspect_app.texts import Words
from storage.change import new_id
from storage.queries import visits
from storage.queries.visits import Visit
from storage.store import Edit
from sync.server import log
from sync.server.console import Console, local_offset_minutes
from sync.server.photos import PhotoRefused


@dataclass(frozen=True, slots=True)
class StillInside(Exception):
    """Who is on campus cannot be erased: the evacuation list needs them."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Opening:
    """That the identity number is to be in the export, and why; `person` asks for it from `device`."""

    reason: str
    device: str
    person: str | None = None


def find_person(console: Console, sought: Sought) -> Found:
    """What the server holds about this person. The console must have been synced."""
    return about_person(sought, held_of(console.school.database.reader()))


def export_person(
    console: Console, folder: Path, sought: Sought, t: Words, by: str, opening: Opening | None = None
) -> bytes:
    """A ZIP: person.json, a page to read, the photos. Kept by nobody here. Raises Shut where it may not be opened.

    `by` is the device that asks, for the audit.
    """
    found = find_person(console, sought)
    number = _number(console, folder, found, opening)
    if opening is not None:
        console.sync()
        found = find_person(console, sought)
    db = console.school.database.reader()
    changes = histories(db, found)
    speech = speech_of(console.store, t, local_offset_minutes())
    shown = _without_others(sought, found)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.json", as_json(sought, shown, changes, number))
        archive.writestr("index.html", person_page(sought, shown, changes, number, speech))
        for sha256 in sorted({str(each.get("sha256")) for each in found.of("photo")}):
            _add_photo(archive, console, sha256)
    _note(console, "person exported", by, found)
    return out.getvalue()


def plan_erasure(console: Console, sought: Sought) -> ErasePlan:
    """What an erasure would do. Raises StillInside."""
    found = find_person(console, sought)
    ids = found.ids("visit")
    inside = [each for each in visits.visits_by_id(console.store.db, ids) if each.out_ms is None]
    if inside:
        raise StillInside(inside[-1])
    return erase_plan(sought, found)


def erase_person(
    console: Console, folder: Path, sought: Sought, reason: Reason, by: str, person: str | None = None
) -> ErasePlan:
    """Erase what the plan says, on every copy as it hears of it, and sign the count; the server's file is cleaned.

    Raises StillInside; then nothing was done.
    """
    plan = plan_erasure(console, sought)
    if not plan.rows:
        return plan
    now_ms, offset_minutes = console.school.now_ms(), local_offset_minutes()
    visit_ids = [row for kind, row, fields in plan.rows if kind == "visit" and fields is None]
    erases = [
        Edit("erase", new_id(now_ms), {"rows": rows, "reason": reason, "at_ms": now_ms}, stream=STREAM)
        for rows in in_parts(plan.rows)
    ]
    count = signed_count(console, folder, plan.groups, day_at(now_ms, offset_minutes), reason)
    console.write([*tallies(console, visit_ids, offset_minutes), *erases, count], person)
    purge(console)
    with console.school.database.writer() as db:
        log.audit(db, now_ms, "person erased", by, {"counts": plan.counts, "reason": reason})
    return plan


def _number(console: Console, folder: Path, found: Found, opening: Opening | None) -> str:
    """Of the newest visit that holds one; one opening is enough, it is the same person."""
    sealed = [each for each in found.of("visit") if each.get("id_sealed")]
    if opening is None or not sealed:
        return ""
    return open_number(console, folder, Asked(sealed[-1].id, opening.reason, opening.device, opening.person))


def _without_others(sought: Sought, found: Found) -> Found:
    """Others' names and phones on a pick-up card are theirs, not this person's to read."""

    def own(held: Held) -> Held:
        return own_entry(sought, held) if held.kind == "pickup" else held

    return Found({kind: tuple(own(each) for each in rows) for kind, rows in found.rows.items()})


def _add_photo(archive: zipfile.ZipFile, console: Console, sha256: str) -> None:
    """What has not reached the server yet is left out: person.json names it all the same."""
    try:
        archive.writestr(f"{PHOTOS}/{sha256}.jpg", console.school.photos.read(sha256))
    except PhotoRefused:
        return


def _note(console: Console, what: str, by: str, found: Found) -> None:
    """How much, and nothing of whom."""
    counts = {kind: len(rows) for kind, rows in found.rows.items()}
    with console.school.database.writer() as db:
        log.audit(db, console.school.now_ms(), what, by, {"counts": counts})
