"""The duty on the guard's phone: begun by one tap, handed over with two signatures and a PIN, read afterwards."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.gate import items
from inspect_app.actions.gate.items import Taker
from inspect_app.actions.pins import hashed_pin
from storage.queries import shifts
from storage.store import Edit
from tests.gate.desk import gate_phone, let_in
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.test_lending import sign


def test_a_duty_is_begun_handed_over_and_read(tmp_path: Path) -> None:
    """What is open stands before the signatures; afterwards the phone is the next one's."""
    phone = gate_phone(tmp_path)
    phone.write(Edit("person", "p2", {"role": "guard", "pin": hashed_pin("2468", "salt")}))
    let_in(phone, companions=1)
    (key,) = items.add_items(phone.store, phone.author(), "c1", "key", ["1"], name="配电室")
    items.give_out(phone.store, phone.author(), key, Taker("张军"))

    async def work() -> None:
        async with shown(phone, "/shift") as screen:
            await screen.tap("begin-shift")
            for words in ("在校访客", "在外钥匙", "配电室 1", "请两人先签名"):
                assert screen.shows(words), words
            assert screen.find("shift-hand").disabled
            await screen.type("shift-note", "东门路灯不亮")
            await screen.tap("taker-p2")
            for role in ("leaver", "taker"):
                await screen.tap(f"sign-{role}")
                await sign(screen)
            assert not latin_words(screen.texts())
            await screen.tap("shift-hand")
            await screen.type("pin", "1111")
            await screen.tap("pin-go")
            assert shifts.past_shifts(phone.store.db, "c1", limit=5) == []
            await screen.type("pin", "2468")
            await screen.tap("pin-go")
            assert screen.shows("现在由 李敏 值班。")
            assert screen.shows("李敏")
            (past,) = shifts.past_shifts(phone.store.db, "c1", limit=5)
            await screen.tap(f"past-{past.id}")
            for words in ("王师傅 → 李敏", "东门路灯不亮", "配电室 1", "交班人", "接班人"):
                assert screen.shows(words), words
            assert not latin_words(screen.texts())

    run(work)
    assert phone.store.setting("on_duty") == "p2"


def test_a_word_that_changes_after_signing_asks_for_new_signatures(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/shift") as screen:
            await screen.tap("begin-shift")
            await screen.tap("taker-p2")
            await screen.tap("sign-leaver")
            await sign(screen)
            assert screen.shows("王师傅已签名")
            let_in(phone)
            screen.desk.changed()
            await screen.settle()
            assert screen.shows("王师傅已签名")
            await screen.type("shift-note", "改了一句")
            assert screen.shows("签名后内容有变")
            assert not screen.shows("王师傅已签名")

    run(work)


def test_the_note_is_there_after_leaving(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/shift") as screen:
            await screen.tap("begin-shift")
            await screen.type("shift-note", "东门路灯不亮")
            screen.desk.go("/evacuation")
            await screen.settle()
            screen.desk.back()
            await screen.settle()
            assert screen.find("shift-note").value == "东门路灯不亮"

    run(work)
