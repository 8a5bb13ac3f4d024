"""One person of the evacuation list: large, everything that is read out, and the two ticks."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.components import component, memo
from inspect_app.gate.muster import Called
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.call import call_icon
from inspect_app.parts.meaning import FAILED, PASSED, pill
from inspect_app.parts.type import heading, small, text
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import clock_time
from storage.queries.visits import Visit

Tick = Callable[[Called, str], None]


@component
def CalledRow(desk: Desk, each: Called, tick: Tick | None) -> ft.Control:  # noqa: N802
    """Drawn again only when something was said of this person. Without `tick` it is to be read."""
    t, visit = desk.t, each.person.newest
    lines = [words for words in (_companions(each, t), _host(visit, t), _marks(visit, t)) if words]
    call = [call_icon(visit.phone, t, key=f"call-{visit.id}")] if visit.phone else []
    parts: list[ft.Control] = [
        ft.Row([heading(visit.name or t("Name unknown"), expand=True), *_word(each, t), *call]),
        *(text(words) for words in lines),
        small(_arrival(each, desk)),
    ]
    if tick is not None:
        parts.append(_ticks(each, t, tick))
    return ft.Container(
        ft.Column(parts, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key=f"called-{visit.id}",
        padding=ft.Padding.symmetric(vertical=12),
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


called_row = memo(CalledRow)


def _word(each: Called, t: Words) -> list[ft.Control]:
    """A word beside the name where there is one to say: before the first tick there is none."""
    if each.state == "safe":
        return [pill(PASSED, t("Safe"))]
    if each.state == "gone":
        return [pill(PASSED, t("Left the campus"), icon=ft.Icons.LOGOUT)]
    return [pill(FAILED, t("Not seen"))] if each.tick is not None else []


def _companions(each: Called, t: Words) -> str:
    """'同行 2 人：李四、王五'."""
    names = "、".join(dict.fromkeys(name for visit in each.person.visits for name in visit.companion_names))
    count = each.person.people - 1
    if names:
        return t.count("With {n} person: {names}", "With {n} people: {names}", count, names=names)
    return t.count("With {n} person", "With {n} people", count) if count else ""


def _host(visit: Visit, t: Words) -> str:
    """Whom they came to see, and why."""
    to_see = t("To see {name}", name=visit.host_name) if visit.host_name else ""
    return " · ".join(part for part in (to_see, visit.reason) if part)


def _marks(visit: Visit, t: Words) -> str:
    plate = t("Vehicle {plate}", plate=visit.plate) if visit.plate else ""
    number = t("Pass {number}", number=visit.pass_no) if visit.pass_no else ""
    return " · ".join(part for part in (plate, number, visit.phone) if part)


def _arrival(each: Called, desk: Desk) -> str:
    """When and where they came in, and who ticked them."""
    t, offset = desk.t, desk.offset_minutes
    came = t("In at {clock}", clock=clock_time(each.person.in_ms, offset))
    ticked = ""
    if each.tick is not None:
        ticked = t(
            "{name}, {clock}", name=each.tick.person, clock=clock_time(each.tick.at_ms, offset)
        ).strip()
    return " · ".join(part for part in (came, each.person.visits[0].gate, ticked) if part)


def _ticks(each: Called, t: Words, tick: Tick) -> ft.Control:
    is_unseen = each.tick is not None and each.tick.state == "unsure"
    options = [
        Option("safe", t("Safe"), PASSED, each.state == "safe"),
        Option("unsure", t("Not seen"), FAILED, is_unseen),
    ]
    choose = lambda said: tick(each, said)  # noqa: E731
    return answer_buttons(each.person.newest.id, options, choose, in_one_row=True)
