// Keeps the hosted page usable without its server. The build fills in the two constants: a version
// derived from the contents of the files, and their URLs relative to this script.
/* global clients, registration */
const version = '__VERSION__';
const files = ['__FILES__'];

// Other pages on the same host may have caches of their own.
const ours = `tcp-ladder ${registration.scope} `;
const cacheName = ours + version;

self.addEventListener('install', (event) => {
  const fresh = files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(fresh)));
});

// A new version waits until the page requests it, so that nothing changes during use.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(ours) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = request.url.replace(/[?#].*$/s, '');
  if (request.method !== 'GET' || !address.startsWith(registration.scope)) return;
  const path = address.slice(registration.scope.length);
  const file = path === '' || path === 'index.html' ? './' : path;
  if (!files.includes(file)) return;
  const kept = async () => {
    const cache = await caches.open(cacheName);
    return (await cache.match(file)) ?? fetch(request);
  };
  event.respondWith(kept());
});
