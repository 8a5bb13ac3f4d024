"""检查记录: every single check in a table, narrowed by filters, opened, ticked and saved as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspect_app.patrol.route import round_id
from inspect_app.screens.wide.check_filters import NO_FILTER, wanted_checks
from inspect_app.views.wide.check_table import check_rows, failed_items, routes_by_room, timing_of
from storage.queries.check_list import CheckFilter
from storage.store import Author, Edit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen
from tests.screens.school import Phone, busy_phone, school_phone
from tests.screens.wide.office import keyed, press, wide
from tests.screens.wide.test_office_table import export, lines_of, saved

MINUTE_MS, DAY_MS = 60_000, 24 * 60 * 60_000


def walked_phone(folder: Path) -> Phone:
    """A morning round of 2026-11-20, 07:00 to 08:00: one check in its hours, one after them, by two people."""
    phone = school_phone(folder)
    walked = round_id("route1", "2026-11-20", "07:00-08:00")
    fields = {"route_id": "route1", "day": "2026-11-20", "window": "07:00-08:00", "started_ms": 1}
    phone.write(Edit("round", walked, fields))
    phone.check("r1", round_id=walked)
    phone.fake.clock.pass_ms(45 * MINUTE_MS)
    phone.author = lambda: Author("p2", phone.fake.clock.now_ms(), 480)  # type: ignore[method-assign]
    phone.check("r2", failed=True, round_id=walked)
    return phone


def rows_of(screen: PhoneScreen) -> list[str]:
    return keyed(screen, "check-0")


async def choose_from(screen: PhoneScreen, key: str, value: str) -> None:
    """A word of a menu, as Flutter reports it."""
    control = screen.find(key)
    screen.session.apply_patch(control._i, {"value": value})
    await screen.session.dispatch_event(control._i, "select", value)
    await screen.settle(8)


def test_a_check_is_late_when_the_hours_of_its_round_were_over(tmp_path: Path) -> None:
    """Exactly at the end counts as late, as in the round itself."""
    rows = check_rows(walked_phone(tmp_path).store, CheckFilter(), 480, limit=9)
    assert [(row.line.person, row.timing) for row in rows] == [("李敏", "late"), ("王师傅", "on_time")]
    at_end = rows[1].line._replace(done_ms=(rows[1].line.done_ms // DAY_MS + 1) * DAY_MS)
    assert timing_of(at_end, (), 480) == "late"
    assert timing_of(at_end._replace(done_ms=at_end.done_ms - 1), (), 480) == "on_time"


def test_a_check_that_names_no_round_is_judged_by_the_hours_of_the_routes_of_its_room(tmp_path: Path) -> None:
    """As the round counts it: in the hours, in the grace after them, or neither."""
    phone = school_phone(tmp_path)
    routes = routes_by_room(phone.store)["r1"]
    phone.check("r1")
    line = check_rows(phone.store, CheckFilter(), 480, limit=1)[0].line
    eight_ms = (line.done_ms // DAY_MS + 1) * DAY_MS
    cases = {-1: "on_time", 0: "late", 15 * MINUTE_MS - 1: "late", 15 * MINUTE_MS: ""}
    for away_ms, timing in cases.items():
        assert timing_of(line._replace(done_ms=eight_ms + away_ms), routes, 480) == timing
    assert timing_of(line, (), 480) == ""


def test_failed_items_are_named_and_unreadable_answers_name_none(tmp_path: Path) -> None:
    """A record of another version never breaks the table."""
    phone = walked_phone(tmp_path)
    failed = check_rows(phone.store, CheckFilter(result="failed"), 480, limit=9)[0]
    assert len(failed.failed) == 1
    assert failed.line.photos == 1
    assert failed_items(None, failed.line.answers) == ()
    phone.store.db.execute("""update "check" set answers = '"?"'""")
    assert check_rows(phone.store, CheckFilter(), 480, limit=9)[0].failed == ()


def test_days_are_the_schools_days() -> None:
    """Today begins at the school's midnight, not at the one of Greenwich."""
    noon_ms = 1_795_147_200_000  # 2026-11-20 12:00 in China
    midnight_ms = noon_ms - DAY_MS // 2

    def span(days: str) -> tuple[int, int]:
        wanted = wanted_checks({**NO_FILTER, "days": days}, noon_ms, 480)
        return wanted.from_ms - midnight_ms, wanted.until_ms - midnight_ms

    assert span("0") == (0, DAY_MS)
    assert span("1") == (-DAY_MS, 0)
    assert span("7") == (-6 * DAY_MS, DAY_MS)
    assert span(date(2026, 11, 18).isoformat()) == (-2 * DAY_MS, -DAY_MS)
    assert wanted_checks(NO_FILTER, noon_ms, 480) == CheckFilter()


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("check-days", "7", 6),
        ("check-days", "0", 5),
        ("check-days", "1", 0),
        ("check-person", "p2", 1),
        ("check-route", "route1", 1),
    ],
)
def test_menus_narrow_the_table_and_one_tap_widens_it_again(
    tmp_path: Path, key: str, value: str, left: int
) -> None:
    """Days, person and route; nothing found offers to show all."""
    phone = busy_phone(tmp_path)
    walked = round_id("route1", "2026-11-20", "07:00-08:00")
    fields = {"route_id": "route1", "day": "2026-11-20", "window": "07:00-08:00"}
    phone.write(Edit("round", walked, fields))
    phone.author = lambda: Author("p2", phone.fake.clock.now_ms(), 480)  # type: ignore[method-assign]
    phone.check("r9", round_id=walked)

    async def work() -> None:
        async with wide(phone, "/checks") as screen:
            assert len(rows_of(screen)) == 6
            await choose_from(screen, key, value)
            assert len(rows_of(screen)) == left
            if not left:
                await screen.tap("none-filtered-button")
                assert len(rows_of(screen)) == 6

    run(work)


def test_result_and_room_narrow_together_and_stay_while_somebody_is_elsewhere(tmp_path: Path) -> None:
    """Two of five failed, one of them in the building that is looked for."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checks") as screen:
            await screen.choose("result-failed")
            assert len(rows_of(screen)) == 2
            await screen.type("search", "综合楼")
            await screen.settle(30)
            assert len(rows_of(screen)) == 1
            await screen.browse("/ledger")
            await screen.browse("/checks")
            assert len(rows_of(screen)) == 1

    run(work)


def test_a_row_opens_every_answer_and_a_photo_opens_over_it(tmp_path: Path) -> None:
    """Keys walk from row to row; the photo is shown in a window, the table stays."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checks") as screen:
            await press(screen, "J")
            check = phone.store.rows('select id from "check" order by done_ms desc')
            assert screen.desk.where.route == f"/record/{check[0]['id']}"
            assert screen.shows("门锁打不开,已用链条锁临时锁住")
            await screen.tap(keyed(screen, "thumb-")[0])
            assert screen.find("photo-viewer") is not None or screen.find("photo-close") is not None
            await screen.tap("photo-close")
            await press(screen, "J")
            assert screen.desk.where.route == f"/record/{check[1]['id']}"
            assert len(rows_of(screen)) == 5
            await press(screen, "Escape")
            assert screen.desk.where.route == "/checks"

    run(work)


def test_the_shown_selection_goes_into_a_file_with_the_columns_of_the_screen(tmp_path: Path) -> None:
    """A filter, then ticked rows alone."""
    phone = walked_phone(tmp_path)
    seen: list[list[dict[str, Any]]] = []

    async def work() -> None:
        async with wide(phone, "/checks") as screen:
            await export(screen, ".csv")
            seen.append(lines_of(saved(phone)[1]))
            phone.fake.shell.saved.clear()
            await screen.choose("result-failed")
            await screen.event("tick-all-checks", "change", "true")
            assert screen.shows("已选 1 条")
            await export(screen, ".csv")
            seen.append(lines_of(saved(phone)[1]))

    run(work)
    assert [line["是否按时"] for line in seen[0]] == ["迟到", "按时"]
    assert [line["结果"] for line in seen[0]] == ["异常", "正常"]
    assert [line["异常项"] for line in seen[0]] == ["1", "0"]
    assert [line["人员"] for line in seen[1]] == ["李敏"]
    assert saved(phone)[0] == "检查记录-2026-11-20.csv"


def test_columns_are_chosen_as_in_the_other_tables(tmp_path: Path) -> None:
    """Route and hours come when they are asked for."""
    phone = walked_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checks") as screen:
            assert not screen.shows("重点部位巡查")
            await screen.tap("columns-open")
            await screen.event("column-checklist", "change", "false")
            await screen.event("column-route", "change", "true")
            await screen.tap("columns-done")
            await export(screen, ".csv")

    run(work)
    line = lines_of(saved(phone)[1])[0]
    assert line["路线"] == "重点部位巡查"
    assert "检查表" not in line


def test_fifty_rows_at_a_time_and_the_whole_filter_with_ctrl_a(tmp_path: Path) -> None:
    """120 checks: fifty, then a hundred; the count and the ticks are of all of them."""
    phone = school_phone(tmp_path)
    fields = {"room_id": "r1", "checklist_id": "gate", "answers": [], "result": "passed"}
    phone.write(*(Edit("check", f"0{n:03d}", {**fields, "done_ms": n}) for n in range(120)))

    async def work() -> None:
        async with wide(phone, "/checks") as screen:
            assert len(rows_of(screen)) == 50
            assert screen.shows("共 120 次检查")
            await screen.tap("more-checks")
            assert len(rows_of(screen)) == 100
            data = {"key": "A", "shift": False, "ctrl": True, "alt": False, "meta": False}
            await screen.session.dispatch_event(screen.page._i, "keyboard_event", data)
            await screen.settle(8)
            assert screen.shows("已选 120 条")

    run(work)


def test_the_two_views_of_what_was_walked_lead_to_each_other(tmp_path: Path) -> None:
    """Rounds and single checks are one place of the rail."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/rounds") as screen:
            await screen.choose("place-checks")
            assert screen.desk.where.route == "/checks"
            assert screen.find("rail").selected_index == 1
            await screen.choose("place-rounds")
            assert screen.desk.where.route == "/rounds"

    run(work)
