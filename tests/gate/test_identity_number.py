"""The number of a resident identity card: judged by its standard, shown by its ends only."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.gate.identity_number import check_character, flaw_of, is_child, masked, tidied

TODAY = date(2026, 11, 22)
GOOD = "11010519491231002X"  # the example of GB 11643-1999


def test_the_standards_own_example_is_good():
    """And its check character is the X that stands for ten."""
    assert flaw_of(GOOD, TODAY) is None
    assert check_character(GOOD[:17]) == "X"


def test_the_school_books_own_numbers_are_judged():
    """Of the sample book every number of eighteen characters is good, and what is none is told by its length."""
    book = files("inspect_app.sample_school").joinpath("来访登记-纸质补录.csv").read_text("utf-8-sig")
    flaws = {flaw_of(tidied(row["证件号码"]), TODAY) for row in csv.DictReader(book.splitlines())}
    assert flaws == {None, "length"}


@given(st.integers(0, 17), st.integers(0, 9))
def test_one_wrong_digit_is_always_noticed(place, digit):
    """MOD 11-2 finds every single wrong character."""
    if GOOD[place] == str(digit):
        return
    assert flaw_of(GOOD[:place] + str(digit) + GOOD[place + 1 :], TODAY) is not None


@given(st.integers(0, 15))
def test_two_neighbours_in_the_wrong_order_are_always_noticed(place):
    """The commonest slip of a hand."""
    left, right = GOOD[place], GOOD[place + 1]
    if left == right:
        return
    assert flaw_of(GOOD[:place] + right + left + GOOD[place + 2 :], TODAY) is not None


@pytest.mark.parametrize(
    ("number", "flaw"),
    [
        ("1101051949123100", "length"),
        ("未带证件", "length"),
        ("11010519491231002Y", "letters"),
        ("1101051949123X0021", "letters"),
        ("110105194913310028", "birthday"),
        ("110105203012310021", "birthday"),
        ("110105189912310021", "birthday"),
        ("110105194912310021", "check"),
    ],
)
def test_a_flaw_is_named(number, flaw):
    """So that the screen can say what to look at."""
    assert flaw_of(number, TODAY) == flaw


def test_a_number_is_read_as_people_type_it():
    """In groups, with a small x, in full-width digits."""
    assert tidied(" 110105 19491231 002x") == GOOD
    assert tidied("１１０１０５-19491231-００２Ｘ") == GOOD


def test_only_the_ends_are_shown():
    """First three and last four; of a short number less than half."""
    assert masked(GOOD) == "110***********002X"
    assert masked("E12345678") == "*******78"
    assert masked("12") == "**"
    assert masked("") == ""


@given(st.text("0123456789X", min_size=1, max_size=30))
def test_a_mask_never_shows_more_than_seven_characters_or_the_whole(number):
    """Whatever the number is, and its length stays to be seen."""
    shown = masked(number)
    assert len(shown) == len(number)
    assert len(shown.replace("*", "")) <= 7
    assert "*" in shown


def test_under_fourteen_is_a_child():
    """On the day before the birthday still, on the birthday no more."""
    born = GOOD[:6] + "20121123" + GOOD[14:]
    assert is_child(born, TODAY)
    assert not is_child(born, date(2026, 11, 23))
