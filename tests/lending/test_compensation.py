"""Who breaks it pays: money is whole fen, and a receipt's number stands on one receipt only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.lending.compensation import (
    book_cost,
    capital_yuan,
    device_mark,
    next_receipt,
    read_fen,
    share_of,
    yuan,
)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("30", 3000), ("30.5", 3050), ("1,200.05", 120005), ("¥12.80", 1280), ("12元", 1200), ("0", 0),
        ("￥３，０００．５", 300050),
        ("", None), ("abc", None), ("-3", None), ("1.234", None), ("1e5", None), ("9" * 12, None),
    ],
)  # fmt: skip
def test_money_is_read_as_it_is_typed_or_not_at_all(text: str, fen: int | None) -> None:
    assert read_fen(text) == fen


@given(st.integers(0, 10**10))
def test_money_that_was_written_is_read_again(fen: int) -> None:
    assert read_fen(yuan(fen)) == fen


@given(st.integers(0, 10**10), st.integers(-100, 2000))
def test_a_share_is_never_more_than_the_cost(cost: int, permille: int) -> None:
    assert 0 <= share_of(cost, permille) <= cost


def test_a_share_is_rounded_to_a_whole_fen() -> None:
    assert [share_of(1001, each) for each in (1000, 500, 300)] == [1001, 501, 300]


def test_some_of_a_batch_cost_their_part_of_the_card() -> None:
    """The card's value is that of all pieces; without a value there is no guess."""
    assert book_cost(450_000, 45, 2) == 20_000
    assert book_cost(5_000, None, 1) == 5_000
    assert book_cost(None, 45, 2) is None


@given(st.lists(st.sampled_from(["a", "b"]), max_size=30))
def test_a_number_never_stands_on_two_receipts(devices: list[str]) -> None:
    """Two computers number offline, each knowing only its own: no number twice."""
    used: dict[str, list[str]] = {"a": [], "b": []}
    for device in devices:
        used[device].append(next_receipt("2026-11-22", device, used[device]))
    every = used["a"] + used["b"]
    assert len(set(every)) == len(every)


def test_a_receipts_number_goes_on_after_the_highest_of_the_day() -> None:
    mark = device_mark("office1")
    used = [f"PC20261122-{mark}-09", f"PC20261122-{mark}-99", f"PC20261121-{mark}-300", "2026/17"]
    assert next_receipt("2026-11-22", "office1", used) == f"PC20261122-{mark}-100"
    assert next_receipt("2026-11-23", "office1", used) == f"PC20261123-{mark}-01"


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (1_00, "壹元整"),
        (10_05, "壹拾元零伍分"),
        (35_050, "叁佰伍拾元伍角整"),
        (120_000, "壹仟贰佰元整"),
        (100_600_00, "壹拾万零陆佰元整"),
        (1_001_000_00, "壹佰万壹仟元整"),
        (10_000_001_02, "壹仟万零壹元零贰分"),
        (100_000_000_00, "壹亿元整"),
    ],
)
def test_receipts_say_the_amount_in_capitals(fen: int, said: str) -> None:
    assert capital_yuan(fen) == said
