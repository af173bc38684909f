/// <reference lib="webworker" />
/**
 * Opens a phone's or a unit's page without signal: keeps the page's own files, by version, and nothing else. What the hub says
 * (`/api`, the socket) is never kept: an old order must come from the page, which knows and shows its age.
 */
declare const self: ServiceWorkerGlobalScope
/** The page, the files of this build and a hash of them; filled in by the build. */
declare const __SHELL__: { readonly name: string; readonly version: string; readonly files: readonly string[] }

const PREFIX = `dinghai-${__SHELL__.name}-`
const CACHE = PREFIX + __SHELL__.version
const page = () => new URL('./', self.registration.scope).href

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(__SHELL__.files.map((file) => new Request(new URL(file, self.registration.scope), { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.href.startsWith(self.registration.scope)) return
  event.respondWith(request.mode === 'navigate' ? freshPage(request) : keptFile(request))
})

const PAGE_PATIENCE_MS = 3_000

/** The newest page if it comes soon, else the kept one: in half a bar of signal a blank screen is no answer. */
async function freshPage(request: Request): Promise<Response> {
  const kept = await caches.match(page(), { cacheName: CACHE })
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(PAGE_PATIENCE_MS) } : {})
    if (answer.ok || !kept) return answer
  } catch (error) {
    if (!kept) throw error
  }
  return kept
}

/** File names carry a hash of their content, so a kept one is never out of date. */
async function keptFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: CACHE, ignoreSearch: true })) ?? fetch(request)
}

export {}
