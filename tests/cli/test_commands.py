"""Commands of the person who runs the server: each exits 0, or 1 with one line that says what to do."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from inspect_app.cli.serve import greet
from sync.server.console import wall_ms
from sync.server.school import School
from tests.cli.conftest import SAMPLES
from tests.running import run_command


def test_a_demo_school_holds_what_its_papers_say(demo_school: Path, tmp_path: Path) -> None:
    """205 rooms, 96 people and the assets of the sample papers, each exported as a row."""
    for kind, count in (("rooms", 205), ("people", 96), ("assets", 1224)):
        target = tmp_path / f"{kind}.jsonl"
        assert run_command("--data", demo_school, "export", kind, "--out", target).status == 0
        assert len(target.read_text().splitlines()) == count


def test_importing_twice_changes_nothing(demo_school: Path, tmp_path: Path) -> None:
    """The same paper again: nothing is new, nothing is changed, no change is recorded."""
    folder = tmp_path / "data"
    shutil.copytree(demo_school, folder)
    done = run_command("--data", folder, "import", "assets", SAMPLES / "固定资产明细账.csv")
    assert done.status == 0
    assert "资产新建 0，修改 0" in done.out


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """After a dry run of the rooms the school still has none."""
    folder = tmp_path / "data"
    assert run_command("--data", folder, "init", "--name", "学校").status == 0
    dry = run_command("--data", folder, "import", "rooms", SAMPLES / "房间一览.xlsx", "--dry-run")
    assert "房间新建 205" in dry.out
    assert run_command("--data", folder, "export", "rooms", "--out", tmp_path / "rooms.jsonl").status == 0
    assert (tmp_path / "rooms.jsonl").read_text() == ""


def test_a_checklist_goes_out_as_a_spreadsheet_and_comes_back_as_its_next_version(
    demo_school: Path, tmp_path: Path
) -> None:
    """The form that was exported is taken back: the same items, version 2."""
    folder, form = tmp_path / "data", tmp_path / "form.xlsx"
    shutil.copytree(demo_school, folder)
    assert run_command("--data", folder, "export", "xlsform", "--name", "教室", "--out", form).status == 0
    done = run_command("--data", folder, "import", "checklist", form)
    assert done.status == 0, done.err
    assert "更新为第 2 版" in done.out


def test_a_spreadsheet_of_the_school_speaks_its_words_and_a_program_gets_the_fields(
    demo_school: Path, tmp_path: Path
) -> None:
    """CSV for Excel, with its mark and Chinese titles; with --raw the names of the fields; no folder, no file."""
    for name, arguments in (("words.csv", ()), ("words.xlsx", ()), ("raw.csv", ("--raw",))):
        done = run_command("--data", demo_school, "export", "people", "--out", tmp_path / name, *arguments)
        assert done.status == 0, done.err
    words, raw = ((tmp_path / name).read_bytes() for name in ("words.csv", "raw.csv"))
    assert words.startswith("\ufeff工号,姓名,岗位,部门,电话,角色,状态,记录号".encode())
    assert raw.startswith(b"\xef\xbb\xbfid,number,name,post")
    assert (tmp_path / "words.xlsx").read_bytes().startswith(b"PK")
    nowhere = run_command("--data", demo_school, "export", "people", "--out", tmp_path / "no" / "x.csv")
    assert nowhere.status == 1
    assert nowhere.err.count("\n") == 1


def test_labels_lead_back_to_their_rooms(demo_school: Path, tmp_path: Path) -> None:
    """Each label that is printed for a room decodes to the server's address with the room's code."""
    done = run_command(
        "--data",
        demo_school,
        "labels",
        "--out",
        tmp_path / "labels",
        "--where",
        "食堂",
        "--address",
        "https://x.cn",
    )
    assert done.status == 0, done.err
    labels = list((tmp_path / "labels").glob("*.png"))
    assert labels
    for label in labels:
        with Image.open(label) as picture:
            texts = [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]
        code = label.stem.split()[-1]
        assert texts == [f"HTTPS://X.CN/Q/{code}"]


def test_a_restored_backup_is_the_same_school_in_a_new_epoch(demo_school: Path, tmp_path: Path) -> None:
    """Backup, restore into an empty folder: everything is whole, and phones will notice."""
    kept, again = tmp_path / "school.backup", tmp_path / "again"
    assert run_command("--data", demo_school, "backup", kept).status == 0
    assert run_command("--data", again, "restore", kept).status == 0
    assert run_command("--data", again, "check").status == 0
    second = run_command("--data", again, "restore", kept)
    assert second.status == 1
    assert "空文件夹" in second.err


def test_a_changed_log_is_found(demo_school: Path, tmp_path: Path) -> None:
    """One letter altered in the stored log: `check` names the damage and fails."""
    import sqlite3

    folder = tmp_path / "data"
    shutil.copytree(demo_school, folder)
    db = sqlite3.connect(folder / "server.db")
    db.execute("update change set line = replace(line, '普通教室', '特别教室') where rev = 30")
    db.execute("update change set line = line || ' ' where rev = 40")
    db.commit()
    db.close()
    done = run_command("--data", folder, "check")
    assert done.status == 1
    assert "被改过" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("import", "rooms", "no such file.xlsx"),
        ("enroll", "--role", "inspector"),
        ("export", "rooms", "--out", "x.csv"),
        ("restore", "no such backup"),
        ("client", "--store", "STORE", "sync"),
        ("client", "--store", "STORE", "enroll", "http://127.0.0.1:9/join#ABCDEFGH1234"),
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_a_command_that_cannot_go_on_says_so_in_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Exit status 1 and one line on standard error, never a traceback."""
    given = [str(tmp_path / "store") if a == "STORE" else a for a in arguments]
    done = run_command("--data", tmp_path / "nowhere", *given)
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("address", "is_told"), [("http://localhost:8000", True), ("https://inspect.school.cn", False)]
)
def test_an_address_that_no_phone_reaches_is_called_so(
    address: str, is_told: bool, demo_school: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Who serves on localhost reads that a phone needs another address, and everybody how to stop."""
    shutil.copytree(demo_school, tmp_path / "greeting")
    greet(School(tmp_path / "greeting", wall_ms), address)
    said = capsys.readouterr().out
    assert ("只有这台电脑能打开" in said) == is_told
    assert "Ctrl+C" in said


def test_finance_gets_the_ledger_by_class_and_each_cards_depreciation(
    demo_school: Path, tmp_path: Path
) -> None:
    """As a workbook, as CSV and for programs; the classes' values sum to the total, and a wild year is refused."""
    summary, cards = tmp_path / "summary.csv", tmp_path / "cards.jsonl"
    for kind, target in (("asset_summary", summary), ("depreciation", cards)):
        done = run_command("--data", demo_school, "export", kind, "--year", "2023", "--out", target)
        assert done.status == 0, done.err
    lines = list(csv.DictReader(summary.read_text(encoding="utf-8-sig").splitlines()))
    total = lines.pop()
    assert total["资产类别"] == "合计"
    assert {"计算机设备", "家具", "电气设备"} <= {line["资产类别"] for line in lines}
    for title in ("年末数量", "年末原值", "累计折旧", "净值"):
        assert sum(float(line[title]) for line in lines) == pytest.approx(float(total[title]))
    nets = [json.loads(line)["净值"] for line in cards.read_text().splitlines()]
    assert sum(net for net in nets if net is not None) > 0
    paper = tmp_path / "summary.pdf"
    done = run_command("--data", demo_school, "export", "asset_summary", "--year", "2023", "--out", paper)
    assert done.status == 0, done.err
    assert paper.read_bytes().startswith(b"%PDF-")
    done = run_command("--data", demo_school, "export", "asset_summary", "--year", "20233", "--out", summary)
    assert (done.status, len(done.err.splitlines())) == (1, 1)
