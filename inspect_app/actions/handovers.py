"""A class handover sheet: begun from the room's assets, walked line by line, signed, compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from inspect_app.actions.damages import Broken, damage_edit
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.signing import Signed, signature_edit
from inspect_app.lending.handover import (
    MOST_LINES,
    Difference,
    Line,
    begun_from,
    differences,
    found_of,
    late_lines,
    left_to_walk,
    line_of,
    lines_of,
    lines_to_json,
    thing_of,
)
from storage.change import new_id
from storage.queries import damages, handovers, places
from storage.queries.handovers import Handover, LineFound
from storage.store import Author, Edit, Store

Sort = Literal["start", "end"]
LINE_PHOTO = "line:"
ADDED_LETTERS = 12
"""Of a random id: two phones that each add a line to one sheet add two."""


class NotOpen(Exception):
    """The sheet is signed or cancelled already, or not there. Nothing was changed."""

    kind = "sheet_closed"


class NotWalked(Exception):
    """Lines that nobody looked at yet; nothing was signed."""

    kind = "sheet_not_walked"

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(f"{left} lines left")


@dataclass(frozen=True, slots=True)
class Begun:
    """Which sheet is begun, for which class of which term."""

    room_id: str
    term: str
    sort: Sort
    class_name: str = ""
    teacher: str = ""


def begin_handover(store: Store, author: Author, begun: Begun) -> str:
    """The id of the new sheet, or of the one that is there already for this room, term and end.

    At the end of term its lines are those of the start, else the room's cards, those with one name together.
    """
    held = _same(store, begun)
    if held is not None:
        return held.id
    room = places.room(store.db, begun.room_id)
    start = handovers.start_sheet(store.db, begun.room_id, begun.term) if begun.sort == "end" else None
    lines = begun_from(lines_of(start.lines)) if start else lines_of_room(store, begun.room_id)
    handover_id = new_id(author.at_ms)
    fields = {
        "room_id": begun.room_id,
        "term": begun.term,
        "sort": begun.sort,
        "state": "open",
        "lines": lines_to_json(lines),
        "class_name": begun.class_name.strip() or (start.class_name if start else None),
        "teacher": begun.teacher.strip() or (start.teacher if start else None) or (room and room.keeper),
        "opened_ms": author.at_ms,
    }
    kept = {name: value for name, value in fields.items() if value is not None}
    store.write(author, [Edit("handover", handover_id, kept)])
    return handover_id


def lines_of_room(store: Store, room_id: str) -> tuple[Line, ...]:
    """What the ledger says stands in a room."""
    things = handovers.things_of_room(store.db, room_id, limit=MOST_LINES)
    return tuple(
        Line(str(number), thing.name, thing.quantity, thing.unit, thing.asset_id)
        for number, thing in enumerate(things, start=1)
    )


def walk_line(
    store: Store,
    author: Author,
    handover_id: str,
    line_id: str,
    *,
    there: int,
    broken: int = 0,
    note: str = "",
    photos: Sequence[KeptPhoto] = (),
) -> None:
    """What was found at one line. Raises NotOpen; ValueError where more are broken than there are."""
    held = _open(store, handover_id)
    lines = lines_of(held.lines)
    line = next((line for line in lines if line.id == line_id), None)
    if line is None:
        raise ValueError("no such line")
    walked = line.walked(there, broken, note)
    evidence = [
        photo_edit(replace(photo, item=f"{LINE_PHOTO}{line_id}"), "handover", handover_id) for photo in photos
    ]
    store.write(author, [*_found_edits(store, handover_id, [walked]), *evidence])


def walk_rest(store: Store, author: Author, handover_id: str) -> int:
    """What nobody looked at yet is there and whole; how many lines that were. Raises NotOpen."""
    lines = lines_of(_open(store, handover_id).lines)
    left = [line.walked(line.expected) for line in lines if not line.is_walked]
    if left:
        store.write(author, _found_edits(store, handover_id, left))
    return len(left)


def add_line(store: Store, author: Author, handover_id: str, name: str, quantity: int) -> str:
    """Something that the sheet does not name; its line's id. Raises NotOpen; ValueError without a name, or when the
    sheet is full."""
    lines = lines_of(_open(store, handover_id).lines)
    plain = " ".join(name.split())
    if not plain or quantity < 0 or len(lines) >= MOST_LINES:
        raise ValueError("a line needs a name, a quantity, and room on the sheet")
    line_id = new_id(author.at_ms)[-ADDED_LETTERS:]
    found = found_of(Line(line_id, plain, quantity).walked(quantity))
    fields = {
        "handover_id": handover_id,
        "line": line_id,
        "name": plain,
        "expected": quantity,
        "found": found,
    }
    store.write(author, [Edit("handover_line", f"{handover_id}/{line_id}", fields | {"state": "open"})])
    return line_id


def sign_handover(store: Store, author: Author, handover_id: str, signatures: Sequence[Signed]) -> None:
    """The sheet is closed under the signatures, the class teacher's among them; its lines are those that are signed.

    Raises NotOpen, NotWalked; ValueError without the teacher's signature.
    """
    held = _open(store, handover_id)
    lines = lines_of(held.lines)
    left = left_to_walk(lines)
    if left:
        raise NotWalked(left)
    teacher = next((each for each in signatures if each.photo.item == "signature:teacher"), None)
    if teacher is None:
        raise ValueError("the class teacher signs")
    keeper = next((each.name for each in signatures if each.photo.item != "signature:teacher"), None)
    fields: dict[str, Any] = {"state": "signed", "signed_ms": author.at_ms, "teacher": teacher.name}
    fields["lines"] = lines_to_json(lines)
    if keeper is not None:
        fields["keeper"] = keeper
    edits = [signature_edit(each, "handover", handover_id) for each in signatures]
    store.write(author, [Edit("handover", handover_id, fields), *_closed_lines(store, handover_id), *edits])


def cancel_handover(store: Store, author: Author, handover_id: str, reason: str) -> None:
    """Take a sheet out of use, a signed one too. Raises NotOpen; ValueError without a reason."""
    if not reason.strip():
        raise ValueError("cancelling needs a reason")
    held = handovers.handover(store.db, handover_id)
    if held is None or held.state == "cancelled":
        raise NotOpen
    fields: dict[str, Any] = {"state": "cancelled", "note": reason.strip()}
    if held.state == "open":
        fields["lines"] = lines_to_json(lines_of(held.lines))
    store.write(author, [Edit("handover", handover_id, fields), *_closed_lines(store, handover_id)])


def lines_after_signing(store: Store, held: Handover) -> tuple[Line, ...]:
    """What other phones found at a signed sheet's lines that is not what was signed."""
    if held.state != "signed":
        return ()
    told = [line for each in handovers.lines_found(store.db, held.id) for line in _told(each)]
    return late_lines(lines_of(held.lines), told)


def sheet_differences(store: Store, handover_id: str) -> tuple[Difference, ...]:
    """What is worse than at the start of the term; a start sheet is measured by what it expects."""
    held = handovers.handover(store.db, handover_id)
    if held is None:
        return ()
    start = handovers.start_sheet(store.db, held.room_id, held.term) if held.sort == "end" else None
    return differences(lines_of(start.lines) if start else (), lines_of(held.lines))


def report_differences(
    store: Store, author: Author, handover_id: str, words: tuple[str, str], payer: str = ""
) -> int:
    """Every difference becomes a damage report, in one transaction; how many. What was reported before stays, and
    two phones that report one sheet without a network make one report of each line.

    `words` say what is missing and what is broken, each with {n} and {name}. Raises NotOpen for an unknown sheet.
    """
    held = handovers.handover(store.db, handover_id)
    if held is None:
        raise NotOpen
    known = {damage.asset_id for damage in damages.damages_of_handover(store.db, handover_id)}
    edits = [
        damage_edit(author, _broken(held, each, words, payer), f"{handover_id}/{each.line.id}")
        for each in sheet_differences(store, handover_id)
        if thing_of(handover_id, each.line) not in known
    ]
    if edits:
        store.write(author, edits)
    return len(edits)


def _broken(held: Handover, each: Difference, words: tuple[str, str], payer: str) -> Broken:
    missing, broken = words
    said = [missing.format(n=each.newly_missing, name=each.line.name)] if each.newly_missing else []
    said += [broken.format(n=each.newly_broken, name=each.line.name)] if each.newly_broken else []
    return Broken(
        "，".join(said),
        thing_of(held.id, each.line),
        each.quantity,
        payer or held.class_name or "",
        room_id=held.room_id,
        handover_id=held.id,
        note=each.line.note,
    )


def _same(store: Store, begun: Begun) -> Handover | None:
    return next(
        (
            held
            for held in handovers.handovers_of_room(store.db, begun.room_id, limit=200)
            if (held.term, held.sort) == (begun.term, begun.sort) and held.state != "cancelled"
        ),
        None,
    )


def _open(store: Store, handover_id: str) -> Handover:
    held = handovers.handover(store.db, handover_id)
    if held is None or held.state != "open":
        raise NotOpen
    return held


def _found_edits(store: Store, handover_id: str, lines: Sequence[Line]) -> list[Edit]:
    """What was found at lines, and nothing else of the sheet: somebody else may be at the next line."""
    known = {each.line: each.id for each in handovers.lines_found(store.db, handover_id)}
    return [_found_edit(handover_id, line, known.get(line.id)) for line in lines]


def _found_edit(handover_id: str, line: Line, row_id: str | None) -> Edit:
    if row_id is not None:
        return Edit("handover_line", row_id, {"found": found_of(line)})
    fields = {"handover_id": handover_id, "line": line.id, "found": found_of(line), "state": "open"}
    return Edit("handover_line", f"{handover_id}/{line.id}", fields)


def _closed_lines(store: Store, handover_id: str) -> list[Edit]:
    """The sheet holds them from now on; phones need not keep them."""
    found = handovers.lines_found(store.db, handover_id)
    return [Edit("handover_line", each.id, {"state": "closed"}) for each in found if each.state == "open"]


def _told(each: LineFound) -> list[Line]:
    """What stands of a line, and what another phone said otherwise."""
    line = {"id": each.line, "name": each.name or "", "expected": each.expected or 0}
    return [line_of(found | line) for found in (each.found, each.lost) if found]
