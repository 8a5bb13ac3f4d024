"""Paper visitors' books: two ways to write a day, three to write a time, and nothing kept that may not be."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from inspect_app.gate.settings import gate_settings
from inspect_app.imports.plan import Plan, make_plan
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.report import names_of_rooms, report_data, report_text
from inspect_app.imports.school import understand_file
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.visit_book import VisitBook, line_key
from inspect_app.imports.visit_times import at_ms, read_clock, read_day, said, years_of
from tests.imports.support import NAMESPACE, PEOPLE, VISITS, School, csv_file, reasons, sample_school, xlsx

CHINA = 480
NOON_OF = 12 * 60
HEADER = [
    "日期",
    "姓名",
    "证件号码",
    "联系电话",
    "单位",
    "来访事由",
    "被访人",
    "车牌",
    "进校时间",
    "离校时间",
    "通行证号",
    "值班门卫",
]
CARD = "11010519491231002X"
"""The number that GB 11643-1999 itself gives as its example."""


def book(
    today: str = "2023-11-05", *, known: frozenset[str] = frozenset(), can_seal: bool = True, **gate: Any
) -> VisitBook:
    return VisitBook(
        secret=b"a secret of the test school",
        namespace=NAMESPACE,
        settings=gate_settings({"gate": gate}),
        now_ms=at_ms(date.fromisoformat(today), NOON_OF, CHINA),
        offset_minutes=CHINA,
        known=known,
        can_seal=can_seal,
    )


def school() -> School:
    made = sample_school()
    made.take("people", PEOPLE)
    return made


def look(made: School, path: Path, around: VisitBook) -> tuple[Understanding, Plan]:
    rows = {"visit": [], "visit_day": [], **made.rows()}
    understanding = understand_file("visits", path, rows, book=around)
    return understanding, make_plan(understanding, rows, NAMESPACE)


def take(made: School, path: Path, around: VisitBook) -> tuple[Understanding, Plan]:
    understanding, plan = look(made, path, around)
    for edit in plan.edits():
        table = made.tables.setdefault(edit.kind, {})
        table.setdefault(edit.row_id, {"id": edit.row_id}).update(edit.fields)
    return understanding, plan


def row(**said_of: str) -> list[str]:
    usual = {
        "日期": "2023-11-01",
        "姓名": "王小明",
        "联系电话": "13812341234",
        "进校时间": "9:08",
        "离校时间": "9:30",
        "通行证号": "07",
    }
    return [{**usual, **said_of}.get(title, "") for title in HEADER]


def one(tmp_path: Path, around: VisitBook | None = None, **said_of: str) -> dict[str, Any]:
    made = school()
    take(made, csv_file(tmp_path / "book.csv", [HEADER, row(**said_of)]), around or book())
    return made.one("visit")


def refused(tmp_path: Path, *lines: list[str]) -> list[tuple[int, str]]:
    _, plan = look(school(), csv_file(tmp_path / "book.csv", [HEADER, *lines]), book())
    return [(each.line, each.reason) for each in plan.refused]


def test_every_line_of_the_sample_book_is_taken() -> None:
    """320 lines, 99 of them without a year, 24 without a leaving, counted by a spreadsheet."""
    made = school()
    understanding, plan = take(made, VISITS, book())
    visits = made.all("visit")
    assert (understanding.data_lines, len(visits), plan.refused) == (320, 320, ())
    assert {said(visit["in_ms"], CHINA)[:4] for visit in visits} == {"2023"}
    assert sum(visit["out_how"] == "closing" for visit in visits) == 24
    said_once = {each.reason: each.data.get("count") for each in plan.noticed}
    assert (said_once["year_assumed"], said_once["leaving_missing"]) == (99, 24)


def test_the_sample_books_lines_hold_what_stands_in_them() -> None:
    """The second line writes 14点37分 and no leaving, the third 9月1日."""
    made = school()
    take(made, VISITS, book())
    first, second = (
        made.one("visit", name="杨娟", pass_no="01", out_how="closing"),
        made.one("visit", name="李娟", pass_no="02"),
    )
    assert (said(first["in_ms"], CHINA), said(first["out_ms"], CHINA)) == (
        "2023-09-01 14:37",
        "2023-09-01 18:00",
    )
    assert (first["out_how"], "离校时间未登记" in first["note"]) == ("closing", True)
    assert (said(second["in_ms"], CHINA), said(second["out_ms"], CHINA)) == (
        "2023-09-01 12:59",
        "2023-09-01 14:15",
    )
    assert (second["phone"], second["came_from"], second["reason"]) == ("19954346910", "××印务", "送菜")


def test_kinds_of_visitor_come_from_the_words_of_the_book() -> None:
    """By where they come from, else by why; the counts are those of the file's own columns."""
    made = school()
    take(made, VISITS, book())
    with VISITS.open(encoding="utf-8-sig") as file:
        companies = Counter(line["单位"] for line in csv.DictReader(file))
    sorts = Counter(visit["sort"] for visit in made.all("visit") if visit["came_from"] != "××印务")
    assert sorts["parent"] == companies["家长"]
    assert sorts["delivery"] == companies["送货"]
    assert sorts["applicant"] == companies["应聘"]
    assert sorts["official"] == companies["区教育局"] + companies["消防大队"]
    assert sorts["contractor"] == companies["××电梯维保"]


def test_the_same_book_again_changes_nothing() -> None:
    """Neither as CSV nor as a workbook in which the columns stand the other way round."""
    made = school()
    take(made, VISITS, book())
    assert look(made, VISITS, book())[1].changes_nothing


def test_a_workbook_of_the_same_lines_names_the_same_visits(tmp_path: Path) -> None:
    """With the columns in another order, and days and times as the spreadsheet's own."""
    made = school()
    take(made, csv_file(tmp_path / "book.csv", [HEADER, row()]), book())
    turned = [list(reversed(HEADER)), list(reversed([date(2023, 11, 1), *row()[1:]]))]
    assert look(made, xlsx(tmp_path / "book.xlsx", turned), book())[1].changes_nothing


def test_a_leaving_that_was_filled_in_later_is_taken(tmp_path: Path) -> None:
    """The visit stays the same one; its end is no more the closing time."""
    made = school()
    take(made, csv_file(tmp_path / "book.csv", [HEADER, row(离校时间="")]), book())
    _, plan = take(made, csv_file(tmp_path / "later.csv", [HEADER, row(离校时间="10:00")]), book())
    assert (len(plan.creates), [change.field for change in plan.updates[0].changes]) == (
        0,
        ["out_ms", "out_how"],
    )
    assert said(made.one("visit")["out_ms"], CHINA) == "2023-11-01 10:00"


def test_what_the_office_changed_since_is_not_set_back(tmp_path: Path) -> None:
    """The book is taken in once; it is no master of the visits."""
    made = school()
    path = csv_file(tmp_path / "book.csv", [HEADER, row()])
    take(made, path, book())
    made.one("visit")["name"] = "王晓明"
    assert look(made, path, book())[1].changes_nothing


def test_a_number_is_kept_masked_and_travels_only_to_be_sealed(tmp_path: Path) -> None:
    """No field of the row, no report and no text of the plan holds it."""
    made = school()
    understanding, plan = look(made, csv_file(tmp_path / "book.csv", [HEADER, row(证件号码=CARD)]), book())
    (creation,) = plan.creates
    assert creation.hidden == {"id_sealed": CARD}
    assert (creation.fields["id_masked"], creation.fields["id_kind"]) == ("110***********002X", "身份证")
    told = (
        json.dumps(report_data(understanding, plan))
        + report_text(understanding, plan, dry_run=True)
        + repr(plan)
    )
    assert CARD not in told + repr(understanding.rows)


def test_without_a_key_a_number_is_masked_and_gone(tmp_path: Path) -> None:
    """And the report says so."""
    made = school()
    path = csv_file(tmp_path / "book.csv", [HEADER, row(证件号码=CARD)])
    _, plan = look(made, path, book(can_seal=False))
    assert plan.creates[0].hidden == {}
    assert "not_sealed" in reasons(plan.noticed)


def test_a_number_older_than_numbers_are_kept_is_not_kept_masked_either(tmp_path: Path) -> None:
    """Of 31 days ago, where numbers stay 30 days and visits 90."""
    visit = one(tmp_path, book("2023-12-02"), 证件号码=CARD)
    assert not {"id_masked", "id_kind"} & set(visit)


def test_who_had_no_papers_is_said_in_the_books_words(tmp_path: Path) -> None:
    assert one(tmp_path, 证件号码="未带证件")["no_papers"] == "未带证件"


def test_days_that_are_erased_by_tonight_are_counted_without_anybody(tmp_path: Path) -> None:
    """Three visits of two days: two rows with counts, and no name in the whole plan."""
    lines = [row(), row(姓名="李四", 进校时间="9点20分"), row(日期="11月2日", 姓名="赵六", 离校时间="")]
    understanding, plan = look(
        school(), csv_file(tmp_path / "book.csv", [HEADER, *lines]), book("2024-06-01")
    )
    assert [creation.kind for creation in plan.creates] == ["visit_day", "visit_day"]
    assert [creation.fields["counts"]["visits"] for creation in plan.creates] == [2, 1]
    assert not [name for name in ("王小明", "李四", "赵六", "13812341234") if name in repr(plan)]
    assert understanding.counted_only == 3
    assert "只计人次 3 行" in report_text(understanding, plan, dry_run=False)


def test_counting_the_same_old_book_again_changes_nothing(tmp_path: Path) -> None:
    made = school()
    path = csv_file(tmp_path / "book.csv", [HEADER, row()])
    take(made, path, book("2024-06-01"))
    assert look(made, path, book("2024-06-02"))[1].changes_nothing


def test_a_visit_that_was_held_or_erased_is_not_counted_a_second_time(tmp_path: Path) -> None:
    """Its day has it in the counts that were made when it was erased."""
    made = school()
    path = csv_file(tmp_path / "book.csv", [HEADER, row()])
    _, plan = look(made, path, book())
    later = book("2024-06-01", known=frozenset({plan.creates[0].row_id}))
    assert look(made, path, later)[1].changes_nothing


def test_todays_line_without_a_leaving_may_be_inside_still(tmp_path: Path) -> None:
    """It is noon, and the school closes at six: the evacuation list must show this person."""
    visit = one(tmp_path, 日期="2023-11-05", 离校时间="")
    assert "out_ms" not in visit


def test_who_came_after_the_school_closed_did_not_leave_before(tmp_path: Path) -> None:
    visit = one(tmp_path, 进校时间="19:30", 离校时间="")
    assert visit["out_ms"] == visit["in_ms"]


def test_a_host_is_found_by_name_when_only_one_person_has_it(tmp_path: Path) -> None:
    """吴敏 are two teachers of the school, so that her visits keep the name alone."""
    made = school()
    found = one(tmp_path, 被访人="郭娜")
    assert names_of_rooms(made.rows())[found["host_id"]] == "郭娜"
    _, plan = look(
        made,
        csv_file(tmp_path / "b.csv", [HEADER, row(被访人="吴敏"), row(姓名="李四", 被访人="外人")]),
        book(),
    )
    assert {"host_ambiguous", "host_unknown"} <= set(reasons(plan.noticed))
    assert all("host_id" not in creation.fields for creation in plan.creates)


@pytest.mark.parametrize(
    ("said_of", "reason"),
    [
        ({"姓名": ""}, "no_name"),
        ({"日期": "2月30日"}, "bad_day"),
        ({"日期": "昨天"}, "bad_day"),
        ({"日期": ""}, "bad_day"),
        ({"进校时间": ""}, "no_entry"),
        ({"进校时间": "25:10"}, "bad_clock"),
        ({"进校时间": "9点75分"}, "bad_clock"),
        ({"离校时间": "8:05"}, "left_before"),
        ({"日期": "2023-12-24"}, "day_ahead"),
    ],
)
def test_a_damaged_line_is_refused_with_its_number(
    tmp_path: Path, said_of: dict[str, str], reason: str
) -> None:
    """And the good line above it is not."""
    assert refused(tmp_path, row(姓名="李四"), row(**said_of)) == [(3, reason)]


def test_a_refused_line_is_shown_without_its_numbers(tmp_path: Path) -> None:
    """The office knows its line by the name; a terminal keeps what it showed."""
    path = csv_file(tmp_path / "book.csv", [HEADER, row(日期="昨天", 证件号码=CARD)])
    _, plan = look(school(), path, book())
    assert "王小明" in plan.refused[0].text
    assert CARD not in plan.refused[0].text
    assert "13812341234" not in plan.refused[0].text


def test_the_same_line_twice_in_a_book_is_one_visit(tmp_path: Path) -> None:
    """And the same coming with another leaving is refused with the line of the first."""
    made = school()
    _, plan = take(
        made, csv_file(tmp_path / "book.csv", [HEADER, row(), row(), row(离校时间="11:00")]), book()
    )
    assert len(made.all("visit")) == 1
    assert [(each.line, each.reason, each.data["first"]) for each in plan.refused] == [
        (4, "visit_repeated", 2)
    ]


def test_a_list_of_staff_is_no_visitors_book() -> None:
    """It is refused as a whole, before anybody becomes a visitor."""
    with pytest.raises(ImportProblem):
        look(school(), PEOPLE, book())


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("14点37分", 877), ("9点5分", 545), ("9:08", 548), ("9：08", 548), ("09:08:30", 548), ("9点", 540),
     ("9点半", 570), ("9时05分", 545), ("下午2点10分", 850), ("上午9点一刻", 555), ("9.05", 545), (0.5, 720),
     ("", None),
     ("—", None)],
)  # fmt: skip
def test_times_are_read_as_guards_write_them(written: Any, minutes: int | None) -> None:
    assert read_clock(written) == minutes


def test_a_day_without_a_year_goes_on_from_the_day_before_it() -> None:
    """Over New Year too; the first lines take the year of the first that has one."""
    days = [read_day(each) for each in ("12月30日", "2023-12-31", "1月2日", "2024.1.3", "12月31日")]
    assert [str(day) for day in years_of(days, date(2026, 5, 1))] == [
        "2023-12-30", "2023-12-31", "2024-01-02", "2024-01-03", "2023-12-31",
    ]  # fmt: skip


def test_a_book_without_any_year_is_of_the_latest_that_is_not_ahead() -> None:
    days = [read_day("11月20日"), read_day("4月20日")]
    assert [str(day) for day in years_of(days[:1], date(2026, 5, 1))] == ["2025-11-20"]
    assert [str(day) for day in years_of(days[1:], date(2026, 5, 1))] == ["2026-04-20"]


def test_a_lines_name_says_nothing_without_the_servers_secret() -> None:
    """The same line is another id at another school, so that nobody can try names against ids."""
    parts = ("2023-11-01", "548", "王小明", "13812341234", "", "07")
    assert line_key(b"one", parts) == line_key(b"one", parts) != line_key(b"two", parts)
    assert UUID(hex=line_key(b"one", parts)[0][:32])
