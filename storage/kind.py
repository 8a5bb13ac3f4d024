"""One kind of row or record: its fields, who may hold it and for how long it is of interest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FieldType = Literal["text", "integer", "json"]
ANY = "*"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. `subject` names its stream, ANY that of what it belongs to; `about` is the field that
    says what a record is about.

    `settled` is a field and the values with which a row is done with; no values: as soon as it is made.
    `latest` is how many of the newest records about each thing a phone holds, however old they are; of a
    `pictured` kind it holds all photos as well. `personal` are the fields that say something about a person from
    outside: they leave by an `erase` (storage/erasing.py).
    """

    name: str
    sort: Literal["row", "record"]
    subject: str
    fields: dict[str, FieldType]
    required: frozenset[str]
    choices: dict[str, frozenset[str]]
    about: str | None = None
    settled: tuple[str, frozenset[str]] | None = None
    latest: int = 0
    pictured: bool = False
    personal: frozenset[str] = frozenset()

    @property
    def is_windowed(self) -> bool:
        """True for kinds that grow with the school's age: a phone holds only the recent and the unsettled."""
        return self.is_record or self.settled is not None

    def is_settled(self, values: dict[str, Any]) -> bool:
        """True when this row is of interest only for its window of days."""
        if self.settled is None:
            return False
        field, words = self.settled
        return not words or values.get(field) in words

    @property
    def is_record(self) -> bool:
        return self.sort == "record"


def kind_of(
    name: str,
    sort: Literal["row", "record"],
    subject: str,
    fields: str,
    *,
    choices: dict[str, str] | None = None,
    about: str | None = None,
    settled: tuple[str, str] | None = None,
    latest: int = 0,
    pictured: bool = False,
) -> Kind:
    """Read the compact notation: `name!` is required, `:i` an integer, `:j` JSON, else text, a last `~` personal."""
    parsed: dict[str, FieldType] = {}
    required, personal = set(), set()
    for word in fields.split():
        bare, _, mark = word.rstrip("~").partition(":")
        field = bare.rstrip("!")
        parsed[field] = {"": "text", "i": "integer", "j": "json"}[mark]  # type: ignore[assignment]
        if bare.endswith("!"):
            required.add(field)
        if word.endswith("~"):
            personal.add(field)
    allowed = {field: frozenset(words.split()) for field, words in (choices or {}).items()}
    done = (settled[0], frozenset(settled[1].split())) if settled else None
    return Kind(
        name,
        sort,
        subject,
        parsed,
        frozenset(required),
        allowed,
        about,
        done,
        latest,
        pictured,
        frozenset(personal),
    )
