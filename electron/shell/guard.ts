import { app, session, type WebContents } from 'electron'
import { SHELL_ORIGIN } from '../../shared/ipc/shell-pages'
import { mayLoad, mayNavigate, maySave, mayUse } from './policy'

export interface GuardSettings {
  /**
   * Where screens may go by themselves: to the hub. Asked each time, because the hub may change. To a page of the shell
   * only the shell itself sends a window: one that went there alone would stay there, dark.
   */
  origins(): readonly string[]
  /** A page wanted to go there and may not: it may be a link for another program. */
  onOutside(url: string): void
  /** A page wanted to save what it may not. */
  onDownload(url: string): void
}

/** Confines every page of the application. Call once, when the app is ready, before any window. */
export function guardPages({ origins, onOutside, onDownload }: GuardSettings): void {
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
    answer({ cancel: !mayLoad(details.url, [...origins(), SHELL_ORIGIN]) })
  })
  own.on('will-download', (event, item) => {
    if (maySave(item.getURL(), origins())) return
    event.preventDefault()
    onDownload(item.getURL())
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
  // No page keeps the program from ending or its window from closing.
  contents.on('will-prevent-unload', (event) => {
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
