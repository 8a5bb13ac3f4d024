"""QR codes by zxing-cpp where it is installed."""

from __future__ import annotations

import asyncio
import io
from typing import Any

from PIL import Image

from inspect_app.devices.ports import Refusal


class NativeCodeReader:
    """Reads QR codes. Raise Refusal('no_camera') where no decoder is installed: typing the code still works."""

    async def read(self, jpeg: bytes) -> tuple[str, ...]:
        return await asyncio.to_thread(_texts, _decoder(), jpeg)

    async def look(self) -> tuple[str, ...] | None:
        return None


def _decoder() -> Any:
    try:
        import zxingcpp
    except ImportError as error:
        raise Refusal("no_camera", "zxing-cpp is not installed") from error
    return zxingcpp


def _texts(decoder: Any, jpeg: bytes) -> tuple[str, ...]:
    try:
        image = Image.open(io.BytesIO(jpeg)).convert("L")
    except (OSError, ValueError):
        return ()
    return tuple(found.text for found in decoder.read_barcodes(image, formats=decoder.BarcodeFormat.QRCode))
