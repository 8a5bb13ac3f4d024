"""Photos made ready by the browser's own decoder and canvas: see packer/web/worker/pictures.js."""

from __future__ import annotations

import json

from inspect_app.devices.picture_size import refuse_unfit
from inspect_app.devices.ports import Picture
from inspect_app.devices.web.javascript import answered, as_javascript, half


class WebPictures:
    """The header is looked at before anything is decoded, so that a huge picture cannot end the app."""

    async def prepare(self, raw: bytes, caption: tuple[str, ...] = ()) -> Picture:
        refuse_unfit(raw)
        making = half().makePicture(as_javascript(raw), json.dumps(caption))
        made = await answered(making, "picture_unreadable")
        return Picture(
            jpeg=bytes(made.jpeg.to_py()),
            width=int(made.width),
            height=int(made.height),
            thumbnail=bytes(made.thumbnail.to_py()),
        )
