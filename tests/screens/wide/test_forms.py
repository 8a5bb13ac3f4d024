"""检查表 as XLSForm: taken in after a look at every item and every refused line, and handed out again."""

from __future__ import annotations

from pathlib import Path

from inspect_app.checklists_xlsform.reading import read_xlsform
from inspect_app.views.checklist import checklist_by_id
from tests.checklists_xlsform.workbook import HEADER, workbook
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.wide.office import Office, new_office, press, see, wide, with_agent
from tests.screens.wide.test_import_devices import choose

SETTINGS = [("form_title", "room_uses"), ("夜间安全", "学生宿舍")]
GOOD = [
    HEADER,
    ("select_one ok", "door", "宿舍门锁好", None, None, "yes"),
    ("integer", "heads", "就寝人数", None, ". >= 0 and . <= 8", None),
]
CHOICES = [
    ("list_name", "name", "label"),
    ("ok", "normal", "正常"),
    ("ok", "abnormal", "异常"),
    ("ok", "na", "不适用"),
]


def form(folder: Path, *more: tuple[object, ...]) -> bytes:
    return workbook(folder, [*GOOD, *more], CHOICES, SETTINGS).read_bytes()


def versions(office: Office) -> list[int]:
    rows = office.computer.store.rows("select version from checklist where name = '夜间安全'")
    return [row["version"] for row in rows]


def test_a_form_is_first_only_read_and_becomes_a_checklist_on_a_second_word(tmp_path: Path) -> None:
    """Every item as it would become; then version 1, and the same form again is version 2 with nothing changed."""
    office = new_office(tmp_path)
    with_agent(office)

    async def work() -> None:
        async with wide(office.computer, "/checklist/import") as screen:
            await choose(screen, "夜间.xlsx", form(tmp_path))
            await see(screen, "宿舍门锁好")
            assert screen.shows("夜间安全 · 新建 · 用于学生宿舍")
            assert screen.shows("0–8")
            assert versions(office) == []
            await screen.tap("confirm-form")
            await see(screen, "“夜间安全”已是第 1 版")
            await screen.settle(30)
            assert versions(office) == [1]
            await choose(screen, "夜间.xlsx", form(tmp_path, ("text", "note", "其他情况", None, None, None)))
            await see(screen, "保存为第 2 版")
            assert screen.shows("不变")
            assert screen.shows("新建")

    run(work)


def test_every_refused_line_is_told_and_nothing_is_taken(tmp_path: Path) -> None:
    """The row of the sheet, the question and why; the good items are seen too, and the button stays shut."""
    office = new_office(tmp_path)
    bad = (
        ("geopoint", "where", "位置", None, None, None),
        ("text", "t", "说明", "${nowhere} = 'x'", None, None),
    )

    async def work() -> None:
        async with wide(office.computer, "/checklist/import") as screen:
            await choose(screen, "坏表.xlsx", form(tmp_path, *bad[:1]))
            await see(screen, "第 4 行")
            assert screen.shows("geopoint")
            assert screen.find("confirm-form").disabled
            await screen.choose("form-items")
            assert screen.shows("宿舍门锁好")
            await choose(screen, "坏表.xlsx", form(tmp_path, *bad))
            await see(screen, "nowhere")

    run(work)
    office.sync()
    assert versions(office) == []


def test_what_is_no_form_is_one_sentence(tmp_path: Path) -> None:
    """A picture with the name of a workbook."""
    office = new_office(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/checklist/import") as screen:
            await choose(screen, "表.xlsx", b"\\x89PNG" + bytes(100))
            for _ in range(60):
                await screen.settle(5)
                if screen.find("form-trouble") is not None:
                    break
            assert screen.shows("表格")
            assert screen.find("confirm-form") is None

    run(work)


def test_a_small_window_shows_the_list_or_the_chosen_checklist(tmp_path: Path) -> None:
    """At 1024 pixels the editor and its phone take the list's room until one goes back."""
    office = new_office(tmp_path)

    async def work() -> None:
        async with shown(office.computer, "/checklists", width=1024) as screen:
            await screen.settle(10)
            await screen.tap("checklist-row-classroom")
            assert screen.find("checklist-row-gate") is None
            assert screen.find("phone-preview") is not None
            await press(screen, "Escape")
            assert screen.find("checklist-row-gate") is not None

    run(work)


def test_a_checklist_is_handed_out_as_the_form_that_is_taken_back(tmp_path: Path) -> None:
    """Without a network: the workbook is made here, and reads back as the same items."""
    office = new_office(tmp_path)
    office.wire.is_cut = True

    async def work() -> None:
        async with wide(office.computer, "/checklist/classroom") as screen:
            await screen.tap("export-form")

    run(work)
    held = checklist_by_id(office.computer.store, "classroom")
    assert held is not None
    name, content = next(iter(office.computer.fake.shell.saved.items()))
    assert name == f"{held.name}.xlsx"
    (tmp_path / name).write_bytes(content)
    assert read_xlsform(tmp_path / name).items == held.items
