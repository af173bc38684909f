import { z } from 'zod'
import type { Language } from '../i18n/catalogue'
import { hubChoiceSchema, settingsSchema, type DisplayIdentity, type HubChoice, type Settings } from './settings'

/** The shell's own pages, at `app://shell/NAME.html`. */
export const SHELL_ORIGIN = 'app://shell'

/** An open incident as plain text, for the page that stands in for a screen. */
export interface PlainIncident {
  readonly number: string
  readonly severity: 'red' | 'orange' | 'yellow' | 'blue'
  readonly place: string
  readonly status: string
  /** UTC epoch milliseconds. */
  readonly reportedAt: number
  readonly answered: boolean
}

export interface IncidentList {
  readonly incidents: readonly PlainIncident[]
  /** When the hub told them, UTC epoch milliseconds. */
  readonly asOf: number
}

export interface DisplayRow {
  readonly identity: DisplayIdentity
  readonly number: number
  readonly primary: boolean
  /** False: the layout names it, and it is not there. */
  readonly present: boolean
}

export type TroubleAction = 'retry' | 'settings' | 'choose' | 'log' | 'close' | 'quit'

interface Common {
  readonly language: Language
  readonly version: string
}

/** What one of the shell's pages shows. */
export type ShellPageState = Common &
  (
    | { readonly page: 'first-run'; readonly hub: HubChoice | null; readonly notices: readonly string[]; readonly keyring: boolean }
    | {
        readonly page: 'settings'
        readonly settings: Settings
        readonly displays: readonly DisplayRow[]
        readonly notices: readonly string[]
        readonly keyring: boolean
        readonly folder: string
        /** The hub was given by whoever started the program: it cannot be chosen here. */
        readonly hubGiven: boolean
      }
    | {
        readonly page: 'trouble'
        readonly title: string
        readonly hint: string
        readonly lines: readonly string[]
        /** Last lines of the hub's log. */
        readonly log: readonly string[]
        readonly list: IncidentList | null
        readonly actions: readonly TroubleAction[]
      }
    | { readonly page: 'identify'; readonly number: number; readonly title: string; readonly detail: string }
  )

export const shellActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choose-hub'), hub: hubChoiceSchema, link: z.string().max(600).nullable() }),
  z.object({ type: z.literal('save'), settings: settingsSchema }),
  z.object({ type: z.literal('pick-pack') }),
  z.object({ type: z.literal('identify') }),
  z.object({ type: z.enum(['retry', 'settings', 'choose', 'log', 'close', 'quit']) }),
])
export type ShellAction = z.infer<typeof shellActionSchema>

export type ShellActionResult =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly error: string }

/** What a page of the shell finds as `window.dinghaiShell`; nobody else does. */
export interface ShellPageBridge {
  state(): Promise<ShellPageState>
  /** Returns the remover of the listener. */
  onState(listener: (state: ShellPageState) => void): () => void
  act(action: ShellAction): Promise<ShellActionResult>
}
