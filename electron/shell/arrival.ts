import type { WebContents } from 'electron'

/** A hub that has taken the connection and says nothing for so long is not there. */
const ANSWER_MS = 15_000
/** From the first byte of the page until all of it is there, on a slow line. */
const WHOLE_MS = 90_000
/** A load that is replaced by a newer one ends for a moment as if nothing was left. */
const REPLACED_MS = 500
/** Chromium's code for a load that ended without a failure of its own: replaced, stopped, or become a download. */
export const ERR_ABORTED = -3

/**
 * Tells of loads of a screen that neither arrive nor fail, so that the window would stay as it was or dark: a hub that
 * takes the connection and does not answer, an answer that is an error (a proxy whose hub is gone), leads elsewhere (a
 * network that wants a sign-in first) or is a download. While a screen is shown, such a load takes nothing away from it and
 * is not told. Failures of the network are told by `did-fail-load`, not here.
 */
export function watchArrival(contents: WebContents, failed: (why: string) => void): void {
  let timer: NodeJS.Timeout | undefined
  /** Of the load that is under way: no byte yet, not whole yet; null: none. */
  let stage: 'asked' | 'coming' | null = null
  /** A screen of the hub is in the window. */
  let present = false

  function enter(next: typeof stage, ms = 0, why = ''): void {
    clearTimeout(timer)
    stage = next
    if (next !== null) timer = setTimeout(() => fail(why), ms)
  }
  function fail(why: string): void {
    enter(null)
    present = false
    if (!contents.isDestroyed()) failed(why)
  }

  contents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return
    if (isHub(url) && !present) enter('asked', ANSWER_MS, `no answer within ${ANSWER_MS / 1_000} s`)
    else enter(null)
  })
  contents.on('did-navigate', (_event, url, status) => {
    present = isHub(url)
    if (!present) enter(null)
    else if (status >= 400) fail(`HTTP ${status}`)
    else enter('coming', WHOLE_MS, `not whole within ${WHOLE_MS / 1_000} s`)
  })
  contents.on('did-finish-load', () => {
    if (stage === 'coming') enter(null)
  })
  contents.on('did-stop-loading', () => {
    if (stage === 'asked') enter('asked', REPLACED_MS, 'ended without a page')
  })
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (!isMainFrame || code === ERR_ABORTED) return
    present = false
    enter(null)
  })
  contents.on('render-process-gone', () => {
    present = false
    enter(null)
  })
  contents.on('destroyed', () => enter(null))
}

/** Pages of the shell itself come from `app:`. */
const isHub = (url: string) => /^https?:/.test(url)
