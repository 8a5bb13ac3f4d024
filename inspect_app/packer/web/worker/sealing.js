// Seals bytes to the school's public key: HPKE (RFC 9180), base mode, by @hpke/core on the browser's WebCrypto.
// Loaded at the first seal. inspect_app/gate/sealing.py says what a seal is and what it is bound to.

let suite = null;

async function loadSuite() {
  const [{ CipherSuite, DhkemP256HkdfSha256, HkdfSha256 }, { Aes256Gcm }] = await Promise.all([
    import("../hpke/core/src/native.js"),
    import("../hpke/core/src/aeads/aesGcm.js"),
  ]);
  return new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/** All Uint8Array: an uncompressed point of P-256, what the seal is bound to, the plain bytes. Gives enc || ciphertext. */
export async function seal(point, info, plain) {
  suite ??= loadSuite();
  const recipientPublicKey = await (await suite).kem.deserializePublicKey(copy(point));
  const sender = await (await suite).createSenderContext({ recipientPublicKey, info: copy(info) });
  const enc = new Uint8Array(sender.enc);
  const sealed = new Uint8Array(await sender.seal(copy(plain)));
  const both = new Uint8Array(enc.length + sealed.length);
  both.set(enc);
  both.set(sealed, enc.length);
  return both;
}

/** Bytes of their own: what Python hands over may lie in the middle of its memory. */
function copy(bytes) {
  return bytes.slice().buffer;
}
