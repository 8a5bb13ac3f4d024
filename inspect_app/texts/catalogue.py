"""Read a gettext catalogue (.po) as it stands, so that no compiled file has to be kept beside it.

Format: GNU gettext manual, "The Format of PO Files". Taken in: msgid, msgid_plural, msgstr, msgstr[n],
strings over several lines, comments. Left out: contexts and obsolete entries, which we do not write.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_KEYWORD = re.compile(r'(msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")\Z')


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: `forms` are its translations, the first for one, the last for many."""

    text: str
    plural: str = ""
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    parts: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def take(self, line: str) -> None:
        match = _KEYWORD.match(line)
        if match is not None:
            self.last = match[1] + (match[2] or "")
            self.parts[self.last] = _unquoted(match[3])
        elif line.startswith('"'):
            self.parts[self.last] += _unquoted(line)

    def entry(self) -> Entry:
        forms = [self.parts[name] for name in sorted(self.parts) if name.startswith("msgstr")]
        return Entry(self.parts["msgid"], self.parts.get("msgid_plural", ""), tuple(forms))


def _unquoted(quoted: str) -> str:
    """A string of the catalogue; its escapes are those of JSON."""
    return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]


def read_catalogue(source: str) -> Iterator[Entry]:
    """The translated entries of a .po text, its header left out."""
    for block in re.split(r"\n\s*\n", source):
        draft = _Draft()
        for line in block.splitlines():
            draft.take(line.strip())
        if draft.parts.get("msgid") and any(draft.entry().forms):
            yield draft.entry()
