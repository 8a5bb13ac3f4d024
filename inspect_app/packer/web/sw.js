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
const LIST = "/list-of-files";
const AT_ONCE = 6;
const SERVER_PATHS = ["/api/", "/docs", "/openapi.json", "/redoc"];
const NO_GLYPHS = "assets/fonts/empty.woff2";

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The file as another version holds it, if that version's list says that its bytes are the same. */
async function fromOtherVersion(path, hash) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const cache = await caches.open(name);
    const list = await cache.match(LIST);
    if (list && (await list.json())[path] === hash) return (await cache.match("/" + path)) ?? null;
  }
  return null;
}

/** The server's own answer is kept, not a copy of ours: browsers keep compiled code only beside such. */
async function fetched(path, hash) {
  const response = await fetch("/" + path, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  if ((await sha256(await response.clone().arrayBuffer())) !== hash) {
    throw new Error(`${path}: not the file of version ${VERSION}`);
  }
  return response;
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
    await cache.put(LIST, new Response(JSON.stringify(FILES)));
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
