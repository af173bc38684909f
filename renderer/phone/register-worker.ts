import { setPhone } from './store'

/** Makes the page open without signal. Needs a secure context (HTTPS, or this machine itself). */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  navigator.serviceWorker
    .register('./service-worker.js', { scope: './' })
    .then(() => navigator.serviceWorker.ready)
    .then(() => setPhone({ shellReady: true }))
    // The page works without it as long as there is signal; the check list on the waiting screen says that it is missing.
    .catch(() => setPhone({ shellReady: false }))
}
