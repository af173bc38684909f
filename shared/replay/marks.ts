import type { EpochMs } from '../base/time'
import type { LoggedEvent } from '../domain/event'
import type { Severity } from '../domain/incident/kind'

export const MARK_KINDS = ['incident', 'order', 'alert', 'level', 'callout'] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** Something worth finding on the line of time. */
export interface ReplayMark {
  readonly kind: MarkKind
  readonly at: EpochMs
  /** Of the worst, where several are one mark; null: this kind has none. */
  readonly severity: Severity | null
  /** So many happened within the mark. */
  readonly count: number
}

/** A line of time has so many places for marks of one kind: more could not be told apart. */
const PLACES = 400
const ORDER: readonly (Severity | null)[] = [null, 'blue', 'yellow', 'orange', 'red']

function markOf(event: LoggedEvent): Pick<ReplayMark, 'kind' | 'severity'> | null {
  switch (event.type) {
    case 'incident.reported':
      return { kind: 'incident', severity: event.data.severity }
    case 'dispatch.ordered':
      return { kind: 'order', severity: null }
    case 'alert.raised':
      return { kind: 'alert', severity: event.data.severity }
    case 'response.declared':
    case 'response.levelChanged':
      return { kind: 'level', severity: event.data.level.severity }
    case 'response.ended':
      return { kind: 'level', severity: null }
    case 'callout.sent':
      return { kind: 'callout', severity: null }
    default:
      return null
  }
}

/** The marks of a recording in the order of time. `moments`: when each event happened, as `momentsOf` says. */
export function marksOf(events: readonly LoggedEvent[], moments: Float64Array, from: EpochMs, to: EpochMs): ReplayMark[] {
  const places = new Map<string, ReplayMark>()
  const width = Math.max(1, to - from) / PLACES
  events.forEach((event, index) => {
    const mark = markOf(event)
    if (!mark) return
    const at = moments[index] ?? from
    const place = `${mark.kind} ${Math.floor((at - from) / width)}`
    const held = places.get(place)
    const severity = held && ORDER.indexOf(held.severity) > ORDER.indexOf(mark.severity) ? held.severity : mark.severity
    places.set(place, { kind: mark.kind, at: held?.at ?? at, severity, count: (held?.count ?? 0) + 1 })
  })
  return [...places.values()].toSorted((a, b) => a.at - b.at)
}
