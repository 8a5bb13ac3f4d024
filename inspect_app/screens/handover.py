"""班级财产交接: one sheet, walked line by line (there, fewer, broken), then signed by the class teacher."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.form_drafts import Form, sent
from inspect_app.actions.handovers import add_line, sign_handover, walk_line, walk_rest
from inspect_app.components import component, use_maybe, use_state, watch
from inspect_app.lending.handover import Line, fingerprint, left_to_walk, lines_of
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.lending import handover_pill, handover_title
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, mark, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small, strong
from inspect_app.routes import Place
from inspect_app.screens.doing import does
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.handover_line import FORM as LINE_FORM
from inspect_app.screens.handover_line import LineForm, thing_of_form
from inspect_app.screens.handover_result import result_parts
from inspect_app.screens.lending_work import over_form, signature_lines
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.lending_words import SIGNERS, found_words
from storage.queries import handovers
from storage.queries.handovers import Handover, LineConflict

FORM = "sheet"


@component
def HandoverScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Open: to be walked and signed. Signed: to be read."""
    watch(desk.changes)
    held = handovers.handover(desk.store.db, place.value("handover") or "")
    if held is None:
        return no_such_place(desk)
    if held.state != "open":
        return page(result_parts(held, desk), key="handover-page")
    return HandoverWalk(desk, held.id, key=f"walk-{held.id}")


@component
def HandoverWalk(desk: Desk, handover_id: str) -> ft.Control:  # noqa: N802
    watch(desk.changes)
    t = desk.t
    at_line, stand_at = use_maybe()
    adding, set_adding = use_maybe()
    work = use_form(desk, FORM, handover_id, dict)
    held = handovers.handover(desk.store.db, handover_id)

    def add(name: str, quantity: int) -> None:
        does(desk, lambda: add_line(desk.store, desk.author, handover_id, name, quantity))
        set_adding(None)

    away = lambda: set_adding(None)  # noqa: E731
    ft.use_dialog(sheet([AddLine(desk, add, key="add-line")], away) if adding else None)
    if held is None:
        return no_such_place(desk)
    signers = {
        "teacher": (t(SIGNERS["teacher"]), held.teacher or ""),
        "keeper": (t(SIGNERS["keeper"]), held.keeper or ""),
    }
    lines = lines_of(held.lines)
    disputed = {each.line: each for each in handovers.line_conflicts(desk.store.db, handover_id)}
    work.under = fingerprint(lines)
    over = over_form(work, handover_title(held, t), signers, told=_told(held, t))
    if over is not None:
        return over
    line = next((each for each in lines if each.id == at_line), None)
    if line is not None:
        return LineForm(desk, held, line, lambda: stand_at(None), key=f"line-{line.id}")
    return page(
        [
            *_head(held, lines, t),
            *(_line_card(each, held, desk, stand_at, disputed.get(each.id)) for each in lines),
            second_button(t("Something that is not listed"), lambda: set_adding(True), key="add-open"),
            section(t("Signatures")),
            *_signed_before(work),
            *signature_lines(work, signers),
        ],
        bottom=_bottom(held, lines, work),
        key="handover-page",
    )


def _told(held: Handover, t: Words) -> str:
    lines = lines_of(held.lines)
    bad = sum(not line.is_whole for line in lines if line.is_walked)
    return t(
        "{term}: {n} lines, {bad} with something missing or broken", term=held.term, n=len(lines), bad=bad
    )


def _head(held: Handover, lines: tuple[Line, ...], t: Words) -> list[ft.Control]:
    done = len(lines) - left_to_walk(lines)
    return [
        heading(handover_title(held, t)),
        small(" · ".join(part for part in (held.term, held.place, held.teacher) if part)),
        ft.Row([handover_pill(held, t), small(t("{done}/{total} lines", done=done, total=len(lines)))]),
        ft.ProgressBar(value=done / max(1, len(lines)), bar_height=8, border_radius=4),
    ]


def _line_card(
    line: Line, held: Handover, desk: Desk, stand_at: Callable[[Any], None], disputed: LineConflict | None
) -> ft.Control:
    t = desk.t
    chosen = "" if not line.is_walked else "whole" if line.is_whole else "fewer" if line.missing else "broken"
    options = [
        Option("whole", t("All there"), PASSED, chosen == "whole"),
        Option("fewer", t("Fewer"), FAILED, chosen == "fewer"),
        Option("broken", t("Broken"), ATTENTION, chosen == "broken"),
    ]

    def choose(value: str) -> None:
        if value == "whole":
            does(desk, lambda: _all_there(desk, held.id, line))
        else:
            stand_at(line.id)

    title = ft.Row([strong(line.name, expand=True), small(f"{line.expected} {line.unit or ''}".strip())])
    below: list[ft.Control] = [small(_found(line, t))] if line.is_walked and not line.is_whole else []
    if disputed is not None:
        words = t("Another phone found: {said}", said=found_words(disputed.lost, t))
        below.append(notice(ATTENTION, words, key=f"disputed-{line.id}"))
    return ft.Container(
        ft.Column(
            [title, answer_buttons(line.id, options, choose, in_one_row=True), *below], spacing=4, tight=True
        ),
        key=f"line-{line.id}",
        padding=ft.Padding.symmetric(vertical=theme.GRID),
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


def _all_there(desk: Desk, handover_id: str, line: Line) -> None:
    """What was begun to be said of the line is not meant any more."""
    begun = Form(LINE_FORM, thing_of_form(handover_id, line.id), {}, {})
    with sent(desk.store, begun):
        walk_line(desk.store, desk.author, handover_id, line.id, there=line.expected)


def _signed_before(work: FormWork) -> list[ft.Control]:
    """A signature does not stand under lines that were changed after it."""
    if not work.form.signatures or work.signatures:
        return []
    words = work.desk.t("The sheet was changed after it was signed: it is to be signed again.")
    return [notice(ATTENTION, words, key="sign-anew")]


def _found(line: Line, t: Words) -> str:
    """'缺 1，坏 2 · 备注'."""
    parts = [t("{n} missing", n=line.missing)] if line.missing else []
    parts += [t("{n} broken", n=line.broken)] if line.broken else []
    return " · ".join(part for part in ("，".join(parts), line.note) if part)


def _bottom(held: Handover, lines: tuple[Line, ...], work: FormWork) -> list[ft.Control]:
    desk, t, left = work.desk, work.desk.t, left_to_walk(lines)
    if left:
        words = t.count("The other {n} line is all there", "The other {n} lines are all there", left)
        rest = lambda: does(desk, lambda: walk_rest(desk.store, desk.author, held.id))  # noqa: E731
        return [second_button(words, rest, key="walk-rest", icon=ft.Icons.DONE_ALL)]
    signed = list(work.signatures.values())

    def sign() -> None:
        with sent(desk.store, work.form):
            sign_handover(desk.store, desk.author, held.id, signed)

    def close() -> None:
        if does(desk, sign):
            desk.say(t("Signed. It goes to the office by itself."))

    can = "teacher" in work.signatures
    told = [] if can else [mark(ATTENTION, t("The class teacher signs first"), icon=ft.Icons.DRAW_OUTLINED)]
    return [*told, main_button(t("Close the sheet"), close if can else None, key="sign-close")]


@component
def AddLine(desk: Desk, add: Callable[[str, int], None]) -> ft.Control:  # noqa: N802
    t = desk.t
    name, say = use_state("")
    count, set_count = use_state("1")
    number = int(count) if count.isdecimal() and len(count) < 6 else None
    act = (lambda: add(name, number)) if name.strip() and number is not None else None
    return ft.Column(
        [
            heading(t("Something that is not listed")),
            Entry(t("Name"), say, name="line-name", longest=40, autofocus=True, key="name"),
            Entry(t("How many"), set_count, initial="1", name="line-count", numeric=True, key="count"),
            main_button(t("Add"), act, key="line-add"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
