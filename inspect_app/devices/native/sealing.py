"""Seals by HPKE of the library `cryptography`, where Python runs outside a browser."""

from __future__ import annotations

from inspect_app.devices.ports import Refusal
from inspect_app.gate.sealing import from_base64url, seal_text


class HpkeSealer:
    """The same bytes as packer/web/worker/sealing.js makes."""

    async def seal(self, public_key: str, info: bytes, text: str) -> str:
        try:
            from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
            from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
        except ImportError as error:  # a platform for which nobody builds it: then no number is kept
            raise Refusal("not_sealed", "cryptography is not installed") from error
        try:
            point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64url(public_key))
        except ValueError as error:
            raise Refusal("not_sealed", "the school's key is none") from error
        suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        return seal_text(public_key, suite.encrypt(text.encode(), point, info=info))
