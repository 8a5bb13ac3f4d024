"""Walk a demo school's rounds for some days, through the app's own actions: for pictures, trials and tests.

    python -m tools.demo_rounds --data DIR [--days 3] [--seed 1]

DIR holds a school made by `inspect-app init --demo`. The same seed walks the same rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from inspect_app.actions.drafts import Begun, begin_check
from inspect_app.actions.faults import close_fault
from inspect_app.actions.finishing import finish_check
from inspect_app.actions.photos import caption_of, keep_photo, with_photo
from inspect_app.actions.rounds import finish_round, skip_point, start_round
from inspect_app.checklists.answers import Answer
from inspect_app.checklists.filling import pass_everything
from inspect_app.checklists.finishing import problems
from inspect_app.checklists.item import Item
from inspect_app.devices.fakes import FakeClock, FakeDevice
from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.patrol.progress import PointProgress
from inspect_app.patrol.route import MINUTE_MS, local_day
from inspect_app.patrol.schedule import DueRound, due_rounds
from inspect_app.views.checklist import checklist_of_room
from inspect_app.views.rounds import round_view, routes_of
from storage.queries import faults, people, places
from storage.store import Author, Edit, Store
from sync.enrol import Invitation, enrol
from sync.http_wire import HttpWire
from sync.server.app import make_app
from sync.server.console import wall_ms
from sync.server.school import School
from sync.session import run

ADDRESS = "http://school"
OFFSET_MINUTES = 480
DAY_MS = 86_400_000
NOTES = (
    "灯管不亮，已断电",
    "锁芯松动，门关不严",
    "有积水，已放警示牌",
    "玻璃有裂纹",
    "插座面板脱落",
    "标识脱落",
)
REASONS = ("门锁着", "正在考试", "正在装修")
ENDS = ("已更换", "已修好，试用正常", "已紧固", "误报，现场正常")
WALLS = ((222, 216, 202), (202, 212, 218), (216, 204, 204), (206, 216, 200))


@dataclass
class Walker:
    """A person with a phone. `device.clock` is moved as the person walks."""

    name: str
    store: Store
    device: FakeDevice

    @property
    def author(self) -> Author:
        clock = self.device.clock
        return Author(self.store.setting("person"), clock.now_ms(), clock.offset_minutes())


def picture(seed: random.Random) -> bytes:
    """A photo-like JPEG: a wall, a floor, and something that is not as it should be."""
    wall = seed.choice(WALLS)
    image = Image.new("RGB", (1280, 960), wall)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 640, 1280, 960), fill=tuple(level - 60 for level in wall))
    left = seed.randint(120, 520)
    pen.rectangle((left, 180, left + 360, 760), fill=(120, 96, 70), outline=(60, 48, 36), width=12)
    pen.ellipse((left + 300, 450, left + 336, 486), fill=(230, 200, 90))
    crack = [(seed.randint(700, 1200), height) for height in range(120, 620, 60)]
    pen.line(crack, fill=(70, 60, 60), width=9)
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=82)
    return kept.getvalue()


async def join(school: School, wire: HttpWire, folder: Path, role: str, person: str, name: str) -> Walker:
    """Enrol a phone for a person and fetch the school."""
    device = FakeDevice(folder / person, clock=FakeClock(school.now_ms(), OFFSET_MINUTES))
    (folder / person).mkdir(parents=True)
    device.pictures = PillowPictures()  # type: ignore[assignment]
    store = Store.open(str(folder / person / "inspect.db"))
    code = school.invite(role, person)
    await enrol(store, wire, Invitation(ADDRESS, code), label=f"{name}的手机", now_ms=school.now_ms())
    await send(Walker(name, store, device), wire, school)
    return Walker(name, store, device)


async def send(walker: Walker, wire: HttpWire, school: School) -> None:
    await run(walker.store, wire, walker.device.photos, now_ms=school.now_ms(), app="demo")


async def walk(walker: Walker, due: DueRound, chance: random.Random, until_ms: int) -> None:
    """Walk one round up to a moment: mostly in time, sometimes late, sometimes leaving points out."""
    clock = walker.device.clock
    clock.wall_ms = due.start_ms + chance.randint(0, 12) * MINUTE_MS
    if chance.random() < 0.15:
        clock.wall_ms = due.end_ms - chance.randint(8, 20) * MINUTE_MS
    if clock.wall_ms >= until_ms:
        return
    start_round(walker.store, walker.author, due)
    seconds = min(180, (due.end_ms - due.start_ms) // 1000 // max(1, len(due.route.points)))
    for each in _order(round_view(walker.store, due, clock.now_ms()).progress.points, due, chance):
        clock.pass_ms(int(seconds * chance.uniform(0.5, 1.1) * 1000))
        if clock.now_ms() >= until_ms:
            return
        await _visit(walker, due, each.point.room_id, chance)
    finish_round(walker.store, walker.author, round_view(walker.store, due, clock.now_ms()))


def _order(points: Sequence[PointProgress], due: DueRound, chance: random.Random) -> list[PointProgress]:
    """The way of a person who may turn where any order is allowed, and forgets a point now and then."""
    way = list(points)
    if due.route.ordering == "any" and chance.random() < 0.4:
        way.reverse()
    return [each for each in way if chance.random() > 0.03]


async def _visit(walker: Walker, due: DueRound, room_id: str, chance: random.Random) -> None:
    if chance.random() < 0.03:
        skip_point(walker.store, walker.author, due, room_id, chance.choice(REASONS))
        return
    room = places.room(walker.store.db, room_id)
    view = round_view(walker.store, due, walker.device.clock.now_ms())
    checklist = checklist_of_room(walker.store, room, view) if room else None
    if room is None or checklist is None:
        return
    arrival = chance.choices(("scanned", "typed", "listed"), (9, 1, 1))[0]
    begun = begin_check(walker.store, walker.device.clock, checklist, room_id, due.id, arrival)
    begun = replace(begun, answers=pass_everything(checklist))
    walker.device.clock.pass_ms(chance.randint(15, 50) * 1000)
    if chance.random() < 0.09:
        begun = await _with_fault(walker, begun, chance, f"{room.building} {room.number}")
    begun = await _with_demanded_photos(walker, begun, chance)
    finish_check(walker.store, walker.device.clock, walker.author, begun)


async def _with_fault(walker: Walker, begun: Begun, chance: random.Random, place: str) -> Begun:
    """One item is not in order: noted, usually with a photo."""
    items = [item for item in begun.checklist.items if item.kind == "yes_no_na"]
    if not items:
        return begun
    item = chance.choice(items)
    note = chance.choice(NOTES)
    begun = begun.answered(replace(begun.answer(item.key), value="abnormal", note=note))
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        begun = await _photographed(walker, begun, item, chance, place)
    return begun


async def _photographed(walker: Walker, begun: Begun, item: Item, chance: random.Random, place: str) -> Begun:
    clock = walker.device.clock
    caption = caption_of(place, walker.name, clock.now_ms(), clock.offset_minutes())
    device = walker.device.device
    photo = await keep_photo(walker.store, device, picture(chance), item.key, caption)
    return with_photo(begun, photo)


async def _with_demanded_photos(walker: Walker, begun: Begun, chance: random.Random) -> Begun:
    """What the list insists on: photos, texts."""
    for problem in problems(begun.checklist, begun.answers):
        item = begun.checklist.item(problem.item)
        if item is None:
            continue
        if problem.reason == "photo_missing" or item.kind == "photo":
            begun = await _photographed(walker, begun, item, chance, "")
        elif item.kind == "text":
            begun = begun.answered(Answer(item.key, "正常"))
    return begun


def _rounds(store: Store, days: int, now_ms: int) -> Iterable[DueRound]:
    today = local_day(now_ms, OFFSET_MINUTES)
    for back in range(days, -1, -1):
        for due in due_rounds(routes_of(store), today - timedelta(days=back), OFFSET_MINUTES):
            if due.start_ms < now_ms:
                yield due


def repair(walker: Walker, chance: random.Random) -> None:
    """The repairer ends about a third of the faults, some hours after they were found."""
    for fault in reversed(faults.faults(walker.store.db, '["open"]', limit=500)):
        if chance.random() < 0.35:
            walker.device.clock.wall_ms = fault.found_ms + chance.randint(30, 900) * MINUTE_MS
            if walker.device.clock.wall_ms < wall_ms():
                close_fault(walker.store, walker.author, fault.id, "done", chance.choice(ENDS))


def disagree(first: Walker, second: Walker) -> None:
    """Two people judge the same fault without having seen each other: a conflict for the office."""
    held = faults.faults(first.store.db, '["open"]', limit=2)
    for walker, level in ((first, "urgent"), (second, "minor")):
        walker.device.clock.wall_ms = wall_ms()
        if held:
            walker.store.write(walker.author, [Edit("fault", held[0].id, {"level": level})])


async def fill(folder: Path, *, days: int = 3, seed: int = 1) -> int:
    """Walk `days` days and today up to now; how many rounds were walked. The school must exist."""
    chance, school = random.Random(seed), School(folder, wall_ms)  # noqa: S311
    wire = HttpWire.into_app(make_app(school))
    with TemporaryDirectory() as phones:
        walkers = await _walkers(school, wire, Path(phones), wall_ms() - (days + 1) * DAY_MS)
        walked = 0
        for due in list(_rounds(walkers[0].store, days, wall_ms())):
            if chance.random() > 0.06:
                await walk(_walker_of(due, walkers), due, chance, wall_ms())
                walked += 1
        for walker in (*walkers, *walkers):
            await send(walker, wire, school)
        await _afterwards(walkers, wire, school, chance)
        for walker in walkers:
            walker.store.close()
    return walked


def _walker_of(due: DueRound, walkers: Sequence[Walker]) -> Walker:
    """The same person for a route's hours, another one for other hours."""
    names = [walker for walker in walkers if walker.store.setting("role") == "inspector"]
    return names[sum((due.route.name + due.window.key).encode()) % len(names)]


async def _afterwards(
    walkers: Sequence[Walker], wire: HttpWire, school: School, chance: random.Random
) -> None:
    repairer = next(walker for walker in walkers if walker.store.setting("role") == "repairer")
    repair(repairer, chance)
    await send(repairer, wire, school)
    for walker in walkers[:2]:
        await send(walker, wire, school)
    disagree(*walkers[:2])
    for walker in walkers:
        await send(walker, wire, school)


async def _walkers(school: School, wire: HttpWire, folder: Path, since_ms: int) -> list[Walker]:
    """Phones for four inspectors and a repairer, by the names of the school, whose routes are walked since then."""
    office = await join(school, wire, folder, "office", "-", "后勤处")
    routes = [Edit("route", route.id, {"since_ms": since_ms}) for route in routes_of(office.store)]
    office.store.write(office.author, routes)
    await send(office, wire, school)
    staff = people.people_on_duty(office.store.db)
    office.store.close()
    wanted = [each for each in staff if each.role == "inspector"][:4]
    wanted += [each for each in staff if each.role == "repairer"][:1]
    return [await join(school, wire, folder, each.role or "", each.id, each.name) for each in wanted]


def main() -> None:
    parser = argparse.ArgumentParser(description="walk a demo school's rounds for some days")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    walked = asyncio.run(fill(given.data, days=given.days, seed=given.seed))
    print(f"{walked} rounds walked")


if __name__ == "__main__":
    main()
