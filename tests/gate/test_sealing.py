"""The shape of a seal and of the school's key to it."""

from __future__ import annotations

import pytest

from inspect_app.gate.sealing import (
    as_base64url,
    from_base64url,
    key_id,
    read_seal,
    school_key,
    seal_info,
    seal_text,
)

PUBLIC = as_base64url(b"\x04" + bytes(range(64)))


def test_a_school_without_a_key_has_none() -> None:
    """Then nothing may be kept that would have to be sealed."""
    assert school_key({}) is None


def test_a_schools_key_is_read_from_its_settings() -> None:
    key = school_key({"gate_key": {"id": key_id(PUBLIC), "public": PUBLIC}, "gate": {}})
    assert key is not None
    assert (key.id, key.public) == (key_id(PUBLIC), PUBLIC)


@pytest.mark.parametrize(
    "held",
    [
        None,
        "key",
        {"public": PUBLIC},
        {"id": "another", "public": PUBLIC},
        {"id": key_id(PUBLIC), "public": PUBLIC[:-4]},
        {"id": key_id(PUBLIC), "public": "钥匙"},
    ],
)
def test_a_key_that_does_not_fit_its_name_is_no_key(held: object) -> None:
    """A setting that was cut or mixed up: better no number kept than one that nobody can open."""
    assert school_key({"gate_key": held}) is None


def test_a_seal_is_read_as_it_was_written() -> None:
    body = bytes(range(120))
    seal = read_seal(seal_text(PUBLIC, body))
    assert seal is not None
    assert (seal.key_id, seal.body) == (key_id(PUBLIC), body)


@pytest.mark.parametrize(
    "text", ["", "110105******002X", "v1", "v2.0123456789ab.AAAA", "v1.0123456789ab.AAAA", "v1.x.钥"]
)
def test_what_is_no_seal_is_not_read_as_one(text: str) -> None:
    assert read_seal(text) is None


def test_no_two_places_share_what_a_seal_is_bound_to() -> None:
    """Parts cannot run into each other: a,bc is not ab,c."""
    assert seal_info("a", "bc", "d") != seal_info("ab", "c", "d")
    assert seal_info('a","b', "c", "d") != seal_info("a", "b", 'c","d')


def test_base64url_has_no_padding_and_refuses_other_letters() -> None:
    assert from_base64url(as_base64url(b"\xff\xfe")) == b"\xff\xfe"
    assert as_base64url(b"\xff\xfe") == "__4"
    with pytest.raises(ValueError, match="base64url"):
        from_base64url("a+/=")
