"""The merge decision: winners and losers depend on the set of changes, never on their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.clock import write_stamp
from storage.merge import Loser, Patch, RowState, merge

FIELDS = ("note", "use", "keeper")


@st.composite
def patches(draw: st.DrawFn) -> list[Patch]:
    """Changes of one row by three devices; each has seen some earlier stamp of each field, or none."""
    made: list[Patch] = []
    for ms in range(draw(st.integers(1, 7))):
        stamp = write_stamp(ms, 0, draw(st.sampled_from(["a", "b", "c"])))
        names = draw(st.sets(st.sampled_from(FIELDS), min_size=1))
        base = {}
        for name in sorted(names):
            seen = [patch.stamp for patch in made if name in patch.fields]
            if seen and draw(st.booleans()):
                base[name] = draw(st.sampled_from(seen))
        made.append(Patch(stamp, {name: f"{name}{ms}" for name in sorted(names)}, base, f"p{ms}", ms))
    return made


def folded(order: list[Patch]) -> RowState:
    state = RowState()
    for patch in order:
        merge(state, patch)
    return state


@given(patches(), st.data())
def test_any_order_and_any_duplication_give_the_same_row(made: list[Patch], data: st.DataObject) -> None:
    """Values, stamps, bases, losers and the newest change are equal, whatever comes first or twice."""
    again = data.draw(st.lists(st.sampled_from(made), max_size=5))
    assert folded(data.draw(st.permutations([*made, *again]))) == folded(made)


@given(patches())
def test_the_row_is_what_the_rule_says_in_one_sentence(made: list[Patch]) -> None:
    """The newest stamp wins; the newest of the others that its author had not seen is the loser."""
    state = folded(made)
    for name in FIELDS:
        writers = sorted((patch for patch in made if name in patch.fields), key=lambda patch: patch.stamp)
        if writers:
            winner = writers[-1]
            unseen = [p for p in writers[:-1] if p.stamp > winner.base.get(name, "")]
            expected = Loser(unseen[-1].stamp, unseen[-1].fields[name]) if unseen else None
            assert state.values[name] == winner.fields[name]
            assert state.losers.get(name) == expected


def test_two_who_changed_different_fields_are_both_right() -> None:
    """No conflict, nobody is asked."""
    state = folded([Patch("1", {"note": "x"}, {}, "a", 1), Patch("2", {"use": "y"}, {}, "b", 2)])
    assert (state.values, state.losers) == ({"note": "x", "use": "y"}, {})


def test_a_value_that_was_seen_and_replaced_is_no_loser() -> None:
    """The base says that its author had seen it."""
    state = folded([Patch("1", {"note": "x"}, {}, "a", 1), Patch("2", {"note": "y"}, {"note": "1"}, "b", 2)])
    assert state.losers == {}


def test_a_value_that_lost_unseen_is_kept_to_be_taken_back() -> None:
    """Even when it arrives after the one that beat it."""
    state = folded([Patch("2", {"note": "y"}, {}, "b", 2), Patch("1", {"note": "x"}, {}, "a", 1)])
    assert state.values["note"] == "y"
    assert state.losers == {"note": Loser("1", "x")}


def test_merging_again_says_that_nothing_changed() -> None:
    """So that a page that comes twice costs no write."""
    patch, state = Patch("1", {"note": "x"}, {}, "a", 1), RowState()
    assert merge(state, patch)
    assert not merge(state, patch)
