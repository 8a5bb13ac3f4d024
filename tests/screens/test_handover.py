"""A class handover on the phone: begun at the room, walked, signed by the teacher, its differences charged."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.handovers import Begun, begin_handover
from inspect_app.lending.handover import lines_of
from inspect_app.lending.terms import term_of
from storage.queries import damages, handovers
from tests.lending.desk import day
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import school_phone
from tests.screens.test_lending import sign

ROOM = "r2"


def test_a_class_is_handed_over_from_its_room(tmp_path: Path) -> None:
    """Begin at the room, one line is short, one thing is added, the rest is there; the teacher signs."""
    phone = school_phone(tmp_path)
    phone.store.set_settings(role="teacher")

    async def work() -> None:
        async with shown(phone, f"/room/{ROOM}") as screen:
            await screen.tap("to-handover")
            await screen.type("class", "7年级1班")
            await screen.tap("begin-handover")
            await screen.settle()
            await screen.tap("answer-1-fewer")
            await screen.type("there", "1")
            await screen.type("broken", "2")
            assert screen.find("line-keep").disabled
            await screen.type("broken", "0")
            await screen.type("line-note", "一台送修")
            await screen.tap("line-keep")
            await screen.settle()
            assert screen.shows("缺 1 · 一台送修")
            await screen.tap("add-open")
            await screen.type("line-name", "窗帘")
            await screen.type("line-count", "6")
            await screen.tap("line-add")
            assert screen.find("sign-close").disabled
            assert not latin_words(screen.texts())
            await screen.tap("sign-teacher")
            await sign(screen, "张军")
            await screen.tap("sign-close")
            await screen.settle()
            assert screen.shows("已签字")

    run(work)
    (held,) = handovers.handovers_of_room(phone.store.db, ROOM)
    assert (held.state, held.teacher, held.class_name) == ("signed", "张军", "7年级1班")
    assert [(line.name, line.there, line.note) for line in lines_of(held.lines)] == [
        ("投影仪", 1, "一台送修"),
        ("窗帘", 6, ""),
    ]


def test_differences_become_damage_reports_with_one_tap(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    term = term_of(day(phone)).name
    start = begin_handover(phone.store, phone.author(), Begun(ROOM, term, "start", "7年级1班", "张军"))

    async def walk(handover_id: str, there: str | None) -> None:
        async with shown(phone, f"/handover/{handover_id}") as screen:
            if there is not None:
                await screen.tap("answer-1-broken")
                await screen.type("broken", there)
                await screen.tap("line-keep")
                await screen.settle()
            else:
                await screen.tap("walk-rest")
            await screen.tap("sign-teacher")
            await sign(screen)
            await screen.tap("sign-close")
            await screen.settle()
            if there is not None:
                assert screen.shows("投影仪：坏 1")
                await screen.tap("report-differences")
                await screen.settle()
                assert screen.find("report-differences") is None
                assert screen.shows("已登记 1 件损坏")

    async def work() -> None:
        await walk(start, None)
        end = begin_handover(phone.store, phone.author(), Begun(ROOM, term, "end"))
        await walk(end, "1")
        (damage,) = damages.damages_of_handover(phone.store.db, end)
        assert (damage.what, damage.payer) == ("投影仪损坏 1 件", "7年级1班")

    run(work)


def test_the_end_of_term_follows_its_signed_start(tmp_path: Path) -> None:
    """The form offers what comes next, and the sheets there are."""
    phone = school_phone(tmp_path)
    term = term_of(day(phone)).name
    start = begin_handover(phone.store, phone.author(), Begun(ROOM, term, "start", "7年级1班", "张军"))

    async def work() -> None:
        async with shown(phone, f"/room/{ROOM}/handover") as screen:
            assert screen.find("sort-start").selected
            assert screen.find(f"handover-{start}") is not None
        async with shown(phone, "/handovers") as screen:
            assert screen.find(f"handover-{start}") is not None
            await screen.choose("handovers-signed")
            assert screen.find("no-handovers") is not None
            assert not latin_words(screen.texts())

    run(work)
