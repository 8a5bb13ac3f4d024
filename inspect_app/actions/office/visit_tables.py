"""The report of visits as tables, the same for a workbook and for paper. Who came is masked in every one of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspect_app.actions.office.export.table_file import Cell
from inspect_app.actions.office.export.workbook_file import XlsxFile
from inspect_app.gate.masking import masked_name, masked_phone, masked_plate, masked_text
from inspect_app.gate.visit_report import VisitReport, quarter_words
from inspect_app.texts.moments import local
from inspect_app.texts.words import Words
from storage.queries.visits import Visit


@dataclass(frozen=True, slots=True)
class Section:
    """One table: `key` is the program's word for it, `name` stands over it."""

    key: str
    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def report_sections(report: VisitReport, t: Words) -> list[Section]:
    """Figures of the whole, then by day, kind, host and quarter hour; nobody who came is in them."""
    return [
        Section("whole", t("In short"), (t("Figure"), t("Number")), tuple(figures(report, t))),
        _days(report, t),
        _counted("sorts", t("By kind"), t("Kind of visitor"), _sorts(report), report, t),
        _counted("hosts", t("By host"), t("Whom to see"), _hosts(report), report, t),
        _counted("quarters", t("By quarter hour"), t("Quarter hour from"), _quarters(report), report, t),
    ]


def list_section(visits: Sequence[Visit], report: VisitReport, offset_minutes: int, t: Words) -> Section:
    """Every visit that is held, masked: a file is out of reach of the erasing that keeps the law here."""
    titles = (
        t("Came in at"),
        t("Left at"),
        t("Visitor"),
        t("Kind of visitor"),
        t("Heads"),
        t("Telephone"),
        t("ID number (masked)"),
        t("Unit"),
        t("Reason of the visit"),
        t("Whom to see"),
        t("Number plate"),
        t("Gate"),
    )
    rows = tuple(_visit(each, report, offset_minutes) for each in visits)
    return Section("visits", t("Visits, masked"), titles, rows)


def figures(report: VisitReport, t: Words) -> list[tuple[str, Cell]]:
    """What the report says in short."""
    total, period, busiest = report.total, report.period, report.busiest
    return [
        (t("From"), period.first.isoformat()),
        (t("Until"), period.last.isoformat()),
        (t("Comings"), total["visits"]),
        (t("Heads"), total["people"]),
        (t("Over their time"), total["overdue"]),
        (t("Average stay, minutes"), report.average_minutes),
        (t("Leaving was not recorded"), total["open"]),
        (t("Busiest quarter hour"), quarter_words(busiest[0]) if busiest else None),
        (t("Comings in it"), busiest[1] if busiest else None),
        (t("Of these, erased: only counted"), report.erased),
    ]


def visits_xlsx(sections: Sequence[Section]) -> bytes:
    """A workbook with a sheet a section."""
    target = io.BytesIO()
    first, *others = sections
    book = XlsxFile(target, first.titles, first.name)
    try:
        for cells in first.rows:
            book.add(cells)
        for section in others:
            book.begin_sheet(section.name, section.titles)
            for cells in section.rows:
                book.add(cells)
        book.close()
    finally:
        book.drop()
    return target.getvalue()


def _days(report: VisitReport, t: Words) -> Section:
    """Of a long period only the days on which somebody came."""
    titles = (t("Day"), t("Comings"), t("Heads"), t("Over their time"), t("Average stay, minutes"))
    rows = tuple(
        (
            day,
            tally["visits"],
            tally["people"],
            tally["overdue"],
            round(tally["stay_minutes"] / tally["stays"]) if tally["stays"] else None,
        )
        for day, tally in report.days.items()
        if tally["visits"]
    )
    return Section("days", t("By day"), titles, rows)


def _counted(
    key: str, name: str, title: str, counts: Sequence[tuple[str, int]], report: VisitReport, t: Words
) -> Section:
    """A column of shares behind the counts."""
    whole = max(1, report.total["visits"])
    rows = tuple((words, count, f"{100 * count / whole:.1f}%") for words, count in counts)
    return Section(key, name, (title, t("Comings"), t("Share")), rows)


def _sorts(report: VisitReport) -> list[tuple[str, int]]:
    return [(report.sort_name(sort), count) for sort, count in report.by_sort]


def _hosts(report: VisitReport) -> list[tuple[str, int]]:
    return [(report.hosts.get(host, host), count) for host, count in report.by_host]


def _quarters(report: VisitReport) -> list[tuple[str, int]]:
    return [(quarter_words(quarter), count) for quarter, count in enumerate(report.quarters) if count]


def _visit(each: Visit, report: VisitReport, offset_minutes: int) -> tuple[Cell, ...]:
    out = None if each.out_ms is None else local(each.out_ms, offset_minutes).replace(microsecond=0)
    return (
        local(each.in_ms, offset_minutes).replace(microsecond=0),
        out,
        masked_name(each.name),
        report.sort_name(each.sort),
        each.people,
        _hidden(each.phone, masked_phone),
        each.id_masked or each.no_papers,
        _hidden(each.came_from, masked_text),
        _hidden(each.reason, masked_text),
        each.host_name,
        _hidden(each.plate, masked_plate),
        each.gate,
    )


def _hidden(value: str | None, mask: Callable[[str], str]) -> str | None:
    return mask(value) if value else None
