// Starts the Python worker at once, and links it to Flutter when Flutter asks (jsConnect, jsSend).
"use strict";

var flet = {
  pyodide: true,
  multiView: false,
  noCdn: true,
  webSocketEndpoint: "/ws",
  entrypointBaseUrl: "/",
  assetBase: "/",
  routeUrlStrategy: "path",
  canvasKitBaseUrl: "/canvaskit/",
  fontFallbackBaseUrl: "/assets/fonts/",
  webRenderer: "canvaskit",
  pyodideUrl: "/pyodide/pyodide.mjs",
  pythonModuleName: "main",
  appPackageUrl: "app.pack",
};
flet.flutterAppLoaded = new Promise((resolve) => (flet.flutterAppResolve = resolve));

// Suspected, not measured alone: while main.dart.js is evaluated, V8 reads its 9.6 MB again for a stack trace that is
// taken in it. Traces come back with the first frame. See docs/decisions/snapshot.md.
const usualTraceLimit = Error.stackTraceLimit;
Error.stackTraceLimit = 0;
window.addEventListener("flutter-first-frame", () => (Error.stackTraceLimit = usualTraceLimit), { once: true });

const FIRST_SCREEN = 2;
const bridge = { worker: null, fromPython: null, early: [], started: null, framesShown: 0 };

function startWorker() {
  bridge.worker = new Worker("worker/worker.js", { type: "module" });
  bridge.worker.postMessage({ shell: "document", url: document.URL });
  bridge.started = new Promise((resolve, reject) => {
    bridge.worker.onmessage = (event) => {
      const data = event.data;
      if (data instanceof Uint8Array) {
        if (bridge.fromPython) showFrame(data);
        else bridge.early.push(data);
      } else if (data === "initialized") {
        performance.mark("python-started");
        resolve();
      } else if (typeof data === "string") reject(data);
      else heardFromWorker(data.shell);
    };
    bridge.worker.onerror = (event) => {
      showNotice("python_failed", event.message);
      reject(event.message);
    };
  });
  bridge.started.catch((error) => console.error("Python did not start:", error));
}

globalThis.jsConnect = async function (appId, args, fromPython) {
  await bridge.started;
  bridge.fromPython = fromPython;
  for (const frame of bridge.early.splice(0)) showFrame(frame);
};

/** Hand a frame to Flutter. The first registers the page, the second brings the first screen: then the splash goes. */
function showFrame(frame) {
  bridge.fromPython(frame);
  bridge.framesShown += 1;
  if (bridge.framesShown === FIRST_SCREEN) afterTwoPaints(() => document.getElementById("splash")?.remove());
}

function afterTwoPaints(then) {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

globalThis.jsSend = async function (appId, data) {
  bridge.worker?.postMessage(data, [data.buffer]);
};

globalThis.jsDisconnect = async function () {};

function stopWorker() {
  bridge.worker?.terminate();
  bridge.worker = null;
}

const stopped = obstacle();
if (stopped) showNotice(stopped);
else startWorker();

// WebKit restores a page from its back/forward cache with Flutter's frames frozen: only a fresh start recovers.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
