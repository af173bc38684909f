import { app, session, type WebContents } from 'electron'
import { mayLoad, mayNavigate, mayUse } from './policy'

export interface GuardSettings {
  /** Where screens may be: the hub's origin and the shell's own. Asked each time, because the hub may change. */
  origins(): readonly string[]
  /** A page wanted to go there and may not: it may be a link for another program. */
  onOutside(url: string): void
}

/** Confines every page of the application. Call once, when the app is ready, before any window. */
export function guardPages({ origins, onOutside }: GuardSettings): void {
  app.on('web-contents-created', (_event, contents) => {
    confine(contents, origins, onOutside)
  })
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl, origins()))
  })
  own.setPermissionCheckHandler((_contents, permission, requester) => mayUse(permission, requester, origins()))
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  // Nothing from elsewhere even where a page's own policy had a hole.
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !mayLoad(details.url, origins()) })
  })
}

function confine(contents: WebContents, origins: () => readonly string[], onOutside: (url: string) => void): void {
  const check = (event: { preventDefault(): void; readonly url: string }) => {
    if (mayNavigate(event.url, origins())) return
    event.preventDefault()
    onOutside(event.url)
  }
  contents.on('will-navigate', check)
  contents.on('will-redirect', check)
  contents.on('will-frame-navigate', (event) => {
    // The main frame's has been checked, and asked for, by `will-navigate`.
    if (!event.isMainFrame && !mayNavigate(event.url, origins())) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    onOutside(url)
    return { action: 'deny' }
  })
}
