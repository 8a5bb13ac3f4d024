"""A page as it goes over the wire: squeezed where the caller can read that."""

from __future__ import annotations

import zlib

from starlette.requests import Request
from starlette.responses import Response

from sync.protocol import PAGE_TYPE

WORTH_BYTES = 4096
_FASTEST = 1  # a ledger's pages shrink to a thirteenth; higher levels gain a tenth and take thrice as long
_GZIP = 31  # zlib's name for a gzip header and trailer


def page_answer(request: Request, page: str) -> Response:
    """The page as text, gzipped (RFC 9110, 8.4.1.3) for callers that accept it."""
    content = page.encode()
    headers = {"Vary": "Accept-Encoding"}
    if len(content) >= WORTH_BYTES and "gzip" in request.headers.get("Accept-Encoding", ""):
        squeeze = zlib.compressobj(_FASTEST, zlib.DEFLATED, _GZIP)
        content = squeeze.compress(content) + squeeze.flush()
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers, media_type=PAGE_TYPE)
