"""Which column holds which field: by its usual names, else by likeness, and `--map` overrides both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from inspect_app.imports.header import bare_title
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.school_words import fields_of, squeeze

How = Literal["mapped", "name", "likeness", "unused"]
IGNORED = "-"


@dataclass(frozen=True, slots=True)
class Column:
    """One titled column: its place from 0, its title, the field it is taken for (None: not used) and why."""

    index: int
    title: str
    field: str | None
    how: How


def read_overrides(texts: Iterable[str]) -> dict[str, str]:
    """`--map 列名=field` texts as a dict; `列名=-` leaves the column out. Raises ImportProblem bad_map."""
    overrides = {}
    for text in texts:
        title, equals, field = text.partition("=")
        if not equals or not title.strip() or not field.strip():
            raise ImportProblem("bad_map", text=text)
        overrides[title.strip()] = field.strip()
    return overrides


def understand_columns(kind: str, titles: Sequence[str], overrides: Mapping[str, str]) -> tuple[Column, ...]:
    """Each titled column with its field. A field goes to one column: overrides, then exact names, then likeness."""
    taken = _by_override(kind, titles, overrides)
    ignored = {column for column, field in taken.items() if field == IGNORED}
    found: dict[int, tuple[str, How]] = {column: (field, "mapped") for column, field in taken.items()}
    names = fields_of(kind)
    for how, match in (("name", _named_exactly), ("likeness", _named_alike)):
        for field, synonyms in names.items():
            if any(field == have for have, _ in found.values()):
                continue
            column = match(titles, synonyms, found)
            if column is not None:
                found[column] = (field, how)  # type: ignore[assignment]
    return tuple(
        Column(index, title, *((None, "unused") if index in ignored else found.get(index, (None, "unused"))))
        for index, title in enumerate(titles)
        if title
    )


def _by_override(kind: str, titles: Sequence[str], overrides: Mapping[str, str]) -> dict[int, str]:
    by_title = {squeeze(title): index for index, title in reversed(list(enumerate(titles))) if title}
    fields = fields_of(kind)
    taken: dict[int, str] = {}
    for title, field in overrides.items():
        if field != IGNORED and field not in fields:
            raise ImportProblem("no_such_field", field=field, fields="、".join(fields))
        if field != IGNORED and field in taken.values():
            raise ImportProblem("field_twice", field=field)
        if squeeze(title) in by_title:
            taken[by_title[squeeze(title)]] = field
    return taken


def check_overrides(titles: Iterable[str], overrides: Mapping[str, str]) -> None:
    """Raise ImportProblem no_such_column when an override names a column that no sheet has."""
    known = [title for title in titles if title]
    squeezed = set(map(squeeze, known))
    for title in overrides:
        if squeeze(title) not in squeezed:
            columns = "、".join(dict.fromkeys(known)) or "无"
            raise ImportProblem("no_such_column", column=title, columns=columns)


def _named_exactly(titles: Sequence[str], synonyms: Sequence[str], found: Mapping[int, object]) -> int | None:
    """The column whose whole title is a synonym, the better synonym first; else one that is so in brackets off."""
    for read in (squeeze, bare_title):
        by_title = {read(title): index for index, title in reversed(list(enumerate(titles)))}
        for synonym in synonyms:
            column = by_title.get(synonym)
            if column is not None and column not in found:
                return column
    return None


def _named_alike(titles: Sequence[str], synonyms: Sequence[str], found: Mapping[int, object]) -> int | None:
    """The first column whose title begins or ends with a synonym of two letters or more."""
    for synonym in sorted(synonyms, key=len, reverse=True):
        if len(synonym) < 2 or (synonym.isascii() and len(synonym) < 4):
            continue
        for column, title in enumerate(titles):
            bare = bare_title(title)
            if column not in found and bare and (bare.startswith(synonym) or bare.endswith(synonym)):
                return column
    return None
