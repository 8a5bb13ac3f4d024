"""交接班: what is open, a note, two signatures; then the phone is the next person's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.gate.post import gate_post
from inspect_app.actions.gate.shifts import Handing, begin_shift, hand_shift
from inspect_app.actions.pins import TooSoon, WrongPin
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_maybe, watch
from inspect_app.gate.shift import Matters, fingerprint
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import icon_button, main_button
from inspect_app.parts.card import line
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, mark, notice
from inspect_app.parts.page import page
from inspect_app.parts.pin_words import pin_words
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.doing import does
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.gate.matters import matter_lines
from inspect_app.screens.gate.past_shift import past_lines
from inspect_app.screens.lending_work import draft_parts, over_form, signature_lines
from inspect_app.screens.people import PinForm
from inspect_app.state import Desk
from inspect_app.texts.lending_words import SIGNERS
from inspect_app.texts.moments import moment
from inspect_app.views.shift import matters_now
from storage.queries import people, shifts
from storage.queries.people import Person
from storage.queries.shifts import Shift

FORM = "shift"
FRESH: dict[str, Any] = {"note": "", "taker": ""}


@component
def ShiftScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A duty to begin, or the one that goes on to be handed over; earlier ones below."""
    watch(desk.changes)
    post = gate_post(desk.store)
    held = shifts.open_shift(desk.store.db, post.campus_id, post.gate)
    if held is None:
        return BeginShift(desk, key="begin-shift")
    return ShiftForm(desk, held, key=f"shift-{held.id}")


@component
def BeginShift(desk: Desk) -> ft.Control:  # noqa: N802
    """Nobody has the duty on this phone's gate: one tap takes it."""
    t, post = desk.t, gate_post(desk.store)
    person = people.person(desk.store.db, desk.author.person or "")
    if person is None:
        to_people = lambda: desk.go(route_to("people"))  # noqa: E731
        nobody = t("Nobody is signed in")
        return empty(ft.Icons.PERSON_OFF_OUTLINED, nobody, button=t("Who is on duty"), on_click=to_people)
    begin = lambda: does(desk, lambda: begin_shift(desk.store, desk.author, post))  # noqa: E731
    words = t("No duty has begun at this gate. Begin yours; at its end it is handed over here.")
    return page(
        [
            empty(ft.Icons.SHIELD_OUTLINED, words, key="no-shift"),
            section(t("Open now")),
            *matter_lines(_matters(desk), desk, leads=True),
            *past_lines(desk),
        ],
        bottom=[main_button(t("Begin the duty of {name}", name=person.name), begin, key="begin-shift")],
        key="shift-page",
    )


def _matters(desk: Desk) -> Matters:
    return matters_now(desk.store, gate_post(desk.store).campus_id, desk.now_ms, desk.offset_minutes)


@component
def ShiftForm(desk: Desk, held: Shift) -> ft.Control:  # noqa: N802
    t = desk.t
    asking, ask_pin = use_maybe()
    work = use_form(desk, FORM, held.id, lambda: FRESH)
    matters, note = _matters(desk), work.form.said["note"]
    taker = people.person(desk.store.db, work.form.said["taker"])
    work.under = fingerprint(matters, note, taker.id if taker else "")
    signers = {"leaver": (t(SIGNERS["leaver"]), held.person)}
    if taker is not None:
        signers["taker"] = (t(SIGNERS["taker"]), taker.name)
    over = over_form(work, t("Hand over the duty"), signers, told=_told(matters, desk))
    hand = lambda person, pin: _hand(work, held, matters, person, pin, ask_pin)  # noqa: E731
    close = lambda: ask_pin(None)  # noqa: E731
    ft.use_dialog(sheet([PinForm(desk, asking, hand, key="pin")], close) if asking else None)
    if over is not None:
        return over
    return page(
        [
            *_who(desk, held),
            section(t("Open now")),
            *matter_lines(matters, desk, leads=True),
            section(t("For who comes")),
            _note(work),
            section(t("Who comes")),
            *_takers(work, held, taker),
            *_signing(work, signers, taker),
            *draft_parts(work, desk.back),
            *past_lines(desk),
        ],
        bottom=_bottom(work, taker, lambda: _ask(desk, taker, hand, ask_pin)),
        key="shift-page",
    )


def _who(desk: Desk, held: Shift) -> list[ft.Control]:
    """Whose duty it is; a warning where somebody else holds the phone."""
    t = desk.t
    since = moment(t, held.began_ms, desk.now_ms, desk.offset_minutes)
    told: list[ft.Control] = [
        heading(held.person or t("Unknown person")),
        small(t("On duty since {when}", when=since)),
    ]
    if desk.author.person == held.person_id:
        return told
    words = t("Somebody else holds the phone just now. The duty is still of {name}.", name=held.person)
    return [*told, notice(ATTENTION, words, key="other-person")]


def _told(matters: Matters, desk: Desk) -> str:
    """What is signed for."""
    return desk.t(
        "{visitors} visitors on campus, {things} things kept, {passes} passes and {keys} keys out",
        visitors=matters.on_campus,
        things=matters.left_items,
        passes=len(matters.passes_out),
        keys=len(matters.keys_out),
    )


def _note(work: FormWork) -> ft.Control:
    made: ft.Control = Entry(
        work.desk.t("What the next one should know"),
        lambda said: work.typed(is_drawn=bool(work.form.signatures), note=said),
        initial=work.form.said["note"],
        name="shift-note",
        lines=3,
        longest=1000,
        key="note",
    )
    return made


def _takers(work: FormWork, held: Shift, taker: Person | None) -> list[ft.Control]:
    """Guards first; one is chosen by a tap."""
    desk, t = work.desk, work.desk.t
    if taker is not None:
        nobody = lambda: work.choose(taker="")  # noqa: E731
        away = icon_button(ft.Icons.CLOSE, t("Somebody else"), nobody, key="taker-other")
        icon = ft.Icon(ft.Icons.PERSON, color=ft.Colors.PRIMARY)
        return [line(taker.name, key="taker-chosen", before=icon, tool=away)]
    found = people.people_on_duty(desk.store.db, "guard")
    return [
        line(each.name, key=f"taker-{each.id}", below=each.post or "", on_click=_chooses(work, each.id))
        for each in found
        if each.id != held.person_id
    ]


def _chooses(work: FormWork, person_id: str) -> Callable[[], None]:
    return lambda: work.choose(taker=person_id)


def _signing(work: FormWork, signers: dict[str, tuple[str, str]], taker: Person | None) -> list[ft.Control]:
    if taker is None:
        return []
    t = work.desk.t
    lost = bool(work.form.signatures) and not work.signatures
    words = t("Something changed after it was signed: both sign again.")
    anew = [notice(ATTENTION, words, key="sign-anew")] if lost else []
    return [section(t("Signatures")), *anew, *signature_lines(work, signers)]


def _bottom(work: FormWork, taker: Person | None, hand: Callable[[], None]) -> list[ft.Control]:
    t = work.desk.t
    can = taker is not None and {"leaver", "taker"} <= set(work.signatures)
    told = [] if can else [mark(ATTENTION, t("Both sign first"), icon=ft.Icons.DRAW_OUTLINED)]
    return [*told, main_button(t("Hand over the duty"), hand if can else None, key="shift-hand")]


def _ask(
    desk: Desk, taker: Person | None, hand: Callable[[Person, str], str], ask: Callable[[Any], None]
) -> None:
    """The PIN of who comes, where they have one."""
    if taker is None:
        return
    if people.has_pin(desk.store.db, taker.id):
        ask(taker)
    else:
        hand(taker, "")


def _hand(
    work: FormWork, held: Shift, matters: Matters, taker: Person, pin: str, ask: Callable[[Any], None]
) -> str:
    """A sentence where the PIN is wrong; empty when the duty is handed over, or when trouble was told."""
    desk, form = work.desk, work.form
    handing = Handing(held.id, taker.id, matters, form.said["note"], list(work.signatures.values()))
    try:
        hand_shift(desk.store, desk.device.clock, desk.author, handing, form, pin)
    except (WrongPin, TooSoon) as error:
        return pin_words(error, desk.t)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.changed()
        desk.say(desk.t("{name} has the duty now.", name=taker.name))
    ask(None)
    return ""
