"""Make, change and retire a route: one write, after it was found walkable."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from inspect_app.patrol.route import Route, RouteRefused, route_from_row, route_to_row
from storage.store import Author, Edit, Store


def random_id() -> str:
    return str(uuid.uuid4())


def save_route(
    store: Store,
    author: Author,
    route: Route,
    base: Route | None = None,
    *,
    new_id: Callable[[], str] = random_id,
) -> Route:
    """Write a route; what was written. Raises RouteRefused with one sentence, then nothing is written.

    `base` is the route as it was when somebody began to change it: only fields that differ are written,
    so that another person's change of another field stays.
    """
    if not route.name.strip():
        raise RouteRefused("路线没有名称，请填写名称。")
    since_ms = route.since_ms if route.id else author.at_ms
    named = replace(route, name=route.name.strip(), id=route.id or new_id(), since_ms=since_ms)
    fields = route_to_row(named)
    route_from_row({**fields, "id": named.id})
    before = route_to_row(base) if base is not None and base.id else {}
    changed = {name: value for name, value in fields.items() if before.get(name) != value}
    if changed:
        store.write(author, [Edit("route", named.id, changed)])
    return named


def retire_route(store: Store, author: Author, route_id: str) -> None:
    """Walk it no more. Its rounds stay."""
    store.write(author, [Edit("route", route_id, {"state": "retired"})])
