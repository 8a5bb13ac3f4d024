// Errors as Python can take them.
//
// Pyodide knows an error by its stack. Chromium's own QuotaExceededError has none, so Python would take it for
// a plain object and wait for ever for the promise that it rejects: nothing may leave for Python unchanged.

const REASONS = {
  NoModificationAllowedError: "storage_taken",
  QuotaExceededError: "storage_full",
  NoSpaceError: "storage_full",
};

export class Refusal extends Error {
  /** reason: one of REASONS in inspect_app/devices/ports.py; detail is for the log. */
  constructor(reason, detail = "") {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}

/** Whether the browser says by this error that there is no room left. */
export function saysFull(error) {
  return REASONS[error.name] === "storage_full";
}

/** The refusal that an error of the browser's storage means. */
export function refusalFor(error) {
  if (error instanceof Refusal) return error;
  const reason = REASONS[error.name];
  return new Refusal(reason ?? "storage_refused", reason ? error.message : `${error.name}: ${error.message}`);
}

/** The same asynchronous function for Python. What has no stack becomes a refusal where it is one, else a plain Error. */
export function forPython(work) {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw REASONS[error?.name] ? refusalFor(error) : new Error(`${error?.name}: ${error?.message}`);
    }
  };
}
