"""Ask the server for labels: a preview of the first page, the file, and the calibration page of a printer."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from assets_qr.calibration import Measured, correction_of
from inspect_app.actions.office.label_marks import marked_printed
from storage.change import new_id
from storage.queries.label_list import LabelChoice, labelled
from storage.store import Author, Edit, Store
from sync.transport import Transport

USUAL_FIELDS = ("name", "number", "school", "room")


@dataclass(frozen=True, slots=True)
class LabelWish:
    """What the office wants printed. `printer` is an id; `blank` labels take the place of chosen things."""

    choice: LabelChoice = LabelChoice()  # noqa: RUF009 - frozen
    stock: str = "L7160"
    skip: int = 0
    blank: int = 0
    fields: tuple[str, ...] = USUAL_FIELDS
    printer: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first page as PNG at 96 dots an inch and a line about the job; or `problem`, one sentence."""

    told: str = ""
    picture: bytes = b""
    problem: str = ""


async def preview(transport: Transport, wish: LabelWish) -> Preview:
    """Raises SyncError."""
    answer = await transport.call("/v1/office/labels/preview", asdict(wish))
    if answer.get("problem"):
        return Preview(problem=str(answer["problem"]))
    return Preview(str(answer["told"]), base64.b64decode(answer["picture"]))


async def label_file(
    transport: Transport, wish: LabelWish, sort: Literal["pdf", "zip203", "zip300"]
) -> bytes:
    """The PDF, or a ZIP of PNG files at 203 or 300 dots an inch. Raises SyncError."""
    return await transport.fetch_for(f"/v1/office/labels/file?sort={sort}", asdict(wish))


async def calibration_page(transport: Transport, printer: str) -> bytes:
    """The page to be measured; the proof once the printer was measured. Raises SyncError."""
    return await transport.fetch(f"/v1/office/labels/calibration?{urlencode({'printer': printer})}")


def wish_of(text: str | bytes) -> LabelWish:
    """Read what was asked. Raises ValueError, TypeError or KeyError for anything else."""
    given: dict[str, Any] = json.loads(text)
    choice = given.pop("choice")
    choice["ids"] = tuple(choice.get("ids", ()))
    given["fields"] = tuple(given["fields"])
    return LabelWish(LabelChoice(**choice), **given)


def note_printed(store: Store, author: Author, choice: LabelChoice) -> int:
    """Write on the chosen assets' cards that their label was printed. How many were not noted before."""
    edits = marked_printed(labelled(store.db, choice)) if choice.kind == "assets" else []
    if edits:
        store.write(author, edits)
    return len(edits)


def measure_printer(store: Store, author: Author, name: str, measured: Measured, printer: str = "") -> str:
    """Keep what a printer needs to print true, as a new printer or for the one with this id. Gives its id.
    Raises MeasureRefused, and then nothing is written.
    """
    correction = asdict(correction_of(measured))
    row = printer or new_id(author.at_ms)
    store.write(author, [Edit("printer", row, {"name": name.strip(), **correction})])
    return row
