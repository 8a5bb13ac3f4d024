"""JSON to and from text, quickly where orjson is installed (servers, desktops), plainly on a phone.

Nothing that is hashed is written here: a change's line is hashed as it came.
"""

from __future__ import annotations

import json
from typing import Any

try:
    import orjson
except ImportError:  # the phone has no wheel of it

    def loads(text: str | bytes) -> Any:
        """Raises ValueError when the text is no JSON."""
        return json.loads(text)

    def dump(value: Any) -> str:
        """Compact JSON text."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

else:

    def loads(text: str | bytes) -> Any:
        """Raises ValueError when the text is no JSON."""
        return orjson.loads(text)

    def dump(value: Any) -> str:
        """Compact JSON text."""
        return orjson.dumps(value, default=_plain).decode()

    def _plain(value: Any) -> Any:
        """Named tuples are lists, as json writes them."""
        if isinstance(value, tuple):
            return list(value)
        raise TypeError(type(value).__name__)
