// Registers the service worker. A new version waits until the person chooses it; it never interrupts.
"use strict";

const HOURLY = 3600 * 1000;
let waitingVersion = null;
let updateChosen = false;

function noteWaiting(registration) {
  if (!registration.waiting || !navigator.serviceWorker.controller) return;
  waitingVersion = registration.waiting;
  tellWorker({ updateWaiting: true });
}

function applyUpdate() {
  if (!waitingVersion) return;
  updateChosen = true;
  waitingVersion.postMessage("take-over-now");
}

async function registerServiceWorker() {
  const registration = await navigator.serviceWorker.register("sw.js", { updateViaCache: "none" });
  noteWaiting(registration);
  registration.addEventListener("updatefound", () => {
    const found = registration.installing;
    found?.addEventListener("statechange", () => noteWaiting(registration));
  });
  const look = () => navigator.onLine && registration.update().catch(() => {});
  setInterval(look, HOURLY);
  window.addEventListener("online", look);
}

if (!stopped) {
  navigator.serviceWorker.addEventListener("controllerchange", () => updateChosen && location.reload());
  registerServiceWorker().catch((error) => console.warn("No service worker:", error));
}
