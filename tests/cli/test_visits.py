"""`import visits` and `report visits` at the command line: what is kept, what is counted, what a file says."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from storage.store import Edit
from sync.server.console import Console
from tests.cli.conftest import SAMPLES
from tests.running import run_command

BOOK = SAMPLES / "来访登记-纸质补录.csv"
NUMBER = "11010519491231002X"


@pytest.fixture
def folder(demo_school: Path, tmp_path: Path) -> Path:
    """A demo school of this test's own."""
    copy = tmp_path / "data"
    shutil.copytree(demo_school, copy)
    return copy


def this_weeks_book(path: Path) -> tuple[Path, date]:
    """The sample's lines with their days moved to two days ago: past in every time zone; and that day."""
    day = datetime.now(UTC).date() - timedelta(days=2)
    with BOOK.open(encoding="utf-8-sig") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        line["日期"] = day.isoformat()
    lines[0]["证件号码"] = NUMBER
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path, day


def listed_on(folder: Path, day: date, out_folder: Path) -> list[tuple[Any, ...]]:
    """The lines of the report's list of visits; the demo school has some of its own."""
    out = out_folder / "report.xlsx"
    days = ("--from", day.isoformat(), "--to", day.isoformat())
    done = run_command("--data", folder, "report", "visits", *days, "--out", out)
    assert done.status == 0, done.err
    return list(openpyxl.load_workbook(out)["来访明细（已打码）"].iter_rows(min_row=2, values_only=True))


def every_byte_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_old_book_is_counted_and_nobody_is_kept(folder: Path, tmp_path: Path) -> None:
    """All 320 lines are of 2023: 65 days of counts, and no byte of a visitor anywhere on the server."""
    done = run_command("--data", folder, "import", "visits", BOOK)
    assert done.status == 0, done.err
    assert "每日来访人次新建 65" in done.out
    assert "只计人次 320 行" in done.out
    held = every_byte_of(folder)
    assert b"19938182043" not in held
    assert "不变 0；只计人次" in run_command("--data", folder, "import", "visits", BOOK).out
    out = tmp_path / "report.xlsx"
    done = run_command(
        "--data", folder, "report", "visits", "--from", "2023-09-01", "--to", "2023-12-31", "--out", out
    )
    assert "来访 320 次" in done.out


def test_a_fresh_book_is_kept_without_a_number_in_clear(folder: Path, tmp_path: Path) -> None:
    """Shown first, then taken, then taken again without a change; the number is sealed or masked, never there."""
    book, day = this_weeks_book(tmp_path / "book.csv")
    before = len(listed_on(folder, day, tmp_path))
    shown = run_command("--data", folder, "import", "visits", book, "--dry-run")
    assert "试运行，没有写入" in shown.out
    assert NUMBER not in shown.out
    assert "来访记录新建 320" in run_command("--data", folder, "import", "visits", book).out
    assert "来访记录新建 0，修改 0，不变 320" in run_command("--data", folder, "import", "visits", book).out
    assert NUMBER.encode() not in every_byte_of(folder)
    listed = listed_on(folder, day, tmp_path)
    assert len(listed) == before + 320
    assert all("*" in row[2] and "****" in row[5] for row in listed)


def test_a_damaged_book_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """A file that is no table, and one without a column that is needed."""
    for name, text in (("a.csv", "姓名,电话\n王小明,13812341234\n"), ("b.csv", "来访的人很多\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run_command("--data", folder, "import", "visits", tmp_path / name)
        assert (done.status, done.out) == (1, "")
        assert len(done.err.strip().splitlines()) == 1
        assert "13812341234" not in done.err


@pytest.mark.parametrize(
    "given",
    [("--out", "r.txt"), ("--from", "2026-13-01", "--out", "r.xlsx"),
     ("--from", "2026-09-02", "--to", "2026-09-01", "--out", "r.xlsx")],
)  # fmt: skip
def test_a_wrong_wish_is_one_sentence(folder: Path, tmp_path: Path, given: tuple[str, ...]) -> None:
    words = [str(tmp_path / word) if word.startswith("r.") else word for word in given]
    done = run_command("--data", folder, "report", "visits", *words)
    assert (done.status, len(done.err.strip().splitlines())) == (1, 1)
    assert not list(tmp_path.glob("r.*"))


def test_a_seal_of_the_import_is_the_schools_own(folder: Path, tmp_path: Path) -> None:
    """Where the school has a key the number is kept sealed to it, so that the office can open it with a reason."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from inspect_app.gate.sealing import as_base64url, key_id, read_seal, seal_info

    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    public = as_base64url(point)
    with Console(folder) as console:
        console.sync()
        school = console.school.identity.school
        console.write(
            [Edit("school", school, {"settings": {"gate_key": {"id": key_id(public), "public": public}}})]
        )
    run_command("--data", folder, "import", "visits", this_weeks_book(tmp_path / "book.csv")[0])
    with Console(folder) as console:
        row = console.store.rows("select id, id_sealed from visit where id_masked like '110%002X'")[0]
    seal = read_seal(row["id_sealed"])
    assert seal is not None
    info = seal_info(school, row["id"], "id_sealed")
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    assert suite.decrypt(seal.body, private, info=info) == NUMBER.encode()


def test_a_book_whose_visits_were_erased_is_not_counted_twice(folder: Path, tmp_path: Path) -> None:
    """Taken in, erased when its days were over, handed in once more: nobody comes back, and the sum stays."""
    book, day = this_weeks_book(tmp_path / "book.csv")
    before = summed_on(folder, day, tmp_path)
    assert run_command("--data", folder, "import", "visits", book).status == 0
    assert summed_on(folder, day, tmp_path) == before + 320
    later = (day + timedelta(days=120)).isoformat()
    done = run_command("--data", folder, "retention", "--as-of", later)
    assert done.status == 0, done.err
    assert listed_on(folder, day, tmp_path) == []
    again = run_command("--data", folder, "import", "visits", book)
    assert "来访记录新建 0，修改 0，不变 320" in again.out, again.out
    assert summed_on(folder, day, tmp_path) == before + 320
    assert listed_on(folder, day, tmp_path) == []


def summed_on(folder: Path, day: date, out_folder: Path) -> int:
    """How many came, as the report says in short."""
    listed_on(folder, day, out_folder)
    sheet = openpyxl.load_workbook(out_folder / "report.xlsx")["概况"]
    return int({row[0]: row[1] for row in sheet.iter_rows(values_only=True)}["来访人次"])
