"""`report visits`: who came how often, when and to whom, as .xlsx or .pdf; those who came are masked."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from inspect_app.actions.office.export.values import school_offset
from inspect_app.cli.failure import Failure
from inspect_app.cli.output import check_place, write_whole
from inspect_app.gate.visit_report import Period, own_period, period_of
from inspect_app.texts.moments import local
from sync.server.console import Console, local_offset_minutes

ENDINGS = (".xlsx", ".pdf")


def add_to(commands: Any) -> None:
    command = commands.add_parser("report", help="a report of visits as .xlsx or .pdf, visitors masked")
    command.add_argument("kind", choices=("visits",))
    command.add_argument(
        "--from", dest="first", default="", metavar="DAY", help="YYYY-MM-DD; else this month's first"
    )
    command.add_argument("--to", dest="last", default="", metavar="DAY", help="YYYY-MM-DD; else today")
    command.add_argument("--out", type=Path, required=True)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    ending = given.out.suffix.lower()
    if ending not in ENDINGS:
        raise Failure("文件名要以 .xlsx 或 .pdf 结尾。")
    check_place(given.out)
    from inspect_app.actions.office.visit_tables import visits_xlsx
    from inspect_app.printing.visit_report_routes import visit_paper, whole_report  # fpdf2 is a second's work

    with Console(given.data) as console:
        console.sync()
        period = _period(given, _today(console))
        report, sections = whole_report(console, period)
        content = visits_xlsx(sections) if ending == ".xlsx" else visit_paper(console, period)
    write_whole(given.out, content)
    print(f"{period.first} 至 {period.last}，来访 {report.total['visits']} 次：{given.out}")


def _today(console: Console) -> date:
    offset = school_offset(console.store, local_offset_minutes())
    return local(console.school.now_ms(), offset).date()


def _period(given: argparse.Namespace, today: date) -> Period:
    """Raises Failure for days that are none."""
    usual = period_of("month", today)
    first, last = given.first or usual.first.isoformat(), given.last or usual.last.isoformat()
    period = own_period(first, last)
    if period is None:
        raise Failure("--from 和 --to 要写成 2026-09-01 这样的日期，先早后晚，相隔不超过十年。")
    return period
