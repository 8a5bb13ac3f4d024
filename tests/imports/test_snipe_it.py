"""A ledger as Snipe-IT's importer takes it (docs: snipe-it.readme.io/docs/importing) is understood as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspect_app.imports.terms import months_after, read_months, read_permille
from inspect_app.imports.values import Unclear
from tests.imports.support import School, csv_file, reasons, sample_school

SNIPE_IT = Path(__file__).parent / "snipe_it_assets.csv"
SAVED = ("Asset Tag,Asset Name,Model,Model No.,Category,Manufacturer,Serial,Status,Checked Out To,Location,"
         "Purchase Date,Purchase Cost,Supplier,Warranty,Notes,Company")  # fmt: skip


def test_every_column_of_the_sample_has_its_place() -> None:
    """All but mail address and log-in name, which a ledger has no use for."""
    understanding, _ = sample_school().look("assets", SNIPE_IT)
    unused = [
        column.title for sheet in understanding.sheets for column in sheet.columns if column.field is None
    ]
    assert unused == ["Email", "Username"]


def test_a_row_of_snipe_it_becomes_a_card() -> None:
    school = sample_school()
    _, plan = school.take("assets", SNIPE_IT)
    assert not plan.refused
    card = school.one("asset", number="SN-00101")
    wanted = {
        "name": "Classroom projector",
        "class_code": "Projectors",
        "model": "CB-X06 H972C",
        "brand": "Epson",
        "serial": "X4H7100231",
        "keeper": "Zhang Jun",
        "acquired": "2021-08-30",
        "value_fen": 459_900,
        "warranty_until": "2024-08-30",
        "department": "Academic Affairs",
        "supplier": "Hongda Trading",
        "state": "in_use",
        "note": "lamp replaced 2023",
        "quantity": 1,
    }
    assert {name: card.get(name) for name in wanted} == wanted
    assert card.get("room_id")
    states = [school.one("asset", number=f"SN-0010{number}")["state"] for number in (1, 2, 3)]
    assert states == ["in_use", "repair", "scrapped"]
    assert school.one("asset", number="SN-00102")["warranty_until"] == "2025-03-15"


def test_a_second_import_of_it_changes_nothing() -> None:
    school = sample_school()
    school.take("assets", SNIPE_IT)
    assert school.take("assets", SNIPE_IT)[1].changes_nothing


def test_the_columns_of_its_own_export_are_understood_too(tmp_path: Path) -> None:
    row = ["SN-9", "Camera", "EOS", "200D", "Cameras", "Canon", "77", "Deployed", "Wang Fang", "Hall", "2022-01-31",
           "3000", "Shop", "13", "", ""]  # fmt: skip
    school = School()
    school.take("assets", csv_file(tmp_path / "snipe.csv", [SAVED.split(","), row]))
    card = school.one("asset", number="SN-9")
    assert (card["keeper"], card["model"], card["warranty_until"]) == ("Wang Fang", "EOS 200D", "2023-02-28")


def test_a_chinese_card_may_say_years_of_use_warranty_and_residual_value(tmp_path: Path) -> None:
    school = School()
    header = ["资产编号", "资产名称", "取得日期", "使用年限", "残值率", "保修期至"]
    school.take(
        "assets",
        csv_file(tmp_path / "a.csv", [header, ["G1", "空调", "2020-05", "10", "5%", "2023年5月1日"]]),
    )
    card = school.one("asset", number="G1")
    assert (card["life_months"], card["residual_permille"], card["warranty_until"]) == (120, 50, "2023-05-01")


def test_what_cannot_be_read_is_told_and_left_empty(tmp_path: Path) -> None:
    school = School()
    header = ["资产编号", "资产名称", "使用年限", "残值率"]
    _, plan = school.take("assets", csv_file(tmp_path / "a.csv", [header, ["G1", "空调", "很久", "一半"]]))
    assert reasons(plan.noticed) == ["months_unclear", "months_unclear"]
    assert "life_months" not in school.one("asset", number="G1")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("36", 36),
        ("36 months", 36),
        ("3年", 36),
        ("18个月", 18),
        ("1.5年", 18),
        (24, 24),
        ("", None),
        ("无", None),
    ],
)
def test_spans_are_months(text: Any, months: int | None) -> None:
    assert read_months(text, 1) == months


@pytest.mark.parametrize(
    ("text", "permille"), [("5%", 50), ("50‰", 50), (0.05, 50), ("5", 50), ("0", 0), ("", None)]
)
def test_shares_are_parts_of_a_thousand(text: Any, permille: int | None) -> None:
    assert read_permille(text) == permille


@pytest.mark.parametrize("text", ["很久", "-3", "99999", "3 weeks", "1.3月"])
def test_a_span_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unclear, match="months_unclear"):
        read_months(text, 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2021-11", 3, "2022-02"),
        ("2020", 24, "2022"),
        ("2021-08-30", 36, "2024-08-30"),
    ],
)
def test_months_are_added_as_calendars_do(day: str, months: int, later: str) -> None:
    assert months_after(day, months) == later
