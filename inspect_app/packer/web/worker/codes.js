// QR codes in a picture, by zxing-cpp compiled to WebAssembly. Loaded at the first picture.

import { askPage } from "./ask_page.js";

const LOOK_FOR = { formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: true, maxNumberOfSymbols: 8 };

let reader = null;
let canvas = null;

async function loadReader() {
  const module = await import("../zxing/reader/index.js");
  const wasm = new URL("../zxing/zxing_reader.wasm", import.meta.url).href;
  await module.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return module.readBarcodes;
}

async function textsIn(picture, source) {
  reader ??= loadReader();
  const read = await reader;
  const found = (await read(picture, LOOK_FOR)).filter((code) => code.isValid);
  if (found.length > 0) performance.mark("code-read", { detail: source });
  return JSON.stringify(found.map((code) => code.text));
}

/** The texts of all QR codes in these JPEG or PNG bytes, as a JSON list. */
export function readCodes(bytes) {
  return textsIn(new Blob([bytes.slice()]), "picture");
}

/** The same of what the page's video shows just now; nothing where there is no video or no canvas in a worker. */
export async function readVideo() {
  if (typeof OffscreenCanvas === "undefined") return undefined;
  const frame = await askPage("videoFrame");
  return frame ? textsIn(pixelsOf(frame), "video") : undefined;
}

function pixelsOf(frame) {
  const { width, height } = frame;
  if (canvas?.width !== width || canvas?.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(frame, 0, 0);
  frame.close();
  return context.getImageData(0, 0, width, height);
}
