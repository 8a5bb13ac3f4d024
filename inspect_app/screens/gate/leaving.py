"""Signing out by a tap: recorded at once, told in a sentence with a button that takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from inspect_app.actions.gate.post import gate_post
from inspect_app.actions.gate.signing_out import How, sign_out, undo_sign_out
from inspect_app.actions.troubles import plain_words
from inspect_app.state import Desk


def leave(desk: Desk, visit_ids: Sequence[str], how: How, name: str) -> None:
    """`name` is who leaves; '' where it is several."""
    t = desk.t
    try:
        count = sign_out(desk.store, desk.author, visit_ids, how, gate_post(desk.store).gate)
    except Exception as error:
        desk.say(plain_words(error, t))
        return
    desk.changed()
    words = t("{name} has left.", name=name) if name else t.count("{n} has left.", "{n} have left.", count)
    desk.say(words, undo=lambda: come_back(desk, visit_ids))


def come_back(desk: Desk, visit_ids: Sequence[str]) -> None:
    """They are on campus again, as if nobody had tapped."""
    try:
        undo_sign_out(desk.store, desk.author, visit_ids)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.changed()
