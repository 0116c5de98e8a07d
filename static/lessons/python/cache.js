// A service worker whose pages are none: its scope is this folder, in which only the Python worker lies. It keeps what that
// worker asks for, so that a second visit asks nothing of the network. `?kit=` names the release; caches of others go.

const KIT = new URL(self.location.href).searchParams.get("kit");
const PREFIX = "firstbyte-python-";
const NAME = PREFIX + KIT;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !new URL(url).pathname.includes("/static/") || new URL(url).origin !== self.location.origin) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(NAME);
      const kept = await cache.match(url);
      if (kept) return kept;
      const response = await fetch(event.request);
      if (response.ok && response.status === 200) event.waitUntil(cache.put(url, response.clone()));
      return response;
    })(),
  );
});
