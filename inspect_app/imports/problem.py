"""Why a whole file could not be imported: a closed list of reasons, each with its data."""

from __future__ import annotations

from inspect_app.imports.words import PROBLEMS


class ImportProblem(Exception):
    """The file as a whole is refused; nothing of it was taken.

    `reason` is a key of `words.PROBLEMS`; `data` fills that sentence's blanks. `str()` is one Chinese line
    that says what is wrong and what to do.
    """

    def __init__(self, reason: str, **data: object) -> None:
        if reason not in PROBLEMS:
            raise ValueError(f"not a reason of the list: {reason}")
        self.reason = reason
        self.data = data
        super().__init__(PROBLEMS[reason].format(**data))
