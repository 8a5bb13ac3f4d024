"""Straight line by months: worked examples, and sums that no rounding can break."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.ledger.classes import OWN_LENGTH, policy_of, settings_of, shipped_classes, with_codes
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
            opening_accumulated_fen=160_000 + 160_000,
            year_fen=120_000 + 60_000 + 20_000,
            removed_accumulated_fen=160_000 + 20_000,
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


def test_every_class_with_years_names_a_source_and_the_others_say_why() -> None:
    """Years without a source are no one's: such a line has none, and a note that tells the school to fill it in."""
    held = json.loads(files("inspect_app.ledger").joinpath("classes.json").read_text(encoding="utf-8"))
    for line in held["classes"]:
        assert held["sources"][line["source"]]
        assert (line["years"] is None) <= bool(line.get("note"))
        assert bool(line["source"]) or line["years"] is None
        assert set(line.get("inferred", ())) <= set(line["codes"])


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("A02010104", 6), ("2010104", 6), ("A02020200", 6), ("A02030501", 8), ("2040000", 5), ("A02050101", 10),
        ("A02061804", 5), ("A02091107", 5), ("A02100301", 5), ("A05010201", 15), ("1030000", 8), ("3220000", 10),
    ],
)  # fmt: skip
def test_a_class_has_the_shortest_years_of_the_table(code: str, years: int) -> None:
    """财会〔2017〕4号 table 1 and 《中小学校固定资产折旧年限表》, which agree where both have the class."""
    assert SHIPPED.terms(code, None, None).life_months == years * 12


@pytest.mark.parametrize("code", ["1010000", "A03010000", "A04010101", "A06010000"])
def test_land_relics_books_animals_and_plants_are_not_depreciated(code: str) -> None:
    """《政府会计准则第3号》: five sorts of fixed assets are not; their net value stays what they cost."""
    line = card_year(COMPUTER._replace(class_code=code), 2030, SHIPPED)
    assert line is not None
    assert (line.accumulated_fen, line.net_fen, line.unclear) == (0, 720_000, 0)


def test_a_house_has_years_only_when_its_card_says_its_structure() -> None:
    """Steel and concrete 50, brick 30, a light building 8: no code says which."""
    house = COMPUTER._replace(class_code="1020000", acquired="2020-01")
    unknown, brick = (card_year(house._replace(life_months=months), 2020, SHIPPED) for months in (None, 360))
    assert unknown is not None
    assert brick is not None
    assert (unknown.unclear, unknown.year_fen) == (1, 0)
    assert (brick.unclear, brick.year_fen) == (0, 24_000)


def test_a_gift_at_the_nominal_yuan_is_not_depreciated_whatever_its_card_says() -> None:
    """以名义金额计量: 1 yuan apiece, also ten of them on one card."""
    for count in (1, 10):
        gift = COMPUTER._replace(value_fen=100 * count, quantity=count, life_months=72)
        line = card_year(gift, 2022, SHIPPED)
        assert line is not None
        assert (line.year_fen, line.accumulated_fen, line.net_fen, line.unclear) == (0, 0, 100 * count, 0)
    dear = card_year(COMPUTER._replace(value_fen=200), 2026, SHIPPED)
    assert dear is not None
    assert dear.accumulated_fen == 200


def test_a_thing_below_the_threshold_is_written_off_like_any_other_card() -> None:
    """Below 1,000 yuan it is a fixed asset when there are many alike, so what has a card is depreciated."""
    line = card_year(COMPUTER._replace(value_fen=65_000, class_code="A05010201", quantity=45), 2021, SHIPPED)
    assert line is not None
    assert line.year_fen == 65_000 * 16 // 180 - 65_000 * 4 // 180


def test_a_thing_without_price_is_clear_at_zero_and_unclear_when_it_is_not_known() -> None:
    free, unknown = (card_year(COMPUTER._replace(value_fen=fen), 2022, SHIPPED) for fen in (0, None))
    assert free is not None
    assert unknown is not None
    assert (free.year_fen, free.closing_fen, free.unclear) == (0, 0, 0)
    assert (unknown.closing_count, unknown.unclear) == (1, 1)


def test_what_is_written_off_to_the_end_stays_in_the_ledger_without_value() -> None:
    """已提足折旧 and still used: no depreciation in the year, nothing left, the piece still counted."""
    line = card_year(COMPUTER, 2030, SHIPPED)
    assert line is not None
    assert (line.closing_count, line.year_fen, line.accumulated_fen, line.net_fen) == (1, 0, 720_000, 0)


def test_a_school_gives_its_own_codes_to_a_class_and_takes_them_back() -> None:
    """Sports equipment has years in the table and no code: the school says which codes are it."""
    assert not SHIPPED.knows("A02460700")
    sport = with_codes(SHIPPED, "体育设备", ["a0246"])
    assert sport.knows("A02460700")
    assert sport.terms("A02460700", None, None).life_months == 60
    assert policy_of({"depreciation": settings_of(sport)}) == sport
    assert with_codes(sport, "体育设备", []) == SHIPPED


def test_a_class_of_the_schools_own_takes_its_codes_from_the_shipped_one() -> None:
    own = with_codes(SHIPPED, "校史陈列", ["A0501"])
    held = own.class_of("A05010201")
    assert held is not None
    assert (held.name, held.terms.life_months) == ("校史陈列", None)
    assert not next(each for each in own.classes if each.name == "家具").codes
    with pytest.raises(ValueError, match="class"):
        with_codes(SHIPPED, "校史陈列", ["陈列"])


@pytest.mark.parametrize("text", ["办公设备", "A0201台式", "A09010101", "9999999", "A"])
def test_a_code_that_is_none_or_of_no_class_is_to_be_checked(text: str) -> None:
    assert not SHIPPED.knows(text)
