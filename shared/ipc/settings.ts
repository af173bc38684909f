import { z } from 'zod'
import { err, ok, type Result } from '../base/result'

/** Newest form of the settings file. Older forms are brought up to it when read, a newer one is refused. */
export const SETTINGS_VERSION = 1

/** What is known of a display that stays the same over restarts and plugs; docs/desktop.md says why these. */
export const displayIdentitySchema = z.object({
  /** Name that the display gives of itself; empty where the system does not pass it on. */
  label: z.string().max(200),
  /** Part of the machine, as a notebook's. */
  internal: z.boolean(),
  /** Native pixels, unrotated. */
  width: z.number().int().min(0).max(100_000),
  height: z.number().int().min(0).max(100_000),
  /** Which of several equal ones, counted from the left and then from the top, from zero. */
  nth: z.number().int().min(0).max(99),
})
export type DisplayIdentity = z.infer<typeof displayIdentitySchema>

const name = z.string().regex(/^[\p{L}\p{N}_.-]{1,40}$/u, 'letters, digits, _ . -, at most 40')

const partSchema = z
  .object({
    column: z.number().int().min(0).max(15),
    row: z.number().int().min(0).max(15),
    columns: z.number().int().min(1).max(16),
    rows: z.number().int().min(1).max(16),
  })
  .refine(({ column, columns, row, rows }) => column < columns && row < rows, 'the part lies outside the whole')

export const layoutWindowSchema = z.object({
  screen: z.enum(['desk', 'wall']),
  /** Null: the main display. */
  display: displayIdentitySchema.nullable(),
  /** `kiosk`: the whole display without a way out but the officers' chord. */
  mode: z.enum(['window', 'fullscreen', 'kiosk']).default('fullscreen'),
  /** Walls only: which wall this is, so that the desk can direct it. */
  wall: name.default('main'),
  /** Walls only: the scene to start with; null: as the desk directs. */
  scene: name.nullable().default(null),
  /** Walls only: which part of a scene that spans several displays. */
  part: partSchema.nullable().default(null),
})
export type LayoutWindow = z.infer<typeof layoutWindowSchema>

const ADDRESS = 'an address such as https://dinghai.example.gov'
/** What looks like one may still be none: a port above 65535, half an IPv6 address. */
const hubAddress = z.url(ADDRESS).max(500).regex(/^https?:\/\/[^\s/?#@]+\/?$/, ADDRESS)

export const hubChoiceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('embedded'),
    /** Folder or name of a pack; null: the one that is shipped. */
    pack: z.string().min(1).max(1_000).nullable().default(null),
    port: z.number().int().min(0).max(65_535).default(8_710),
  }),
  z.object({ kind: z.literal('external'), url: hubAddress }),
  z.object({ kind: z.literal('demonstration') }),
])
export type HubChoice = z.infer<typeof hubChoiceSchema>

export const settingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION),
  /** Null: not chosen yet, the first start asks. */
  hub: hubChoiceSchema.nullable().default(null),
  /** Null: automatic, the wall takes a second display where there is one. */
  layout: z.object({ windows: z.array(layoutWindowSchema).min(1).max(32) }).nullable().default(null),
  startWithSystem: z.boolean().default(false),
  /** A screen's process beyond it is loaded anew at a quiet moment, megabytes. */
  memoryLimitMb: z.number().int().min(200).max(65_536).default(1_500),
  /** Hosts that links may open outside, in the system's browser. */
  outsideHosts: z.array(z.string().regex(/^[A-Za-z0-9.:-]{1,255}$/)).max(50).default([]),
  /** The site's own address for updates; null: nothing is ever asked. */
  updateUrl: z.string().max(500).regex(/^https?:\/\//).nullable().default(null),
})
export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({ version: SETTINGS_VERSION })

/**
 * By the version that they start from, each brings a file one version further. Version 0 is what has no version: the
 * short form `{"hub":"embedded" | "demonstration" | "https://…"}` that an administrator hands out by script.
 */
const UPCASTS: readonly ((old: Readonly<Record<string, unknown>>) => Record<string, unknown>)[] = [
  ({ hub, ...rest }) => ({ ...rest, version: 1, ...(typeof hub === 'string' ? { hub: spelledOut(hub) } : { hub: hub ?? null }) }),
]

function spelledOut(hub: string): unknown {
  return hub === 'embedded' || hub === 'demonstration' ? { kind: hub } : { kind: 'external', url: hub }
}

/** Reads the text of a settings file, with or without the mark that Windows puts before UTF-8. The error names the field. */
export function parseSettings(text: string): Result<Settings, string> {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return err('not JSON')
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return err('not an object')
  let current = data as Record<string, unknown>
  const version = current['version'] ?? 0
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) return err('version: not a number')
  if (version > SETTINGS_VERSION) return err(`version: ${version} is of a newer program (this one reads up to ${SETTINGS_VERSION})`)
  for (const upcast of UPCASTS.slice(version)) current = upcast(current)
  return checkSettings(current)
}

/** Checks settings that come from a page. */
export function checkSettings(data: unknown): Result<Settings, string> {
  const parsed = settingsSchema.safeParse(data)
  return parsed.success ? ok(parsed.data) : err(firstIssue(parsed.error))
}

export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.') || 'settings'}: ${issue.message}` : 'settings: wrong'
}
