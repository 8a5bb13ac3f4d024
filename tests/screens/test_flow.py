"""The whole way with a thumb: join, today, label, check, photo, finish, back to today."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.rounds import finish_round
from inspect_app.views.rounds import rounds_now
from storage.queries import checks, faults, photos
from storage.store import Author, Edit
from sync.errors import SyncError
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import busy_phone, code_of, new_phone, school_phone


def test_a_new_phone_walks_from_the_school_code_to_a_finished_point(tmp_path: Path) -> None:
    """Every step is one that a person takes, on a real store."""
    phone = new_phone(tmp_path)
    phone.fake.camera.shots = [b"\xff\xd8door"]

    async def work() -> None:
        async with shown(phone) as screen:
            await screen.type("school-code", "K7QF-2M9XR")
            await screen.tap("join")
            assert phone.joined == ["K7QF-2M9XR"]
            assert screen.shows("重点部位巡查 · 早巡")
            await screen.tap("tab-scan")
            await screen.tap("type-code")
            await screen.type("code", code_of(2)[:-1])
            await screen.tap("code-open")
            assert screen.shows("编码有误")
            await screen.type("code", code_of(2).lower())
            await screen.tap("code-open")
            assert phone.fake.feedback.noticed[-1] == "scanned"
            assert screen.shows("教学楼A 102")
            await screen.tap("start-check")
            await screen.tap("fill")
            await screen.tap("ask-yes")
            await screen.type("number-desks_broken", "0")
            await screen.tap("answer-door_window-abnormal")
            await screen.type("note-door_window", "锁舌卡住")
            await screen.tap("photo-door_window")
            await screen.settle(10)
            await screen.tap("shutter")
            await screen.settle(8)
            assert screen.shows("照片 1 张")
            await screen.tap("finish")
            await screen.settle()
            assert screen.desk.where.place.name == "today"
            assert screen.shows("1/14 点")
            assert screen.shows("1 项异常")

    run(work)
    (check,) = checks.checks_of_room(phone.store.db, "r2", limit=2)
    assert (check.result, check.arrival, check.person) == ("failed", "typed", "王师傅")
    (fault,) = faults.faults_of_check(phone.store.db, check.id)
    assert (fault.title, fault.level) == ("门窗、玻璃及锁：锁舌卡住", "major")
    assert [photo.item for photo in photos.photos_about(phone.store.db, check.id)] == ["door_window"]
    assert phone.fake.pictures.captions == [("2026-11-20 07:30  王师傅", "教学楼A 102")]
    assert check.round_id == rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due.id
    assert phone.agent.saves >= 1


def test_a_label_read_by_the_phones_own_camera_counts_as_scanned(tmp_path: Path) -> None:
    """It opens the label's address; from a list the same place would not be proved."""
    phone = school_phone(tmp_path)

    async def arrived(address: str) -> str | None:
        async with shown(phone, address) as screen:
            await screen.tap("start-check")
            return screen.desk.where.place.value("arrival")

    async def work() -> None:
        assert await arrived(f"/q/{code_of(2)}") == "scanned"
        assert await arrived("/room/r2") == "listed"

    run(work)


def test_a_finished_round_is_not_offered_again(tmp_path: Path) -> None:
    """Though points were left: it can be looked at."""
    phone = busy_phone(tmp_path)
    now_ms = phone.fake.clock.now_ms()
    begun = rounds_now(phone.store, now_ms, 480)[0]
    author = Author("p1", now_ms, 480)
    finish_round(phone.store, author, begun)

    async def work() -> None:
        async with shown(phone) as screen:
            assert not screen.shows("继续巡查")
            assert screen.shows("查看巡查")
            assert screen.shows("本次巡查已结束")

    run(work)


def test_a_wrong_school_code_is_answered_in_one_sentence(tmp_path: Path) -> None:
    """And nothing has changed on the phone."""
    phone = new_phone(tmp_path)
    phone.join_error = SyncError("code_expired")

    async def work() -> None:
        async with shown(phone) as screen:
            await screen.type("school-code", "AAAA")
            await screen.tap("join")
            assert screen.shows("入校码已过期或已用过。请向总务处要一个新的。")
            assert not screen.find("join").disabled

    run(work)
    assert phone.store.device is None


def test_a_label_at_the_lens_slides_the_room_up(tmp_path: Path) -> None:
    """The camera's picture is read, the phone beeps once, and the next label is one tap away."""
    phone = busy_phone(tmp_path)
    phone.fake.camera.shots = [b"nothing", b"label"]
    phone.fake.codes.seen = {b"label": (f"HTTPS://INSPECT.SCHOOL.CN/Q/{code_of(2)}",)}

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.settle(40)
            assert phone.fake.feedback.noticed == ["scanned"]
            assert screen.shows("17 分钟前您已检查过这里。")
            await screen.tap("next-label")
            assert screen.find("result") is None
            await screen.tap("viewfinder-close")
            assert not phone.fake.camera.running

    run(work)


def test_a_label_in_the_live_picture_needs_no_shot(tmp_path: Path) -> None:
    """Where the page can look through its own camera, no picture is taken."""
    phone = busy_phone(tmp_path)
    phone.fake.camera.shots = [b"first", b"second"]
    phone.fake.codes.live = (f"HTTPS://INSPECT.SCHOOL.CN/Q/{code_of(2)}",)

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.settle(20)
            assert phone.fake.feedback.noticed == ["scanned"]
            assert screen.find("start-check") is not None
            assert len(phone.fake.camera.shots) == 2

    run(work)


def test_a_strangers_code_is_answered_kindly(tmp_path: Path) -> None:
    """It says what the code is, and the two things one can do."""
    phone = school_phone(tmp_path)
    phone.fake.camera.shots = [b"label"]
    phone.fake.codes.seen = {b"label": ("WIFI:S:teachers;;",)}

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.settle(20)
            assert phone.fake.feedback.noticed == ["refused"]
            assert screen.shows("这是无线网络二维码，不是本校的标签。")
            assert screen.find("scan-again") is not None
            assert screen.find("type-code") is not None

    run(work)


def test_a_label_link_opens_the_room_and_back_leads_to_today(tmp_path: Path) -> None:
    """HTTPS://HOST/Q/CODE as any phone's camera opens it, with capitals, offline."""
    phone = school_phone(tmp_path)
    phone.fake.wire.down = True

    async def work() -> None:
        async with shown(phone, f"/Q/{code_of(4)}") as screen:
            assert screen.shows("教学楼A 204")
            await screen.tap("back")
            assert screen.desk.where.place.name == "today"

    run(work)


def test_the_browsers_back_button_goes_the_way_back(tmp_path: Path) -> None:
    """Room, its history, and back twice: the trail is empty again."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with shown(phone) as screen:
            screen.desk.go("/room/r2")
            screen.desk.go("/room/r2/history")
            await screen.settle()
            assert screen.shows("检查历史")
            await screen.browse("/room/r2")
            assert screen.desk.where.trail == ("/",)
            await screen.browse("/")
            assert screen.desk.where.trail == ()

    run(work)


def test_a_point_is_skipped_and_the_round_finished(tmp_path: Path) -> None:
    """A reason by one tap; then the summary."""
    phone = busy_phone(tmp_path)
    due = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due

    async def work() -> None:
        async with shown(phone, f"/round/{due.route.id}/{due.day}/{due.window.key}") as screen:
            assert screen.shows("4/14 点")
            await screen.tap("skip-3")
            assert screen.find("reason-yes").disabled
            await screen.choose("reason-0")
            await screen.tap("reason-yes")
            assert screen.shows("5/14 点")
            assert screen.shows("锁门无钥匙")
            await screen.tap("finish-round")
            assert screen.shows("还有 9 个点没有查。")
            await screen.tap("ask-yes")
            assert screen.shows("巡查已结束")
            assert screen.shows("按时 4 点 · 迟到 0 点 · 跳过 1 点 · 待查 9 点")

    run(work)


def test_a_fault_is_ended_with_a_word(tmp_path: Path) -> None:
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/tasks") as screen:
            fault_id = next(key for key in screen.all_keys() if key.startswith("task-")).removeprefix("task-")
            await screen.tap(f"task-{fault_id}")
            await screen.tap("fault-done")
            await screen.type("reason-text", "换了锁芯")
            await screen.tap("reason-yes")
            assert screen.shows("换了锁芯")
            assert screen.find("fault-done") is None

    run(work)


def test_a_fault_is_reported_without_a_check(tmp_path: Path) -> None:
    """The button wakes with the first word."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/room/r1") as screen:
            await screen.tap("report")
            assert screen.find("send").disabled
            await screen.type("words", "配电箱门关不上")
            await screen.tap("answer-level-urgent")
            await screen.tap("send")
            assert screen.desk.where.place.name == "room"
            assert screen.shows("配电箱门关不上")

    run(work)


def test_leaving_is_refused_with_numbers_while_work_is_only_here(tmp_path: Path) -> None:
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/me") as screen:
            await screen.tap("leave")
            await screen.tap("ask-yes")
            assert screen.shows("暂不能退出")
            assert phone.store.device is not None

    run(work)


def test_language_and_theme_are_kept_on_the_phone(tmp_path: Path) -> None:
    """English by one tap, at once and after the next start."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/me") as screen:
            await screen.choose("language-en")
            await screen.choose("theme-dark")
            assert screen.shows("Leave this school")
        async with shown(phone, "/me") as screen:
            assert screen.shows("Light and dark")
            assert screen.desk.looks.theme == "dark"

    run(work)


def test_the_search_waits_until_the_typing_rests(tmp_path: Path) -> None:
    """A name half typed is not looked up; the last word counts."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/ledger") as screen:
            await screen.type("search", "实")
            await screen.type("search", "实验室")
            await screen.settle(40)
            rooms = [key for key in screen.all_keys() if key.startswith("room-")]
            assert len(rooms) == 2
            await screen.type("search", "没有的")
            await screen.settle(40)
            assert screen.shows("没有找到“没有的”")

    run(work)


def test_the_ledgers_one_field_finds_things_while_rooms_are_shown(tmp_path: Path) -> None:
    """No room contains the word, things do: they are one tap away, with the word still in the field."""
    phone = school_phone(tmp_path)
    phone.write(Edit("asset", "fridge", {"name": "电冰箱(留样)", "number": "GZ1", "room_id": "r1"}))

    async def work() -> None:
        async with shown(phone, "/ledger") as screen:
            await screen.type("search", "冰箱")
            await screen.settle(40)
            await screen.tap("among-assets")
            await screen.settle(40)
            assert "asset-fridge" in screen.all_keys()
            await screen.type("search", "没有的")
            await screen.settle(40)
            assert "among-assets" not in screen.all_keys()

    run(work)
