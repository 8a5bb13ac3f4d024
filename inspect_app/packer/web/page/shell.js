// What only the page can do, for the Python worker: tell of the network, save files, beep, vibrate.
"use strict";

const SPLASH_AT_MOST_MS = 30000;

const FROM_WORKER = {
  "storage_taken": () => showNotice("storage_taken"),
  "storage_refused": (message) => showNotice("storage_refused", message.detail),
  "storage_full": () => showNotice("storage_full"),
  "not-released": () => showNotice("not_released"),
  "not_secure": () => showNotice("not_secure"),
  "taken-over": () => {
    stopWorker();
    showNotice("taken_over");
  },
  "took-over": () => location.reload(),
  "python-failed": (message) => shownNotice === null && showNotice("python_failed", message.detail),
};

const ORDERS = {
  saveFile: ({ name, bytes }) => saveFile(name, bytes),
  beep: ({ hertz, seconds }) => beep(hertz, seconds),
  vibrate: ({ pattern }) => navigator.vibrate?.(pattern),
  applyUpdate: () => applyUpdate(),
  askPersist: () => askPersist(),
  drawn: ({ question }) => afterTwoPaints(() => answer(question, true)),
  videoFrame: ({ question }) => videoFrame().then((frame) => answer(question, frame, [frame]), () => answer(question, null)),
};

function heardFromWorker(message) {
  if (message.event) FROM_WORKER[message.event]?.(message);
  else ORDERS[message.order]?.(message);
}

function tellWorker(state) {
  bridge.worker?.postMessage({ shell: "state", state });
}

function answer(question, found, moved = []) {
  bridge.worker?.postMessage({ shell: "answer", question, answer: found }, moved);
}

/** What the camera shows just now. Fails where no video is playing. */
async function videoFrame() {
  const playing = (video) => !video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  return createImageBitmap([...document.querySelectorAll("video")].find(playing));
}

/** Desktop browsers have the function, but nothing to shake. */
function canVibrate() {
  return typeof navigator.vibrate === "function" && navigator.maxTouchPoints > 0;
}

function networkAndWindow() {
  return {
    beeps: typeof AudioContext === "function",
    vibrates: canVibrate(),
    online: navigator.onLine,
    visible: document.visibilityState === "visible",
    installed: matchMedia("(display-mode: standalone)").matches || navigator.standalone === true,
  };
}

function takeOver() {
  if (!bridge.worker) {
    sessionStorage.setItem("take-over", "1");
    location.reload();
    return;
  }
  bridge.worker.postMessage({ shell: "take-over" });
}

async function askPersist() {
  const kept = (await navigator.storage?.persist?.()) ?? null;
  tellWorker({ persisted: kept });
}

function saveFile(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

let sound = null;

/** Browsers let a page sound only after a touch; the first touch readies it. */
function readySound() {
  sound ??= new AudioContext();
  if (sound.state === "suspended") sound.resume();
}

function beep(hertz, seconds) {
  if (!sound) return;
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0.25, sound.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + seconds);
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + seconds);
}

for (const event of ["online", "offline"]) window.addEventListener(event, () => tellWorker(networkAndWindow()));
for (const event of ["visibilitychange", "focusin"]) document.addEventListener(event, () => tellWorker(networkAndWindow()));
document.addEventListener("pointerdown", readySound, { capture: true });
window.addEventListener("flutter-first-frame", () => performance.mark("flutter-first-frame"), { once: true });
setTimeout(() => document.getElementById("splash")?.remove(), SPLASH_AT_MOST_MS);

tellWorker(networkAndWindow());
if (sessionStorage.getItem("take-over") && bridge.worker) {
  sessionStorage.removeItem("take-over");
  bridge.worker.postMessage({ shell: "take-over" });
}
