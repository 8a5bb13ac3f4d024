"""Which kind of visitor a line of a paper book is: by the words for where they come from, else why. Pure."""

from __future__ import annotations

from inspect_app.gate.settings import GateSettings
from inspect_app.imports.school_words import squeeze, visitor_words

OTHER = "other"


def sort_of(company: str | None, purpose: str | None, settings: GateSettings) -> str:
    """The id of a kind that the school has: one named so, else by usual words; else `other`, else the last."""
    known = {sort.id for sort in settings.sorts}
    for text in (company, purpose):
        plain = squeeze(text or "")
        named = next((sort.id for sort in settings.sorts if plain and plain == squeeze(sort.name)), None)
        usual = (sort for word, sort in visitor_words() if sort in known and word in plain)
        found = named or next(usual, None)
        if found:
            return found
    return OTHER if OTHER in known else settings.sorts[-1].id
