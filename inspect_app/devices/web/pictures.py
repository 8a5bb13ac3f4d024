"""Photos made ready by the browser's own decoder and canvas: see packer/web/worker/pictures.js."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from inspect_app.devices.picture_size import picture_size, refuse_unfit
from inspect_app.devices.ports import Picture, Refusal
from inspect_app.devices.web.javascript import answered, as_javascript, half
from inspect_app.marks import HALO, HALO_PARTS, INK, Frame, Mark, stroke_width, strokes


class WebPictures:
    """The header is looked at before anything is decoded, so that a huge picture cannot end the app."""

    async def prepare(self, raw: bytes, caption: tuple[str, ...] = ()) -> Picture:
        refuse_unfit(raw)
        making = half().makePicture(as_javascript(raw), json.dumps(caption))
        return _picture(await answered(making, "picture_unreadable"))

    async def draw(self, jpeg: bytes, marks: Sequence[Mark]) -> Picture:
        drawing = half().drawOnPicture(as_javascript(jpeg), json.dumps(_pen_and_lines(jpeg, marks)))
        return _picture(await answered(drawing, "picture_unreadable"))


def _pen_and_lines(jpeg: bytes, marks: Sequence[Mark]) -> dict[str, Any]:
    """What the browser's canvas strokes: each line twice, first broad and white."""
    size = picture_size(jpeg)
    if size is None:
        raise Refusal("picture_unreadable", "no size in the header")
    broad = stroke_width(*size)
    pens = [{"colour": HALO, "width": broad * HALO_PARTS}, {"colour": INK, "width": broad}]
    return {"pens": pens, "strokes": strokes(marks, Frame(0, 0, *size))}


def _picture(made: Any) -> Picture:
    return Picture(
        jpeg=bytes(made.jpeg.to_py()),
        width=int(made.width),
        height=int(made.height),
        thumbnail=bytes(made.thumbnail.to_py()),
    )
