"""A check under the thumb: every answer is saved at once, and only what changed is drawn again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import flet as ft

from inspect_app.actions.drafts import Begun, KeptPhoto, save_draft
from inspect_app.actions.photos import (
    caption_of,
    draw_on_photo,
    forget_unnamed,
    keep_photo,
    with_photo,
    with_redrawn,
    without_photo,
)
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.answers import Answer, is_answered, relevant_items
from inspect_app.checklists.filling import fill_untouched
from inspect_app.checklists.finishing import AnswerProblem
from inspect_app.checklists.item import Item
from inspect_app.devices.ports import Refusal
from inspect_app.marks import Mark
from inspect_app.patrol.schedule import DueRound
from inspect_app.state import Desk

SCROLL_MS = 200
FIRST_ITEMS = 5
"""They fill the first screen of a phone."""
MORE_ITEMS = 8


@ft.observable
@dataclass
class Progress:
    """How far the check is: the line on top follows it."""

    done: int = 0
    total: int = 0


@ft.observable
@dataclass
class Shape:
    """Which items are asked, how many of them are drawn so far, and how often all were changed at once."""

    keys: tuple[str, ...] = ()
    drawn: int = FIRST_ITEMS
    version: int = 0

    @property
    def is_whole(self) -> bool:
        return self.drawn >= len(self.keys)


@dataclass(eq=False)
class CheckWork:
    """The check being made. `begun` is the whole truth; components ask it when they are drawn.

    `capture`, `look` and `enlarge` lay the camera, a photo or a guide over the list; the list sets them.
    """

    desk: Desk
    begun: Begun
    place: str
    person: str
    below: str = ""
    due: DueRound | None = None
    progress: Progress = field(default_factory=Progress)
    shape: Shape = field(default_factory=Shape)
    problems: dict[str, AnswerProblem] = field(default_factory=dict)
    saving: dict[str, int] = field(default_factory=dict)
    scroller: ft.Ref[ft.ListView] = field(default_factory=ft.Ref)
    capture: Callable[[Item, Callable[[], None]], None] = lambda _item, _redraw: None
    look: Callable[[Item, str, Callable[[], None]], None] = lambda _item, _photo, _redraw: None
    enlarge: Callable[[Item, str], None] = lambda _item, _sha256: None

    def __post_init__(self) -> None:
        self._measure()

    def answer(self, answer: Answer) -> None:
        """Take a tapped answer and save the draft before anything else happens."""
        if self._keep(self.begun.answered(answer)):
            self.problems.pop(answer.item, None)

    def say(self, answer: Answer) -> None:
        """The same for an answer that is typed."""
        self._keep(self.begun.answered(answer), is_typed=True)
        self.problems.pop(answer.item, None)

    def report(self, key: str, *, wanted: bool) -> None:
        """Whether a failed item becomes a fault; it does unless the person says no."""
        without = self.begun.no_fault - {key} if wanted else self.begun.no_fault | {key}
        self._keep(replace(self.begun, no_fault=without))

    def note(self, words: str) -> None:
        self._keep(replace(self.begun, note=words), is_typed=True)

    def fill(self) -> None:
        """全部正常: what was not touched is in order."""
        self._keep(replace(self.begun, answers=fill_untouched(self.begun.checklist, self.begun.answers)))
        self.redraw()

    async def draw_rest(self) -> None:
        """The first screen stands; add the items below it, a few at a time, so that a tap is heard meanwhile."""
        while not self.shape.is_whole:
            await self.desk.device.shell.drawn()
            self.shape.drawn += MORE_ITEMS

    def show_problems(self, found: tuple[AnswerProblem, ...]) -> None:
        self.problems = {problem.item: problem for problem in found}
        self.shape.drawn = max(self.shape.drawn, len(self.shape.keys))
        self.redraw()

    async def scroll_to_problem(self) -> None:
        """Bring the first item that needs something into view."""
        for key in self.shape.keys:
            if key in self.problems and self.scroller.current is not None:
                await self.scroller.current.scroll_to(scroll_key=f"item-{key}", duration=SCROLL_MS)
                return

    def redraw(self) -> None:
        """All items changed."""
        self.shape.version += 1

    def _keep(self, begun: Begun, *, is_typed: bool = False) -> bool:
        """Whether the step is on disk. One that is not did not happen; but typed words stay in their field, and
        are saved with the next step that finds room.
        """
        is_kept = True
        try:
            self._save(begun)
        except Exception as error:
            is_kept = False
            self.desk.say(plain_words(error, self.desk.t))
        if is_kept or is_typed:
            self.begun = begun
            self._measure()
        return is_kept

    def _save(self, begun: Begun) -> None:
        save_draft(self.desk.store, self.desk.device.clock, begun)

    def _measure(self) -> None:
        items = relevant_items(self.begun.checklist, self.begun.answers)
        keys = tuple(item.key for item in items)
        asked = [item for item in items if item.asked]
        done = sum(is_answered(item, self.begun.answer(item.key)) for item in asked)
        if (self.progress.done, self.progress.total) != (done, len(asked)):
            self.progress.done, self.progress.total = done, len(asked)
        if self.shape.keys != keys:
            self.shape.keys = keys

    # -- photos ----------------------------------------------------------------------------------

    def photos_of(self, item: Item) -> list[KeptPhoto]:
        held = self.begun.photos
        return [held[photo] for photo in self.begun.answer(item.key).photos if photo in held]

    async def take_photo(self, item: Item, raw: bytes, redraw: Callable[[], None]) -> None:
        """Show 'saving' until the photo is on disk; one sentence when it cannot be."""
        self.saving[item.key] = self.saving.get(item.key, 0) + 1
        redraw()
        try:
            photo = await keep_photo(self.desk.store, self.desk.device, raw, item.key, self._caption())
        except Exception as error:
            self._refused(error)
        else:
            if self._keep(with_photo(self.begun, photo)):
                self.problems.pop(item.key, None)
            await self._forget(photo.sha256)
            self.desk.agent.saved()
        finally:
            self.saving[item.key] -= 1
            redraw()

    def _refused(self, error: Exception) -> None:
        self.desk.say(plain_words(error, self.desk.t))
        if not isinstance(error, Refusal | OSError):
            self.desk.device.feedback.refused()

    def _caption(self) -> tuple[str, ...]:
        clock = self.desk.device.clock
        if not self.begun.checklist.captioned:
            return ()
        return caption_of(self.place, self.person, clock.now_ms(), clock.offset_minutes())

    async def drop_photo(self, photo: KeptPhoto) -> None:
        """The draft forgets it first, then the file goes; a draft that cannot forget it keeps it."""
        self._keep(without_photo(self.begun, photo.id))
        await self._forget(photo.sha256)

    async def draw_on_photo(self, photo: KeptPhoto, marks: Sequence[Mark]) -> None:
        """The draft names the new file before the old one goes. Raises Refusal."""
        drawn = await draw_on_photo(self.desk.store, self.desk.device, photo, marks)
        self._keep(with_redrawn(self.begun, drawn))
        self.desk.agent.saved()
        await self._forget(photo.sha256)
        await self._forget(drawn.sha256)

    async def _forget(self, sha256: str) -> None:
        """Only what the draft does not name: the same picture may have been chosen twice."""
        if all(held.sha256 != sha256 for held in self.begun.photos.values()):
            await forget_unnamed(self.desk.store, self.desk.device, sha256)
