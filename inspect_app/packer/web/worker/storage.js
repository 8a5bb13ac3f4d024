// Who holds the database: this worker, or another tab. Opens the pool, and lets go of it when asked.

import { openPool, poolFileSystem } from "./opfs.js";
import { refusalFor } from "./refusals.js";

const CHANNEL = "inspect-storage";
const DATA_FOLDER = "/data";
const TAKE_OVER_MS = 8000;

/** The database's home in this worker. `told(event)` hears "taken-over" when another tab has taken it. */
export class DatabaseHome {
  constructor(told) {
    this.told = told;
    this.pool = null;
    this.python = null;
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = (event) => event.data === "let-go" && this.letGo();
    this.refused = false;
    this.opening = openPool();
    this.opening.catch(() => (this.refused = true));
  }

  /** Wait for the pool and mount it; gives the folder. Throws Refusal. */
  async open() {
    return this.mount(await this.opening);
  }

  /** Ask the tab that holds the pool to let go, then open. An opening that still waits is waited for first. */
  async takeOver() {
    this.channel.postMessage("let-go");
    try {
      return this.mount(await this.opening);
    } catch {
      this.channel.postMessage("let-go");
      this.opening = openPool(TAKE_OVER_MS);
      return this.mount(await this.opening);
    }
  }

  /** Give the folder, mounted as soon as Python is there. */
  mount(pool) {
    if (this.pool !== pool && this.python) {
      const FS = this.python.FS;
      FS.mkdirTree(DATA_FOLDER);
      FS.mount(poolFileSystem(FS, pool, this.python.ERRNO_CODES), {}, DATA_FOLDER);
      this.pool = pool;
    }
    return DATA_FOLDER;
  }

  flush() {
    try {
      this.pool?.flushAll();
    } catch (error) {
      throw refusalFor(error);
    }
  }

  async letGo() {
    const pool = await this.opening.catch(() => null);
    if (!pool) return;
    pool.close();
    this.told("taken-over");
  }
}

export async function persisted() {
  return navigator.storage?.persisted?.();
}

/** Bytes that may still be stored, or undefined where the browser does not say: null would not be None in Python. */
export async function roomLeft() {
  const estimate = await navigator.storage?.estimate?.();
  return estimate?.quota === undefined ? undefined : Math.max(0, estimate.quota - (estimate.usage ?? 0));
}
