"""A signed count proves itself, and none can be altered or left out unseen."""

from __future__ import annotations

import stat
from pathlib import Path

from inspect_app.retention.signing import FILE, broken_counts, is_signed, sign, signing_key


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    first, again = signing_key(tmp_path), signing_key(tmp_path)
    assert first.private_bytes_raw() == again.private_bytes_raw()
    assert stat.S_IMODE((tmp_path / "keys" / FILE).stat().st_mode) == 0o600


def test_a_count_whose_text_was_altered_is_not_signed(tmp_path: Path) -> None:
    signed = sign(signing_key(tmp_path), {"counts": {"visit": 3}}, "")
    assert is_signed(signed)
    assert not is_signed(signed._replace(text=signed.text.replace("3", "2")))
    assert not is_signed(signed._replace(key=signed.signature))


def test_a_count_that_is_left_out_is_missed_by_the_next(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    first = sign(key, {"counts": {"visit": 3}}, "")
    second = sign(key, {"counts": {"visit": 1}}, first.signature)
    third = sign(key, {"counts": {"visit": 9}}, second.signature)
    assert broken_counts([first, second, third]) == []
    assert broken_counts([first, third]) == [1]
