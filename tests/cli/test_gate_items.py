"""`inspect-app gate-items`: passes with labels that lead back to them; bad wishes leave nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage.queries import gate_items
from sync.server.console import Console
from tests.cli.test_labels import read_pdf
from tests.running import Done, run_command


@pytest.fixture
def school(demo_school: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(demo_school, folder)
    return folder


def held(school: Path) -> dict[str, gate_items.GateItem]:
    """By sort and number; the demo's own among them."""
    with Console(school) as console:
        console.sync()
        return {f"{each.sort} {each.number}": each for each in gate_items.gate_items(console.store.db)}


def a_campus(school: Path) -> str:
    with Console(school) as console:
        console.sync()
        rows = console.store.rows("select name from campus order by name limit 1")
        return str(rows[0]["name"])


def add(school: Path, *wish: str, campus: str = "") -> Done:
    campus = campus or a_campus(school)
    return run_command("--data", school, "gate-items", "add", "--campus", campus, *wish)


def test_numbered_passes_are_added_and_their_labels_lead_to_them(school: Path, tmp_path: Path) -> None:
    before = held(school)
    done = add(school, "--from", "901", "--to", "912")
    assert done.status == 0, done.err
    after = held(school)
    assert after.keys() - before.keys() == {f"pass {number}" for number in range(901, 913)}
    assert {each.state for key, each in after.items() if key not in before} == {"in"}
    out = tmp_path / "passes.pdf"
    wish = ("--kind", "gate_items", "--out", out, "--address", "https://x.cn")
    printed = run_command("--data", school, "labels", *wish)
    assert printed.status == 0, printed.err
    assert read_pdf(out) == sorted(str(each.code) for each in after.values())


def test_a_number_that_is_there_adds_none_of_the_run(school: Path) -> None:
    assert add(school, "--sort", "key", "--name", "配电室", "--from", "903", "--to", "904").status == 0
    before = held(school)
    again = add(school, "--sort", "key", "--name", "配电室", "--from", "901", "--to", "909")
    assert again.status == 1
    assert "903、904" in again.err
    assert held(school) == before


def test_a_strange_campus_and_a_run_out_of_reason_are_told(school: Path) -> None:
    before = held(school)
    strange = add(school, "--from", "901", "--to", "902", campus="月球")
    assert (strange.status, "请用 --campus 指明校区" in strange.err) == (1, True)
    long = add(school, "--to", "501")
    assert (long.status, "一次最多 500 个" in long.err) == (1, True)
    assert held(school) == before
