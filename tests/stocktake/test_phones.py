"""Before a count is closed: which phones may still hold some of it."""

from __future__ import annotations

from inspect_app.stocktake.phones import PhoneHeard, phones_of_count, unsure

OPENED, MINUTE = 1_000_000_000, 60_000
NOW = OPENED + 600 * MINUTE
ROLES = ("office", "inspector")


def test_a_phone_that_has_something_to_send_or_was_not_heard_of_is_asked_about() -> None:
    heard = [
        PhoneHeard("clear", "inspector", NOW - MINUTE, 0),
        PhoneHeard("quiet", "inspector", NOW - 120 * MINUTE, 0),
        PhoneHeard("holds", "inspector", NOW - MINUTE, 12),
    ]
    found = phones_of_count(heard, {"quiet": OPENED + MINUTE}, OPENED, NOW, ROLES, None)
    assert [(each.id, each.state) for each in found] == [
        ("holds", "holds"),
        ("quiet", "quiet"),
        ("clear", "clear"),
    ]
    assert [each.id for each in unsure(found)] == ["holds", "quiet"]


def test_who_cannot_know_of_the_count_is_not_asked_about() -> None:
    """Not heard of since it was opened, of a role that does not count, or the computer that asks."""
    heard = [
        PhoneHeard("before", "inspector", OPENED - 60 * MINUTE, 3),
        PhoneHeard("never", "inspector", None, 0),
        PhoneHeard("gone", "inspector", OPENED - 60 * MINUTE, 3, is_revoked=True),
        PhoneHeard("teacher", "teacher", NOW, 3),
        PhoneHeard("own", "office", NOW, 3),
    ]
    assert phones_of_count(heard, {}, OPENED, NOW, ROLES, "own") == ()


def test_a_blocked_phone_that_knew_of_the_count_is_asked_about() -> None:
    """Also when it last said that it had sent everything: it may have counted since, and nothing of that comes."""
    heard = [PhoneHeard("blocked", "inspector", NOW - MINUTE, 0, is_revoked=True)]
    (found,) = phones_of_count(heard, {}, OPENED, NOW, ROLES, None)
    assert found.state == "blocked"
    assert unsure([found]) == (found,)


def test_a_phone_that_has_counted_knows_of_the_count_whatever_the_clocks_say() -> None:
    """The office's clock ran ahead when it opened the count."""
    heard = [
        PhoneHeard("counted", "inspector", OPENED - 90 * MINUTE, 0),
        PhoneHeard("just", "inspector", OPENED - 2 * MINUTE, 0),
    ]
    found = phones_of_count(heard, {"counted": OPENED - 90 * MINUTE}, OPENED, NOW, ROLES, None)
    assert {each.id for each in found} == {"counted", "just"}
