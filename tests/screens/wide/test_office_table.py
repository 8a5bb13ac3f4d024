"""Tables of the desk: rows to tick, columns to choose, and what is shown as a file, also when it is long."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import SimpleNamespace

from openpyxl import load_workbook

from inspect_app.actions.office.faults import end_faults, judge_faults
from inspect_app.parts.keys import Keyboard
from inspect_app.parts.selection import Selection
from inspect_app.screens.wide.office_table import column, fitting
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen
from tests.screens.school import Phone, busy_phone, school_phone
from tests.screens.wide.office import keyed, press, wide

SHOWN = ["a", "b", "c", "d", "e"]


def saved(phone: Phone) -> tuple[str, bytes]:
    return next(iter(phone.fake.shell.saved.items()))


def lines_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def export(screen: PhoneScreen, sort: str, rounds: int = 20) -> None:
    await screen.tap("export-open")
    await screen.tap(f"export{sort}")
    await screen.settle(rounds)


def test_a_range_goes_from_the_last_box_to_the_row_whatever_lies_between() -> None:
    """Down or up, in the order that is shown; a row that is not shown ends no range."""
    assert Selection().toggled("b").reached(SHOWN, "d").ids == {"b", "c", "d"}
    assert Selection().toggled("d").reached(SHOWN, "b").ids == {"b", "c", "d"}
    assert Selection().reached(SHOWN, "c").ids == {"c"}
    assert Selection().toggled("b").reached(SHOWN, "gone").ids == {"b"}
    assert Selection().toggled("b").toggled("b").ids == frozenset()
    assert Selection().with_all(SHOWN).only(["a", "z"]).ids == {"a"}


def test_a_narrow_window_keeps_the_columns_that_stay_and_then_those_on_the_left() -> None:
    """Nothing is squeezed until it cannot be read."""
    columns = [
        column("name", "n", str, flex=3, stays=True),
        column("a", "a", str, width=100),
        column("b", "b", str, width=200),
        column("c", "c", str, width=50, stays=True),
    ]
    names = [[each.name for each in fitting(columns, pixels)] for pixels in (2000, 540, 100)]
    assert names == [["name", "a", "b", "c"], ["name", "a", "c"], ["name", "c"]]


def test_keys_with_shift_or_ctrl_have_bindings_of_their_own() -> None:
    """Shift with an arrow is not the arrow, and Shift is known to be held only while it is."""
    heard: list[str] = []
    keyboard = Keyboard()

    names = ("down", "Shift down", "Ctrl all", "/")
    keyboard.bindings = [
        SimpleNamespace(current={name: lambda name=name: heard.append(name) for name in names})
    ]
    keyboard.hear("J")
    keyboard.hear("Arrow Down", shift=True)
    keyboard.hear("A", ctrl=True)
    keyboard.hear("A")
    keyboard.hear("/", shift=True)
    assert heard == ["down", "Shift down", "Ctrl all", "/"]
    keyboard.hold_shift("Shift Left", down=True)
    assert keyboard.is_shift_held
    keyboard.hold_shift("Shift Left", down=False)
    assert not keyboard.is_shift_held


def test_ticked_rows_alone_go_into_the_file(tmp_path: Path) -> None:
    """Two boxes, two rows, the columns of the screen in words; the boxes stay."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            for room in ("r1", "r3"):
                await screen.event(f"tick-{room}", "change", "true")
            assert screen.shows("已选 2 条")
            await export(screen, ".csv")
            assert screen.shows("已选 2 条")

    run(work)
    name, content = saved(phone)
    assert name == "房间-2026-11-20.csv"
    lines = lines_of(content)
    assert [line["房号"] for line in lines] == ["101", "103"]
    assert list(lines[0])[:4] == ["楼栋", "房号", "楼层", "用途"]


def test_a_click_with_shift_ticks_everything_between(tmp_path: Path) -> None:
    """The first box begins the range; the click that ends it opens nothing."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.event("tick-r1", "change", "true")
            await screen.event("keyboard", "key_down", {"key": "Shift Left"})
            await screen.tap("room-r4")
            assert screen.shows("已选 4 条")
            assert screen.desk.where.route == "/ledger"
            await screen.event("keyboard", "key_up", {"key": "Shift Left"})
            await screen.tap("room-r4")
            assert screen.desk.where.route == "/room/r4"

    run(work)


def test_keys_tick_rows_and_all_of_the_filter(tmp_path: Path) -> None:
    """j opens, x ticks, Shift with j ticks on the way, Ctrl+A takes rows that are not on the screen too."""
    phone = school_phone(tmp_path)
    phone.write(*(Edit("asset", f"x{n}", {"name": "椅子", "number": f"N{n:03d}"}) for n in range(80)))

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await press(screen, "J")
            await press(screen, "X")
            assert screen.shows("已选 1 条")
            data = {"key": "J", "shift": True, "ctrl": False, "alt": False, "meta": False}
            await screen.session.dispatch_event(screen.page._i, "keyboard_event", data)
            await screen.settle(8)
            assert screen.shows("已选 2 条")
            data = {"key": "A", "shift": False, "ctrl": True, "alt": False, "meta": False}
            await screen.session.dispatch_event(screen.page._i, "keyboard_event", data)
            await screen.settle(8)
            assert screen.shows("已选 100 条")
            assert len(keyed(screen, "tick-x")) == 50
            await screen.tap("untick")
            assert not screen.shows("已选")

    run(work)


def test_columns_are_kept_for_the_person_on_this_computer(tmp_path: Path) -> None:
    """Put out and in; another person sees what everybody sees at first; the file has what the screen has."""
    phone = school_phone(tmp_path)

    async def put_out() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.tap("columns-open")
            assert screen.find("column-room").disabled
            await screen.event("column-keeper", "change", "false")
            await screen.tap("columns-done")
            assert not screen.shows("责任人")

    async def titles() -> list[str]:
        async with wide(phone, "/ledger") as screen:
            await export(screen, ".csv")
        content = saved(phone)[1]
        phone.fake.shell.saved.clear()
        return list(lines_of(content)[0])

    run(put_out)
    assert "责任人" not in run(titles)
    phone.store.set_settings(on_duty="p2")
    assert "责任人" in run(titles)
    phone.store.set_settings(on_duty="p1")
    assert "责任人" not in run(titles)


def test_a_workbook_of_ten_thousand_rows_shows_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    """A bar while it is written; stopped, there is no file; let be, it holds every row."""
    phone = school_phone(tmp_path)
    phone.write(*(Edit("asset", f"x{n}", {"name": "椅子", "number": f"N{n:05d}"}) for n in range(10_000)))
    seen: list[float] = []

    async def work(*, stops: bool) -> None:
        async with wide(phone, "/asset/a1") as screen:
            await screen.tap("export-open")
            control = screen.find("export.xlsx")
            await screen.session.dispatch_event(control._i, "click", None)
            for _ in range(4000):
                await screen.settle(1)
                bar = screen.find("export-progress")
                if bar is not None and bar.value:
                    seen.append(bar.value)
                    if stops:
                        await screen.tap("export-stop")
                        await screen.settle(30)
                        return
                if phone.fake.shell.saved:
                    return

    run(lambda: work(stops=True))
    assert phone.fake.shell.saved == {}
    assert 0 < seen[0] < 1
    run(lambda: work(stops=False))
    book = load_workbook(io.BytesIO(saved(phone)[1]), read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows()) == 10_021


def test_several_faults_are_ended_with_one_word(tmp_path: Path) -> None:
    """One reason for all, in one write; one that cannot become that is left, and this is said."""
    phone = busy_phone(tmp_path)
    ids = [row["id"] for row in phone.store.rows("select id from fault order by id")]
    end_faults(phone.store, phone.author(), ids[:1], "cancelled", "重复上报")

    async def work() -> None:
        async with wide(phone, "/tasks") as screen:
            await screen.choose("state-all")
            await screen.event("tick-all-faults", "change", "true")
            await screen.tap("all-done")
            await screen.choose("reason-0")
            await screen.tap("reason-yes")
            await screen.settle(10)
            assert screen.shows("已改 1 条。 1 条的状态不适用，未改。")
            assert not screen.shows("已选")

    run(work)
    held = {row["id"]: row["state"] for row in phone.store.rows("select id, state from fault")}
    assert held == {ids[0]: "cancelled", ids[1]: "done"}


def test_several_faults_are_judged_alike_and_those_that_are_so_already_are_not_written(
    tmp_path: Path,
) -> None:
    """The log holds no change that changes nothing."""
    phone = busy_phone(tmp_path)
    ids = [row["id"] for row in phone.store.rows("select id from fault")]
    assert judge_faults(phone.store, phone.author(), ids, "urgent").changed == 2
    before = phone.store.rows("select count(*) as n from change")[0]["n"]
    judged = judge_faults(phone.store, phone.author(), ids, "urgent")
    assert (judged.changed, judged.left) == (0, 2)
    assert phone.store.rows("select count(*) as n from change")[0]["n"] == before


def test_the_file_of_faults_says_what_became_of_them(tmp_path: Path) -> None:
    """Note, place, end and times beside what the screen shows."""
    phone = busy_phone(tmp_path)
    ids = [row["id"] for row in phone.store.rows("select id from fault")]
    end_faults(phone.store, phone.author(), ids, "done", "已更换")

    async def work() -> None:
        async with wide(phone, "/tasks") as screen:
            await screen.choose("state-all")
            await export(screen, ".csv")

    run(work)
    line = lines_of(saved(phone)[1])[0]
    assert line["状态"] == "已修好"
    assert line["处理结果"] == "已更换"
    assert line["结束时间"].startswith("2026-11-20 ")
