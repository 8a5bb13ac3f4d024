"""Visits out of a paper visitors' book: who came, to whom, from when to when.

A number of a document is masked at once; the whole of it travels outside the fields until it is sealed. A line of a
day whose visits are erased by tonight is counted and not kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from inspect_app.gate.masking import masked_text
from inspect_app.gate.tally import NOT_SEEN_LEAVING, tally_of
from inspect_app.imports.gathering import Gathering
from inspect_app.imports.places import canonical
from inspect_app.imports.sheet import Sheet
from inspect_app.imports.table import Line, Table, read_table
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.values import Unclear, read_code, read_name, read_phone, read_text
from inspect_app.imports.visit_assumed import Assumed
from inspect_app.imports.visit_book import Hosts, VisitBook, line_key
from inspect_app.imports.visit_papers import Papers, read_papers
from inspect_app.imports.visit_sorts import sort_of
from inspect_app.imports.visit_times import WrittenDay, at_ms, read_clock, read_day, years_of

NEEDED = (frozenset({"day", "name", "entered"}),)
_USUAL_CAMPUS = "本部"
Rows = Sequence[Mapping[str, Any]]


def understand_visits(
    file: str,
    sheets: Iterable[Sheet],
    overrides: Mapping[str, str],
    people: Rows,
    campuses: Rows,
    book: VisitBook,
) -> Understanding:
    """The visits of `sheets`, and a `visit_day` for each day of which no visit may be kept any more.

    Raises ImportProblem for the file as a whole.
    """
    table = _without_numbers(read_table("visit", file, sheets, overrides, NEEDED))
    reader = _VisitReader(table, Hosts(people), campuses, book)
    for line, day in zip(table.lines, reader.days, strict=True):
        reader.read(line, day)
    reader.assumed.say(table.lines, reader.gathering, reader.counted_lines)
    reader.count_what_is_gone()
    done = reader.gathering.done("visit", file, table)
    return replace(done, counted_only=reader.counted_lines)


def _without_numbers(table: Table) -> Table:
    """What is shown of columns and lines, with telephones and documents hidden: a report is no second book."""
    lines = tuple(replace(line, text=masked_text(line.text)) for line in table.lines)
    sheets = tuple(
        replace(sheet, samples=tuple(tuple(map(masked_text, values)) for values in sheet.samples))
        for sheet in table.sheets
    )
    return replace(table, lines=lines, sheets=sheets)


class _VisitReader:
    """Reads line by line; what many lines have in common is said once at the end."""

    def __init__(self, table: Table, hosts: Hosts, campuses: Rows, book: VisitBook) -> None:
        self.gathering = Gathering(table.remarks)
        self.counted_lines = 0
        self._hosts, self._book = hosts, book
        self._campuses = {canonical(str(row["name"])): str(row["id"]) for row in campuses}
        written = [_written_day(line) for line in table.lines]
        self.days = years_of(written, book.today)
        self.assumed = Assumed(book, written, self.days)
        self._gone: dict[tuple[str, str, str], dict[tuple[str, ...], tuple[Line, dict[str, Any]]]] = (
            defaultdict(dict)
        )

    def read(self, line: Line, day: date | None) -> None:
        """Refuse it, count it, or propose its visit."""
        name = read_name(line.cells.get("name"))
        if name is None:
            return self.gathering.refuse(line, "no_name")
        if day is None:
            return self.gathering.refuse(line, "bad_day", text=_shown(line, "day"))
        try:
            entered, left = (read_clock(line.cells.get(field)) for field in ("entered", "left"))
        except Unclear as unclear:
            return self.gathering.refuse(line, "bad_clock", text=masked_text(unclear.text))
        reason = _why_not(entered, left, day, self._book)
        if entered is None or reason:
            return self.gathering.refuse(line, reason or "no_entry", text=_shown(line, "left"))
        return self._take(line, name, day, entered, left)

    def _take(self, line: Line, name: str, day: date, entered: int, left: int | None) -> None:
        phone = self._phone(line)
        papers = read_papers(line.cells.get("identity"), self._book.today)
        badge = _badge(line)
        said = (
            day.isoformat(),
            str(entered),
            name,
            phone or "",
            papers.number or papers.none or "",
            badge or "",
        )
        key = line_key(self._book.secret, said)
        fields = {
            "name": name,
            "phone": phone,
            **self._where(line),
            **self._why(line),
            **self._host(line),
            "plate": read_name(line.cells.get("plate")),
            "pass_no": badge,
            **self._times(line, day, entered, left),
        }
        if day <= self._book.last_day_gone("visit"):
            return self._count(line, key, day, fields)
        fields |= self._papers(line, papers, day)
        sealed = self._book.can_seal and "id_masked" in fields and papers.number
        hidden = {"id_sealed": papers.number} if sealed and papers.number else {}
        return self.gathering.propose(line, "visit", key, fields, {}, "visit_repeated", hidden)

    def _count(self, line: Line, key: tuple[str, ...], day: date, fields: dict[str, Any]) -> None:
        """A visit that is held still, or was erased, is in the counts of its day already."""
        self.counted_lines += 1
        if not self._book.knows(key):
            place = (day.isoformat(), str(fields["campus_id"]), str(fields["gate"] or ""))
            self._gone[place].setdefault(key, (line, fields))

    def count_what_is_gone(self) -> None:
        """One row of counts a day, campus and gate. The same book makes the same row, a fuller one corrects it."""
        for (day, campus_id, gate), visits in self._gone.items():
            rows = [fields for _, fields in visits.values()]
            counts = tally_of(rows, self._book.settings, day, self._book.offset_minutes)
            first = next(line for line, _ in visits.values())
            fields = {"day": day, "campus_id": campus_id, "counts": counts}
            self.gathering.propose_once(first, "visit_day", ("paper", campus_id, day, gate), fields)

    def _where(self, line: Line) -> dict[str, Any]:
        campus, gates = read_name(line.cells.get("campus")), self._book.settings.gates
        campus_id = self._campuses.get(canonical(campus)) if campus else None
        if campus_id is None:
            name, campus_id = next(iter(self._campuses.items()), (_USUAL_CAMPUS, ""))
            if len(self._campuses) > 1:
                self.gathering.remark_once(line, "campus_assumed", campus=name)
        return {"campus_id": campus_id, "gate": read_name(line.cells.get("gate")) or next(iter(gates), None)}

    def _why(self, line: Line) -> dict[str, Any]:
        company, purpose = (read_text(line.cells.get(field)) for field in ("company", "purpose"))
        sort = sort_of(company, purpose, self._book.settings)
        return {"sort": sort, "came_from": company, "reason": purpose}

    def _host(self, line: Line) -> dict[str, Any]:
        host = read_name(line.cells.get("host"))
        ids = self._hosts.ids(host) if host else []
        if host and len(ids) != 1:
            self.assumed.strangers["host_ambiguous" if ids else "host_unknown", host].append(line)
        return {"host_name": host, "host_id": ids[0] if len(ids) == 1 else None}

    def _times(self, line: Line, day: date, entered: int, left: int | None) -> dict[str, Any]:
        """A visit whose end was not written ends when the school closes; who came today may be in still."""
        book = self._book
        in_ms = at_ms(day, entered, book.offset_minutes)
        noted = [read_text(line.cells.get("note")), _guard(line)]
        if left is not None:
            out = {"out_ms": at_ms(day, left, book.offset_minutes), "out_how": "tapped"}
            return {"in_ms": in_ms, **out, "note": _joined(noted)}
        closing = read_clock(book.settings.closing) or 0
        closes_ms = max(in_ms, at_ms(day, closing, book.offset_minutes))
        if closes_ms > book.now_ms:
            self.assumed.counts["still_inside"] += 1
            return {"in_ms": in_ms, "note": _joined(noted)}
        self.assumed.counts["leaving_missing"] += 1
        noted.append(f"离校时间未登记，按闭校时间 {book.settings.closing} 结束")
        return {"in_ms": in_ms, "out_ms": closes_ms, "out_how": NOT_SEEN_LEAVING, "note": _joined(noted)}

    def _phone(self, line: Line) -> str | None:
        phone, looks_right = read_phone(line.cells.get("phone"))
        if not looks_right:
            self.gathering.remark(line, "phone_unclear", text=masked_text(phone or ""))
        return phone

    def _papers(self, line: Line, papers: Papers, day: date) -> dict[str, Any]:
        if papers.flaw:
            self.gathering.remark(line, papers.flaw)
        if papers.masked is None or day <= self._book.last_day_gone("id_number"):
            return {"no_papers": papers.none}
        if not self._book.can_seal:
            self.assumed.counts["not_sealed"] += 1
        return {"id_kind": papers.kind, "id_masked": papers.masked}


def _written_day(line: Line) -> WrittenDay | None:
    try:
        return read_day(line.cells.get("day"))
    except Unclear:
        return None


def _why_not(entered: int | None, left: int | None, day: date, book: VisitBook) -> str:
    """Why these times cannot be, as a code of words.REASONS, or ''."""
    if entered is None:
        return "no_entry"
    if left is not None and left < entered:
        return "left_before"
    if at_ms(day, max(entered, left or 0), book.offset_minutes) > book.now_ms:
        return "day_ahead"
    return ""


def _badge(line: Line) -> str | None:
    try:
        return read_code(line.cells.get("badge"))
    except Unclear:
        return None


def _guard(line: Line) -> str | None:
    guard = read_name(line.cells.get("guard"))
    return f"值班门卫：{guard}" if guard else None


def _shown(line: Line, field: str) -> str:
    return masked_text(read_text(line.cells.get(field)) or "")


def _joined(parts: Iterable[str | None]) -> str | None:
    return "；".join(part for part in parts if part) or None
