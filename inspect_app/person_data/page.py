"""What is kept about one person as a page that they can read: a table for each row, then its changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from inspect_app.actions.office.export.titles import FIELD_NAMES, FIELD_NAMES_OF_KINDS
from inspect_app.actions.office.export.values import Speech, said
from inspect_app.person_data.finding import Found, Held, Sought
from inspect_app.texts.gate_person_words import PERSON_KINDS

HIDDEN = ("id_sealed", "about_id", "group_id", "expected_id", "visit_id", "pickup_id", "drill_id", "stamp")
"""Numbers of rows, and what nobody can read."""
PHOTOS = "photos"
_STYLE = (
    "body{font:15px/1.5 sans-serif;margin:1rem auto;max-width:52rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem}td{border:1px solid #999;padding:.2rem .5rem;"
    "vertical-align:top}td:first-child{width:32%}img{max-width:100%;max-height:20rem}h3{margin-bottom:.2rem}"
)


def person_page(
    sought: Sought,
    found: Found,
    changes: Mapping[str, Iterable[Mapping[str, Any]]],
    number: str,
    speech: Speech,
) -> str:
    """`number` is the opened identity number, or ''; pictures are expected in the folder PHOTOS beside the page."""
    t = speech.t
    title = t("What the gate keeps about {name}", name=sought.name)
    own = f"<p>{escape(t('Identity number'))}：{escape(number)}</p>" if number else ""
    parts = "".join(
        f"<h2>{escape(t(words))}</h2>" + "".join(_row(each, changes, speech) for each in found.of(kind))
        for kind, words in PERSON_KINDS.items()
        if found.of(kind)
    )
    nothing = "" if found.count else f"<p>{escape(t('Nothing is kept about this person.'))}</p>"
    return (
        f'<!DOCTYPE html><html lang="{t.language.replace("_", "-")}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f"<p>{escape(sought.phone)}</p>{own}{parts}{nothing}</body></html>"
    )


def _row(held: Held, changes: Mapping[str, Iterable[Mapping[str, Any]]], speech: Speech) -> str:
    picture = ""
    if held.kind == "photo":
        picture = f'<img src="{PHOTOS}/{escape(str(held.get("sha256")))}.jpg" alt="">'
    cells = "".join(_cell(held.kind, field, value, speech) for field, value in held.fields.items())
    return f"{picture}<table>{cells}</table>{_life(held, changes, speech)}"


def _life(held: Held, changes: Mapping[str, Iterable[Mapping[str, Any]]], speech: Speech) -> str:
    told = list(changes.get(f"{held.kind} {held.id}", ()))
    if len(told) < 2:
        return ""
    lines = "".join(f"<li>{escape(_change(held.kind, each, speech))}</li>" for each in told)
    return f"<h3>{escape(speech.t('Changes'))}</h3><ol>{lines}</ol>"


def _change(kind: str, change: Mapping[str, Any], speech: Speech) -> str:
    at = f"{speech.time(change['at_ms']):%Y-%m-%d %H:%M}"
    fields = "；".join(
        f"{_title(kind, field, speech)} {_text(kind, field, value, speech)}"
        for field, value in change["fields"].items()
        if field not in HIDDEN
    )
    return " · ".join(part for part in (at, speech.name("person", change["person"]), fields) if part)


def _cell(kind: str, field: str, value: Any, speech: Speech) -> str:
    if field in HIDDEN or value in (None, "", [], {}):
        return ""
    title, text = _title(kind, field, speech), _text(kind, field, value, speech)
    return f"<tr><td>{escape(title)}</td><td>{escape(text)}</td></tr>"


def _title(kind: str, field: str, speech: Speech) -> str:
    words = FIELD_NAMES_OF_KINDS.get(f"{kind}.{field}") or FIELD_NAMES.get(field)
    return speech.t(words) if words else field


def _text(kind: str, field: str, value: Any, speech: Speech) -> str:
    if isinstance(value, list | dict):
        return _listed(value)
    if field == "made_at":
        return f"{speech.time(value)}"
    return str(said(kind, field, value, speech) or "")


def _listed(value: Any) -> str:
    """Names in a row; of a list of people what is known of each."""
    if isinstance(value, dict):
        return "，".join(str(each) for key, each in value.items() if key != "photo")
    return "；".join(_listed(each) if isinstance(each, dict) else str(each) for each in value)


def as_json(
    sought: Sought, found: Found, changes: Mapping[str, Iterable[Mapping[str, Any]]], number: str
) -> str:
    """The same for a program: kinds and fields by their own names; a seal says only that there is one."""
    rows = {
        kind: [{"id": each.id, **_unsealed(each.fields)} for each in held]
        for kind, held in found.rows.items()
    }
    told = {
        row: [{**each, "fields": _unsealed(each["fields"])} for each in lines]
        for row, lines in changes.items()
    }
    person = {"name": sought.name, "phone": sought.phone, **({"id_number": number} if number else {})}
    return json.dumps({"person": person, "rows": rows, "changes": told}, ensure_ascii=False, indent=1)


def _unsealed(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {field: "sealed" if field == "id_sealed" and value else value for field, value in fields.items()}
