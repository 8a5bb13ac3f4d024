"""Codes: what they catch, what they forgive, and what they say of strangers."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_qr.code import ALPHABET, Code, NotOurs, check_character, new_code, parse

CODES = st.text(alphabet=ALPHABET, min_size=9, max_size=9).map(
    lambda nine: Code(nine + check_character(nine))
)


@given(CODES)
def test_every_single_wrong_character_is_caught(code):
    """All 310 of them, the check character included."""
    for place, wrong in itertools.product(range(10), ALPHABET):
        typed = code.text[:place] + wrong + code.text[place + 1 :]
        assert parse(typed) == (code if typed == code.text else NotOurs("mistyped"))


@given(CODES)
def test_every_exchange_of_two_characters_is_caught(code):
    """Neighbours and any others, the pair 0 and Z included, which Luhn would miss."""
    for first, second in itertools.combinations(range(10), 2):
        letters = list(code.text)
        letters[first], letters[second] = letters[second], letters[first]
        typed = "".join(letters)
        assert parse(typed) == (code if typed == code.text else NotOurs("mistyped"))


@given(CODES, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_a_doubled_pair_mistyped_is_caught(code, place, letter):
    """aa typed as bb."""
    nine = (code.text[:place] + letter * 2 + code.text[place + 2 :])[:9]
    doubled = nine + check_character(nine)
    for other in ALPHABET:
        typed = doubled[:place] + other * 2 + doubled[place + 2 :]
        if doubled[place] == doubled[place + 1] and other != doubled[place]:
            assert parse(typed) == NotOurs("mistyped")


@given(CODES)
def test_a_code_is_read_however_it_is_written(code):
    """Our address in any case and on any host, with and without dash, spaced, full-width."""
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code.text)
    for written in (
        code.text,
        code.shown,
        code.shown.lower(),
        f" {code.text[:3]} {code.text[3:7]}-{code.text[7:]}\n",
        code.shown.replace("-", "—"),
        wide,
        f"{wide[:5]}-{wide[5:]}",
        f"HTTPS://XJ.SCHOOL.CN/Q/{code.text}",
        f"https://xj.school.cn/q/{code.shown.lower()}",
        f"http://192.168.1.5:8000/q/{code.text}?from=print",
        f"HTTPS://OLD-NAME.CN/Q/{code.text}/",
        code.text.replace("0", "O").replace("1", "l"),
        code.text.replace("0", "o").replace("1", "I"),
    ):
        assert parse(written) == code, written


@given(
    st.one_of(
        st.text(),
        st.text(alphabet=ALPHABET + "-OILU ", max_size=14),
        st.binary().map(lambda b: b.decode("latin1")),
    )
)
def test_parse_never_raises_and_only_lets_whole_codes_through(text):
    """Whatever a camera sees; what comes out as a code is one, check and all."""
    read = parse(text)
    if isinstance(read, Code):
        assert len(read.text) == 10
        assert read.text[9] == check_character(read.text[:9])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NotOurs("empty")),
        (" - ", NotOurs("empty")),
        ("https://www.example.com/menu", NotOurs("foreign", "web")),
        ("https://example.com/q/how-to-fix", NotOurs("foreign", "web")),
        ("http://weixin.qq.com/q/02zwGkqmXabcd1", NotOurs("foreign", "wechat")),
        ("https://u.wechat.com/MK8fYAbc", NotOurs("foreign", "wechat")),
        ("wxp://f2f0abcDEF", NotOurs("foreign", "wechat")),
        ("https://qr.alipay.com/fkx12345", NotOurs("foreign", "alipay")),
        ("WIFI:T:WPA;S:school;P:12345678;;", NotOurs("foreign", "wifi")),
        ("BEGIN:VCARD\nVERSION:3.0\nN:李\nEND:VCARD", NotOurs("foreign", "contact")),
        ("tel:110", NotOurs("foreign", "phone")),
        ("mailto:a@b.cn", NotOurs("foreign", "mail")),
        ("geo:39.9,116.4", NotOurs("foreign", "place")),
        ("6901234567892", NotOurs("foreign", "product")),
        ("总务处 电脑 12 号", NotOurs("foreign", "text")),
        ("固定资产编号 ZC-2023-000128", NotOurs("foreign", "text")),
        ("7K3QX", NotOurs("too_short", found="5")),
        ("7K3QX-M2B9T-A", NotOurs("too_long", found="11")),
        ("7K3QX-M2U9T", NotOurs("wrong_character", found="U")),
        ("7K3QX M2#9T", NotOurs("foreign", "text")),
    ],
)
def test_what_is_not_ours_is_told_by_kind(text, expected):
    """So that the app can say kindly what it is, or which character to look at again."""
    assert parse(text) == expected


def test_a_torn_label_of_ours_is_mistyped_and_not_a_foreign_address():
    """Ten characters at our place in an address, with a wrong check, are a misread label."""
    nine = "7K3QXM2B9"
    right = check_character(nine)
    wrong = ALPHABET[(ALPHABET.index(right) + 1) % 32]
    assert parse(f"HTTPS://XJ.SCHOOL.CN/Q/{nine}{wrong}") == NotOurs("mistyped")


def test_fresh_codes_are_ours_and_differ():
    """Ten thousand labels from one source of randomness, no two alike."""
    source = random.Random(7)  # noqa: S311 - a test wants the same labels again
    made = {new_code(source.randbytes) for _ in range(10_000)}
    assert len(made) == 10_000
    assert all(parse(code.shown) == code for code in list(made)[:500])


def test_a_code_uses_all_its_randomness():
    """Every one of the 45 bits changes the code."""
    codes = {new_code(lambda size, bit=bit: (1 << bit).to_bytes(size, "big")) for bit in range(45)}
    assert len(codes) == 45


def test_the_dash_stands_in_the_middle():
    """XXXXX-XXXXX, and the plain text without it is what the store keeps."""
    code = Code("7K3QXM2B9T")
    assert (code.shown, str(code)) == ("7K3QX-M2B9T", "7K3QXM2B9T")
