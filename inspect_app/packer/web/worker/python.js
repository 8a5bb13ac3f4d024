// Starts Python, from a memory snapshot where one fits, and puts the app's files before it.
// Used by the worker in the browser and by make_snapshot.mjs in Node at build time.

export const APP_FOLDER = "/app";

const PAGE = 65536;

/** A pack is: 4 bytes length of the index, the index as JSON [[path, size], ...], then the files. */
export function readPack(bytes) {
  const indexLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + indexLength)));
  let position = 4 + indexLength;
  return index.map(([path, size]) => {
    const content = bytes.subarray(position, position + size);
    position += size;
    return [path, content];
  });
}

/** Put the pack's files into the in-memory file system; the bytes are shared, not copied. */
export function mountPack(FS, bytes) {
  const made = new Set();
  for (const [path, content] of readPack(bytes)) {
    const full = `${APP_FOLDER}/${path}`;
    const folder = full.slice(0, full.lastIndexOf("/"));
    if (!made.has(folder)) {
      FS.mkdirTree(folder);
      made.add(folder);
    }
    FS.writeFile(full, content, { canOwn: true });
  }
}

/** Whether these bytes can be a snapshot: whole wasm pages behind a header. */
export function looksLikeSnapshot(bytes) {
  return bytes instanceof Uint8Array && bytes.byteLength > 100 * PAGE;
}
