"""What schools call things, read from the JSON files beside this module: column names, posts, states."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_MARKS = re.compile(r"[\s*※★:、。_\-—–]+")


def squeeze(text: str) -> str:
    """`text` for comparison: half-width, lower case, without spaces and marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


@cache
def fields_of(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Field -> the names its column goes by, squeezed, the usual first."""
    known: dict[str, list[str]] = _read("fields.json")[kind]
    return MappingProxyType({field: tuple(map(squeeze, names)) for field, names in known.items()})


@cache
def choices_of(name: str) -> Mapping[str, str]:
    """Squeezed word -> choice, for `roles`, `asset_states`, `room_states`, `person_states`."""
    table: dict[str, list[str]] = _read("school_words.json")[name]
    return MappingProxyType({squeeze(word): choice for choice, words in table.items() for word in words})


@cache
def words_of(name: str) -> Mapping[str, str]:
    """Choice -> the word that a school uses for it, the first of its list."""
    table: dict[str, list[str]] = _read("school_words.json")[name]
    return MappingProxyType({choice: words[0] for choice, words in table.items()})


def role_of_post(post: str) -> str | None:
    """The role that goes with a post: the first of the list whose word stands in it, or None."""
    plain = squeeze(post)
    return next((role for word, role in _roles_by_post() if word in plain), None)


@cache
def _roles_by_post() -> tuple[tuple[str, str], ...]:
    return tuple((word, role) for word, role in _read("school_words.json")["roles_by_post"])


@cache
def visitor_words() -> tuple[tuple[str, str], ...]:
    """Words of a visitors' book with the kind of visitor that they speak of, the surest first."""
    return tuple((word, sort) for word, sort in _read("school_words.json")["visitor_sorts"])


def _read(name: str) -> Any:
    return json.loads(Path(__file__).with_name(name).read_text("utf-8"))
