"""路线 and 检查表: changed beside what they mean, saved whole or refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

from storage.queries import checklists, rounds
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.school import school_phone
from tests.screens.wide.office import keyed, wide


def test_a_route_is_made_from_rooms_found_by_their_use(tmp_path: Path) -> None:
    """Name, hours, rooms: one write; it is in the list at once."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/plan/new") as screen:
            await screen.type("plan-name", "化学楼周查")
            await screen.type("hours-1-start", "16:30")
            await screen.type("hours-1-end", "18:00")
            await screen.type("plan-rooms", "化学实验室")
            await screen.settle(30)
            await screen.tap("add-all")
            await screen.choose("day-6")
            await screen.tap("save-plan")

    run(work)
    row = next(row for row in rounds.routes(phone.store.db) if row.name == "化学楼周查")
    assert json.loads(row.windows) == [{"start": "16:30", "end": "18:00", "name": ""}]
    assert len(json.loads(row.points)) == 2
    assert json.loads(row.days or "[]") == [1, 2, 3, 4, 5, 7]


def test_a_route_with_an_hour_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    """Said above the button; nothing is written."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/plan/route1") as screen:
            await screen.type("hours-1-start", "7点")
            await screen.tap("save-plan")
            assert screen.shows("时间“7点”不对，请写成 07:30 这样")

    run(work)
    held = rounds.route(phone.store.db, "route1")
    assert held is not None
    assert json.loads(held.windows)[0]["start"] == "07:00"


def test_points_are_moved_and_taken_out(tmp_path: Path) -> None:
    """The order of the list is the order of the walk."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/plan/route1") as screen:
            await screen.tap("down-1")
            await screen.tap("out-3")
            await screen.tap("save-plan")

    run(work)
    held = rounds.route(phone.store.db, "route1")
    assert held is not None
    assert [point["room"] for point in json.loads(held.points)][:3] == ["r2", "r1", "r4"]


def test_key_places_seen_too_seldom_are_named(tmp_path: Path) -> None:
    """Twice a day is not five times: GB/T 29315-2022."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/plans") as screen:
            assert screen.shows("个重点部位每天少于 5 次")
            assert screen.shows("2 次")

    run(work)


def test_a_checklist_is_changed_seen_on_the_phone_and_saved_as_the_next_version(tmp_path: Path) -> None:
    """A new item appears in the preview as it is typed; saving writes one change."""
    phone = school_phone(tmp_path)
    before = phone.store.rows("select count(*) as n from change")[0]["n"]

    async def work() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            await screen.tap("add-item")
            await screen.type("item-label", "饮水机外壳不漏电")
            assert screen.texts().count("饮水机外壳不漏电") >= 2
            await screen.tap("save-checklist")

    run(work)
    row = checklists.checklist(phone.store.db, "classroom")
    assert row is not None
    assert row.version == 2
    assert json.loads(row.items)[-1]["label"] == "饮水机外壳不漏电"
    assert phone.store.rows("select count(*) as n from change")[0]["n"] == before + 1


def test_a_checklist_with_a_broken_rule_is_one_clear_line_and_not_saved(tmp_path: Path) -> None:
    """The item is named by its number and words; the preview keeps the last sound state."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            row = keyed(screen, "row-")[0]
            await screen.tap(row)
            await screen.type("item-relevant", "${nirgends} = 'x'")
            await screen.tap("save-checklist")
            assert screen.shows("第 1 项“")
            assert screen.shows("不是前面的检查项")
            assert screen.find("phone-preview") is not None

    run(work)
    row = checklists.checklist(phone.store.db, "classroom")
    assert row is not None
    assert row.version == 1


def test_a_preview_records_nothing(tmp_path: Path) -> None:
    """Tapping answers on the preview leaves no draft and no check."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            answer = keyed(screen, "answer-", "-abnormal")[0]
            await screen.tap(answer)

    run(work)
    assert phone.store.rows("select * from draft") == []


def test_a_checklist_is_ended_after_a_question_and_its_checks_stay_readable(tmp_path: Path) -> None:
    """Offered no more; the record of a check still shows every answer by its words."""
    phone = school_phone(tmp_path)
    check_id = phone.check("r2")
    label = json.loads(phone.store.rows("select items from checklist where id = 'classroom'")[0]["items"])[0][
        "label"
    ]

    async def work() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            await screen.tap("retire-checklist")
            assert checklists.checklist_for_use(phone.store.db, "普通教室") is not None
            await screen.tap("ask-yes")
            assert checklists.checklist_for_use(phone.store.db, "普通教室") is None
            await screen.browse(f"/record/{check_id}")
            assert screen.shows(label)

    run(work)


def test_a_draft_is_not_lost_when_somebody_else_saves_meanwhile(tmp_path: Path) -> None:
    """The newer version is named and offered; saving over it writes nothing."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            await screen.type("checklist-name", "教室(我的)")
            row = checklists.checklist(phone.store.db, "classroom")
            assert row is not None
            phone.write(Edit("checklist", "classroom", {"name": "教室(别人)", "version": 2}))
            screen.desk.changed()
            await screen.settle()
            assert screen.find("newer-version") is not None
            await screen.tap("save-checklist")
            held = checklists.checklist(phone.store.db, "classroom")
            assert held is not None
            assert (held.name, held.version) == ("教室(别人)", 2)
            await screen.tap("take-theirs")
            assert screen.find("checklist-name").value == "教室(别人)"

    run(work)


def test_two_people_who_change_different_parts_of_a_route_both_keep_their_change(tmp_path: Path) -> None:
    """Only what was changed here is written."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/plan/route1") as screen:
            await screen.tap("out-1")
            phone.write(Edit("route", "route1", {"name": "换了名字"}))
            await screen.tap("save-plan")

    run(work)
    held = rounds.route(phone.store.db, "route1")
    assert held is not None
    assert held.name == "换了名字"
    assert len(json.loads(held.points)) == 13


def test_undoing_all_changes_shows_the_saved_words_again(tmp_path: Path) -> None:
    """In the fields too, not only in what would be saved."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            saved = screen.find("checklist-name").value
            await screen.type("checklist-name", "别的名字")
            await screen.tap("undo")
            assert screen.find("checklist-name").value == saved
            assert screen.find("save-checklist").disabled

    run(work)
