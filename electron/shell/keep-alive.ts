import type { BrowserWindow } from 'electron'
import { ERR_ABORTED, watchArrival } from './arrival'
import type { BlackBox } from './blackbox'
import type { Ending } from './endings'
import type { HubCheck } from './hub-check'
import { planReload } from './reload-limit'
import { isSilent } from './vital-signs'

/** A hub that cannot be reached is asked again after this. */
const RETRY_MS = 2_000
/** How often the signs of life are looked at. */
const LOOK_MS = 5_000
/** A page that does not answer to a click or a key is ended after this. */
const UNRESPONSIVE_MS = 8_000

/** Why a screen is not shown. */
export type Trouble = { readonly kind: 'crashed' } | { readonly kind: 'unreachable'; readonly why: string } | { readonly kind: 'protocol'; readonly theirs: number }

export interface KeeperSettings {
  /** For the black box: `wall`, `desk` … */
  readonly name: string
  readonly blackBox: BlackBox
  /** Where to load from; null: not now (the hub has been given up, say), another page is shown. */
  address(): string | null
  /** Whether the hub can be shown, asked with each load. */
  check(): Promise<HubCheck>
  /** The screen has been loaded: a one-time secret in its address is used up. */
  loaded(): void
  explain(trouble: Trouble): void
  now(): number
}

export interface Keeper {
  load(): void
  /** The page says that it lives. */
  beat(): void
  /** The machine slept: silence until now means nothing. */
  woke(): void
  /** A planned new process for the screen, which is no crash: it has grown too large. */
  renew(): void
}

/** Keeps a screen in its window: again whenever its process, its page or the hub goes away, with a plain page in between. */
export function keepAlive(window: BrowserWindow, { name, blackBox, address, check, loaded, explain, now }: KeeperSettings): Keeper {
  const contents = window.webContents
  let crashes: readonly Ending[] = []
  let retry: NodeJS.Timeout | undefined
  let hang: NodeJS.Timeout | undefined
  /** Null while another page than the screen is shown. */
  let loadedAt: number | null = null
  let lastBeatAt: number | null = null
  let silences: readonly number[] = []
  let turn = 0
  let planned = false
  let foreign = false

  async function load(): Promise<void> {
    const mine = ++turn
    clearTimeout(retry)
    // The question costs no time on the way to the first picture, but a hub that was of another version is asked first.
    if (!foreign) go()
    const verdict = await check()
    if (mine !== turn || window.isDestroyed()) return
    const wasForeign = foreign
    foreign = verdict.kind === 'protocol'
    if (verdict.kind === 'protocol') {
      show({ kind: 'protocol', theirs: verdict.theirs })
      later(RETRY_MS * 5)
    } else if (wasForeign) go()
  }
  function go(): void {
    const url = window.isDestroyed() ? null : address()
    // A failure arrives as `did-fail-load` too, and is dealt with there.
    if (url !== null) contents.loadURL(url).catch(() => undefined)
  }
  function later(delayMs: number): void {
    clearTimeout(retry)
    retry = setTimeout(() => void load(), delayMs)
  }
  function show(trouble: Trouble): void {
    loadedAt = null
    explain(trouble)
  }
  /** `why` in the system's words. */
  function unreached(why: string): void {
    blackBox.note('load-failed', { screen: name, description: why })
    show({ kind: 'unreachable', why })
    later(RETRY_MS)
  }
  const isScreen = () => {
    const url = address()
    return url !== null && contents.getURL().startsWith(new URL(url).origin)
  }

  contents.on('did-navigate', () => {
    lastBeatAt = null
  })
  contents.on('did-finish-load', () => {
    loadedAt = isScreen() ? now() : null
    if (loadedAt !== null) loaded()
  })
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (!isMainFrame || code === ERR_ABORTED || url.startsWith('app:')) return
    unreached(description)
  })
  watchArrival(contents, (why) => {
    contents.stop()
    unreached(why)
  })
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    clearTimeout(hang)
    const worked = lastBeatAt !== null
    loadedAt = null
    lastBeatAt = null
    if (planned) {
      planned = false
      return later(0)
    }
    const plan = planReload(crashes, { at: now(), worked })
    crashes = plan.crashes
    blackBox.note('renderer-gone', { screen: name, reason, exitCode, delayMs: plan.delayMs, looping: plan.looping })
    if (plan.looping) show({ kind: 'crashed' })
    later(plan.delayMs)
  })
  window.on('unresponsive', () => {
    blackBox.note('unresponsive', { screen: name })
    clearTimeout(hang)
    hang = setTimeout(end, UNRESPONSIVE_MS)
  })
  window.on('responsive', () => clearTimeout(hang))
  const look = setInterval(() => {
    if (loadedAt === null || !isSilent(loadedAt, lastBeatAt, now(), silences)) return
    silences = [...silences, now()].slice(-10)
    blackBox.note('silent', { screen: name, sinceMs: now() - (lastBeatAt ?? loadedAt) })
    end()
  }, LOOK_MS)
  window.on('closed', () => {
    clearTimeout(retry)
    clearTimeout(hang)
    clearInterval(look)
  })

  /** A page that hangs cannot be loaded anew: its process is ended, and `render-process-gone` does the rest. */
  function end(): void {
    loadedAt = null
    if (!window.isDestroyed()) contents.forcefullyCrashRenderer()
  }

  return {
    load: () => void load(),
    beat() {
      lastBeatAt = now()
    },
    woke() {
      clearTimeout(hang)
      if (loadedAt !== null) loadedAt = now()
      if (lastBeatAt !== null) lastBeatAt = now()
    },
    renew() {
      // One that has just gone by itself is being loaded again.
      if (contents.isCrashed()) return
      planned = true
      end()
    },
  }
}
