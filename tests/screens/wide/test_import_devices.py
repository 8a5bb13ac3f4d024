"""导入 and 人员与设备 before a real server."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from inspect_app.devices.fakes import FakeShell
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen
from tests.screens.wide.office import Office, keyed, new_office, press, see, wide, with_agent

ROOMS = "校区,楼栋,楼层,房号,用途,责任人\n本部,图书楼,1,101,阅览室,张军\n本部,图书楼,1,,书库,\n"


async def choose(screen: PhoneScreen, name: str, content: bytes) -> None:
    """Choose a file, as the browser tells it."""
    picker = screen.desk.memory["papers"]
    await picker.came(SimpleNamespace(files=[SimpleNamespace(name=name, bytes=content)]))
    await screen.settle()


def rooms_of(office: Office) -> set[str]:
    return {
        row["number"] for row in office.computer.store.rows("select number from room where building='图书楼'")
    }


def test_a_paper_is_first_only_read_and_then_taken_on_a_second_word(tmp_path: Path) -> None:
    """New rooms and refused lines are listed; nothing is written before 确认导入; then it is here at once."""
    office = new_office(tmp_path)
    with_agent(office)

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await choose(screen, "房间.csv", ROOMS.encode("gb18030"))
            await see(screen, "第 3 行")
            assert screen.shows("1 行不能导入")
            await screen.choose("report-creates")
            assert screen.shows("图书楼")
            assert rooms_of(office) == set()
            await screen.tap("confirm-import")
            await see(screen, "已导入，新建或修改 1 条")
            await screen.settle(30)

    run(work)
    assert rooms_of(office) == {"101"}


def test_a_file_that_is_no_table_is_one_sentence(tmp_path: Path) -> None:
    """A picture with the name of a spreadsheet: told, nothing written, the next file can be chosen."""
    office = new_office(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await choose(screen, "房间.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200))
            await see(screen, "房间.xlsx")
            for _ in range(40):
                await screen.settle(5)
                if screen.find("import-trouble") is not None:
                    break
            assert screen.find("import-trouble") is not None
            assert screen.find("confirm-import") is None
            assert screen.find("choose-file") is not None

    run(work)


STRANGE = "某校,,,\n甲列,乙列,丙列,丁列\n图书楼,101,阅览室,张军\n图书楼,102,书库,李敏\n"


def test_columns_that_were_not_understood_are_named_on_the_screen(tmp_path: Path) -> None:
    """No header is found: the row with the names is there to choose, two columns are named, then it is read."""
    office = new_office(tmp_path)
    with_agent(office)

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await choose(screen, "怪表.csv", STRANGE.encode())
            await see(screen, "找不到表头行")
            assert screen.find("map-again").disabled
            assert screen.shows("101、102")
            for title, field in (("甲列", "building"), ("乙列", "number"), ("丁列", "keeper")):
                await pick(screen, f"map-{title}", field)
            await screen.tap("map-again")
            await see(screen, "房间：新建 2")
            assert rooms_of(office) == set()
            await screen.tap("confirm-import")
            await see(screen, "已导入")
            await screen.settle(30)

    run(work)
    assert rooms_of(office) == {"101", "102"}


def test_a_column_that_was_understood_wrongly_is_put_right(tmp_path: Path) -> None:
    """责任人 is said to be the note: the same file read again gives notes and no keeper."""
    office = new_office(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await choose(screen, "房间.csv", ROOMS.encode())
            await see(screen, "第 3 行")
            await screen.choose("report-columns")
            assert screen.find("map-again").disabled
            await pick(screen, "map-责任人", "note")
            await screen.tap("map-again")
            await see(screen, "1 行不能导入")
            await screen.choose("report-creates")
            assert screen.shows("备注 张军")
            assert not screen.shows("责任人 张军")

    run(work)


def test_an_import_is_told_in_english_where_the_screen_is(tmp_path: Path) -> None:
    """Names of fields and words for choices; what stood in the paper stays as it stood."""
    office = new_office(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            screen.desk.choose(language="en")
            await screen.settle(8)
            await choose(screen, "房间.csv", ROOMS.encode())
            await see(screen, "line 3")
            await screen.choose("report-creates")
            assert screen.shows("Use 阅览室")
            assert screen.shows("Keeper 张军")
            await screen.choose("report-columns")
            assert "Room number" in [option.text for option in screen.find("map-房号").options]
            assert screen.shows("图书楼")

    run(work)


async def pick(screen: PhoneScreen, key: str, value: str) -> None:
    """Choose from a menu, as the browser tells it."""
    control = screen.find(key)
    screen.session.apply_patch(control._i, {"value": value})
    await screen.event(key, "select", value)


def test_an_import_without_a_network_says_so_and_changes_nothing(tmp_path: Path) -> None:
    """One plain sentence."""
    office = new_office(tmp_path)
    office.wire.is_cut = True

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await choose(screen, "房间.csv", ROOMS.encode())
            await see(screen, "服务器暂时连不上，没有做任何改动")
            assert screen.find("confirm-import") is None

    run(work)
    assert rooms_of(office) == set()


def test_an_inspector_at_the_offices_pages_is_told_that_they_are_not_his(tmp_path: Path) -> None:
    """The server refuses, the screen says it in a sentence."""
    office = new_office(tmp_path)
    phone = office.phone("a")

    async def work() -> None:
        async with wide(phone, "/devices") as screen:
            await see(screen, "只有总务处的设备可以这样做")
            assert screen.find("devices-table") is None

    run(work)


def test_a_code_made_here_lets_a_phone_join(tmp_path: Path) -> None:
    """The picture holds the address with the code behind '#', which the server takes once."""
    office = new_office(tmp_path)
    office.computer.fake.shell = FakeShell(origin="https://inspect.school.cn")

    async def work() -> str:
        async with wide(office.computer, "/devices") as screen:
            await screen.tap("make-code")
            await see(screen, "还有 30 分钟有效")
            return next(text for text in screen.texts() if "/join#" in text)

    url = run(work)
    origin, code = url.split("/join#")
    assert origin == "https://inspect.school.cn"
    assert office.school.enrol(code, "手机", None)["role"] == "inspector"


def test_a_code_can_be_made_for_one_person(tmp_path: Path) -> None:
    """A name is typed, the person tapped, the role follows; the phone that joins is that person's."""
    office = new_office(tmp_path)
    office.computer.fake.shell = FakeShell(origin="https://inspect.school.cn")

    async def work() -> str:
        async with wide(office.computer, "/devices") as screen:
            await screen.type("person", "王")
            await screen.settle(40)
            await screen.tap("suggested-p1")
            assert screen.find("person-chosen") is not None
            await screen.tap("make-code")
            await see(screen, "巡查员 · 王师傅")
            return next(text for text in screen.texts() if "/join#" in text)

    code = run(work).partition("#")[2]
    assert office.school.enrol(code, "手机", None)["person"] == "p1"


def test_a_phone_is_blocked_only_after_a_question(tmp_path: Path) -> None:
    """Asked, then done; the list says so, and the phone is told at its next sync."""
    office = new_office(tmp_path)
    phone = office.phone("a")

    async def work() -> None:
        async with wide(office.computer, "/devices") as screen:
            await see(screen, "测试机")
            await screen.tap(f"block-{phone.store.device}")
            assert screen.shows(f"测试机 · {phone.store.device} · 巡查员 · 王师傅")
            assert not _revoked(office, phone.store.device or "")
            await screen.tap("ask-yes")
            await see(screen, "已停用")

    run(work)
    assert _revoked(office, phone.store.device or "")


def _revoked(office: Office, device: str) -> bool:
    from sync.server import devices

    found = {each["id"]: each["revoked_ms"] for each in devices.all_devices(office.school.database.reader())}
    return found[device] is not None


def test_what_the_server_did_not_take_is_judged_and_leaves_the_list(tmp_path: Path) -> None:
    """A viewer's phone wrote a room: refused with its reason, seen by the office, ignored by one tap."""
    office = new_office(tmp_path)
    phone = office.phone("a", role="viewer")
    phone.store.write(phone.author(), [Edit("room", "r1", {"note": "改一改"})])
    office.sync(phone)

    async def work() -> None:
        async with wide(office.computer, "/devices") as screen:
            await see(screen, "服务器未接受 1")
            await screen.choose("devices-quarantine")
            assert screen.shows("此人没有权限")
            key = keyed(screen, "dropped-")[0]
            await screen.tap(key)
            await see(screen, "上传的内容都已接受")

    run(work)


def chosen_rows(screen: PhoneScreen, start: str) -> list[str]:
    """The keys of the rows that are marked as chosen."""
    return [key for key in keyed(screen, start) if getattr(screen.find(key), "bgcolor", None) is not None]


def test_keys_walk_through_the_devices_and_enter_asks_before_it_blocks(tmp_path: Path) -> None:
    """One row is marked; the server's own device and the one that asks are passed over by Enter."""
    office = new_office(tmp_path)
    phone = office.phone("a")

    async def work() -> None:
        async with wide(office.computer, "/devices") as screen:
            await see(screen, "测试机")
            order = keyed(screen, "device-")
            for key in order:
                await press(screen, "J")
                assert chosen_rows(screen, "device-") == [key]
                await press(screen, "Enter")
                asks = key == f"device-{phone.store.device}"
                assert (screen.find("ask-yes") is not None) == asks
                if asks:
                    await press(screen, "J")
                    assert chosen_rows(screen, "device-") == [key]
                    await screen.tap("ask-no")
            await press(screen, "Arrow Up")
            assert chosen_rows(screen, "device-") == [order[-2]]
            await press(screen, "Escape")
            assert chosen_rows(screen, "device-") == []

    run(work)
    assert not _revoked(office, phone.store.device or "")


def test_enter_on_a_refused_change_asks_how_it_is_judged(tmp_path: Path) -> None:
    """A key alone judges nothing; in the question one tap does, for the row that was marked."""
    office = new_office(tmp_path)
    phone = office.phone("a", role="viewer")
    for note in ("一", "二"):
        phone.store.write(phone.author(), [Edit("room", "r1", {"note": note})])
    office.sync(phone)

    async def work() -> None:
        async with wide(office.computer, "/devices") as screen:
            await see(screen, "服务器未接受 2")
            await screen.choose("devices-quarantine")
            first, second = (key.removeprefix("dropped-") for key in keyed(screen, "dropped-"))
            await press(screen, "Arrow Down")
            await press(screen, "Arrow Down")
            assert chosen_rows(screen, "quarantine-") == [f"quarantine-{second}"]
            await press(screen, "Enter")
            await screen.tap("judge-no")
            assert len(keyed(screen, "dropped-")) == 2
            await press(screen, "Enter")
            await screen.tap(f"judge-taken-{second}")
            await see(screen, "服务器未接受 1")
            assert keyed(screen, "dropped-") == [f"dropped-{first}"]

    run(work)


def test_keys_walk_through_the_people_and_enter_opens_the_pin(tmp_path: Path) -> None:
    """While a name is typed the keys are letters; / goes to the search."""
    office = new_office(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/devices") as screen:
            await screen.choose("devices-people")
            await screen.event("people-search", "focus")
            await press(screen, "J")
            assert chosen_rows(screen, "person-p") == []
            await screen.event("people-search", "blur")
            await press(screen, "J")
            await press(screen, "J")
            assert chosen_rows(screen, "person-p") == ["person-p1"]
            await press(screen, "Enter")
            assert screen.find("pin-write") is not None
            assert screen.shows("王师傅")

    run(work)


SHEET = (
    "8年级1班 班级财产登记表(2026—2027学年第一学期),,,\n序号,物品名称,期初数量,完好情况期初\n"
    "1,课桌,45,完好\n2,课椅,46,缺1\n班主任签名：周老师,,,\n"
)


def test_a_class_whose_teacher_keeps_two_rooms_is_given_one_on_the_screen(tmp_path: Path) -> None:
    """The rooms it might be are offered first; any other is found by its words; nothing is made before."""
    office = new_office(tmp_path)
    with_agent(office)
    store = office.computer.store
    rooms = store.rows("select id, campus_id from room order by id limit 1")
    fields = {"campus_id": rooms[0]["campus_id"], "building": "图书楼", "use": "普通教室", "keeper": "周老师"}
    office.computer.write(*(Edit("room", f"z{n}", {**fields, "number": str(700 + n)}) for n in range(3)))
    office.computer.write(Edit("room", "z2", {"keeper": "李老师"}))
    office.sync()

    def sheets() -> list[str]:
        return [row["room_id"] for row in store.rows("select room_id from handover")]

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await screen.tap("paper-class_property")
            await choose(screen, "8年级1班.csv", SHEET.encode())
            await see(screen, "可能有几间，请选定")
            assert screen.shows("班主任：周老师")
            assert screen.find("rooms-again").disabled
            offered = [option.key for option in screen.find("class-8年级1班").options]
            assert offered == ["z0", "z1", "other", "-"]
            await pick(screen, "class-8年级1班", "other")
            await screen.type("room-sought", "702")
            await see(screen, "702")
            await screen.tap("room-z2")
            await screen.tap("rooms-again")
            await see(screen, "班级财产交接：新建 1")
            assert sheets() == []
            await screen.tap("confirm-import")
            await see(screen, "已导入")
            await screen.settle(30)

    run(work)
    assert sheets() == ["z2"]
