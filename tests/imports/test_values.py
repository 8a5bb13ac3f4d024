"""Cells as people write them: dates, counts, money, codes, telephones."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.imports.values import (
    Unclear,
    code_key,
    read_code,
    read_count,
    read_date,
    read_fen,
    read_name,
    read_phone,
    read_text,
)
from inspect_app.imports.words import REASONS, REMARKS

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
days = st.dates(datetime.date(1954, 1, 1), datetime.date(2099, 12, 31))
styles = st.sampled_from(
    [
        "{0}年{1}月{2}日",
        "{0}年{1}月{2}号",
        "{0}/{1}/{2}",
        "{0}-{1:02}-{2:02}",
        "{0}.{1}.{2}",
        "{0}{1:02}{2:02}",
    ]
)
months = st.sampled_from(["{0}年{1}月", "{0}/{1}", "{0}-{1:02}", "{0}.{1:02}", "{0}{1:02}"])


@given(days, styles, st.booleans())
def test_each_style_of_date_means_the_day(day, style, full_width):
    """Six styles, half or full width, padded or not."""
    text = style.format(day.year, day.month, day.day)
    assert read_date(text.translate(FULL_WIDTH) if full_width else text) == day.isoformat()


@given(days, months)
def test_a_month_alone_stays_a_month(day, style):
    """2018.06 is no first of June."""
    assert read_date(style.format(day.year, day.month)) == day.isoformat()[:7]


@given(days)
def test_a_serial_number_of_the_spreadsheet_is_its_day(day):
    """Excel counts from 1899-12-30; as number, as text, and with a time of day."""
    serial = (day - datetime.date(1899, 12, 30)).days
    assert read_date(serial) == read_date(float(serial) + 0.5) == read_date(str(serial)) == day.isoformat()
    assert read_date(datetime.datetime.combine(day, datetime.time(9))) == day.isoformat()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2018.06, "2018-06"),
        (2018.12, "2018-12"),
        (20180606, "2018-06-06"),
        (20180606.0, "2018-06-06"),
        (201806, "2018-06"),
        ("2018-06-06 00:00:00", "2018-06-06"),
        ("2018 年 6 月 6 日", "2018-06-06"),
        ("2020.02.29", "2020-02-29"),
        ("-", None),
        ("无", None),
        ("", None),
        (None, None),
        (0, None),
        (datetime.time(0, 0), None),
    ],
)
def test_dates_as_files_hold_them(value, expected):
    """Numbers that look like dates, dates with a time, and the many ways to say nothing."""
    assert read_date(value) == expected


@pytest.mark.parametrize(
    "text", ["2018年", "去年", "2018-02-30", "2018/13/1", "18.6.6", "20181301", 2018, 7, 1e9]
)
def test_what_is_no_date_is_not_guessed(text):
    """A year alone, an impossible day, a two-digit year."""
    with pytest.raises(Unclear):
        read_date(text)


def test_october_that_lost_its_zero_is_not_taken_for_january():
    """2018.10 typed into a number cell is kept as 2018.1."""
    with pytest.raises(Unclear) as caught:
        read_date(2018.1)
    assert caught.value.reason == "date_month_unclear"
    assert read_date("2018.10") == "2018-10"


@given(st.integers(0, 10**12), st.sampled_from(["{}", "¥{}", "￥{}", "{}元", " {} "]), st.booleans())
def test_money_keeps_every_fen(fen, style, grouped):
    """With and without thousands separators, signs and 元."""
    yuan = f"{fen // 100:,}" if grouped else str(fen // 100)
    assert read_fen(style.format(f"{yuan}.{fen % 100:02}")) == fen


@given(st.integers(0, 10**11))
def test_money_as_a_number_cell_keeps_every_fen(fen):
    """The binary fraction of a spreadsheet does not lose or add a fen."""
    assert read_fen(fen / 100) == fen


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("1.5万", 1, 1_500_000),
        ("3.12", 10_000, 3_120_000),
        ("15元", 1, 1500),
        (1015.665, 1, 101567),
        ("/", 1, None),
    ],
)
def test_money_in_wan_and_with_half_fens(value, scale, expected):
    """万 behind the number or above the table; half a fen goes up."""
    assert read_fen(value, scale) == expected


@pytest.mark.parametrize("text", ["-5", "约100", "12.3.4", "一百元", "1e5"])
def test_money_that_cannot_be_read_is_refused(text):
    """Negative, vague or broken amounts."""
    with pytest.raises(Unclear):
        read_fen(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("45", (45, None)), ("45套", (45, "套")), ("４５ 套", (45, "套")), (45.0, (45, None)), ("1,000", (1000, None)),
     (0, (0, None)), ("", (None, None))],
)  # fmt: skip
def test_counts_with_units_and_separators(value, expected):
    """45套 is forty-five of a set."""
    assert read_count(value) == expected


@pytest.mark.parametrize("text", ["-1", "1.5", "若干", "45+2", 99_999_999])
def test_counts_that_cannot_be_read_are_refused(text):
    """Half a desk, minus one, some."""
    with pytest.raises(Unclear):
        read_count(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (102, "102"),
        (102.0, "102"),
        ("ＧＺ２０１", "GZ201"),
        (" GZ 201 ", "GZ201"),
        ("'0012", "0012"),
        ("无", None),
    ],
)
def test_codes_keep_their_zeros_and_lose_their_width(value, expected):
    """Numbers that name something are text."""
    assert read_code(value) == expected


@pytest.mark.parametrize("value", ["1.23457E+14", 320102199001011234, 3.2010219900101e17])
def test_a_code_that_the_spreadsheet_rounded_is_not_used(value):
    """Two things would get one number."""
    with pytest.raises(Unclear):
        read_code(value)


def test_codes_that_differ_by_their_marks_are_two():
    """1-11 and 11-1 are not the same asset; g1 and Ｇ１ are."""
    assert code_key("1-11") != code_key("11-1")
    assert code_key("g1") == code_key("Ｇ１")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("19976178687", ("19976178687", True)),
        (19976178687, ("19976178687", True)),
        (19976178687.0, ("19976178687", True)),
        ("+86 199-7617-8687", ("19976178687", True)),
        ("0512－6555 1234", ("051265551234", True)),
        ("19976178687/6123", ("19976178687/6123", True)),
        ("1.99762E+10", ("1.99762E+10", False)),
        ("见群", ("见群", False)),
        (None, (None, True)),
    ],
)
def test_telephones(value, expected):
    """Mobile, landline, extension; what is none is kept and told."""
    assert read_phone(value) == expected


def is_phone(found):
    return isinstance(found, tuple) and isinstance(found[0], str | None) and isinstance(found[1], bool)


def is_count(found):
    return isinstance(found, tuple) and isinstance(found[0], int | None) and isinstance(found[1], str | None)


def is_text(found):
    return found is None or (isinstance(found, str) and bool(found))


READERS = {
    read_text: is_text,
    read_name: is_text,
    read_code: is_text,
    read_date: is_text,
    read_count: is_count,
    read_fen: lambda found: isinstance(found, int | None),
    read_phone: is_phone,
}


def read_or_refused(read, value):
    """What comes out of a reader, or the sort of its refusal, which is known by name."""
    try:
        return read(value), None
    except Unclear as unclear:
        return None, unclear.reason


@pytest.mark.parametrize("read", READERS)
@given(text=st.text())
def test_no_text_breaks_a_reader(read, text):
    """Whatever stands in a cell is read as what it should be, or refused by a reason; nothing else comes out."""
    found, reason = read_or_refused(read, text)
    assert reason in REASONS | REMARKS if reason else READERS[read](found)


@pytest.mark.parametrize("read", READERS)
@given(value=st.one_of(st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times()))
def test_no_value_breaks_a_reader(read, value):
    """Nor does any number, truth value or date, infinity and NaN included."""
    found, reason = read_or_refused(read, value)
    assert reason in REASONS | REMARKS if reason else READERS[read](found)


def test_text_loses_width_and_breaks_and_keeps_chinese_punctuation():
    """Only letters, digits and spaces change width."""
    assert read_text(" ＡＢ１２，（甲）\n乙　丙 ") == "AB12，（甲）乙 丙"
    assert read_text("Dell\nOptiPlex") == "Dell OptiPlex"
    assert read_name("李　明") == "李明"
    assert read_name("Anna Li") == "Anna Li"
    assert read_text("#REF!") is None


@given(st.text())
def test_cleaned_text_stays_clean(text):
    """Reading twice gives the same: a second import sees no change."""
    once = read_text(text)
    assert read_text(once) == once
