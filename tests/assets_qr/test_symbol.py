"""Symbols stay small, are as strong as fits, and read back."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from assets_qr.code import Code, check_character, parse
from assets_qr.symbol import LONGEST_HTTPS_HOST, SymbolRefused, label_address, symbol

CODE = Code("7K3QXM2B9" + check_character("7K3QXM2B9"))


def picture(drawn, module=4, quiet=4) -> Image.Image:
    side = (drawn.side + 2 * quiet) * module
    made = Image.new("L", (side, side), 255)
    for row, line in enumerate(drawn.modules):
        for column, dark in enumerate(line):
            if dark:
                left, top = (quiet + column) * module, (quiet + row) * module
                made.paste(0, (left, top, left + module, top + module))
    return made


@pytest.mark.parametrize(
    ("host", "level", "version"),
    [
        ("a.cn", "Q", 2),
        ("xj.school.edu.cn", "Q", 3),
        ("h" * 26, "Q", 3),
        ("h" * 27, "M", 3),
        ("h" * LONGEST_HTTPS_HOST, "M", 3),
        ("192.168.100.200:8443", "Q", 3),
    ],
)
def test_a_symbol_is_of_version_3_at_most_and_as_strong_as_fits(host, level, version):
    """Level Q up to 26 characters of host, M up to 40; a reader finds our code in it."""
    drawn = symbol(f"https://{host}", CODE)
    assert (drawn.level, drawn.version, drawn.side) == (level, version, 17 + 4 * version)
    read = zxingcpp.read_barcodes(picture(drawn))[0]
    assert read.text == drawn.text
    assert parse(read.text) == CODE


def test_the_address_is_in_capitals():
    """That is what keeps the symbol small; hosts do not care."""
    assert label_address("https://xj.School.cn/", CODE) == f"HTTPS://XJ.SCHOOL.CN/Q/{CODE.text}"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://" + "h" * (LONGEST_HTTPS_HOST + 1), "最多 40 个"),
        ("http://" + "h" * (LONGEST_HTTPS_HOST + 2), "最多 41 个"),
        ("xj.school.cn", "不能用"),
        ("https://school.cn/inspect", "不能用"),
        ("https://学校.cn", "不能用"),
        ("https://[fe80::1]:8000", "不能用"),
        ("https://a_b.cn", "不能用"),
        ("", "不能用"),
    ],
)
def test_an_address_that_does_not_fit_on_labels_is_refused_in_a_sentence(address, told):
    """Before a thousand labels are printed with it."""
    with pytest.raises(SymbolRefused) as refused:
        symbol(address, CODE)
    assert told in str(refused.value)


def test_a_stained_symbol_still_reads():
    """Level Q stands a blot over a ninth of the modules."""
    drawn = symbol("https://xj.school.edu.cn", CODE)
    stained = picture(drawn, module=6)
    middle = stained.width // 2
    stained.paste(0, (middle - 30, middle - 30, middle + 30, middle + 30))
    assert zxingcpp.read_barcodes(stained)[0].text == drawn.text
