"""A QR code in half-block characters, for a terminal."""

from __future__ import annotations

import io

import qrcode


def qr_text(content: str) -> str:
    """Dark on light whatever the terminal's colours: printed inverted with a quiet zone of two modules."""
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, border=2)
    symbol.add_data(content)
    out = io.StringIO()
    symbol.print_ascii(out=out, invert=True)
    return out.getvalue()
