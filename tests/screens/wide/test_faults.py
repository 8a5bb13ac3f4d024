"""工单与隐患: found by filters, ended with a word, and disagreements ended with one tap."""

from __future__ import annotations

from pathlib import Path

from storage.queries import faults
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.school import MINUTE_MS, busy_phone
from tests.screens.wide.office import Office, keyed, new_office, press, see, wide


def test_a_filter_narrows_the_list_and_one_tap_widens_it_again(tmp_path: Path) -> None:
    """State, level, building and words; nothing found offers to show all."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/tasks") as screen:
            assert len(keyed(screen, "fault-0")) == 2
            await screen.choose("state-closed")
            assert keyed(screen, "fault-0") == []
            await screen.tap("none-filtered-button")
            assert len(keyed(screen, "fault-0")) == 2
            await screen.type("search", "链条锁")
            await screen.settle(30)
            assert len(keyed(screen, "fault-0")) == 1

    run(work)


def test_a_fault_is_ended_with_a_word_and_can_be_opened_again(tmp_path: Path) -> None:
    """Repaired, accepted, opened again: each step is told with who and when."""
    phone = busy_phone(tmp_path)
    fault = faults.faults(phone.store.db, '["open"]', limit=1)[0]

    async def work() -> None:
        async with wide(phone, f"/fault/{fault.id}") as screen:
            for state, reason in (("done", "reason-0"), ("accepted", "reason-0"), ("open", "reason-1")):
                await screen.tap(f"become-{state}")
                await screen.choose(reason)
                await screen.tap("reason-yes")
                held = faults.fault(phone.store.db, fault.id)
                assert held is not None
                assert held.state == state
            assert screen.shows("重新打开 · 没有修好")
            assert screen.shows("已修好 · 已修好")

    run(work)


def test_while_somebody_types_no_key_moves_the_list(tmp_path: Path) -> None:
    """A j in the search field is a letter; Esc is heard even then."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/tasks") as screen:
            await screen.event("search", "focus")
            await press(screen, "J")
            assert screen.desk.where.route == "/tasks"
            await screen.event("search", "blur")
            await press(screen, "J")
            assert screen.desk.where.route.startswith("/fault/")

    run(work)


def disagreed(office: Office) -> str:
    """Two phones judged the same fault without seeing each other; the fault's id."""
    first, second = office.phone("a"), office.phone("b", person="p2")
    first.check("r2", failed=True)
    office.sync(first)
    office.sync(second)
    fault_id = str(first.store.rows("select id from fault")[0]["id"])
    for phone, level in ((first, "urgent"), (second, "minor")):
        office.computer.fake.clock.pass_ms(MINUTE_MS)
        phone.store.write(phone.author(), [Edit("fault", fault_id, {"level": level})])
    for phone in (first, second, office.computer):
        office.sync(phone)
    return fault_id


def test_the_losing_value_is_shown_and_taken_back_with_one_tap(tmp_path: Path) -> None:
    """The newest stands; the other is one tap away, on every device after the sync."""
    office = new_office(tmp_path)
    fault_id = disagreed(office)
    store = office.computer.store
    assert store.rows("select level from fault")[0]["level"] == "minor"

    async def work() -> None:
        async with wide(office.computer, f"/fault/{fault_id}") as screen:
            assert screen.shows("两人各自改了“程度”")
            assert screen.shows("紧急")
            await screen.tap("take-back-level")
            assert screen.find("conflict-level") is None

    run(work)
    assert store.rows("select level, losers from fault")[0] == {"level": "urgent", "losers": "{}"}
    office.sync()
    phone = office.phone("c")
    assert phone.store.rows("select level from fault")[0]["level"] == "urgent"


def test_keeping_the_value_that_stands_ends_the_disagreement_too(tmp_path: Path) -> None:
    """Whichever is right, nobody is asked twice."""
    office = new_office(tmp_path)
    fault_id = disagreed(office)

    async def work() -> None:
        async with wide(office.computer, f"/fault/{fault_id}") as screen:
            await screen.tap("keep-level")
            assert screen.find("conflict-level") is None

    run(work)
    held = office.computer.store.rows("select level, losers from fault")[0]
    assert held == {"level": "minor", "losers": "{}"}


def test_a_fault_that_came_with_a_snapshot_tells_its_whole_life(tmp_path: Path) -> None:
    """A computer that joined later asks the server for what happened before; offline it says so."""
    office = new_office(tmp_path)
    phone = office.phone("a")
    phone.check("r2", failed=True)
    office.sync(phone)
    late = office.phone("late", role="office", person=None)
    fault_id = str(late.store.rows("select id from fault")[0]["id"])

    async def work(*, is_cut: bool) -> None:
        late.fake.wire.is_cut = is_cut  # type: ignore[attr-defined]
        async with wide(late, f"/fault/{fault_id}") as screen:
            await see(screen, "更早的经过在服务器上" if is_cut else "已上报 · ")

    run(lambda: work(is_cut=True))
    run(lambda: work(is_cut=False))
