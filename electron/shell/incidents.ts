import type { IncidentList, PlainIncident } from '../../shared/ipc/shell-pages'
import { ask, type GetText } from './hub-check'

/** How often the hub is asked, milliseconds. */
const EVERY_MS = 5_000
/** A list older than this says nothing about now. */
const FRESH_MS = 30_000
const SHOWN = 40

export interface IncidentWatch {
  /** What was open when the hub was last heard; null: it was never heard. `officer`: particulars that no wall shows. */
  list(): (IncidentList & { readonly officer: boolean }) | null
  /** True if it is known that nobody waits for an answer. */
  quiet(): boolean
  stop(): void
}

export interface IncidentSource {
  /** Address of the hub; null while there is none. */
  hub(): string | null
  /** A key of a screen: the wall's if there is one, because it shows less. */
  key(): { readonly key: string; readonly officer: boolean } | null
  readonly get: GetText
  now(): number
}

/** Keeps the list of open incidents at hand, for the page that stands in for a screen and for choosing quiet moments. */
export function watchIncidents({ hub, key, get, now }: IncidentSource, changed: () => void): IncidentWatch {
  let list: ReturnType<IncidentWatch['list']> = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function turn(): Promise<void> {
    const [origin, held] = [hub(), key()]
    if (origin && held) {
      const answer = await ask(get, `${origin}/api/v1/incidents?limit=200`, held.key).catch(() => null)
      const incidents = answer?.status === 200 ? plainIncidents(answer.data) : null
      if (incidents) {
        list = { incidents, asOf: now(), officer: held.officer }
        changed()
      }
    }
    if (!stopped) timer = setTimeout(() => void turn(), EVERY_MS)
  }
  void turn()

  return {
    list: () => list,
    quiet: () => list !== null && now() - list.asOf < FRESH_MS && list.incidents.every(({ answered }) => answered),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** The hub's answer as plain text of bounded length; null: it is not what a hub answers. */
export function plainIncidents(data: unknown): readonly PlainIncident[] | null {
  const found = typeof data === 'object' && data !== null ? (data as { incidents?: unknown }).incidents : null
  if (!Array.isArray(found)) return null
  return found.slice(0, SHOWN).flatMap((one: unknown) => {
    const { number, severity, place, state, reportedAt, answeredAt } = (one ?? {}) as Readonly<Record<string, unknown>>
    if (!isSeverity(severity) || typeof reportedAt !== 'number') return []
    return [{ number: text(number), severity, place: text(place), status: text(state), reportedAt, answered: state !== 'reported' || typeof answeredAt === 'number' }]
  })
}

const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 120) : '')
const isSeverity = (value: unknown): value is PlainIncident['severity'] => value === 'red' || value === 'orange' || value === 'yellow' || value === 'blue'
