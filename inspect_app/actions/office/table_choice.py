"""Which columns a person wants to see of a table: kept on this device, for each person and table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage.store import Store


def chosen_columns(store: Store, person: str | None, table: str) -> tuple[str, ...] | None:
    """The names of the columns, or None when the person chose none yet."""
    held = store.setting(_key(person, table))
    return tuple(str(name) for name in held) if isinstance(held, list) else None


def choose_columns(store: Store, person: str | None, table: str, names: Iterable[str] | None) -> None:
    """Keep the choice; None goes back to what everybody sees at first."""
    store.set_settings(**{_key(person, table): None if names is None else list(names)})


def toggled(names: Sequence[str], name: str, order: Sequence[str]) -> tuple[str, ...]:
    """The column put in or out, in the table's own order."""
    chosen = set(names) ^ {name}
    return tuple(each for each in order if each in chosen)


def _key(person: str | None, table: str) -> str:
    return f"columns {table} {person or '-'}"
