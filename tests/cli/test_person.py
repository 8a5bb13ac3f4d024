"""`person` on the command line: a file of its own for who asks, and an erasure that is counted first."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from inspect_app.gate_keys.publishing import keep_key
from tests.gate_keys.school import NUMBER, school_console, visit_of
from tests.running import Done, run_command

WHO = ("--name", "刘芳", "--phone", "13900001234")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """刘芳 came and left; 陈伟 is inside."""
    made = tmp_path / "data"
    with school_console(made) as console:
        keep_key(console, made)
        left = {"out_ms": 1_795_131_900_000, "out_how": "tapped"}
        inside = {"name": "陈伟", "phone": "13600006666", "gate": "南门"}
        console.write([visit_of(console, "v1", **left), visit_of(console, "v2", **inside)])
    return made


def person(folder: Path, *words: str | Path) -> Done:
    return run_command("--data", folder, "person", *words)


def test_an_export_is_one_file_for_its_owner_alone(folder: Path, tmp_path: Path) -> None:
    """The number is in it only with a reason."""
    out = tmp_path / "one.zip"
    assert person(folder, "export", *WHO, "--out", out).status == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with zipfile.ZipFile(out) as archive:
        assert NUMBER not in archive.read("person.json").decode()
    assert person(folder, "export", *WHO, "--out", out, "--with-number", "本人查阅").status == 0
    with zipfile.ZipFile(out) as archive:
        assert NUMBER in archive.read("person.json").decode()


def test_an_erasure_is_only_counted_unless_it_is_confirmed(folder: Path, tmp_path: Path) -> None:
    """Counted twice, the same; then done; then there is nothing any more."""
    for _ in range(2):
        counted = person(folder, "erase", *WHO, "--reason", "request")
        assert counted.status == 0
        assert "将删除：来访记录 1" in counted.out
    assert "已删除：来访记录 1" in person(folder, "erase", *WHO, "--reason", "request", "--yes").out
    gone = person(folder, "export", *WHO, "--out", tmp_path / "none.zip")
    assert gone.status == 1
    assert not (tmp_path / "none.zip").exists()


def test_who_is_inside_is_not_erased_and_the_sentence_says_what_to_do(folder: Path) -> None:
    done = person(folder, "erase", "--name", "陈伟", "--phone", "13600006666", "--reason", "request", "--yes")
    assert done.status == 1
    assert "还在校内" in done.err
    assert "离校登记后" in done.err
    assert done.err.count("\n") == 1


def test_a_name_without_a_phone_is_refused(folder: Path) -> None:
    done = person(folder, "export", "--name", "刘芳", "--phone", "1")
    assert done.status == 1
    assert "另一个人" in done.err
