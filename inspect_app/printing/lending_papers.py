"""The papers of lending out of a school's store: a handover sheet or a damage as PDF. On the server only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from inspect_app.actions.signing import PREFIX
from inspect_app.cli.failure import Failure
from inspect_app.devices.native.clock import NativeClock
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.damage_paper import DamagePaper, damage_pdf
from inspect_app.printing.handover_sheet import Sheet, SignedBy, handover_pdf
from inspect_app.texts import words_for
from storage.queries import damages, handovers, places
from storage.queries.handovers import Handover
from storage.store import Store
from sync.server.console import Console
from sync.server.photos import PhotoRefused

CACHE = Path("build") / "cache"
Made = Callable[[Path], bytes]


def paper_of(console: Console, kind: str, row_id: str, cache: Path = CACHE) -> bytes | None:
    """The PDF of a "handover" or "damage"; None where there is no such row. Raises Failure without a font."""
    made = _handover(console, row_id) if kind == "handover" else _damage(console, row_id)
    if made is None:
        return None
    try:
        font = label_font(cache)
    except PackingFailed as error:
        raise Failure(str(error)) from None
    return made(font)


def _damage(console: Console, damage_id: str) -> Made | None:
    damage = damages.damage(console.store.db, damage_id)
    if damage is None:
        return None
    paper = DamagePaper(places.school_name(console.store.db), damage, NativeClock().offset_minutes())
    return lambda font: damage_pdf(font, paper, words_for("zh_CN"))


def _handover(console: Console, handover_id: str) -> Made | None:
    held = handovers.handover(console.store.db, handover_id)
    if held is None:
        return None
    sheet = sheet_of(console.store, held, NativeClock().offset_minutes())

    def picture(sha256: str) -> bytes | None:
        try:
            return console.school.photos.read(sha256)
        except PhotoRefused:
            return None

    return lambda font: handover_pdf(font, sheet, picture, words_for("zh_CN"))


def sheet_of(store: Store, held: Handover, offset_minutes: int) -> Sheet:
    """What stands on the paper of a handover."""
    start = handovers.start_sheet(store.db, held.room_id, held.term) if held.sort == "end" else None
    signed = [
        SignedBy(row["item"].removeprefix(PREFIX), row["caption"] or "", row["at"], row["sha256"])
        for row in store.rows(
            "select item, caption, sha256, coalesce(taken_ms, made_at) as at from photo"
            " where about_id = :id and substr(item, 1, 10) = 'signature:' order by at",
            {"id": held.id},
        )
    ]
    charged = damages.damages_of_handover(store.db, held.id)
    return Sheet(places.school_name(store.db), held, start, charged, signed, offset_minutes)
