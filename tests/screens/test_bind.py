"""A blank label on the phone: offered, told what happens, bound; one that is bound says to what."""

from __future__ import annotations

import random
from pathlib import Path

from assets_qr.code import new_code
from inspect_app.actions.binding import bind
from storage.queries import assets
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone, code_of, school_phone

BLANK = new_code(random.Random(5).randbytes)  # noqa: S311 - the same label again
OLD = new_code(random.Random(6).randbytes)  # noqa: S311
NEVER = new_code(random.Random(7).randbytes)  # noqa: S311


def labelled_phone(folder: Path) -> Phone:
    phone = school_phone(folder)
    card = {"name": "录播主机", "number": "ZC-7001", "code": OLD.text, "label": "printed"}
    phone.write(Edit("asset", "b1", card))
    return phone


def test_an_unknown_label_is_offered_for_binding_and_leads_to_the_asset_then(tmp_path: Path) -> None:
    """Found by the thing's old number; the card tells that the old label stops working."""
    phone = labelled_phone(tmp_path)

    async def walk() -> None:
        async with shown(phone, f"/q/{BLANK.shown}") as screen:
            await screen.tap("bind")
            await screen.type("bind-search", "ZC-7001")
            await screen.settle(40)
            await screen.tap("bind-b1")
            assert screen.shows(OLD.shown)
            await screen.tap("bind-it")
            assert screen.shows("已绑定")

    run(walk)
    card = assets.asset_of_code(phone.store.db, BLANK.text)
    assert card is not None
    assert (card.id, card.label) == ("b1", "bound")


def test_nobody_is_sent_to_tear_off_a_label_that_was_never_printed(tmp_path: Path) -> None:
    """A card has its code from the first day; a label only once one was printed. What is bound is told apart."""
    phone = labelled_phone(tmp_path)
    phone.write(Edit("asset", "b2", {"name": "话筒", "number": "ZC-7002", "code": NEVER.text}))

    async def walk() -> None:
        async with shown(phone, f"/bind/{BLANK.shown}") as screen:
            await screen.type("bind-search", "ZC-7002")
            await screen.settle(40)
            await screen.tap("bind-b2")
            assert not screen.shows(NEVER.shown)
            await screen.tap("bind-it")
            assert screen.shows("已绑定")
            assert screen.shows("ZC-7002")

    run(walk)


def test_a_label_that_is_bound_already_names_what_it_is_on(tmp_path: Path) -> None:
    """An old link to the binding of a label that meanwhile leads somewhere; a room's label, too."""
    phone = labelled_phone(tmp_path)

    async def look() -> None:
        async with shown(phone, f"/bind/{OLD.shown}") as screen:
            assert screen.find("bind-refused") is not None
            assert screen.shows("录播主机 ZC-7001")
        async with shown(phone, f"/bind/{code_of(2)}") as screen:
            assert screen.find("bind-refused") is not None

    run(look)


def test_binding_is_said_in_chinese(tmp_path: Path) -> None:
    """No English left over on the way."""
    phone = labelled_phone(tmp_path)

    async def look() -> None:
        async with shown(phone, f"/bind/{BLANK.shown}") as screen:
            assert [word for word in latin_words(screen.texts()) if word not in ("ZC", "QN")] == []

    run(look)


def test_an_old_label_leads_to_its_asset_and_asks_for_a_new_one(tmp_path: Path) -> None:
    """Scanned in the app or opened by the phone's own camera; the office finds the card among those to print."""
    phone = labelled_phone(tmp_path)
    bind(phone.store, phone.author(), BLANK.text, "b1")

    async def walk() -> None:
        async with shown(phone, f"/q/{OLD.shown}") as screen:
            assert screen.shows("录播主机")
            assert screen.shows(f"{OLD.shown} 是 录播主机 的旧标签")
            await screen.browse("/scan")
            await screen.tap("type-code")
            await screen.type("code", OLD.text)
            await screen.tap("code-open")
            await screen.settle()
            assert screen.shows(BLANK.shown)
            await screen.tap("print-again")
            await screen.settle()
            assert screen.shows("已列入待打印标签")
            await screen.browse(f"/q/{BLANK.shown}")
            assert not screen.shows("旧标签")

    run(walk)
    card = assets.asset(phone.store.db, "b1")
    assert card is not None
    assert card.label == "worn"
