"""Exports: every kind in every sort of file, in the school's words, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspect_app.actions.moving import Move, move_assets
from inspect_app.actions.office.export.answer_columns import answer_columns
from inspect_app.actions.office.export.kind_rows import Exported, raw_rows, said_rows
from inspect_app.actions.office.export.table_file import SORTS
from inspect_app.actions.office.export.titles import FIELD_NAMES, FIELD_NAMES_OF_KINDS
from inspect_app.checklists.item import Checklist, Item
from inspect_app.texts import words_for
from storage.kinds import KINDS
from storage.store import Edit
from tests.screens.school import busy_phone

T = words_for("zh_CN")
TRICKS = ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "#N/A", "a\x00b\x0bc", "-12", "正常\n换行", "长" * 40_000)


def written(sort: str, titles: list[str], rows: list[list[Any]]) -> bytes:
    target = io.BytesIO()
    file = SORTS[sort](target, titles)
    for row in rows:
        file.add(row)
    file.close()
    return target.getvalue()


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def words_of(table: Exported) -> list[dict[str, Any]]:
    return [dict(zip(table.titles, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("sort", sorted(SORTS))
def test_every_kind_can_be_written_as_every_sort_of_file(tmp_path: Path, kind: str, sort: str) -> None:
    """As many rows as there are, each as long as the titles, and titles of which none comes twice."""
    phone = busy_phone(tmp_path)
    table = said_rows(phone.store, kind, T, 480, phone.fake.clock.now_ms())
    rows = [list(row) for row in table.rows]
    content = written(sort, list(table.titles), rows)
    assert len(rows) == table.count == len(phone.store.rows(f'select id from "{kind}"'))
    assert len(set(table.titles)) == len(table.titles)
    if sort == ".xlsx":
        assert len(read_xlsx(content)) == len(rows) + 1
    elif sort == ".csv":
        assert content.startswith(b"\xef\xbb\xbf")
        assert len(read_csv(content)) == len(rows) + 1
    else:
        assert [list(json.loads(line)) for line in content.splitlines()] == [list(table.titles)] * len(rows)


def test_every_field_of_every_kind_has_a_title() -> None:
    """A new field without one would be called by its name in the program."""
    missing = [
        f"{kind.name}.{field}"
        for kind in KINDS.values()
        for field in kind.fields
        if field != "pin" and field not in FIELD_NAMES and f"{kind.name}.{field}" not in FIELD_NAMES_OF_KINDS
    ]
    assert missing == []


def test_a_check_has_a_column_for_every_item(tmp_path: Path) -> None:
    """What was found stands under the item's own wording, with the words that were written beside it."""
    phone = busy_phone(tmp_path)
    rows = words_of(said_rows(phone.store, "check", T, 0, phone.fake.clock.now_ms()))
    failed = next(row for row in rows if row["结果"] == "异常")
    assert "异常：门锁打不开：1 张照片" in failed.values()
    assert failed["人员"] == "王师傅"
    assert failed["地点"].startswith("教学楼A")
    assert isinstance(failed["检查时间"], datetime)


def test_times_are_the_schools_even_where_the_server_runs_in_another_zone(tmp_path: Path) -> None:
    """A machine on UTC writes the hour that the walker saw on the phone."""
    phone = busy_phone(tmp_path)
    rows = words_of(said_rows(phone.store, "check", T, 0, phone.fake.clock.now_ms()))
    assert max(row["检查时间"] for row in rows).strftime("%H:%M") == "07:19"


def test_items_that_ask_the_same_share_a_column_and_lost_ones_are_kept() -> None:
    """Two checklists with 门窗及锁: one column; an item that is gone is told in the last one."""
    lists = [
        Checklist("a", "甲", (), (Item("door", "门窗及锁"), Item("lamp", "灯"))),
        Checklist("b", "乙", (), (Item("d", "门窗及锁"),)),
    ]
    columns = answer_columns(lists)
    assert columns.titles == ("门窗及锁", "灯")
    answers = json.dumps([{"item": "d", "value": "normal"}, {"item": "old", "value": "abnormal"}])
    assert columns.cells("b", answers, T) == ["正常", None, "old 异常"]
    assert columns.cells("b", "{broken", T) == [None, None, None]


def test_two_items_of_one_checklist_with_the_same_wording_stay_apart() -> None:
    """No answer writes over another."""
    items = (Item("a", "地面", section="室内"), Item("b", "地面", section="室外"))
    columns = answer_columns([Checklist("x", "表", (), items)])
    assert columns.titles == ("地面", "室外 地面")


def test_no_cell_becomes_a_formula() -> None:
    """CSV gets a mark before it, a workbook says that it is a text; numbers stay as they are."""
    table = read_csv(written(".csv", ["说明"], [[text] for text in TRICKS]))
    assert [row[0] for row in table[1:5]] == ["'=1+1", "'+cmd", "'-2+3", "'@SUM(A1)"]
    assert table[7] == ["-12"]
    book = load_workbook(io.BytesIO(written(".xlsx", ["=x"], [[text] for text in TRICKS])))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[1].value == "=1+1"
    assert cells[6].value == "abc"
    assert len(cells[-1].value) == 32_767


def test_raw_rows_name_the_fields_as_they_are_kept_and_tell_no_pin(tmp_path: Path) -> None:
    """What a program reads: JSON fields as values; the PIN of a person stays in the school's devices."""
    phone = busy_phone(tmp_path)
    phone.write(Edit("person", "p1", {"pin": "salt$hash"}))
    for table in (raw_rows(phone.store, "person"), said_rows(phone.store, "person", T, 480, 0)):
        assert "pin" not in table.titles
        assert all("salt$hash" not in row for row in table.rows)
    routes = words_of(raw_rows(phone.store, "route"))
    assert routes[0]["points"][0] == {"room": "r1"}


def test_a_round_is_exported_with_how_it_was_walked(tmp_path: Path) -> None:
    """Route, hours, and the points by how they count."""
    phone = busy_phone(tmp_path)
    phone.write(Edit("round", "x", {"route_id": "route1", "day": "2026-11-20", "window": "07:00-08:00"}))
    row = words_of(said_rows(phone.store, "round", T, 480, phone.fake.clock.now_ms()))[0]
    assert (row["路线"], row["时段"], row["巡查点"], row["按时"]) == ("重点部位巡查", "07:00-08:00", 14, 4)


def test_cards_and_moves_are_exported_in_words(tmp_path: Path) -> None:
    """Rooms, states and labels by name, money in yuan, and what a card was split from."""
    phone = busy_phone(tmp_path)
    fields = {"label": "worn", "split_from": "a2", "value_fen": 459_901, "warranty_until": "2027-08"}
    phone.write(Edit("asset", "a1", fields))
    move_assets(phone.store, phone.author(), ["a1"], Move("调换地点", room_id="r9", state="idle"))
    now_ms = phone.fake.clock.now_ms()
    cards = words_of(said_rows(phone.store, "asset", T, 480, now_ms))
    card = next(row for row in cards if row["资产编号"] == "TY20230001")
    assert (card["标签"], card["拆自"], card["金额（元）"], card["保修至"]) == (
        "破损待换",
        "课桌椅",
        4599.01,
        "2027-08",
    )
    (move,) = words_of(said_rows(phone.store, "move", T, 480, now_ms))
    assert {"综合楼 309", "闲置", "在用", "调换地点", "投影仪"} <= {str(value) for value in move.values()}
