"""The yearly summary: what was there, came, left and stays agrees whatever a ledger holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inspect_app.ledger.classes import policy_of
from inspect_app.ledger.summary import ClassYear, Held, card_year, summarised, total

SHIPPED = policy_of({})
CODES = ("A02010104", "2010104", "A05010201", "A04010101", "1020000", "家俱类", "", None)
MONTHS = st.one_of(
    st.none(),
    st.just("不详"),
    st.tuples(st.integers(2010, 2026), st.integers(1, 12)).map(lambda each: f"{each[0]}-{each[1]:02}"),
)


@st.composite
def cards(draw: st.DrawFn) -> Held:
    """A card as a ledger may hold it: without date, price or class, and left before it came."""
    is_scrapped = draw(st.booleans())
    return Held(
        None,
        "物",
        draw(st.sampled_from(CODES)),
        draw(st.one_of(st.none(), st.integers(1, 500))),
        draw(st.one_of(st.none(), st.just(100), st.integers(0, 10**9))),
        draw(MONTHS),
        is_scrapped,
        draw(MONTHS) if is_scrapped else None,
        draw(st.one_of(st.none(), st.integers(0, 200))),
        draw(st.one_of(st.none(), st.integers(0, 1000))),
    )


ledgers = st.lists(cards(), max_size=12)
years = st.integers(2008, 2030)


@given(ledgers, years)
def test_what_was_there_and_came_and_did_not_leave_is_there_at_the_end(held: list[Held], year: int) -> None:
    """In pieces, in money and in what is written off, for each class and for the total."""
    lines = summarised(held, year, SHIPPED)
    for line in (*lines, total(lines, "合计")):
        assert line.opening_count + line.added_count - line.removed_count == line.closing_count
        assert line.opening_fen + line.added_fen - line.removed_fen == line.closing_fen
        assert (
            line.opening_accumulated_fen + line.year_fen - line.removed_accumulated_fen
            == line.accumulated_fen
        )
        assert line.closing_fen - line.accumulated_fen == line.net_fen
        assert min(line.opening_fen, line.added_fen, line.removed_fen, line.closing_fen, line.year_fen) >= 0
        assert 0 <= line.accumulated_fen <= line.closing_fen


@given(ledgers, years)
def test_one_years_end_is_the_next_years_start(held: list[Held], year: int) -> None:
    """Nothing is lost or found between New Year's Eve and New Year's Day."""
    this, following = (total(summarised(held, each, SHIPPED), "合计") for each in (year, year + 1))
    assert (this.closing_count, this.closing_fen, this.accumulated_fen) == (
        following.opening_count,
        following.opening_fen,
        following.opening_accumulated_fen,
    )


@given(ledgers, years)
def test_the_total_is_that_of_the_cards(held: list[Held], year: int) -> None:
    """No card is counted in two classes, and none is left out."""
    alone = [line for card in held if (line := card_year(card, year, SHIPPED)) is not None]
    assert total(summarised(held, year, SHIPPED), "") == total(alone, "")
    assert total([], "") == ClassYear("")
