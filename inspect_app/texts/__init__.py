"""Every text that a person sees, by language. Code says English; the catalogues say the rest."""

from inspect_app.texts.words import DEFAULT_LANGUAGE, LANGUAGES, Words, words_for

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Words", "words_for"]
