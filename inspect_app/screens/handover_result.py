"""A handover sheet to read: its lines, signatures, and what differs from the term's start."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.handovers import lines_after_signing, report_differences, sheet_differences
from inspect_app.actions.troubles import plain_words
from inspect_app.lending.handover import Difference, Line, found_of, lines_of, thing_of
from inspect_app.parts.buttons import second_button
from inspect_app.parts.card import fact, line
from inspect_app.parts.lending import damage_line, handover_pill, handover_title
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, mark, notice
from inspect_app.parts.type import heading, section
from inspect_app.routes import route_to
from inspect_app.screens.proof_pictures import proof_pictures
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.lending_words import BROKEN_WORDS, MISSING_WORDS, found_words
from inspect_app.texts.moments import moment
from storage.queries import damages
from storage.queries.handovers import Handover


def result_parts(held: Handover, desk: Desk) -> list[ft.Control]:
    """Everything of a sheet to read, on the phone and in the office's pane."""
    t = desk.t
    when = moment(t, held.signed_ms, desk.now_ms, desk.offset_minutes) if held.signed_ms else ""
    facts = [
        (t("Term"), held.term),
        (t("Place"), held.place),
        (t("Class teacher"), held.teacher),
        (t("General affairs"), held.keeper),
        (t("Signed at"), when),
        (t("Note"), held.note),
    ]
    return [
        heading(handover_title(held, t)),
        ft.Row([handover_pill(held, t)]),
        *(fact(name, words) for name, words in facts if words),
        *_late(held, desk),
        *difference_parts(held, desk),
        section(t("Lines")),
        *(line_row(each, t) for each in lines_of(held.lines)),
        *proof_pictures(desk, held.id, "handover"),
    ]


def _late(held: Handover, desk: Desk) -> list[ft.Control]:
    """What another phone found and nobody signed: it is said, and changes nothing."""
    t = desk.t
    return [
        notice(
            ATTENTION,
            t(
                "Ticked on another phone, but not what was signed: {name}, {said}",
                name=each.name,
                said=found_words(found_of(each), t),
            ),
            key=f"late-{each.id}",
        )
        for each in lines_after_signing(desk.store, held)
    ]


def line_row(each: Line, t: Words) -> ft.Control:
    """'课桌', '45/45' below, and what is missing or broken."""
    unit = each.unit or ""
    count = f"{'—' if each.there is None else each.there}/{each.expected} {unit}".strip()
    said = mark(QUIET, t("Not looked at"))
    if each.is_walked:
        said = mark(PASSED, t("All there")) if each.is_whole else mark(ATTENTION, missing_words(each, t))
    below = " · ".join(part for part in (count, each.note) if part)
    return line(each.name, key=f"sheet-line-{each.id}", below=below, marks=[said])


def missing_words(each: Line, t: Words) -> str:
    parts = [t("{n} missing", n=each.missing)] if each.missing else []
    parts += [t("{n} broken", n=each.broken)] if each.broken else []
    return "，".join(parts)


def difference_parts(held: Handover, desk: Desk) -> list[ft.Control]:
    """What got worse; one tap makes damage reports of it, those that were reported are shown."""
    t = desk.t
    found = sheet_differences(desk.store, held.id)
    reported = damages.damages_of_handover(desk.store.db, held.id)
    known = {each.asset_id for each in reported}
    left = [each for each in found if thing_of(held.id, each.line) not in known]
    lines = [_difference(each, t) for each in left]
    if left:
        words = t.count("Report {n} difference as damage", "Report {n} differences as damage", len(left))
        lines.append(second_button(words, lambda: _report(held, desk), key="report-differences"))
    lines += [damage_line(each, t, _goes(desk, route_to("damage", damage=each.id))) for each in reported]
    title = t("Since the start of term") if held.sort == "end" else t("Missing or broken")
    return [section(title), *lines] if lines else []


def _difference(each: Difference, t: Words) -> ft.Control:
    parts = [t("{n} missing", n=each.newly_missing)] if each.newly_missing else []
    parts += [t("{n} broken", n=each.newly_broken)] if each.newly_broken else []
    return mark(ATTENTION, f"{each.line.name}：{'，'.join(parts)}")


def _report(held: Handover, desk: Desk) -> None:
    t = desk.t
    words = (t(MISSING_WORDS, n="{n}", name="{name}"), t(BROKEN_WORDS, n="{n}", name="{name}"))
    try:
        count = report_differences(desk.store, desk.author, held.id, words)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t.count("{n} damage reported.", "{n} damages reported.", count))


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
