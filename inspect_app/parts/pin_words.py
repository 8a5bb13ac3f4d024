"""What is said when a PIN does not do."""

from __future__ import annotations

from inspect_app.actions.pins import FEWEST_DIGITS, MOST_DIGITS, PinRefused, TooSoon, WrongPin
from inspect_app.texts import Words


def pin_words(error: WrongPin | TooSoon | PinRefused, t: Words) -> str:
    """One sentence, with the wait where there is one."""
    if isinstance(error, TooSoon):
        return t("Too many wrong PINs. Try again in {n} seconds.", n=error.seconds)
    if isinstance(error, WrongPin):
        if error.seconds:
            return t("This PIN is not right. Try again in {n} seconds.", n=error.seconds)
        return t("This PIN is not right.")
    if error.reason == "not_digits":
        return t("A PIN has {least} to {most} digits.", least=FEWEST_DIGITS, most=MOST_DIGITS)
    if error.reason == "not_the_same":
        return t("The two new PINs are not the same.")
    return t("Nobody is signed in")
