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
    """Not heard of since it was opened, blocked, of a role that does not count, or the computer that asks."""
    heard = [
        PhoneHeard("before", "inspector", OPENED - MINUTE, 3),
        PhoneHeard("never", "inspector", None, 0),
        PhoneHeard("blocked", "inspector", NOW, 3, is_revoked=True),
        PhoneHeard("teacher", "teacher", NOW, 3),
        PhoneHeard("own", "office", NOW, 3),
    ]
    assert phones_of_count(heard, {}, OPENED, NOW, ROLES, "own") == ()
