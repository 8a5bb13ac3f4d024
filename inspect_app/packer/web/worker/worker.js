// The Python worker. index.html starts it before Flutter, so that both come up side by side.
//
// Messages: a Uint8Array is a Flet frame, both ways. To the page: "initialized" or an error text (Flet's
// bridge waits for it), and {shell: ...} for page/shell.js. From the page: {shell: ...} too.

import { loadPyodide } from "../pyodide/pyodide.mjs";
import { askPage, hearAnswer } from "./ask_page.js";
import { ChosenFiles } from "./chosen.js";
import { readCodes, readVideo } from "./codes.js";
import { drawOnPicture, makePicture } from "./pictures.js";
import { PhotoFolder } from "./photos.js";
import { APP_FOLDER, looksLikeSnapshot, mountPack } from "./python.js";
import { forPython } from "./refusals.js";
import { seal } from "./sealing.js";
import { DatabaseHome, persisted, roomLeft } from "./storage.js";

const shellState = { address: self.location.origin, online: null, updateWaiting: false, installed: false, persisted: null };
const listeners = [];
const waitingFrames = [];
const fletJs = { documentUrl: self.location.origin + "/" };

function tellPage(message) {
  self.postMessage({ shell: message });
}

const home = new DatabaseHome((event) => tellPage({ event }));
const photos = new PhotoFolder();
const chosen = new ChosenFiles();
home.opening.catch((refusal) => tellPage({ event: refusal.reason, detail: refusal.detail }));

/** What Python sees as the module inspect_web. */
const inspectWeb = {
  storage: {
    open: forPython(() => home.open()),
    takeOver: forPython(() => home.takeOver()),
    flush: () => home.flush(),
    persisted: forPython(persisted),
    roomLeft: forPython(roomLeft),
  },
  photos: {
    keep: forPython((name, bytes) => photos.keep(name, bytes)),
    read: forPython((name) => photos.read(name)),
    held: forPython(() => photos.held()),
    drop: forPython((name) => photos.drop(name)),
  },
  chosenFile: forPython((ticket, most) => chosen.bytes(ticket, most)),
  readCodes: forPython(readCodes),
  readVideo: forPython(readVideo),
  drawn: forPython(() => askPage("drawn")),
  makePicture: forPython(makePicture),
  drawOnPicture: forPython(drawOnPicture),
  seal: forPython(seal),
  tellPage: (json) => tellPage(JSON.parse(json)),
  sendToPage: (json, bytes) => tellPage({ ...JSON.parse(json), bytes }),
  shellState: () => JSON.stringify(shellState),
  onShellChange: (listener) => listeners.push(listener),
};

self.onmessage = (event) => {
  const data = event.data;
  if (data instanceof Uint8Array) {
    if (fletJs.send) fletJs.send(data);
    else waitingFrames.push(data);
    return;
  }
  if (data.shell === "state") {
    Object.assign(shellState, data.state);
    for (const listener of listeners) listener();
  } else if (data.shell === "answer") {
    hearAnswer(data);
  } else if (data.shell === "take-over") {
    takeOver();
  } else if (data.shell === "chosen") {
    chosen.take(data.ticket, data.file);
  } else if (data.shell === "document") {
    fletJs.documentUrl = data.url;
  }
};

/** The person wants to go on here. Where this worker was refused before, the page starts it anew. */
async function takeOver() {
  try {
    await home.takeOver();
    if (home.refused) tellPage({ event: "took-over" });
  } catch (refusal) {
    tellPage({ event: "not-released", detail: refusal.detail });
  }
}

async function bytesOf(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function output(text) {
  console.log(text);
}

async function load(snapshot) {
  const options = { stdout: output, stderr: output };
  if (!looksLikeSnapshot(snapshot)) return loadPyodide(options);
  try {
    return await loadPyodide({ ...options, _loadSnapshot: snapshot });
  } catch (error) {
    console.warn("The memory snapshot does not fit, loading plainly:", error);
    return loadPyodide(options);
  }
}

const START = `
import importlib, random, sys
if "${APP_FOLDER}" not in sys.path:
    sys.path.insert(0, "${APP_FOLDER}")
importlib.invalidate_caches()
random.seed()
import main
main.main()
`;

// A compiled module cannot be in a snapshot, so msgpack starts as its pure twin and is exchanged later.
const FASTER = `
import msgpack
if msgpack.Packer.__module__ == "msgpack.fallback":
    from msgpack import _cmsgpack
    msgpack.Packer, msgpack.Unpacker, msgpack.unpackb = _cmsgpack.Packer, _cmsgpack.Unpacker, _cmsgpack.unpackb
`;
const FASTER_AFTER_MS = 1500;

function exchangeMsgpack(python) {
  try {
    python.runPython(FASTER);
  } catch (error) {
    console.warn("msgpack stays in Python:", error);
  }
}

function receive(message) {
  const bytes = message.toJs();
  self.postMessage(bytes, [bytes.buffer]);
}

async function start() {
  const pack = bytesOf("../app.pack");
  const snapshot = await bytesOf("../app.snapshot").catch(() => null);
  const python = await load(snapshot);
  home.python = python;
  mountPack(python.FS, await pack);
  python.registerJsModule("flet_js", fletJs);
  python.registerJsModule("inspect_web", inspectWeb);
  await python.runPythonAsync(START);
  await fletJs.start_connection(receive);
  for (const frame of waitingFrames.splice(0)) fletJs.send(frame);
  self.postMessage("initialized");
  setTimeout(exchangeMsgpack, FASTER_AFTER_MS, python);
}

start().catch((error) => {
  console.error(error);
  tellPage({ event: "python-failed", detail: String(error) });
  self.postMessage(String(error));
});
