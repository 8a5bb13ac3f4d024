// The photos kept on this device: OPFS files named by the SHA-256 of their bytes.

import { Refusal } from "./refusals.js";

const FOLDER = "inspect-photos";

export class PhotoFolder {
  async folder() {
    if (!navigator.storage?.getDirectory) throw new Refusal("storage_refused", "no OPFS");
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(FOLDER, { create: true });
  }

  /** Written, flushed and closed before it returns. Written under another name first: no half photo. */
  async keep(name, bytes) {
    const folder = await this.folder();
    const file = await folder.getFileHandle(name, { create: true });
    let handle = null;
    try {
      handle = await file.createSyncAccessHandle();
      if (handle.getSize() === bytes.length) return;
      handle.truncate(0);
      if (handle.write(bytes, { at: 0 }) !== bytes.length) throw new Refusal("storage_full");
      handle.flush();
    } catch (error) {
      handle?.close();
      handle = null;
      await folder.removeEntry(name).catch(() => {});
      throw error;
    } finally {
      handle?.close();
    }
  }

  /** The bytes of one photo, or undefined where it is not held: Python gets None for that, but not for null. */
  async read(name) {
    try {
      const file = await (await (await this.folder()).getFileHandle(name)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      if (error.name === "NotFoundError") return undefined;
      throw error;
    }
  }

  /** The names of all photos held, as a JSON list. */
  async held() {
    const names = [];
    for await (const name of (await this.folder()).keys()) names.push(name);
    return JSON.stringify(names);
  }

  async drop(name) {
    const folder = await this.folder();
    await folder.removeEntry(name).catch((error) => {
      if (error.name !== "NotFoundError") throw error;
    });
  }
}
