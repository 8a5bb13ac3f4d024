"""Files made on the fly and a school that plans are applied to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl

from inspect_app.imports.plan import Plan, make_plan
from inspect_app.imports.school import understand_file
from inspect_app.imports.understanding import Understanding

SAMPLE = Path(__file__).parents[2] / "inspect_app" / "sample_school"
ROOMS, PEOPLE, ASSETS = (
    SAMPLE / "房间一览.xlsx",
    SAMPLE / "教职工名单.csv",
    SAMPLE / "固定资产明细账.csv",
)
CLASSES = SAMPLE / "班级财产登记表.xlsx"
VISITS = SAMPLE / "来访登记-纸质补录.csv"
NAMESPACE = UUID("6f1d2a34-0000-4000-8000-000000000001")


class School:
    """Rows by kind and id, as a store would keep them."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, dict[str, Any]]] = {}

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        return {kind: list(table.values()) for kind, table in self.tables.items()}

    def all(self, kind: str) -> list[dict[str, Any]]:
        return list(self.tables.get(kind, {}).values())

    def one(self, kind: str, **wanted: Any) -> dict[str, Any]:
        (row,) = [row for row in self.all(kind) if all(row.get(k) == v for k, v in wanted.items())]
        return row

    def look(
        self, paper: str, path: Path, overrides: Mapping[str, str] | None = None
    ) -> tuple[Understanding, Plan]:
        understanding = understand_file(paper, path, self.rows(), overrides)
        return understanding, make_plan(understanding, self.rows(), NAMESPACE)

    def take(
        self, paper: str, path: Path, overrides: Mapping[str, str] | None = None
    ) -> tuple[Understanding, Plan]:
        understanding, plan = self.look(paper, path, overrides)
        for edit in plan.edits():
            table = self.tables.setdefault(edit.kind, {})
            table.setdefault(edit.row_id, {"id": edit.row_id}).update(edit.fields)
        return understanding, plan


def sample_school() -> School:
    school = School()
    school.take("rooms", ROOMS)
    return school


def xlsx(path: Path, rows: Iterable[Sequence[Any]], merges: Iterable[str] = (), name: str = "表") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def csv_file(path: Path, rows: Iterable[Sequence[Any]], encoding: str = "utf-8-sig") -> Path:
    lines = [",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def reasons(items: Iterable[Any]) -> list[str]:
    return [item.reason for item in items]
