// The other side of tests/devices/test_sealing.py: the packed app's own modules under Node.
// Arguments: the packed folder, and what to do as JSON. Bytes are hex. Prints one line.

import { pathToFileURL } from "node:url";

const [folder, asked] = process.argv.slice(2);
const place = (name) => pathToFileURL(`${folder}/${name}`).href;
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (content) => Buffer.from(content).toString("hex");

async function seal({ point, info, plain }) {
  const module = await import(place("worker/sealing.js"));
  return hex(await module.seal(bytes(point), bytes(info), bytes(plain)));
}

async function open({ secret, enc, sealed, info, aad }) {
  const { CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import(place("hpke/core/src/native.js"));
  const { Aes256Gcm } = await import(place("hpke/core/src/aeads/aesGcm.js"));
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const recipientKey = await suite.kem.importKey("raw", bytes(secret).buffer, false);
  const recipient = await suite.createRecipientContext({ recipientKey, enc: bytes(enc).buffer, info: bytes(info).buffer });
  return hex(await recipient.open(bytes(sealed).buffer, bytes(aad).buffer));
}

const wish = JSON.parse(asked);
console.log(await (wish.do === "seal" ? seal(wish) : open(wish)));
