"""Import, labels, export and a count's report with what people get wrong: one line, exit 1, nothing half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspect_app.cli import output
from inspect_app.cli.main import main
from tests.running import Done

Command = Callable[..., Done]
NUMBER_AND_NAME = "资产编号,资产名称\n"


@pytest.fixture(scope="module")
def school(demo_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with a count that is open; every test looks whether it is still as it was."""
    folder = tmp_path_factory.mktemp("bad") / "data"
    shutil.copytree(demo_school, folder)
    assert main(["--data", str(folder), "stocktake", "open", "期末盘点", "--sort", "end"]) == 0
    return folder


@pytest.fixture(autouse=True)
def unchanged(school: Path) -> Iterator[None]:
    """What went wrong has left no change on the server."""
    before = revision(school)
    yield
    assert revision(school) == before


@pytest.fixture
def run_command(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command as a person would run it, but in this process: sixty of them start sixty times faster."""

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        status = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return run


def revision(folder: Path) -> int:
    with sqlite3.connect(folder / "server.db") as db:
        return int(db.execute("select max(rev) from change").fetchone()[0])


def refused(done: Done) -> str:
    """The one line that was said."""
    assert done.status == 1, done.out
    assert "Traceback" not in done.err
    assert done.err.count("\n") == 1, done.err
    assert done.out == ""
    return done.err


BAD_PAPERS = {
    "no file": None,
    "an empty file": b"",
    "blank lines alone": b"\n \n\t\n",
    "a heading without a line": NUMBER_AND_NAME.encode(),
    "columns that no ledger has": "颜色,心情\n红,好\n".encode(),
    "a PDF": b"%PDF-1.7 ...",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(200)),
    "a broken workbook": b"PK\x03\x04" + b"nothing" * 30,
    "bytes of no encoding": b"\x81\xff\x00\xfe" * 400,
    "a quote that never ends": (NUMBER_AND_NAME + 'G1,"电脑\n' + "G2,书柜\n" * 40).encode(),
    "a register of visitors": "来访时间,姓名,身份证号,联系电话,来访事由,被访人,离开时间\n8:00,张,,,,李,\n".encode(),
}


@pytest.mark.parametrize("what", BAD_PAPERS)
def test_a_paper_that_cannot_be_taken_is_refused_in_one_line(
    run_command: Command, what: str, school: Path, tmp_path: Path
) -> None:
    """The sentence names the file, or the sheet that is called after it."""
    paper = tmp_path / "台账.csv"
    content = BAD_PAPERS[what]
    if content is not None:
        paper.write_bytes(content)
    assert "台账" in refused(run_command("--data", school, "import", "assets", paper))


def test_a_folder_is_no_paper(run_command: Command, school: Path, tmp_path: Path) -> None:
    assert tmp_path.name in refused(run_command("--data", school, "import", "assets", tmp_path))


@pytest.mark.parametrize(
    ("said", "wrong"), [("名称", "名称"), ("=name", "=name"), ("名称=颜色", "颜色"), ("心情=name", "心情")]
)
def test_a_column_named_wrongly_is_refused_in_one_line(
    run_command: Command, said: str, wrong: str, school: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "台账.csv"
    paper.write_text("编号,名称\nG1,书柜\n", encoding="utf-8")
    assert f"“{wrong}”" in refused(run_command("--data", school, "import", "assets", paper, "--map", said))


COMMANDS = {
    "import": ("import", "assets", "PAPER"),
    "export": ("export", "assets", "--out", "OUT.csv"),
    "summary": ("export", "asset_summary", "--out", "OUT.pdf"),
    "labels": ("labels", "--kind", "assets", "--out", "OUT.pdf"),
    "blank labels": ("labels", "--blank", "30", "--out", "OUT.zip"),
    "pictures": ("labels", "--kind", "assets", "--stock", "60x40", "--out", "OUT"),
    "checklist": ("export", "xlsform", "--name", "普通教室", "--out", "OUT.xlsx"),
    "report": ("stocktake", "report", "期末盘点", "--out", "OUT.xlsx"),
}
WRITING = [name for name in COMMANDS if name != "import"]


def run_on(run_command: Command, folder: Path, name: str, out: Path, paper: Path | None = None) -> Done:
    words = (word.replace("OUT", str(out)) if "OUT" in word else word for word in COMMANDS[name])
    return run_command("--data", folder, *(str(paper) if word == "PAPER" else word for word in words))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_without_a_school_is_told(run_command: Command, name: str, tmp_path: Path) -> None:
    """And no school, no empty database and no file is made there."""
    paper = tmp_path / "台账.csv"
    paper.write_text(NUMBER_AND_NAME + "G1,书柜\n", encoding="utf-8")
    assert "inspect-app --data" in refused(
        run_on(run_command, tmp_path / "nowhere", name, tmp_path / "out", paper)
    )
    assert [each.name for each in tmp_path.iterdir()] == ["台账.csv"]


@pytest.mark.parametrize("name", COMMANDS)
def test_an_empty_folder_is_no_school_and_stays_empty(
    run_command: Command, name: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    paper = tmp_path / "台账.csv"
    paper.write_text(NUMBER_AND_NAME + "G1,书柜\n", encoding="utf-8")
    assert "init" in refused(run_on(run_command, tmp_path / "data", name, tmp_path / "out", paper))
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_holds_something_else_is_told(run_command: Command, name: str, tmp_path: Path) -> None:
    """A file of another program under the database's name."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "server.db").write_bytes(b"not a database, surely not one " * 300)
    paper = tmp_path / "台账.csv"
    paper.write_text(NUMBER_AND_NAME + "G1,书柜\n", encoding="utf-8")
    assert "不是本程序的数据" in refused(run_on(run_command, folder, name, tmp_path / "out", paper))


@pytest.mark.parametrize("name", WRITING)
def test_a_file_has_nowhere_to_go(run_command: Command, name: str, school: Path, tmp_path: Path) -> None:
    """The folder of the file is missing, and is not made: the name was mistyped."""
    assert "不存在" in refused(run_on(run_command, school, name, tmp_path / "missing" / "out"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", WRITING)
def test_a_file_stands_where_a_folder_should_or_the_other_way_round(
    run_command: Command, name: str, school: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    word = next(word for word in COMMANDS[name] if "OUT" in word).replace("OUT", str(out))
    if Path(word).suffix:
        Path(word).mkdir()
    else:
        Path(word).write_text("mine")
    assert "文件夹" in refused(run_on(run_command, school, name, out))
    assert [each.name for each in tmp_path.iterdir()] == [Path(word).name]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("sort", [".csv", ".xlsx", ".jsonl"])
def test_a_full_disk_leaves_the_old_file_as_it_was(
    sort: str, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unfinished file stands on a device that is always full."""
    out = tmp_path / f"assets{sort}"
    out.write_text("the last export")
    real = Path.with_name
    monkeypatch.setattr(
        output.Path,
        "with_name",
        lambda self, name: Path("/dev/full") if "unfinished" in name else real(self, name),
    )
    monkeypatch.setattr(output.Path, "unlink", lambda self, missing_ok=False: None)
    assert main(["--data", str(school), "export", "assets", "--out", str(out)]) == 1
    assert out.read_text() == "the last export"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", WRITING)
def test_a_read_only_folder_is_told(run_command: Command, name: str, school: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert "不能写入" in refused(run_on(run_command, school, name, closed / "out"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "colours", "--out", "x.csv"),
        ("export", "assets", "--out", "x.docx"),
        ("export", "depreciation", "--out", "x.pdf"),
        ("export", "asset_summary", "--year", "0", "--out", "x.pdf"),
        ("labels", "--out", "x.pdf", "--kind", "assets", "--stock", "NO-SUCH"),
        ("labels", "--out", "x.pdf", "--kind", "assets", "--where", "月球"),
        ("labels", "--out", "x.pdf", "--kind", "assets", "--printer", "没有的"),
        ("labels", "--out", "x.pdf", "--kind", "assets", "--fields", "颜色"),
        ("labels", "--out", "x.pdf", "--kind", "assets", "--skip", "500"),
        ("labels",),
        ("stocktake", "report", "没有的盘点", "--out", "x.pdf"),
        ("stocktake", "report", "期末盘点", "--out", "x.docx"),
        ("stocktake", "accept", "期末盘点"),
        ("import", "colours", "x.csv"),
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_met_is_told_and_no_file_is_left(
    run_command: Command,
    arguments: tuple[str, ...],
    school: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = [str(tmp_path / word) if word.startswith("x.") else word for word in arguments]
    refused(run_command("--data", school, *out))
    assert list(tmp_path.iterdir()) == []
