// A small file system for SQLite over the browser's private files (OPFS).
//
// SQLite needs files that answer at once; OPFS answers at once only through sync access handles, and those
// are opened asynchronously. So a fixed pool of slots is opened before Python starts. Each slot is one OPFS
// file: a header of 4096 bytes that names the file kept in it, then that file's bytes. The handles are
// exclusive, which is also how a second tab finds out that it is the second one.

import { refusalFor, saysFull, Refusal } from "./refusals.js";

const FOLDER = "inspect-database";
const SLOTS = 8;
const HEADER_BYTES = 4096;
const MAGIC = 0x50534e49; // "INSP"
const PATIENCE_MS = 2500; // a page that reloads needs a moment to let go of its handles
const RETRY_MS = 60;

function checksum(bytes) {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

function readName(handle) {
  const header = new Uint8Array(HEADER_BYTES);
  if (handle.read(header, { at: 0 }) < HEADER_BYTES) return null;
  const view = new DataView(header.buffer);
  const length = view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || length === 0 || length > 1024) return null;
  const name = header.subarray(12, 12 + length);
  return checksum(name) === view.getUint32(8, true) ? new TextDecoder().decode(name) : null;
}

function writeName(handle, name) {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  if (name) {
    const bytes = new TextEncoder().encode(name);
    view.setUint32(0, MAGIC, true);
    view.setUint32(4, bytes.length, true);
    view.setUint32(8, checksum(bytes), true);
    header.set(bytes, 12);
  }
  handle.write(header, { at: 0 });
  handle.flush();
}

/** The opened slots: names to handles. Made by openPool. */
export class Pool {
  constructor(handles) {
    this.files = new Map();
    this.free = [];
    this.handles = handles;
    this.unflushed = new Set();
    for (const handle of handles) {
      const name = readName(handle);
      if (name && !this.files.has(name)) this.files.set(name, handle);
      else this.free.push(handle);
    }
  }

  make(name) {
    const handle = this.free.pop();
    if (!handle) return null;
    handle.truncate(HEADER_BYTES);
    writeName(handle, name);
    this.files.set(name, handle);
    return handle;
  }

  remove(name) {
    const handle = this.files.get(name);
    writeName(handle, null);
    handle.truncate(HEADER_BYTES);
    this.unflushed.delete(handle);
    this.files.delete(name);
    this.free.push(handle);
  }

  rename(from, to) {
    if (this.files.has(to)) this.remove(to);
    const handle = this.files.get(from);
    writeName(handle, to);
    this.files.delete(from);
    this.files.set(to, handle);
  }

  size(name) {
    return Math.max(0, this.files.get(name).getSize() - HEADER_BYTES);
  }

  /** Make what was written durable; costs nothing where nothing was written. */
  flush(handle) {
    if (!this.unflushed.has(handle)) return;
    handle.flush();
    this.unflushed.delete(handle);
  }

  flushAll() {
    for (const handle of [...this.unflushed]) this.flush(handle);
  }

  close() {
    for (const handle of this.handles) handle.close();
    this.files.clear();
    this.free = [];
  }
}

async function openSlots(folder) {
  const opened = [];
  try {
    for (let slot = 0; slot < SLOTS; slot++) {
      const file = await folder.getFileHandle(`slot-${slot}`, { create: true });
      opened.push(await file.createSyncAccessHandle());
    }
  } catch (error) {
    for (const handle of opened) handle.close();
    throw error;
  }
  return opened;
}

/** Open the pool, waiting a little for another page to let go. Throws Refusal. */
export async function openPool(patienceMs = PATIENCE_MS) {
  if (!self.isSecureContext) throw new Refusal("not_secure");
  if (!navigator.storage?.getDirectory) throw new Refusal("storage_refused", "no OPFS");
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      const root = await navigator.storage.getDirectory();
      return new Pool(await openSlots(await root.getDirectoryHandle(FOLDER, { create: true })));
    } catch (error) {
      const refusal = refusalFor(error);
      if (refusal.reason !== "storage_taken" || performance.now() > deadline) throw refusal;
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

/** The Emscripten file system over a pool: one flat folder. Give it to FS.mount. */
export function poolFileSystem(FS, pool, errno) {
  const fail = (code) => {
    throw new FS.ErrnoError(errno[code]);
  };
  const handleOf = (node) => pool.files.get(node.name) ?? fail("EIO");

  /** Emscripten knows its own errors alone; any other would tear SQLite apart in the middle of its work. */
  function careful(operations) {
    const guarded = (work) => (...given) => {
      try {
        return work(...given);
      } catch (error) {
        if (error instanceof FS.ErrnoError) throw error;
        return fail(saysFull(error) ? "ENOSPC" : "EIO");
      }
    };
    return Object.fromEntries(Object.entries(operations).map(([name, work]) => [name, guarded(work)]));
  }

  function makeNode(parent, name, mode) {
    const node = FS.createNode(parent, name, mode, 0);
    node.node_ops = nodeOperations;
    node.stream_ops = streamOperations;
    node.changed = Date.now();
    return node;
  }

  const nodeOperations = careful({
    getattr(node) {
      const folder = FS.isDir(node.mode);
      const size = folder ? 4096 : handleOf(node) && pool.size(node.name);
      const when = new Date(node.changed);
      return {
        dev: 1, ino: node.id, mode: node.mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size,
        atime: when, mtime: when, ctime: when, blksize: 4096, blocks: Math.ceil(size / 4096),
      };
    },
    setattr(node, attributes) {
      if (attributes.mode !== undefined) node.mode = attributes.mode;
      if (attributes.size !== undefined) {
        handleOf(node).truncate(HEADER_BYTES + attributes.size);
        pool.unflushed.add(handleOf(node));
      }
      node.changed = Date.now();
    },
    lookup(parent, name) {
      if (!pool.files.has(name)) fail("ENOENT");
      return makeNode(parent, name, 0o100666);
    },
    mknod(parent, name, mode) {
      if (!FS.isFile(mode)) fail("EPERM");
      if (!pool.make(name)) fail("ENOSPC");
      return makeNode(parent, name, mode);
    },
    rename(node, newParent, newName) {
      pool.rename(node.name, newName);
      node.name = newName;
      node.parent = newParent;
    },
    unlink(parent, name) {
      pool.remove(name);
    },
    rmdir() {
      fail("EPERM");
    },
    readdir() {
      return [".", "..", ...pool.files.keys()];
    },
  });

  const streamOperations = careful({
    read(stream, buffer, offset, length, position) {
      const target = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
      return handleOf(stream.node).read(target, { at: HEADER_BYTES + position });
    },
    write(stream, buffer, offset, length, position) {
      const source = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
      const handle = handleOf(stream.node);
      stream.node.changed = Date.now();
      pool.unflushed.add(handle);
      return handle.write(source, { at: HEADER_BYTES + position });
    },
    llseek(stream, offset, whence) {
      let position = offset;
      if (whence === 1) position += stream.position;
      else if (whence === 2) position += pool.size(stream.node.name);
      return position < 0 ? fail("EINVAL") : position;
    },
    fsync(stream) {
      if (FS.isFile(stream.node.mode)) pool.flush(handleOf(stream.node)); // names are flushed when they are written
      return 0;
    },
  });

  return { mount: () => makeNode(null, "/", 0o40777) };
}
