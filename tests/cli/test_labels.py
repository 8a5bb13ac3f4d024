"""`inspect-app labels`: what is printed leads back to its thing, and bad wishes leave nothing behind."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from assets_qr.code import parse
from storage.queries.label_list import LabelChoice, labelled
from sync.server.console import Console
from tests.cli.conftest import run_command


def read_pdf(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
    return sorted(str(parse(found.text)) for page in pages for found in zxingcpp.read_barcodes(page))


def chosen(school: Path, choice: LabelChoice) -> list[str]:
    with Console(school) as console:
        console.sync()
        return sorted(thing.code or "" for thing in labelled(console.store.db, choice))


def test_a_keepers_assets_are_printed_and_noted_as_printed(demo_school: Path, tmp_path: Path) -> None:
    """The sheet holds each code once; afterwards they no longer count as without a label."""
    wanted = LabelChoice(keeper="李", state="none")
    before = chosen(demo_school, wanted)
    out = tmp_path / "labels.pdf"
    arguments = ("labels", "--kind", "assets", "--keeper", "李", "--without-label", "--out", out)
    done = run_command("--data", demo_school, *arguments, "--address", "https://x.cn")
    assert done.status == 0, done.err
    assert before
    assert read_pdf(out) == before
    assert chosen(demo_school, wanted) == []


def test_without_a_mark_the_cards_stay_as_they_were(demo_school: Path, tmp_path: Path) -> None:
    """For a test print. The ZIP has a PNG an asset, at the printer's dots."""
    wanted = LabelChoice(where="投影")
    before, out = chosen(demo_school, wanted), tmp_path / "labels.zip"
    arguments = (
        "--kind",
        "assets",
        "--where",
        "投影",
        "--stock",
        "50x30",
        "--dpi",
        "203",
        "--no-mark",
        "--out",
        out,
    )
    done = run_command("--data", demo_school, "labels", *arguments)
    assert done.status == 0, done.err
    assert chosen(demo_school, wanted) == before
    with zipfile.ZipFile(out) as archive:
        pictures = [Image.open(BytesIO(archive.read(name))) for name in archive.namelist()]
    assert len(pictures) == len(before)
    assert {picture.size for picture in pictures} == {(400, 240)}


def test_blank_labels_carry_fresh_codes_of_nobody(demo_school: Path, tmp_path: Path) -> None:
    """Thirty of them on a part-used sheet, none known to the school."""
    out = tmp_path / "blank.pdf"
    done = run_command("--data", demo_school, "labels", "--blank", "30", "--skip", "3", "--out", out)
    assert done.status == 0, done.err
    codes = read_pdf(out)
    assert len(set(codes)) == 30
    assert not set(codes) & {*chosen(demo_school, LabelChoice()), *chosen(demo_school, LabelChoice("rooms"))}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--skip", "99"), "0 到 20"),
        (("--stock", "L9999"), "没有名为“L9999”的标签纸"),
        (("--printer", "无"), "没有名为“无”的打印机"),
        (("--fields", "name,colour"), "colour"),
        (("--where", "不存在的东西"), "没有符合条件"),
        (("--worn",), "--kind assets"),
        (("--address", "https://学校.cn"), "不能用"),
    ],
)
def test_a_wish_that_cannot_be_printed_is_told_in_a_line(
    demo_school: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    """And there is no file, whole or half."""
    done = run_command("--data", demo_school, "labels", "--out", tmp_path / "x.pdf", *arguments)
    assert done.status == 1
    assert told in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
