"""PINs: a shared phone goes to who knows it, guessing is slow, and each sets their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.actions.duty import take_duty
from inspect_app.actions.pins import (
    LONGEST_WAIT_SECONDS,
    PinRefused,
    TooSoon,
    WrongPin,
    change_own_pin,
    hashed_pin,
    pin_fits,
    reset_pin,
)
from storage.queries import people
from storage.store import Edit, Store
from tests.screens.school import Phone, school_phone


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    """李敏 (p2) has the PIN 2468."""
    made = school_phone(tmp_path)
    made.write(Edit("person", "p2", {"pin": hashed_pin("2468", "salt")}))
    return made


def guess(phone: Phone, pin: str, store: Store | None = None) -> int | str:
    """'right', or the seconds to wait; 'too soon' where nothing was looked at."""
    try:
        take_duty(store or phone.store, phone.fake.clock, "p2", pin)
    except WrongPin as wrong:
        return wrong.seconds
    except TooSoon:
        return "too soon"
    return "right"


def test_a_shared_phone_goes_to_who_knows_the_pin(phone: Phone) -> None:
    """A person without a PIN takes it by name."""
    assert guess(phone, "1357") == 0
    assert phone.store.setting("on_duty") is None
    assert guess(phone, " ２４６８ ") == "right"
    assert phone.store.setting("on_duty") == "p2"
    take_duty(phone.store, phone.fake.clock, "p1")
    assert phone.store.setting("on_duty") == "p1"


def test_each_wrong_pin_makes_the_next_wait_longer(phone: Phone) -> None:
    """Two slips of a thumb cost nothing; then seconds, then minutes."""
    waits = []
    for _ in range(7):
        waits.append(guess(phone, "0000"))
        phone.fake.clock.pass_ms(LONGEST_WAIT_SECONDS * 1000)
    assert waits == [0, 0, 5, 15, 60, 300, 300]


def test_while_one_waits_even_the_right_pin_is_not_looked_at(phone: Phone) -> None:
    """So nobody learns anything by trying; the seconds that are left are told."""
    for _ in range(3):
        guess(phone, "0000")
    phone.fake.clock.pass_ms(1_200)
    with pytest.raises(TooSoon) as refused:
        take_duty(phone.store, phone.fake.clock, "p2", "2468")
    assert refused.value.seconds == 4
    phone.fake.clock.pass_ms(3_800)
    assert guess(phone, "2468") == "right"


def test_the_right_pin_ends_the_counting(phone: Phone) -> None:
    guess(phone, "0000")
    guess(phone, "0000")
    assert guess(phone, "2468") == "right"
    assert [guess(phone, "0000") for _ in range(2)] == [0, 0]


def test_one_persons_misses_do_not_slow_another(phone: Phone) -> None:
    phone.write(Edit("person", "p1", {"pin": hashed_pin("1111", "salt")}))
    for _ in range(3):
        guess(phone, "0000")
    take_duty(phone.store, phone.fake.clock, "p1", "1111")
    assert phone.store.setting("on_duty") == "p1"


def test_killing_the_app_does_not_shorten_the_wait(phone: Phone) -> None:
    """Its monotonic clock begins anew at nought, the wait with it."""
    phone.fake.clock.elapsed_ms = 500_000
    for _ in range(3):
        guess(phone, "0000")
    store = Store.open(str(phone.fake.folder / "inspect.db"))
    phone.fake.clock.elapsed_ms = 1_000
    assert guess(phone, "2468", store) == "too soon"
    phone.fake.clock.elapsed_ms = 5_000
    assert guess(phone, "2468", store) == "right"


def test_putting_the_clock_forward_does_not_shorten_the_wait(phone: Phone) -> None:
    for _ in range(3):
        guess(phone, "0000")
    phone.fake.clock.wall_ms += 86_400_000
    assert guess(phone, "2468") == "too soon"


def test_who_is_on_duty_sets_a_pin_and_changes_it_with_the_old_one(phone: Phone) -> None:
    """It is stored hashed, and goes to the other phones as a change of the person."""
    clock, author = phone.fake.clock, phone.author()
    change_own_pin(phone.store, clock, author, "", "4711", "４７１１", salt=lambda: "s")
    held = people.pin_of(phone.store.db, "p1")
    assert held == hashed_pin("4711", "s")
    assert "4711" not in held
    with pytest.raises(WrongPin):
        change_own_pin(phone.store, clock, author, "0000", "8888", "8888")
    assert people.pin_of(phone.store.db, "p1") == held
    change_own_pin(phone.store, clock, author, "4711", "880088", "880088")
    assert pin_fits(people.pin_of(phone.store.db, "p1") or "", "880088")


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [
        ("123", "123", "not_digits"),
        ("123456789", "123456789", "not_digits"),
        ("12a4", "12a4", "not_digits"),
        ("", "", "not_digits"),
        ("1234", "1243", "not_the_same"),
    ],
)
def test_what_cannot_be_a_pin_is_refused(phone: Phone, new: str, again: str, reason: str) -> None:
    with pytest.raises(PinRefused) as refused:
        change_own_pin(phone.store, phone.fake.clock, phone.author(), "", new, again)
    assert refused.value.reason == reason
    assert people.pin_of(phone.store.db, "p1") is None


def test_the_office_gives_a_new_pin_or_none(phone: Phone) -> None:
    """The misses on the old one are forgotten with it."""
    for _ in range(3):
        guess(phone, "0000")
    reset_pin(phone.store, phone.author(), "p2", "1212")
    assert guess(phone, "1212") == "right"
    reset_pin(phone.store, phone.author(), "p2", "")
    assert people.pin_of(phone.store.db, "p2") is None
    with pytest.raises(PinRefused):
        reset_pin(phone.store, phone.author(), "p2", "12")
