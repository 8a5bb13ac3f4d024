"""The warning at signing in: this may be, or is, one of those whom the school does not let in."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.meaning import ATTENTION, FAILED, notice
from inspect_app.screens.gate.days import day_words, today_of
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from storage.queries.barred import BarredMatch, barred_for


def barred_warning(desk: Desk, name: str, phone: str | None, id_masked: str | None) -> list[ft.Control]:
    """One notice for each line of the refused list that fits; nothing for everybody else."""
    if not name.strip():
        return []
    found = barred_for(desk.store.db, name, phone, id_masked, day=today_of(desk))
    return [_warning(desk, each) for each in found]


def _warning(desk: Desk, match: BarredMatch) -> ft.Control:
    t, row = desk.t, match.row
    since = moment(t, row.since_ms, desk.now_ms, desk.offset_minutes)
    until = t("until {day}", day=day_words(desk, row.until_day)) if row.until_day else ""
    when = " · ".join(filter(None, (t("on the list since {moment}", moment=since), until)))
    if match.is_certain:
        words = t("Do not let in: {name}. {reason}", name=row.name, reason=row.reason)
        return notice(FAILED, f"{words}\n{when}", key=f"barred-{row.id}")
    words = t("The same name is on the refused list. Look at the paper. {reason}", reason=row.reason)
    return notice(ATTENTION, f"{words}\n{when}", key=f"barred-{row.id}")
