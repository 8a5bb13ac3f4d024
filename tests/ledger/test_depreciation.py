"""Straight line by months: worked examples, and sums that no rounding can break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.ledger.classes import OWN_LENGTH, policy_of, settings_of, shipped_classes
from inspect_app.ledger.depreciation import (
    Terms,
    accumulated_fen,
    end_of_year,
    month_of,
    months_used,
    net_fen,
)
from inspect_app.ledger.summary import ClassYear, Held, card_year, summarised, total

SIX_YEARS = Terms(72)
COMPUTER = Held("N1", "台式计算机", "A02010104", 1, 720_000, "2020-09-15", is_scrapped=False)
SHIPPED = policy_of({})


def month(text: str) -> int:
    found = month_of(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("upto", "fen"),
    [("2020-08", 0), ("2020-09", 10_000), ("2020-12", 40_000), ("2026-08", 720_000), ("2030-01", 720_000)],
)
def test_7200_yuan_over_six_years_are_100_yuan_a_month_from_the_first(upto: str, fen: int) -> None:
    """Bought in September 2020: September counts, and August 2026 is the last."""
    assert accumulated_fen(720_000, month("2020-09"), month(upto), SIX_YEARS) == fen
    assert net_fen(720_000, month("2020-09"), month(upto), SIX_YEARS) == 720_000 - fen


def test_the_month_in_which_something_leaves_counts_no_more() -> None:
    used = months_used(month("2020-09"), month("2022-12"), SIX_YEARS, left=month("2021-03"))
    assert used == 6


def test_a_school_may_begin_with_the_month_after_and_keep_a_residual_value() -> None:
    terms = Terms(60, residual_permille=50, counts_first_month=False)
    assert accumulated_fen(100_000, month("2020-01"), month("2020-01"), terms) == 0
    assert accumulated_fen(100_000, month("2020-01"), month("2025-01"), terms) == 95_000


@given(st.integers(0, 10**13), st.integers(1, 700), st.integers(0, 1000))
def test_months_add_up_to_the_depreciable_value_and_never_go_back(
    value: int, life: int, residual: int
) -> None:
    terms = Terms(life, residual)
    steps = [
        accumulated_fen(value, 100, 99 + count, terms) for count in sorted((0, 1, life // 2, life, life + 50))
    ]
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert steps[-1] == value - value * residual // 1000


@pytest.mark.parametrize(
    ("text", "year_month"), [("2020-09-15", (2020, 9)), ("2020-09", (2020, 9)), ("2020", (2020, 1))]
)
def test_a_date_is_its_month(text: str, year_month: tuple[int, int]) -> None:
    assert month_of(text) == year_month[0] * 12 + year_month[1] - 1


@pytest.mark.parametrize("text", [None, "", "不详", "2020-13", "20-1"])
def test_what_is_no_date_has_no_month(text: str | None) -> None:
    assert month_of(text) is None


def test_a_year_shows_what_came_what_went_and_what_is_left() -> None:
    """One computer held, one bought in the year, one scrapped in it, one scrapped long ago, one of next year."""
    cards = [
        COMPUTER,
        COMPUTER._replace(acquired="2022-07-01"),
        COMPUTER._replace(is_scrapped=True, left="2022-03-10"),
        COMPUTER._replace(is_scrapped=True, left="2021-03-10"),
        COMPUTER._replace(acquired="2023-01-01"),
    ]
    lines = summarised(cards, 2022, SHIPPED)
    assert lines == (
        ClassYear(
            "计算机设备",
            opening_count=2,
            opening_fen=1_440_000,
            added_count=1,
            added_fen=720_000,
            removed_count=1,
            removed_fen=720_000,
            closing_count=2,
            closing_fen=1_440_000,
            year_fen=120_000 + 60_000 + 20_000,
            accumulated_fen=280_000 + 60_000,
        ),
    )
    assert lines[0].net_fen == 1_440_000 - 340_000


def test_a_batch_counts_its_pieces_and_a_strange_class_is_its_own() -> None:
    batch = COMPUTER._replace(quantity=45, class_code="6099999")
    line = card_year(batch, 2022, SHIPPED)
    assert line is not None
    assert (line.name, line.closing_count, line.unclear, line.accumulated_fen) == ("60999", 45, 45, 0)
    assert len(line.name) == OWN_LENGTH


def test_a_card_may_say_its_own_months_and_that_it_is_not_depreciated() -> None:
    short = card_year(COMPUTER._replace(life_months=12), 2022, SHIPPED)
    never = card_year(COMPUTER._replace(life_months=0), 2022, SHIPPED)
    assert short is not None
    assert never is not None
    assert (short.accumulated_fen, never.accumulated_fen, never.unclear) == (720_000, 0, 0)


def test_the_total_is_the_sum_of_the_lines() -> None:
    lines = summarised([COMPUTER, COMPUTER._replace(class_code="A05010201", value_fen=100)], 2021, SHIPPED)
    whole = total(lines, "合计")
    assert whole.closing_fen == 720_100
    assert whole.opening_fen + whole.added_fen - whole.removed_fen == whole.closing_fen


def test_a_school_sets_its_own_years_and_only_those_are_kept() -> None:
    settings = {"depreciation": {"months": {"家具": 180 + 12}, "first_month": False, "residual_permille": 30}}
    policy = policy_of(settings)
    assert policy.terms("A05010201", None, None) == Terms(192, 30, counts_first_month=False)
    assert policy.terms("A05010201", 24, 0) == Terms(24, 0, counts_first_month=False)
    assert settings_of(policy) == settings["depreciation"]
    assert policy_of({"depreciation": "nonsense"}) == SHIPPED


def test_no_two_shipped_classes_claim_the_same_code() -> None:
    codes = [code for each in shipped_classes() for code in each.codes]
    assert len(codes) == len(set(codes))
    assert all(SHIPPED.class_of(code) for code in codes)


def test_the_end_of_a_year_is_its_december() -> None:
    assert end_of_year(2022) == month("2022-12")
