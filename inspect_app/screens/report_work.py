"""A report under the thumb: every letter and photo is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.photos import caption_of, draw_on_photo, forget_unnamed, keep_photo
from inspect_app.actions.report_drafts import Report, keep_report
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.item import Level
from inspect_app.marks import Mark
from inspect_app.state import Desk


@dataclass(eq=False)
class ReportWork:
    """The report being worded. `report` is the whole truth; `place` and `person` are burnt into its photos."""

    desk: Desk
    report: Report
    place: str
    person: str
    saving: int = 0
    redraw: Callable[[], None] = lambda: None

    def say(self, words: str) -> None:
        """Drawn again only when the button wakes up or falls asleep: the field owns its text."""
        was_empty = not self.report.words.strip()
        self._keep(replace(self.report, words=words), is_typed=True)
        if was_empty == bool(words.strip()):
            self.redraw()

    def choose(self, level: Level) -> None:
        self._keep(replace(self.report, level=level))
        self.redraw()

    def _keep(self, report: Report, *, is_typed: bool = False) -> None:
        """A step that cannot be saved did not happen; but typed words stay in their field, and are saved with the
        next step that finds room.
        """
        is_kept = True
        try:
            keep_report(self.desk.store, self.desk.device.clock, report)
        except Exception as error:
            is_kept = False
            self.desk.say(plain_words(error, self.desk.t))
        if is_kept or is_typed:
            self.report = report

    async def take_photo(self, raw: bytes) -> None:
        """Show 'saving' until it is on disk; one sentence when it cannot be."""
        desk = self.desk
        self.saving += 1
        self.redraw()
        caption = caption_of(self.place, self.person, desk.now_ms, desk.offset_minutes)
        try:
            photo = await keep_photo(desk.store, desk.device, raw, "", caption)
        except Exception as error:
            desk.say(plain_words(error, desk.t))
        else:
            self._keep(self.report.with_photo(photo))
            await self._forget(photo.sha256)
            desk.agent.saved()
        finally:
            self.saving -= 1
            self.redraw()

    async def drop_photo(self, photo: KeptPhoto) -> None:
        """The draft forgets it first, then the file goes; a draft that cannot forget it keeps it."""
        self._keep(self.report.without_photo(photo.id))
        await self._forget(photo.sha256)
        self.redraw()

    async def draw_on_photo(self, photo: KeptPhoto, marks: Sequence[Mark]) -> None:
        """The draft names the new file before the old one goes. Raises Refusal."""
        drawn = await draw_on_photo(self.desk.store, self.desk.device, photo, marks)
        self._keep(self.report.with_photo(drawn))
        await self._forget(photo.sha256)
        await self._forget(drawn.sha256)
        self.redraw()

    async def _forget(self, sha256: str) -> None:
        """Only what the draft does not name: the same picture may have been chosen twice."""
        if all(held.sha256 != sha256 for held in self.report.photos):
            await forget_unnamed(self.desk.store, self.desk.device, sha256)
