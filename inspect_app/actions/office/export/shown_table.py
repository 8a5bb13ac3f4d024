"""What a table shows as a file in memory, made in steps: the screen draws in between, and may say stop."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from inspect_app.actions.office.export.table_file import begun

STEP_ROWS = 200
LONGEST_NAME = 60


async def written(
    sort: str,
    titles: Sequence[str],
    rows: Iterable[Sequence[Any]],
    goes_on: Callable[[int], bool],
    *,
    step_rows: int = STEP_ROWS,
) -> bytes | None:
    """The file's bytes; None when `goes_on`, asked with the rows written so far, said no."""
    target = io.BytesIO()
    with begun(sort, target, titles) as file:
        for number, row in enumerate(rows, 1):
            file.add(row)
            if number % step_rows == 0:
                await asyncio.sleep(0)
                if not goes_on(number):
                    return None
        file.close()
    return target.getvalue()


def file_name(words: str, day: str, sort: str) -> str:
    """'巡查-2026-11-20.xlsx', without letters that a file may not have."""
    plain = "".join("_" if letter in '/\\:*?"<>|' or ord(letter) < 32 else letter for letter in words)
    return f"{plain[:LONGEST_NAME]}-{day}{sort}"
