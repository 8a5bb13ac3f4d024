"""证钥柜: how many passes are free, what is out with whom since when; taken back by one tap or by its label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from inspect_app.actions.found import NotFound, find
from inspect_app.actions.gate.items import cabinet_of, item_of_label
from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, use_flag, use_state, watch
from inspect_app.gate.cabinet import Held, narrowed, stand
from inspect_app.parts.buttons import icon_button, main_button, text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning, pill
from inspect_app.parts.page import page
from inspect_app.parts.type import small, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.code import not_found_sentence
from inspect_app.screens.gate.item_back import back_words, bring_back
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.screens.viewfinder import Viewfinder
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_things_words import ITEM_SORTS, ITEM_STATES, ITEM_VIEWS
from inspect_app.texts.moments import moment

STATE_MEANINGS: dict[str, Meaning] = {"in": PASSED, "out": ATTENTION, "lost": FAILED, "retired": QUIET}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list is narrowed to."""

    sort: str
    state: str
    text: str
    choose_sort: Callable[[str], None]
    choose_state: Callable[[str], None]
    say: Callable[[str], None]


@component
def GateItemsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Passes and keys of this campus."""
    watch(desk.changes)
    is_scanning, scan = use_flag()
    sort, choose_sort = use_state("")
    state, choose_state = use_state("")
    typed, say = use_state("")
    held = cabinet_of(desk.store, gate_post(desk.store).campus_id)

    def stop() -> None:
        scan(False)  # noqa: FBT003 - a flag of the screen

    if is_scanning:
        return ScanItem(desk, stop, key="scan-item")
    shown = Shown(sort, state, typed, choose_sort, choose_state, say)
    return Cabinet(desk, held, shown, lambda: scan(not is_scanning), key="cabinet")


@component
def Cabinet(desk: Desk, held: tuple[Held, ...], shown: Shown, scan: Callable[[], None]) -> ft.Control:  # noqa: N802
    t = desk.t
    scrolling = use_scrolling(desk, "cabinet")
    wanted = sorted(narrowed(held, shown.sort, shown.state, shown.text), key=_comes_last)
    lines = [item_line(each, desk) for each in wanted[: scrolling.rows]]
    more = [text_button(t("Show more"), scrolling.show_more, key="more")] if len(wanted) > len(lines) else []
    top: list[ft.Control] = [_counts(held, t)]
    if held:
        search = t("Number, name, who has it")
        top += [
            Entry(
                search,
                shown.say,
                initial=shown.text,
                name="item-search",
                prefix_icon=ft.Icons.SEARCH,
                key="search",
            ),
            _chips(t, shown),
        ]
    button = main_button(t("Scan a pass or key"), scan, key="scan-item", icon=ft.Icons.QR_CODE_SCANNER)
    return page(
        [*(lines or [_nothing(t, is_empty=not held)]), *more],
        top=top,
        bottom=[button] if held else [],
        key="cabinet-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _comes_last(held: Held) -> bool:
    """What is out stands on top: somebody has it."""
    return held.state != "out"


def _counts(held: tuple[Held, ...], t: Words) -> ft.Control:
    """'访客证 空闲 42 · 在外 8；钥匙 …'."""
    parts = []
    for sort, words in ITEM_SORTS.items():
        counted = stand(held, sort)
        if counted.free + counted.out + counted.lost:
            lost = t(", {n} lost", n=counted.lost) if counted.lost else ""
            parts.append(
                t("{sort}: {free} free, {out} out", sort=t(words), free=counted.free, out=counted.out) + lost
            )
    return ft.Container(text("\n".join(parts)), key="cabinet-counts") if parts else ft.Container(height=0)


def _chips(t: Words, shown: Shown) -> ft.Control:
    states = [(value, t(words)) for value, words in ITEM_VIEWS.items()]
    sorts = [(value, t(words)) for value, words in ITEM_SORTS.items()]
    pick = lambda value: shown.choose_sort("" if value == shown.sort else value)  # noqa: E731
    cells = [
        *chips("state", states, shown.state, shown.choose_state).controls,
        ft.Container(width=8),
        *chips("sort", sorts, shown.sort, pick).controls,
    ]
    return ft.Row(cells, spacing=8, scroll=ft.ScrollMode.HIDDEN)


def _nothing(t: Words, *, is_empty: bool) -> ft.Control:
    words = t("Nothing fits. Try fewer letters.")
    if is_empty:
        words = t("No passes and keys yet. The office adds them and prints their labels.")
    return empty(ft.Icons.KEY_OUTLINED, words, key="no-items")


def item_title(held: Held, t: Words) -> str:
    """'访客证 12', '配电室 3'."""
    return f"{held.item.name or t(ITEM_SORTS[held.item.sort])} {held.item.number}"


def state_of(held: Held, t: Words) -> ft.Control:
    if held.is_left:
        return pill(FAILED, t("Visitor left, not given back"))
    icon = ft.Icons.LOGOUT if held.state == "out" else None
    return pill(STATE_MEANINGS[held.state], t(ITEM_STATES[held.state]), icon=icon)


def item_line(held: Held, desk: Desk) -> ft.Control:
    """Who has it since when; beside it the tap that takes it back."""
    t = desk.t
    since = moment(t, held.since_ms, desk.now_ms, desk.offset_minutes) if held.since_ms else ""
    route = route_to("gate_item", item=held.item.id)
    tool = None
    if held.state == "out":
        back = lambda: bring_back(desk, held)  # noqa: E731
        key = f"back-{held.item.id}"
        tool = icon_button(ft.Icons.KEYBOARD_RETURN, back_words(held, t), back, key=key)
    return line(
        item_title(held, t),
        key=f"item-{held.item.id}",
        below=held.holder or held.item.place or "",
        marks=[state_of(held, t), *([small(since)] if since else [])],
        after=chevron() if tool is None else None,
        on_click=lambda: desk.go(route),
        tool=tool,
    )


@component
def ScanItem(desk: Desk, away: Callable[[], None]) -> ft.Control:  # noqa: N802
    """What is out comes back with the scan; what is in is opened, to be given out."""
    t = desk.t

    async def seen(code: str) -> None:
        held = item_of_label(desk.store, code)
        (desk.device.feedback.scanned if held else desk.device.feedback.refused)()
        if held is None:
            desk.say(_stranger(desk, code))
        elif held.state == "out":
            away()
            bring_back(desk, held)
        else:
            desk.go(route_to("gate_item", item=held.item.id))

    return Viewfinder(
        desk, seen, away, t("Hold the label of the pass or key in the frame"), key="item-camera"
    )


def _stranger(desk: Desk, code: str) -> str:
    """A code of ours on something else, or none of ours."""
    found = find(desk.store, code)
    if isinstance(found, NotFound):
        return not_found_sentence(found, desk.t)
    return desk.t("This label is of something else: not of a pass or key.")
