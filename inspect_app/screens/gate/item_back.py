"""Taking a pass or key back. A pass of somebody who is still on campus comes back as they leave."""

from __future__ import annotations

from inspect_app.actions.gate.items import take_back
from inspect_app.actions.gate.post import gate_post
from inspect_app.actions.gate.signing_out import sign_out
from inspect_app.gate.cabinet import Held
from inspect_app.screens.doing import does
from inspect_app.state import Desk
from inspect_app.texts import Words


def is_leaving(held: Held) -> bool:
    """Whether its coming back means that its visitor goes."""
    return held.item.sort == "pass" and held.visit_id is not None and not held.is_left


def back_words(held: Held, t: Words) -> str:
    return t("Give back and sign out") if is_leaving(held) else t("Take back")


def bring_back(desk: Desk, held: Held) -> bool:
    """Whether it was done; a sentence says what came of it."""
    t, store = desk.t, desk.store

    def act() -> None:
        if held.visit_id is not None and is_leaving(held):
            sign_out(store, desk.author, [held.visit_id], "scanned", gate_post(store).gate)
        else:
            take_back(store, desk.author, held.item.id)

    if not does(desk, act):
        return False
    told = t("{name} has left; the pass is back.", name=held.holder) if is_leaving(held) else t("It is back.")
    desk.say(told)
    return True
