// Files that a person chose. The page hands them over whole (page/choosing.js); Python asks by the ticket.

import { Refusal } from "./refusals.js";

const KEPT = 20; // a picker that was left open leaves its ticket behind

export class ChosenFiles {
  constructor() {
    this.files = new Map();
  }

  take(ticket, file) {
    this.files.set(ticket, file);
    for (const old of [...this.files.keys()].slice(0, -KEPT)) this.files.delete(old);
  }

  /** The bytes of the file of this ticket, once. Throws Refusal: file_too_large (nothing was read), file_unreadable. */
  async bytes(ticket, most) {
    const file = this.files.get(ticket);
    this.files.delete(ticket);
    if (!file) throw new Refusal("file_unreadable", "no file of this ticket");
    if (file.size > most) throw new Refusal("file_too_large", `${file.size} bytes`);
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw new Refusal("file_unreadable", error.message);
    }
  }
}
