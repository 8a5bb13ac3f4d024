"""All rows of a kind for a spreadsheet: titles and cells in the school's words, or the fields as they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.office.export.answer_columns import AnswerColumns, answer_columns
from inspect_app.actions.office.export.masks import is_left_out, masked
from inspect_app.actions.office.export.titles import FIELD_NAMES, FIELD_NAMES_OF_KINDS
from inspect_app.actions.office.export.values import Speech, said, school_offset, speech_of
from inspect_app.patrol.summary import RoundSummary, round_summary
from inspect_app.texts import Words
from inspect_app.views.checklist import checklist_by_id
from inspect_app.views.rounds import round_at
from storage.kinds import KINDS, Kind
from storage.queries import damages, handovers
from storage.store import Store

PAGE_ROWS = 1000
SECRETS = frozenset({"pin"})
"""Fields that leave the school's devices by no file."""
UNREADABLE = frozenset({"item", "paid"})
"""Fields that only a program can read, and others say in words: a fault's title the item, a damage what was paid."""


@dataclass(frozen=True)
class Exported:
    """A table: its titles, how many rows it has, and the rows, read as they are asked for."""

    titles: tuple[str, ...]
    count: int
    rows: Iterator[Sequence[Any]]


def raw_rows(store: Store, kind: str) -> Exported:
    """The fields by the names of storage/kinds.py; JSON fields as JSON values. People from outside are masked."""
    held = KINDS[kind]
    names = tuple(name for name in plain_names(held) if name not in SECRETS and not is_left_out(kind, name))
    plain = (plain_row(held, row) for row in _all(store, kind, plain_names(held)))
    rows = ([masked(kind, name, row[name]) for name in names] for row in plain)
    return Exported(names, _count(store, kind), rows)


def plain_names(kind: Kind) -> tuple[str, ...]:
    return ("id", *kind.fields, *(_RECORDED if kind.is_record else ()))


_READ_AS = {
    ("handover", "lines"): f"{handovers.LINES} as ",
    ("damage", "state"): f"{damages.STATE} as ",
    ("damage", "amount_fen"): f"{damages.AMOUNT} as ",
    ("damage", "payer"): f"{damages.PAYER} as ",
}
"""Fields that are read together with what belongs to them."""
_RECORDED = ("made_by", "made_at", "made_on")


def plain_row(kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """A row without its merge columns; JSON fields as values."""
    plain = {"id": row["id"]}
    for name, sort in kind.fields.items():
        value = row[name]
        plain[name] = json.loads(value) if sort == "json" and value is not None else value
    if kind.is_record:
        plain |= {name: row[name] for name in _RECORDED}
    return plain


def said_rows(store: Store, kind: str, t: Words, offset_minutes: int, now_ms: int) -> Exported:
    """In words. Checks have a column for every item that was asked, rounds how they were walked.

    `offset_minutes` is this machine's; the phones' own counts where they recorded anything.
    """
    speech = speech_of(store, t, school_offset(store, offset_minutes))
    if kind == "check":
        return _checks(store, speech)
    if kind == "round":
        return _rounds(store, speech, now_ms)
    names = _names(kind)
    rows = (
        [said(kind, name, masked(kind, name, row[name]), speech) for name in names]
        for row in _all(store, kind, names)
    )
    return Exported(_titles(kind, names, t), _count(store, kind), rows)


def _names(kind: str, left_out: Sequence[str] = ()) -> list[str]:
    """The fields, who recorded it, and the id at the end."""
    held = KINDS[kind]
    hidden = SECRETS | UNREADABLE | set(left_out)
    fields = [name for name in held.fields if name not in hidden and not is_left_out(kind, name)]
    return [*fields, *(("made_by",) if held.is_record else ()), "id"]


def _titles(kind: str, names: Sequence[str], t: Words) -> tuple[str, ...]:
    """Each once: a second column of the same name says its field."""
    titles: list[str] = []
    for name in names:
        text = FIELD_NAMES_OF_KINDS.get(f"{kind}.{name}") or FIELD_NAMES.get(name, name)
        title = t(text)
        titles.append(title if title not in titles else f"{title} ({name})")
    return tuple(titles)


def _count(store: Store, kind: str) -> int:
    return int(store.rows(f'select count(*) as n from "{kind}"')[0]["n"])


def _all(store: Store, kind: str, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Every row by id, a page at a time: a million checks do not fit into memory."""
    columns = ", ".join(f'{_READ_AS.get((kind, name), "")}"{name}"' for name in names)
    sql = f'select {columns} from "{kind}" where id > :after order by id limit {PAGE_ROWS}'
    after = ""
    while page := store.rows(sql, {"after": after}):
        yield from page
        after = page[-1]["id"]


def _checks(store: Store, speech: Speech) -> Exported:
    t = speech.t
    used = store.rows(
        'select id from checklist where id in (select distinct checklist_id from "check") order by name'
    )
    readable = (checklist_by_id(store, row["id"]) for row in used)
    columns = answer_columns([checklist for checklist in readable if checklist is not None])
    names = _names("check", left_out=("answers",))
    titles = (*_titles("check", names, t), *_apart(columns, names, t), t("Items that the checklist lost"))
    rows = (_check_cells(row, names, columns, speech) for row in _all(store, "check", [*names, "answers"]))
    return Exported(titles, _count(store, "check"), rows)


def _apart(columns: AnswerColumns, names: Sequence[str], t: Words) -> list[str]:
    """Items may be called as a field is."""
    taken = set(_titles("check", names, t))
    return [f"{title} ({t('Item')})" if title in taken else title for title in columns.titles]


def _check_cells(
    row: dict[str, Any], names: Sequence[str], columns: AnswerColumns, speech: Speech
) -> list[Any]:
    fields = [said("check", name, row[name], speech) for name in names]
    return [*fields, *columns.cells(row["checklist_id"], row["answers"], speech.t)]


WALKED = (
    "Points",
    "On time",
    "Late",
    "Left out",
    "Missed",
    "Faults",
    "Photos",
    "First",
    "Last",
    "Minutes",
)


def _rounds(store: Store, speech: Speech, now_ms: int) -> Exported:
    names = _names("round")
    titles = (*_titles("round", names, speech.t), *(speech.t(title) for title in WALKED))
    rows = (_round_cells(store, row, names, speech, now_ms) for row in _all(store, "round", names))
    return Exported(titles, _count(store, "round"), rows)


def _round_cells(
    store: Store, row: dict[str, Any], names: Sequence[str], speech: Speech, now_ms: int
) -> list[Any]:
    cells = [said("round", name, row[name], speech) for name in names]
    offset = speech.offset_minutes
    view = round_at(store, row["route_id"], row["day"], row["window"], now_ms, offset)
    walked = _walked(round_summary(view.progress), speech) if view else [None] * len(WALKED)
    return [*cells, *walked]


def _walked(summary: RoundSummary, speech: Speech) -> list[Any]:
    return [
        summary.points,
        summary.on_time,
        summary.late,
        summary.skipped,
        summary.missed,
        summary.failed_items,
        summary.photos,
        speech.time(summary.first_ms),
        speech.time(summary.last_ms),
        summary.walked_minutes,
    ]
