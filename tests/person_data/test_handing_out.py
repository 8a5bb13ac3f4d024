"""Everything about one person, out of a real data folder: handed to them, and gone on request."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.gate_keys.opening import Shut
from inspect_app.gate_keys.publishing import keep_key
from inspect_app.person_data.finding import Sought
from inspect_app.person_data.handing_out import (
    Opening,
    StillInside,
    erase_person,
    export_person,
    find_person,
    plan_erasure,
)
from inspect_app.retention.run import signed_counts
from inspect_app.retention.signing import broken_counts
from inspect_app.texts import words_for
from storage.queries import openings
from storage.store import Edit
from sync.server.console import Console
from tests.gate_keys.school import IN_MS, NUMBER, school_console, visit_of

WHO = Sought("刘芳", "13900001234")
OTHER = Sought("陈伟", "13600006666")
T = words_for("zh_CN")
LEFT = {"out_ms": IN_MS + 1, "out_how": "tapped"}


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    """刘芳 came twice and left; 陈伟 came once and is inside."""
    with school_console(tmp_path) as made:
        keep_key(made, tmp_path)
        mine, other = {"name": "刘芳", "phone": "13900001234"}, {"name": "陈伟", "phone": "13600006666"}
        made.write(
            [
                visit_of(made, "v1", came_from="旧地址", **LEFT),
                visit_of(made, "v2", reason="接送学生", **LEFT),
                visit_of(made, "v3", gate="南门", **other),
                Edit("expected", "e1", {**mine, "day": "2026-11-20", "code": "C", "state": "arrived"}),
            ]
        )
        made.write([Edit("visit", "v1", {"came_from": "新地址"})])
        yield made


def exported(console: Console, sought: Sought = WHO, opening: Opening | None = None) -> dict[str, str]:
    content = export_person(console, console.school.folder, sought, T, "office1", opening)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(("n", "l"))}


def test_an_export_holds_all_of_one_person_and_nothing_of_another(console: Console) -> None:
    """Rows, and what stood in them before; not the seal, and not the number."""
    files = exported(console)
    data = json.loads(files["person.json"])
    assert {each["id"] for each in data["rows"]["visit"]} == {"v1", "v2"}
    assert {each["id"] for each in data["rows"]["expected"]} == {"e1"}
    assert "旧地址" in files["person.json"]
    for text in files.values():
        assert "新地址" in text
        assert "陈伟" not in text
        assert NUMBER not in text
        assert "v1." not in text


def test_the_page_is_readable_by_who_asked(console: Console) -> None:
    """Chinese titles, the school's words for kinds of visitor, the change that was made."""
    page = exported(console)["index.html"]
    for words in ("门卫保存的刘芳的信息", "来访", "家长", "旧地址"):
        assert words in page


def test_the_number_is_in_it_only_with_an_opening(console: Console) -> None:
    """One opening, on record, and listed in the same export."""
    files = exported(console, opening=Opening("本人查阅", "command line"))
    data = json.loads(files["person.json"])
    assert data["person"]["id_number"] == NUMBER
    assert [each["reason"] for each in data["rows"]["opening"]] == ["本人查阅"]
    assert len(openings.openings_of(console.store.db, "v2")) == 1


def test_a_number_that_cannot_be_opened_stops_the_export(console: Console) -> None:
    (key,) = (console.school.folder / "keys").iterdir()
    key.unlink()
    with pytest.raises(Shut):
        exported(console, opening=Opening("本人查阅", "command line"))


def test_who_is_on_campus_is_not_erased(console: Console) -> None:
    """The evacuation list needs them; and nothing was done."""
    with pytest.raises(StillInside):
        erase_person(console, console.school.folder, OTHER, "request", "office1")
    assert find_person(console, OTHER).count == 1


def test_counting_changes_nothing(console: Console) -> None:
    assert plan_erasure(console, WHO).counts == {"expected": 1, "visit": 2}
    assert find_person(console, WHO).count == 3


def test_an_erased_person_is_nowhere_and_everybody_else_stays(console: Console) -> None:
    """Not in the server's rows, not in its log, not in the office's own copy."""
    assert erase_person(console, console.school.folder, WHO, "request", "office1").counts == {
        "expected": 1,
        "visit": 2,
    }
    assert find_person(console, WHO).count == 0
    assert find_person(console, OTHER).count == 1
    lines = (
        console.school.database.reader().execute("select line from change where stream = 'gate'").fetchall()
    )
    assert not [line for (line,) in lines if "刘芳" in line or "13900001234" in line]
    assert [row["name"] for row in console.store.rows("select name from visit")] == ["陈伟"]


def test_an_erasure_on_request_is_counted_and_signed_like_any_other(console: Console) -> None:
    """By groups, with its ground; how many came that day stays counted, and nobody's name stays in any file."""
    erase_person(console, console.school.folder, WHO, "request", "office1")
    (count,) = signed_counts(console)
    assert broken_counts([count]) == []
    told = json.loads(count.text)
    assert (told["reason"], told["counts"]) == ("request", {"expected": 1, "visit": 2})
    assert len(console.store.rows("select id from visit_day")) == 1
    files = [each for each in console.school.folder.rglob("*") if each.is_file()]
    assert not [each for each in files if "刘芳".encode() in each.read_bytes()]


def test_what_the_audit_says_names_nobody(console: Console) -> None:
    exported(console)
    erase_person(console, console.school.folder, WHO, "request", "office1")
    told = console.school.database.reader().execute("select what, detail from audit").fetchall()
    assert {"person exported", "person erased"} <= {what for what, _ in told}
    assert not [detail for _, detail in told if "刘芳" in detail or "1390000" in detail]
