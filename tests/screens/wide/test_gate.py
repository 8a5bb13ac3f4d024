"""来访 at the office's desk: one row a person, what is late in amber, masked files, settings kept whole."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from inspect_app.actions.gate.items import Taker, add_items, give_out
from inspect_app.actions.gate.post import settings_here
from inspect_app.actions.office.gate_items import retire_items
from inspect_app.screens.wide.gate.visit_columns import stay_words
from inspect_app.texts import words_for
from storage.queries import gate_items, places, visit_list, visits
from storage.queries.visit_list import VisitFilter
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen
from tests.screens.school import Phone, school_phone
from tests.screens.wide.office import keyed, new_office, see, wide

MINUTE_MS = 60_000
HOUR_MS, DAY_MS = 60 * MINUTE_MS, 24 * 60 * MINUTE_MS
NAME, PHONE = "欧阳大山", "13812345678"


def office_phone(folder: Path) -> Phone:
    phone = school_phone(folder)
    phone.store.set_settings(role="office")
    return phone


def visit(office: Phone, visit_id: str, minutes_ago: int, **fields: Any) -> Edit:
    in_ms = office.fake.clock.now_ms() - minutes_ago * MINUTE_MS
    usual = {
        "name": NAME,
        "sort": "parent",
        "in_ms": in_ms,
        "campus_id": "c1",
        "gate": "南门",
        "phone": PHONE,
    }
    return Edit("visit", visit_id, usual | fields)


def rows_of(screen: PhoneScreen) -> list[str]:
    """Ids of the visits in the list."""
    return [
        key.removeprefix("visit-") for key in keyed(screen, "visit-") if key[6:] in ("v1", "v2", "v3", "v4")
    ]


def test_a_person_whom_two_gates_wrote_down_is_one_row_and_leaves_everywhere(tmp_path: Path) -> None:
    """The head counts them once; signing out ends both visits."""
    phone = office_phone(tmp_path)
    phone.write(
        visit(phone, "v1", 50, companions=2),
        visit(phone, "v2", 20, gate="北门"),
        visit(phone, "v3", 5, name="何静"),
    )

    async def work() -> None:
        async with wide(phone, "/visits") as screen:
            assert screen.shows("4")
            assert rows_of(screen) == ["v3", "v1"]
            await screen.browse("/visit/v1")
            await screen.settle(8)
            assert screen.find("two-gates") is not None
            await screen.tap("sign-out")
            await screen.settle(8)
            assert rows_of(screen) == ["v3"]

    run(work)
    assert [each.id for each in visits.open_visits(phone.store.db)] == ["v3"]


def test_what_is_over_its_time_is_counted_on_the_overview_and_opens_there(tmp_path: Path) -> None:
    """A delivery after an hour, a parent after two; the tile leads to those alone, a bar to its kind."""
    phone = office_phone(tmp_path)
    phone.write(visit(phone, "v1", 90, sort="delivery"), visit(phone, "v2", 90, name="何静", phone="1390"))

    async def work() -> None:
        async with wide(phone) as screen:
            assert screen.shows("1 人超时")
            await screen.tap("number-visitors")
            await screen.settle(8)
            assert screen.desk.where.route == "/visits"
            assert rows_of(screen) == ["v1"]
            await screen.browse("/")
            await screen.tap("on-campus-parent")
            await screen.settle(8)
            assert rows_of(screen) == ["v2"]

    run(work)


def test_ten_thousand_visits_show_fifty_and_are_narrowed_by_every_filter(tmp_path: Path) -> None:
    """By kind, host, day and state; each coming once."""
    phone = office_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    phone.write(
        *(
            visit(phone, f"f{n:05}", n * 10, name=f"访客{n}", phone=None, out_ms=now - n * 10 * MINUTE_MS + HOUR_MS,
                  out_how="tapped", host_name="李敏" if n % 2 else "王师傅", sort="parent" if n % 4 else "other")
            for n in range(10, 10_010)
        )
    )  # fmt: skip
    db = phone.store.db
    assert visit_list.count_visit_list(db, VisitFilter(now_ms=now)) == 10_000
    assert visit_list.count_visit_list(db, VisitFilter(sort="other", now_ms=now)) == 2_500
    assert visit_list.count_visit_list(db, VisitFilter(host="李敏", now_ms=now)) == 5_000
    assert visit_list.count_visit_list(db, VisitFilter(from_ms=now - DAY_MS, now_ms=now)) == 135
    limits = {"parent": 30}
    assert visit_list.count_visit_list(db, VisitFilter("overdue", now_ms=now, limits=limits)) == 7_500
    assert visit_list.count_visit_list(db, VisitFilter("in", now_ms=now)) == 0

    async def work() -> None:
        async with wide(phone, "/visit-log") as screen:
            assert screen.shows("共 10000 条来访")
            assert len(keyed(screen, "tick-")) - 1 == 50
            await screen.choose("view-in")
            await screen.settle(8)
            assert screen.find("none-filtered") is not None

    run(work)


def test_a_pass_that_came_back_elsewhere_ends_the_visit_in_every_list(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    phone.write(
        visit(phone, "v1", 60, pass_no="12"),
        Edit("sign_out", "s1", {"pass": "12", "out_ms": now - MINUTE_MS, "campus_id": "c1"}),
    )
    assert visit_list.count_visit_list(phone.store.db, VisitFilter("in", now_ms=now)) == 0
    assert (
        visit_list.visit_list(phone.store.db, VisitFilter("out", now_ms=now), limit=9)[0].out_ms
        == now - MINUTE_MS
    )


def test_one_coming_told_by_two_gates_is_one_line_of_the_log_and_the_next_day_another(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    out = {"out_ms": now, "out_how": "tapped"}
    phone.write(
        visit(phone, "v1", 60, **out), visit(phone, "v2", 30, gate="北门", **out),
        visit(phone, "v3", 60 * 26, out_ms=now - 25 * HOUR_MS, out_how="tapped"),
    )  # fmt: skip
    found = visit_list.visit_list(phone.store.db, VisitFilter(now_ms=now), limit=9)
    assert [each.id for each in found] == ["v1", "v3"]


def test_the_tables_file_holds_nobody_in_full(tmp_path: Path) -> None:
    """Name, telephone and plate leave masked, whatever columns are shown."""
    phone = office_phone(tmp_path)
    phone.write(visit(phone, "v1", 5, plate="沪A12345", came_from=f"找 {PHONE}", id_sealed="v1.k.c2VhbGVk"))

    async def work() -> None:
        async with wide(phone, "/visits") as screen:
            await screen.tap("columns-open")
            for name in ("phone", "plate", "paper"):
                await screen.event(f"column-{name}", "change", data=True)
            await screen.tap("columns-done")
            await screen.tap("export-open")
            await screen.tap("export.csv")
            for _ in range(20):
                await asyncio.sleep(0)
                await screen.settle(2)

    run(work)
    text = next(iter(phone.fake.shell.saved.values())).decode("utf-8-sig")
    assert "欧阳**" in text
    assert not [secret for secret in (NAME, PHONE, "沪A12345", "c2VhbGVk") if secret in text]


def test_a_visit_is_put_right_and_its_history_says_which_field(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)
    phone.write(visit(phone, "v1", 5))

    async def work() -> None:
        async with wide(phone, "/visit-log/v1") as screen:
            await screen.tap("correct-visit")
            await screen.type("visit-companions", "many")
            await screen.tap("visit-yes")
            assert screen.find("visit-flaw") is not None
            await screen.type("visit-companions", "3")
            await screen.type("visit-reason", "看望学生")
            await screen.tap("visit-yes")
            await screen.settle(8)
            assert screen.find("visit-form") is None
            assert screen.shows("更正：事由") or screen.shows("更正：随行人数") or screen.shows("更正：原因")

    run(work)
    held = visits.visit(phone.store.db, "v1")
    assert held is not None
    assert (held.companions, held.reason) == (3, "看望学生")


def settings_of(phone: Phone) -> dict[str, Any]:
    return dict(json.loads(places.school_settings(phone.store.db) or "{}").get("gate", {}))


def test_a_wrong_hour_is_told_in_a_sentence_and_nothing_is_kept(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/gate-settings") as screen:
            await screen.choose("gate-photo-needed")
            await screen.type("gate-closing", "晚上六点")
            await screen.tap("gate-keep")
            await screen.settle(6)
            assert screen.shows("时间请写成 18:00。")
            assert settings_of(phone) == {}
            await screen.type("gate-closing", "19：00")
            await screen.tap("gate-keep")
            await screen.settle(6)

    run(work)
    assert settings_of(phone) == {"photo": "needed", "closing": "19:00"}


def test_fewer_days_are_asked_for_with_what_the_next_run_takes(tmp_path: Path) -> None:
    """Nothing is kept before the question is answered."""
    phone = office_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/gate-settings") as screen:
            await screen.type("days-visit", "60")
            await screen.tap("gate-keep")
            await screen.settle(6)
            assert any("60 天以前的来访记录" in text for text in screen.texts())
            assert settings_of(phone) == {}
            await screen.tap("ask-yes")
            await screen.settle(6)

    run(work)
    assert settings_here(phone.store).retention_days["visit"] == 60


def test_a_kind_of_visitor_gets_a_question_of_its_own(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/gate-settings") as screen:
            await screen.tap("sort-other")
            await screen.type("sort-minutes", "45")
            await screen.tap("question-new")
            await screen.type("ask-q1", "带了什么")
            await screen.switch("needed-q1", on=True)
            await screen.tap("sort-yes")
            await screen.tap("gate-keep")
            await screen.settle(6)

    run(work)
    sort = settings_here(phone.store).sort("other")
    assert sort.overdue_minutes == 45
    assert [(each.ask, each.needed) for each in sort.questions] == [("带了什么", True)]
    assert settings_here(phone.store).sort("emergency").papers_later


def test_a_run_of_numbers_becomes_passes_and_leads_to_their_labels(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/gate-items") as screen:
            await screen.tap("items-new")
            await screen.type("items-last", "0")
            await screen.tap("items-yes")
            assert screen.find("items-flaw") is not None
            await screen.type("items-last", "5")
            await screen.tap("items-yes")
            await screen.settle(8)
            assert screen.desk.where.route == "/labels"
            assert len(screen.desk.memory["labels"].choice.ids) == 5

    run(work)
    assert [each.number for each in gate_items.gate_items(phone.store.db)] == ["1", "2", "3", "4", "5"]


def test_a_pass_that_is_out_is_not_put_out_of_use(tmp_path: Path) -> None:
    """The others are, and their numbers are free again."""
    phone = office_phone(tmp_path)
    ids = add_items(phone.store, phone.author(), "c1", "pass", ["1", "2"])
    give_out(phone.store, phone.author(), ids[0], Taker("李敏", person_id="p2"))
    assert retire_items(phone.store, phone.author(), ids) == (1, 1)
    assert gate_items.numbers_taken(phone.store.db, "c1", "pass", ["1", "2"]) == {"1"}


@pytest.mark.parametrize(
    ("minutes", "words"), [(35, "35 分钟"), (125, "2 小时 5 分"), (3 * 24 * 60 + 5, "3 天")]
)
def test_a_stay_is_told_in_the_largest_unit_that_says_it(minutes: int, words: str) -> None:
    assert stay_words(minutes, words_for("zh_CN")) == words


def test_a_run_of_erasing_is_told_by_groups_with_its_signature(tmp_path: Path) -> None:
    phone = office_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    fields = {
        "day": "2026-11-19",
        "reason": "retention",
        "at_ms": now,
        "counts": {"visit": 31, "id_number": 12},
    }
    phone.write(
        Edit("erasure", "e1", fields | {"text": "x", "key": "abc", "signature": "SIGNATURE-OF-THE-RUN"})
    )

    async def work() -> None:
        async with wide(phone, "/visitor-data") as screen:
            assert any("来访记录 31" in text and "证件号码 12" in text for text in screen.texts())
            assert any("SIGNATURE-OF-TH" in text for text in screen.texts())

    run(work)


def test_the_office_erases_what_is_due_without_waiting_for_the_night(tmp_path: Path) -> None:
    """Asked once; then a visit of a hundred days ago is gone from the server and, with the sync, from here."""
    office = new_office(tmp_path)
    phone = office.computer
    phone.store.set_settings(role="office")
    phone.write(visit(phone, "v1", 100 * 24 * 60), visit(phone, "v2", 5, name="何静"))
    office.sync()

    async def work() -> None:
        async with wide(phone, "/visitor-data") as screen:
            await screen.tap("erase-now")
            await screen.tap("ask-yes")
            await see(screen, "已清除：来访记录 1")

    run(work)
    office.sync()
    assert visits.visit(phone.store.db, "v1") is None
    assert visits.visit(phone.store.db, "v2") is not None
