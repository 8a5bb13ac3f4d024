"""Seals by the browser's own cryptography: see packer/web/worker/sealing.js."""

from __future__ import annotations

from inspect_app.devices.ports import Refusal
from inspect_app.devices.web.javascript import answered, as_javascript, half
from inspect_app.gate.sealing import from_base64url, seal_text


class WebSealer:
    """The text goes to the worker's JavaScript as bytes and nowhere else."""

    async def seal(self, public_key: str, info: bytes, text: str) -> str:
        try:
            point = from_base64url(public_key)
        except ValueError as error:
            raise Refusal("not_sealed", "the school's key is none") from error
        sealing = half().seal(as_javascript(point), as_javascript(info), as_javascript(text.encode()))
        body = await answered(sealing, "not_sealed")
        return seal_text(public_key, bytes(body.to_py()))
