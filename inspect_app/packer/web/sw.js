// The offline shell. VERSION and FILES (path to SHA-256 of its bytes) are filled in by the packer.
//
// Install: every file of the list is fetched, its hash compared, and kept in a cache of this version. One that
// is missing or other makes the install fail, and the version in use stays as it is. A version that is ready
// waits until the page says so ("take-over-now"), or until no page of the app is open.
"use strict";

const VERSION = "__VERSION__";
const FILES = __FILES__;
const PREFIX = "inspect-app-";
const CACHE = PREFIX + VERSION;
const AT_ONCE = 6;
const SERVER_PATHS = ["/api/", "/docs", "/openapi.json", "/redoc"];
const NO_GLYPHS = "assets/fonts/empty.woff2";

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fromOtherVersion(path, hash) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const held = await (await caches.open(name)).match("/" + path);
    if (held && held.headers.get("x-sha256") === hash) return held;
  }
  return null;
}

async function fetched(path, hash) {
  const response = await fetch("/" + path, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== hash) throw new Error(`${path}: not the file of version ${VERSION}`);
  const headers = { "content-type": response.headers.get("content-type") ?? "application/octet-stream", "x-sha256": hash };
  return new Response(bytes, { headers });
}

async function keep(cache, path, hash) {
  const response = (await fromOtherVersion(path, hash)) ?? (await fetched(path, hash));
  await cache.put("/" + path, response);
}

async function install() {
  const cache = await caches.open(CACHE);
  const paths = Object.keys(FILES);
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) await keep(cache, path, FILES[path]);
  });
  try {
    await Promise.all(workers);
  } catch (error) {
    paths.length = 0;
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer(request, url) {
  const cache = await caches.open(CACHE);
  if (request.mode === "navigate") return (await cache.match("/index.html")) ?? fetch(request);
  const held = await cache.match(url.pathname);
  if (held) return held;
  if (url.pathname.startsWith("/assets/fonts/noto")) return await cache.match("/" + NO_GLYPHS);
  return fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.data === "take-over-now" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (SERVER_PATHS.some((path) => url.pathname.startsWith(path))) return;
  if (event.request.mode === "navigate" || url.pathname.slice(1) in FILES || url.pathname.startsWith("/assets/fonts/noto")) {
    event.respondWith(answer(event.request, url));
  }
});
