"""A loan's days and states, and how much of a batch is out. Pure."""

from __future__ import annotations

import pytest

from inspect_app.lending.loan import day_state, days_overdue, outstanding, standing_of
from inspect_app.lending.terms import term_of
from storage.queries.loans import Loan

BARE = Loan(
    "l1", "a1", "loan", "out", "张军", None, None, 1, 0, None, None, None, None, 0, None, "投影仪", None, None, 1, "",
    None, conflict=False,
)  # fmt: skip


def test_a_thing_is_overdue_on_the_day_after_its_due_day() -> None:
    """Due today still has the day; without a due day nothing is ever overdue."""
    due = BARE._replace(due_day="2026-11-20")
    assert [day_state(due, f"2026-11-{day}") for day in (19, 20, 21)] == ["out", "due_today", "overdue"]
    assert [days_overdue(due, f"2026-11-{day}") for day in (20, 21, 30)] == [0, 1, 10]
    assert day_state(BARE, "2099-01-01") == "out"


def test_what_came_back_or_was_lost_is_not_overdue() -> None:
    late = BARE._replace(due_day="2026-01-01")
    for state, said in (("returned", "back"), ("lost", "lost")):
        assert day_state(late._replace(state=state), "2026-11-20") == said
        assert days_overdue(late._replace(state=state), "2026-11-20") == 0


def test_a_due_day_that_is_no_date_harms_nothing() -> None:
    assert days_overdue(BARE._replace(due_day="2026-1"), "2026-11-20") == 0


def test_of_a_batch_only_what_has_not_come_back_is_out() -> None:
    part = BARE._replace(quantity=10, back_quantity=4)
    other = BARE._replace(id="l2", quantity=3)
    back = BARE._replace(id="l3", quantity=9, state="returned")
    standing = standing_of(45, [part, other, back])
    assert (standing.out, standing.left, standing.overlent) == (9, 36, 0)
    assert [loan.id for loan in standing.loans] == ["l1", "l2"]
    assert outstanding(back) == 0


def test_one_thing_lent_twice_without_a_network_is_seen() -> None:
    """Neither loan is lost; one more is out than there is."""
    standing = standing_of(None, [BARE, BARE._replace(id="l2", holder="李敏")])
    assert (standing.owned, standing.out, standing.left, standing.overlent) == (1, 2, 0, 1)


@pytest.mark.parametrize(
    ("day", "name", "last"),
    [
        ("2026-09-01", "2026—2027学年第一学期", "2027-01-31"),
        ("2027-01-31", "2026—2027学年第一学期", "2027-01-31"),
        ("2027-02-20", "2026—2027学年第二学期", "2027-07-31"),
        ("2027-07-31", "2026—2027学年第二学期", "2027-07-31"),
        ("2027-08-01", "2027—2028学年第一学期", "2028-01-31"),
    ],
)
def test_a_term_is_known_by_the_date(day: str, name: str, last: str) -> None:
    assert (term_of(day).name, term_of(day).last_day) == (name, last)
