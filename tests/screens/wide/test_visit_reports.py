"""来访统计 on the office's desk: periods, figures that open what they count, and the two files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

from inspect_app.patrol.route import local_day
from inspect_app.routes import route_to
from inspect_app.texts.moments import MINUTE_MS
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.school import Phone, busy_phone
from tests.screens.wide.office import keyed, new_office, see, wide, with_agent
from tests.screens.wide.test_import_devices import choose

DAY_MS = 24 * 60 * MINUTE_MS
REPORTS = route_to("visit_reports")


def office_with_visits(folder: Path) -> Phone:
    """Today four, a parent and three deliveries, one of them too long; one more too long forty days ago."""
    phone = busy_phone(folder)
    now_ms = phone.fake.clock.now_ms()
    today_ms = now_ms - (now_ms + 480 * MINUTE_MS) % DAY_MS
    edits = [
        _visit(1, today_ms + 1, 20, "parent", host_id="p1"),
        _visit(2, today_ms + 5 * MINUTE_MS, 20, "delivery", companions=1),
        _visit(3, today_ms + 6 * MINUTE_MS, 61, "delivery"),
        _visit(4, today_ms + 16 * MINUTE_MS, 19, "delivery"),
        _visit(5, today_ms - 40 * DAY_MS, 90, "delivery", host_id="p1"),
    ]
    phone.store.write(phone.author(), edits)
    return phone


def _visit(number: int, in_ms: int, minutes: int, sort: str, **more: Any) -> Edit:
    fields = {
        "name": f"访客{number}",
        "phone": f"1990000{number:04}",
        "sort": sort,
        "in_ms": in_ms,
        "campus_id": "c1",
    }
    out = {"out_ms": in_ms + minutes * MINUTE_MS, "out_how": "tapped"}
    return Edit("visit", f"v{number}", {**fields, **out, **more})


def figure_of(screen: Any, key: str) -> str:
    """The large number of a tile."""
    return str(screen.find(f"number-{key}").content.controls[0].value)


def test_the_figures_of_a_period_are_on_the_screen(tmp_path: Path) -> None:
    """Of today: four visits of five people, one too long, thirty minutes on average, the first quarter fullest."""
    phone = office_with_visits(tmp_path)

    async def work() -> None:
        async with wide(phone, REPORTS) as screen:
            await screen.choose("period-today")
            assert [figure_of(screen, key) for key in ("visits", "people", "overdue", "average")] == [
                "4",
                "5",
                "1",
                "30",
            ]
            assert screen.shows("最忙：00:00 起，3 次")
            assert screen.shows("3 · 75%")
            await screen.choose("period-own")
            assert keyed(screen, "own-")

    run(work)


def test_a_figure_opens_the_visits_that_it_counts(tmp_path: Path) -> None:
    """Those over their time; a kind; the days of a bar. The list shows as many rows as the figure says."""
    phone = office_with_visits(tmp_path)

    async def work() -> None:
        async with wide(phone, REPORTS) as screen:
            await screen.choose("period-today")
            for key, count in (
                ("number-overdue", 1),
                ("number-visits", 4),
                ("row-delivery", 3),
                ("row-p1", 1),
            ):
                await screen.tap(key)
                assert screen.desk.where.route == route_to("visit_log")
                assert screen.shows(f"共 {count} 条来访"), screen.texts()
                screen.desk.go(REPORTS)
                await screen.settle(12)

    run(work)


def test_the_period_is_kept_while_the_office_is_elsewhere(tmp_path: Path) -> None:
    phone = office_with_visits(tmp_path)

    async def work() -> None:
        async with wide(phone, REPORTS) as screen:
            await screen.choose("period-today")
            await screen.browse("/")
            screen.desk.go(REPORTS)
            await screen.settle(12)
            today = local_day(phone.fake.clock.now_ms(), 480)
            assert screen.shows(f"{today} — {today}")

    run(work)


def test_the_workbook_is_made_at_the_desk_without_a_whole_name(tmp_path: Path) -> None:
    phone = office_with_visits(tmp_path)

    async def work() -> None:
        async with wide(phone, REPORTS) as screen:
            await screen.choose("period-today")
            await screen.tap("report-xlsx")
        name, content = next(iter(phone.fake.shell.saved.items()))
        book = openpyxl.load_workbook(io.BytesIO(content))
        told = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert name.startswith("来访统计-")
        assert not [cell for cell in told if "访客1" in cell or "19900000001" in cell]
        assert "199****0001" in told

    run(work)


def test_a_period_without_visits_says_what_to_do(tmp_path: Path) -> None:
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, REPORTS) as screen:
            assert screen.find("no-visits") is not None

    run(work)


def test_a_paper_book_is_imported_at_the_desk_and_leads_to_the_report(tmp_path: Path) -> None:
    """Read first, with telephones hidden; then taken: the whole old book is counted, and the report shows it."""
    office = new_office(tmp_path)
    with_agent(office)
    content = (Path("inspect_app") / "sample_school" / "来访登记-纸质补录.csv").read_bytes()

    async def work() -> None:
        async with wide(office.computer, route_to("import")) as screen:
            await screen.tap("paper-visits")
            await choose(screen, "来访登记.csv", content)
            await see(screen, "320 行数据")
            assert not screen.shows("19938182043")
            await screen.tap("confirm-import")
            await see(screen, "已导入，新建或修改 65 条", 30)
            await screen.tap("to-visit-reports")
            assert screen.desk.where.route == REPORTS

    run(work)
    kept = office.computer.store.rows("select count(*) as n from visit_day")[0]["n"]
    assert (kept, office.computer.store.rows("select id from visit")) == (65, [])
