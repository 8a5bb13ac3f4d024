"""`inspect-app gate-items`: passes with labels that lead back to them; bad wishes leave nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage.queries import gate_items
from sync.server.console import Console
from tests.cli.test_labels import read_pdf
from tests.running import run_command


@pytest.fixture
def school(demo_school: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(demo_school, folder)
    return folder


def held(school: Path) -> list[gate_items.GateItem]:
    with Console(school) as console:
        console.sync()
        return gate_items.gate_items(console.store.db)


def a_campus(school: Path) -> str:
    with Console(school) as console:
        console.sync()
        rows = console.store.rows("select name from campus order by name limit 1")
        return str(rows[0]["name"])


def test_numbered_passes_are_added_and_their_labels_lead_to_them(school: Path, tmp_path: Path) -> None:
    done = run_command("--data", school, "gate-items", "add", "--to", "12", "--campus", a_campus(school))
    assert done.status == 0, done.err
    made = held(school)
    assert sorted(int(each.number) for each in made) == list(range(1, 13))
    assert {(each.sort, each.state) for each in made} == {("pass", "in")}
    out = tmp_path / "passes.pdf"
    printed = run_command(
        "--data", school, "labels", "--kind", "gate_items", "--out", out, "--address", "https://x.cn"
    )
    assert printed.status == 0, printed.err
    assert read_pdf(out) == sorted(str(each.code) for each in made)


def test_a_number_that_is_there_adds_none_of_the_run(school: Path) -> None:
    campus = a_campus(school)
    command = ("--data", school, "gate-items", "add", "--sort", "key", "--name", "配电室", "--campus", campus)
    assert run_command(*command, "--from", "3", "--to", "4").status == 0
    again = run_command(*command, "--from", "1", "--to", "9")
    assert again.status == 1
    assert "3、4" in again.err
    assert len(held(school)) == 2


def test_a_strange_campus_and_a_run_out_of_reason_are_told(school: Path) -> None:
    strange = run_command("--data", school, "gate-items", "add", "--to", "2", "--campus", "月球")
    assert (strange.status, "请用 --campus 指明校区" in strange.err) == (1, True)
    long = run_command("--data", school, "gate-items", "add", "--to", "501", "--campus", a_campus(school))
    assert (long.status, "一次最多 500 个" in long.err) == (1, True)
    assert held(school) == []
