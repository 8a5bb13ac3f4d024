"""同步: what is only on this phone, what failed and why, send now, give it out as a file."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.actions.syncing import SyncView
from inspect_app.actions.troubles import plain_words, sentence
from inspect_app.actions.unsent import export_unsent
from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import card, fact
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, UNSENT, mark, notice
from inspect_app.parts.names import KINDS
from inspect_app.parts.page import page
from inspect_app.parts.sync_badge import QUIET_TROUBLES, badge_of, is_clock_wrong
from inspect_app.parts.type import figure, section, small, strong, text
from inspect_app.routes import Place
from inspect_app.state import Desk
from inspect_app.texts.moments import moment, size, span
from storage.photo_transfers import unsent_totals
from storage.queries import outbox

REFUSALS = {
    "not_allowed": "This person may not do this.",
    "bad_value": "A value is not allowed.",
    "unknown_kind": "The server does not know this kind of record yet.",
    "revoked": "The phone had been blocked.",
    "clock": "The time lies too far in the future.",
}


@component
def SyncScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The badge in long."""
    view = watch(desk.sync).view
    watch(desk.changes)
    t = desk.t

    async def now() -> None:
        await desk.agent.sync_now()

    def export() -> None:
        try:
            count = export_unsent(desk.store, desk.device)
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            desk.say(t.count("{n} record was saved to a file.", "{n} records were saved to a file.", count))

    waiting = view.unsent + view.refused
    return page(
        [*_state(view, desk), *_trouble(view, desk), *_waiting(desk), *_refused(desk), *_last(view, desk)],
        bottom=[
            main_button(
                t("Syncing…") if view.running else t("Sync now"),
                None if view.running else now,
                key="sync-now",
                icon=ft.Icons.SYNC,
            ),
            second_button(
                t("Save unsent records to a file"),
                export if waiting else None,
                key="export",
                icon=ft.Icons.SAVE_ALT,
            ),
        ],
        key="sync-page",
    )


def _state(view: SyncView, desk: Desk) -> list[ft.Control]:
    t = desk.t
    waiting = view.unsent
    words = t.count("{n} record only on this phone", "{n} records only on this phone", waiting)
    if waiting:
        return [figure(words), mark(UNSENT, t("It goes by itself as soon as there is a network."))]
    if view.refused or view.trouble not in QUIET_TROUBLES:
        meaning, badge = badge_of(view, desk.device.clock, t)
        return [figure(t("Nothing waits to be sent")), mark(meaning, badge)]
    if view.last_ok_ms is None:
        return [figure(t("Not synced yet")), mark(UNSENT, t("Rounds and rooms come with the first sync."))]
    return [figure(t("Everything is sent")), mark(PASSED, t("Synced"))]


def _trouble(view: SyncView, desk: Desk) -> list[ft.Control]:
    found: list[ft.Control] = []
    if view.trouble is not None:
        found.append(notice(ATTENTION, sentence(view.trouble, desk.t), key=f"trouble-{view.trouble}"))
    if is_clock_wrong(desk.device.clock):
        found.append(notice(ATTENTION, _clock(desk), key="clock-wrong"))
    return found


def _clock(desk: Desk) -> str:
    t, correction_ms = desk.t, desk.device.clock.correction_ms()
    much = span(t, correction_ms)
    if correction_ms < 0:
        return t(
            "This phone's clock is {span} fast. Records carry the server's time; set the clock.", span=much
        )
    return t("This phone's clock is {span} slow. Records carry the server's time; set the clock.", span=much)


def _waiting(desk: Desk) -> list[ft.Control]:
    t, db = desk.t, desk.store.db
    rows = [fact(t(KINDS.get(row.kind, row.kind)), str(row.changes)) for row in outbox.waiting(db)]
    totals = unsent_totals(db)
    if totals["count"]:
        words = t.count(
            "{n} photo, {size}", "{n} photos, {size}", totals["count"], size=size(totals["bytes"])
        )
        rows.append(fact(t("Photos to go"), words))
    return [section(t("Only on this phone")), *rows] if rows else []


def _refused(desk: Desk) -> list[ft.Control]:
    """What the server would not take, and why; nothing of it is lost."""
    t = desk.t
    rows = outbox.refused(desk.store.db)
    if not rows:
        return []
    cards: list[ft.Control] = []
    for row in rows:
        when = moment(t, row.at_ms, desk.now_ms, desk.offset_minutes)
        reason = row.reason.partition(":")[0]
        why = t(REFUSALS.get(reason, "The server did not accept it; the office can see it there."))
        cards.append(
            card(
                [strong(f"{t(KINDS.get(row.kind, 'Records'))} · {when}"), text(why)], key=f"refused-{row.id}"
            )
        )
    head = mark(ATTENTION, t("These stay on this phone. Show them to the office."))
    return [section(t("Refused by the server")), head, *cards]


def _last(view: SyncView, desk: Desk) -> list[ft.Control]:
    t = desk.t
    if view.last_ok_ms is None:
        return []
    when = moment(t, view.last_ok_ms, desk.now_ms, desk.offset_minutes)
    online = desk.device.shell.online()
    lines: list[ft.Control] = [ft.Container(height=theme.GRID), small(t("Last sync: {when}", when=when))]
    if online is False:
        lines.append(mark(QUIET, t("No network at the moment"), icon=ft.Icons.WIFI_OFF))
    return lines
