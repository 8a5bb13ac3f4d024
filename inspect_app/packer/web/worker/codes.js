// QR codes in a picture, by zxing-cpp compiled to WebAssembly. Loaded at the first picture.

let reader = null;

async function loadReader() {
  const module = await import("../zxing/reader/index.js");
  const wasm = new URL("../zxing/zxing_reader.wasm", import.meta.url).href;
  await module.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return module.readBarcodes;
}

/** The texts of all QR codes in these JPEG or PNG bytes, as a JSON list. */
export async function readCodes(bytes) {
  reader ??= loadReader();
  const read = await reader;
  const found = await read(new Blob([bytes.slice()]), {
    formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: true, maxNumberOfSymbols: 8,
  });
  return JSON.stringify(found.filter((code) => code.isValid).map((code) => code.text));
}
