"""The school's keys: made once, published after they are safe, renewed, and gone when nothing needs them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from inspect_app.gate_keys.folder import KeyFolder
from inspect_app.gate_keys.pair import new_pair, pair_from_pem
from inspect_app.gate_keys.publishing import DAY_MS, UNUSED_DAYS, drop_unused_keys, keep_key, renew_key
from storage.queries import places, seals
from storage.store import Edit
from tests.gate_keys.school import published, school_console, visit_of


def modes(path: Path) -> tuple[int, set[int]]:
    return stat.S_IMODE(path.stat().st_mode), {stat.S_IMODE(each.stat().st_mode) for each in path.iterdir()}


def test_a_school_gets_one_key_and_keeps_it(tmp_path: Path) -> None:
    """The public half stands in the settings, beside what was there; a second call changes nothing."""
    with school_console(tmp_path) as console:
        key = keep_key(console, tmp_path)
        assert key == published(console) == keep_key(console, tmp_path)
        assert KeyFolder(tmp_path).ids() == [key.id]
        assert '"prefill_answers":true' in (places.school_settings(console.store.db) or "").replace(" ", "")


def test_private_keys_are_closed_to_other_users(tmp_path: Path) -> None:
    """The folder 0700, each file 0600, also when somebody opened them since."""
    with school_console(tmp_path) as console:
        keep_key(console, tmp_path)
        keys = KeyFolder(tmp_path)
        assert modes(keys.path) == (0o700, {0o600})
        keys.path.chmod(0o755)
        renew_key(console, tmp_path)
        assert modes(keys.path) == (0o700, {0o600})


def test_the_private_half_never_leaves_for_a_phone(tmp_path: Path) -> None:
    """Nothing that the school's databases hold contains it: it lies in its own folder alone."""
    with school_console(tmp_path) as console:
        key = keep_key(console, tmp_path)
        assert key is not None
        pem = KeyFolder(tmp_path).file(key.id).read_bytes().splitlines()[1]
    files = [each for each in tmp_path.rglob("*") if each.is_file() and each.parent.name != "keys"]
    assert files
    assert not [each for each in files if pem in each.read_bytes()]


def test_a_key_shows_itself_in_no_text() -> None:
    """Not in a log, not in an exception."""
    pair = new_pair()
    secret = str(pair.private.private_numbers().private_value)
    assert secret not in repr(pair)
    assert "private" not in repr(pair)


def test_a_replaced_key_stays_while_something_is_sealed_to_it(tmp_path: Path) -> None:
    with school_console(tmp_path) as console:
        old = keep_key(console, tmp_path)
        assert old is not None
        console.write([visit_of(console, "v1")])
        new = renew_key(console, tmp_path)
        assert published(console) == new != old
        later = console.school.now_ms() + (UNUSED_DAYS + 1) * DAY_MS
        assert seals.sealed_by_key(console.store.db) == {old.id: 1}
        assert drop_unused_keys(console, tmp_path, later) == []
        console.write([Edit("visit", "v1", {"id_sealed": None})])
        assert drop_unused_keys(console, tmp_path, later) == [old.id]
        assert new is not None
        assert KeyFolder(tmp_path).ids() == [new.id]


def test_a_replaced_key_waits_for_phones_that_have_no_network(tmp_path: Path) -> None:
    """For a month they may still hand in what they sealed to it."""
    with school_console(tmp_path) as console:
        keep_key(console, tmp_path)
        renew_key(console, tmp_path)
        soon = console.school.now_ms() + (UNUSED_DAYS - 1) * DAY_MS
        assert drop_unused_keys(console, tmp_path, soon) == []


def test_a_folder_without_its_private_key_gets_another(tmp_path: Path) -> None:
    """As after a restore: what is sealed from now on can be opened, and the lost key is remembered as replaced."""
    with school_console(tmp_path) as console:
        old = keep_key(console, tmp_path)
        assert old is not None
        KeyFolder(tmp_path).drop(old.id)
        new = keep_key(console, tmp_path)
        assert new is not None
        assert new != old
        assert KeyFolder(tmp_path).pair(new.id) is not None


def test_settings_that_lost_the_key_get_the_same_again(tmp_path: Path) -> None:
    """An office that changed the settings on an old copy: the key that lies here is told anew."""
    with school_console(tmp_path) as console:
        key = keep_key(console, tmp_path)
        school = console.school.identity.school
        console.write([Edit("school", school, {"settings": {}})])
        assert published(console) is None
        assert keep_key(console, tmp_path) == key == published(console)


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?i)key|pem|deserialize"):
        pair_from_pem(content)
