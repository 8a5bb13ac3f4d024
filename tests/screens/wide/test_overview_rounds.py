"""总览 and 巡查: what is counted can be opened; a round is seen as it was walked."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from inspect_app.actions.rounds import skip_point
from inspect_app.routes import route_to
from inspect_app.views.rounds import rounds_now
from tests.screens.headless import run
from tests.screens.school import MINUTE_MS, Phone, busy_phone, school_phone
from tests.screens.wide.office import keyed, new_office, press, wide


def walked(phone: Phone) -> str:
    """The morning round: three rooms on the way, one left out with a reason; the address of the round."""
    clock = phone.fake.clock
    due = rounds_now(phone.store, clock.now_ms(), 480)[0].due
    phone.check("r1", round_id=due.id)
    clock.pass_ms(3 * MINUTE_MS)
    phone.check("r2", round_id=due.id, failed=True, note="锁坏")
    skip_point(phone.store, phone.author(), due, "r3", "正在考试")
    clock.pass_ms(14 * MINUTE_MS)
    phone.check("r4", round_id=due.id)
    return route_to("round", route=due.route.id, day=due.day.isoformat(), window=due.window.key)


def test_every_number_of_the_overview_opens_what_it_counts(tmp_path: Path) -> None:
    """Points lead to the rounds, faults to the list of faults, with the filter that was counted."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone) as screen:
            assert screen.shows("2")
            await screen.tap("number-faults")
            assert screen.desk.where.route == "/tasks"
            await screen.browse("/")
            level = phone.store.rows("select level from fault order by found_ms")[0]["level"]
            cell = f"faults-{level}-2"
            await screen.tap(cell)
            assert screen.desk.where.route == "/tasks"
            assert len(keyed(screen, "fault-0")) == 1

    run(work)


def test_the_office_is_told_that_a_new_version_waits(tmp_path: Path) -> None:
    """On its first screen, where it looks all day, and not under 我的 alone."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone) as screen:
            assert screen.find("update") is None
        phone.fake.shell.waiting = True
        async with wide(phone) as screen:
            assert screen.shows("有新版本可用。")
            await screen.tap("update")

    run(work)


def test_a_block_of_the_time_axis_opens_its_round(tmp_path: Path) -> None:
    """One tap from today's picture to the round walked."""
    phone = school_phone(tmp_path)
    route = walked(phone)

    async def work() -> None:
        async with wide(phone) as screen:
            due = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due
            await screen.tap(f"block-{due.id}")
            assert screen.desk.where.route == route
            assert screen.shows("3/14 点")

    run(work)


def test_a_round_is_told_minute_by_minute_with_gaps_and_reasons(tmp_path: Path) -> None:
    """Times in order, the pause, the fault with its photo, the reason of a point left out."""
    phone = school_phone(tmp_path)
    route = walked(phone)

    async def work() -> None:
        async with wide(phone, route) as screen:
            texts = screen.texts()
            times = [text for text in texts if text in ("07:30", "07:33", "07:47")]
            assert times == ["07:30", "07:33", "07:47"]
            assert screen.shows("间隔 14 分钟")
            assert screen.shows("锁坏")
            assert screen.shows("正在考试 · 王师傅")
            assert keyed(screen, "thumb-")
            assert screen.shows("11 个点没有查")

    run(work)


def test_a_missed_point_says_that_nobody_gave_a_reason(tmp_path: Path) -> None:
    """After the hours: the point that was left out keeps its reason, the others say that there is none."""
    phone = school_phone(tmp_path)
    route = walked(phone)
    phone.fake.clock.pass_ms(3 * 60 * MINUTE_MS)

    async def work() -> None:
        async with wide(phone, route) as screen:
            assert screen.shows("正在考试 · 王师傅")
            assert sum(text.startswith("没有人说明原因") for text in screen.texts()) == 10

    run(work)


def test_a_photo_opens_with_its_original_from_the_server(tmp_path: Path) -> None:
    """The office holds the thumbnail; the file itself is fetched when it is looked at, and kept."""
    office = new_office(tmp_path)
    phone = office.phone("a")
    phone.raw = _jpeg()
    from inspect_app.devices.native.pictures import PillowPictures

    phone.fake.pictures = PillowPictures()  # type: ignore[assignment]
    walked(phone)
    route = walked_route(phone)
    office.sync(phone)
    office.sync()
    assert office.computer.fake.photos.files == {}

    async def work() -> None:
        async with wide(office.computer, route) as screen:
            thumb = keyed(screen, "thumb-")[0]
            await screen.tap(thumb)
            assert screen.find("photo-close") is not None
            for _ in range(60):
                await screen.settle(5)
                if office.computer.fake.photos.files:
                    break
            assert len(office.computer.fake.photos.files) == 1

    run(work)


def walked_route(phone: Phone) -> str:
    row = phone.store.rows("select route_id, day, window from round")[0]
    return route_to("round", route=row["route_id"], day=row["day"], window=row["window"])


def _jpeg() -> bytes:
    from PIL import Image

    kept = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(kept, "JPEG")
    return kept.getvalue()


def test_keys_walk_through_the_rounds_of_the_day(tmp_path: Path) -> None:
    """j and the arrow go down, k goes up, Esc closes."""
    phone = school_phone(tmp_path)
    walked(phone)

    async def work() -> None:
        async with wide(phone, "/rounds") as screen:
            await press(screen, "J")
            first = screen.desk.where.route
            await press(screen, "Arrow Down")
            second = screen.desk.where.route
            assert first.startswith("/round/")
            assert second.startswith("/round/")
            assert second != first
            await press(screen, "K")
            assert screen.desk.where.route == first
            await press(screen, "Escape")
            assert screen.desk.where.route == "/rounds"

    run(work)


def test_the_days_table_is_saved_as_a_spreadsheet_can_read_it(tmp_path: Path) -> None:
    """UTF-8 with its mark, one line per round, the words of the screen as titles."""
    phone = school_phone(tmp_path)
    walked(phone)

    async def work() -> None:
        async with wide(phone, "/rounds") as screen:
            await screen.tap("export-open")
            await screen.tap("export.csv")
            await screen.settle(10)

    run(work)
    name, content = next(iter(phone.fake.shell.saved.items()))
    assert name == "巡查-2026-11-20.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [line["路线"] for line in lines] == ["重点部位巡查", "重点部位巡查"]
    assert lines[0]["按时"] == "3"
    assert lines[0]["已跳过"] == "1"
    assert lines[0]["人员"] == "王师傅"


def test_a_day_is_compared_with_the_one_before(tmp_path: Path) -> None:
    """The other day stands in a column of its own, and its sums below."""
    phone = school_phone(tmp_path)
    walked(phone)
    phone.fake.clock.pass_ms(24 * 60 * MINUTE_MS)

    async def work() -> None:
        async with wide(phone, "/rounds") as screen:
            control = screen.find("compare")
            screen.session.apply_patch(control._i, {"value": "1"})
            await screen.event("compare", "select", "1")
            assert screen.shows("对比日")
            assert screen.shows("3/14")

    run(work)
