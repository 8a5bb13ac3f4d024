"""The QR symbol of a code: HTTPS://HOST/Q/CODE in capitals, so that it stays small.

Capitals, digits and ':/.-' are the alphanumeric mode of ISO/IEC 18004: 5.5 bits a character. Version 3 (29
modules a side) holds 47 of them at error correction Q (25 %) and 61 at M (15 %). The address around the
code takes 21, so with https a host with its port may have 26 characters for Q, and 40 for M at most.
Longer hosts are refused: their symbol would need modules below what a worn label can bear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

from assets_qr.code import Code

LARGEST_VERSION = 3
QUIET_MODULES = 4
HOLDS = {"Q": 47, "M": 61}
LONGEST_HTTPS_HOST = HOLDS["M"] - len("HTTPS:///Q/") - 10

_LEVELS = {"Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M}
_ADDRESS = re.compile(r"(https?)://([a-z0-9.-]+(?::\d+)?)/?", re.IGNORECASE)


class SymbolRefused(Exception):
    """The server's address does not fit on labels; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone. `modules[row][column]` is True where dark."""

    text: str
    version: int
    level: str
    modules: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        """Modules along one side."""
        return len(self.modules)


def label_address(address: str, code: Code) -> str:
    """What the label of `code` says, for a server at `address` ('https://host' or with a port).

    Raises SymbolRefused for an address that capitals would change or that is too long.
    """
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        raise SymbolRefused(
            f"标签地址“{address}”不能用：请写成 https://域名 或 http://域名:端口，不带路径、下划线和中文。"
        )
    text = f"{match[1]}://{match[2]}/q/{code.text}".upper()
    if len(text) > HOLDS["M"]:
        spare = HOLDS["M"] - (len(text) - len(match[2]))
        raise SymbolRefused(f"标签地址的域名有 {len(match[2])} 个字符，最多 {spare} 个，请换一个短的域名。")
    return text


def symbol(address: str, code: Code) -> Symbol:
    """The symbol for a label: error correction Q where version 3 holds it, else M. Raises SymbolRefused."""
    text = label_address(address, code)
    level = "Q" if len(text) <= HOLDS["Q"] else "M"
    drawn = qrcode.QRCode(error_correction=_LEVELS[level], border=0)
    drawn.add_data(QRData(text, mode=MODE_ALPHA_NUM), optimize=0)
    drawn.make(fit=True)
    modules = tuple(tuple(bool(module) for module in row) for row in drawn.get_matrix())
    return Symbol(text, drawn.version, level, modules)
