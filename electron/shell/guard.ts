import { app, session, type WebContents } from 'electron'
import { mayNavigate, mayUse } from './policy'

/** Confines every page of the application to the hub at `origin`. Call once, when the app is ready, before any window. */
export function guardPages(origin: string): void {
  app.on('web-contents-created', (_event, contents) => {
    confine(contents, origin)
  })
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl, origin))
  })
  own.setPermissionCheckHandler((_contents, permission, requester) => mayUse(permission, requester, origin))
  own.setDevicePermissionHandler(() => false)
}

function confine(contents: WebContents, origin: string): void {
  const check = (event: { preventDefault(): void; readonly url: string }) => {
    if (!mayNavigate(event.url, origin)) event.preventDefault()
  }
  contents.on('will-navigate', check)
  contents.on('will-redirect', check)
  contents.on('will-frame-navigate', check)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
