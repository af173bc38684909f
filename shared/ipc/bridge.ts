import type { Language } from '../i18n/catalogue'

/** The two screens that the shell opens; a phone is never one of them. */
export const SCREENS = ['desk', 'wall'] as const
export type Screen = (typeof SCREENS)[number]

/**
 * What a screen finds as `window.dinghai` when it runs in the shell; in a browser there is none, and a screen works
 * without it. Every `on…` returns the remover of its listener. The promises reject if the shell refuses.
 */
export interface DinghaiBridge {
  /** Version of the application. */
  readonly version: string
  /** `win32`, `darwin` or `linux`. */
  readonly platform: string
  readonly screen: Screen
  /** Shows that screen's window: opens it if it was closed, brings it to the front if not. */
  openDesk(): Promise<void>
  openWall(): Promise<void>
  setFullScreen(on: boolean): Promise<void>
  /** Language of menus and of the shell's own pages; the screen calls it at its start and when it changes. */
  setLanguage(language: Language): Promise<void>
  onFullScreen(listener: (on: boolean) => void): () => void
  /** "I am alive and drawn": every few seconds, or the shell loads the screen again. */
  beat(): Promise<void>
  /** The screen's key, or null when it was signed out: the shell asks with it for what its fallback page shows. */
  keepKey(key: string | null): Promise<void>
  /** Saves what the page would print as PDF, on sheets of the size that the page asks for. Missing in an older shell. */
  savePdf?(): Promise<void>
}

/** Requests of a screen to the shell, by channel, with the argument of each. */
export interface ShellRequests {
  'shell:open': Screen
  'shell:full-screen': boolean
  'shell:language': Language
  'shell:beat': null
  'shell:key': string | null
  'shell:pdf': null
}

/** What the shell tells a screen, by channel. */
export interface ShellNews {
  'shell:full-screen-changed': boolean
}

/** The preload learns what it cannot ask for (it is sandboxed) from arguments of its process. */
export const BRIDGE_ARGUMENT = '--dinghai-bridge='

export interface BridgeFacts {
  readonly version: string
  readonly screen: Screen
}

export function isScreen(value: unknown): value is Screen {
  return SCREENS.some((screen) => screen === value)
}
