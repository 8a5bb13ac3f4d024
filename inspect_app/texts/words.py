"""Say a text in the person's language: `t("Start")`, `t("{n} to send", n=3)`, `t.count(one, many, n)`.

`t` is handed to whoever shows text; the keys are the English sentences, the Chinese ones come from
zh_CN. A language has one catalogue for the whole app and one for the office's wide screens; a text that
stands in both is said the same. Texts that domain code already says in Chinese are keys too, and come out
of the catalogue `en`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from inspect_app.texts.catalogue import Entry, read_catalogue

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES: Mapping[str, str] = {"zh_CN": "中文", "en": "English"}


class Words:
    """The texts of one language. A text without a translation is said as it is."""

    def __init__(self, language: str, entries: Mapping[str, Entry]) -> None:
        self.language = language
        self.entries = entries

    def __call__(self, text: str, /, **values: Any) -> str:
        entry = self.entries.get(text)
        said = entry.forms[0] if entry is not None else text
        return said.format(**values) if values else said

    def count(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """The text for `n` things; `{n}` stands for the number."""
        entry = self.entries.get(one)
        forms = entry.forms if entry is not None else (one, many)
        return forms[0 if n == 1 else -1].format(n=n, **values)


@lru_cache
def words_for(language: str) -> Words:
    """The words of `language`; of the default language where there is no catalogue of that name."""
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    folder = files("inspect_app.texts").joinpath(known, "LC_MESSAGES")
    sources = sorted((file for file in folder.iterdir() if file.name.endswith(".po")), key=lambda f: f.name)
    texts = (read_catalogue(source.read_text(encoding="utf-8")) for source in sources)
    return Words(known, {entry.text: entry for catalogue in texts for entry in catalogue})
