"""What lending adds to other screens: who has a thing, and the ways on; what is overdue; the room's handovers."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.lending import standing_of_asset
from inspect_app.lending.loan import Standing
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.lending import damage_line, loan_line
from inspect_app.parts.meaning import ATTENTION, FAILED, mark, notice
from inspect_app.parts.type import section
from inspect_app.routes import route_to
from inspect_app.screens.loan import may_lend
from inspect_app.state import Desk
from inspect_app.texts.moments import day_of
from storage.queries import damages, loans
from storage.queries.loans import LoanFilter

SHOWN = 5


def may_report(desk: Desk) -> bool:
    return desk.store.setting("role") in ("office", "inspector", "teacher")


def lending_parts(desk: Desk, asset_id: str) -> list[ft.Control]:
    """On an asset's card and over the scanner: who has it, and 领用, 借出, 归还, 报损."""
    standing = standing_of_asset(desk.store, asset_id)
    return [*_overlent(standing, desk), *_holders(standing, desk), _buttons(standing, asset_id, desk)]


def damage_history(desk: Desk, asset_id: str) -> list[ft.Control]:
    """The damages of a thing, for its card."""
    found = damages.damages_of_asset(desk.store.db, asset_id, limit=SHOWN)
    lines = [damage_line(each, desk.t, _goes(desk, route_to("damage", damage=each.id))) for each in found]
    return [section(desk.t("Damages")), *lines] if lines else []


def _overlent(standing: Standing, desk: Desk) -> list[ft.Control]:
    """Two phones lent the same thing without a network: both loans stand until somebody looks."""
    if not standing.overlent:
        return []
    words = desk.t.count(
        "Lent {n} more than there is: two phones did not see each other. Take back what is wrong.",
        "Lent {n} more than there are: two phones did not see each other. Take back what is wrong.",
        standing.overlent,
    )
    return [notice(ATTENTION, words, key="overlent")]


def _holders(standing: Standing, desk: Desk) -> list[ft.Control]:
    today = day_of(desk.now_ms, desk.offset_minutes)
    return [
        loan_line(loan, today, desk.t, _goes(desk, route_to("loan", loan=loan.id)), with_asset=False)
        for loan in standing.loans[:SHOWN]
    ]


def _buttons(standing: Standing, asset_id: str, desk: Desk) -> ft.Control:
    t = desk.t
    acts: list[tuple[str, str, str, ft.IconData]] = []
    if may_lend(desk) and len(standing.loans) == 1:
        back = route_to("return", loan=standing.loans[0].id)
        acts.append((t("Take back"), back, "to-return", ft.Icons.KEYBOARD_RETURN))
    if may_lend(desk) and (standing.left or standing.owned == 1):
        acts.append(
            (
                t("Hand out"),
                route_to("lend", asset=asset_id, sort="issue"),
                "to-issue",
                ft.Icons.ASSIGNMENT_IND,
            )
        )
        acts.append(
            (t("Lend"), route_to("lend", asset=asset_id, sort="loan"), "to-lend", ft.Icons.OUTBOX_OUTLINED)
        )
    if may_report(desk):
        broken = route_to("report_damage", asset=asset_id)
        acts.append((t("Report damage"), broken, "to-damage", ft.Icons.BROKEN_IMAGE_OUTLINED))
    buttons: list[ft.Control] = [
        second_button(words, _goes(desk, route), key=key, icon=icon) for words, route, key, icon in acts
    ]
    return ft.Row(buttons, wrap=True, spacing=8, run_spacing=8, key="lending-buttons")


def overdue_parts(desk: Desk) -> list[ft.Control]:
    """On the first screen: what should be back, the longest overdue first."""
    t, today = desk.t, day_of(desk.now_ms, desk.offset_minutes)
    if not may_lend(desk):
        wanted = LoanFilter(view="overdue", today=today, holder_id=desk.author.person or "-")
    else:
        wanted = LoanFilter(view="overdue", today=today)
    found = loans.loan_list(desk.store.db, wanted, limit=SHOWN)
    if not found:
        return []
    count = loans.count_loan_list(desk.store.db, wanted)
    lines = [loan_line(each, today, t, _goes(desk, route_to("loan", loan=each.id))) for each in found]
    words = t.count("{n} thing is overdue", "{n} things are overdue", count)
    more = (
        [text_button(t("All loans"), _goes(desk, route_to("loans")), key="all-loans")]
        if count > SHOWN
        else []
    )
    return [section(t("Overdue")), mark(FAILED, words), *lines, *more]


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
