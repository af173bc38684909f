import type { EpochMs } from '../../../shared/base/time'
import { SEVERITIES, severityRank, type Severity } from '../../../shared/domain/incident/kind'
import type { Reading } from '../../../shared/protocol/messages'

/** One value beyond a threshold. */
export interface Exceeded {
  /** `SET:ID`. */
  readonly id: string
  readonly reading: Reading
  readonly severity: Severity
}

const gradeOf = (state: Reading['state']): Severity | null => SEVERITIES.find((severity) => severity === state) ?? null

/** Readings beyond a threshold, the gravest first, then the newest. Those older than `since` are history. */
export function exceeded(byId: ReadonlyMap<string, readonly Reading[]>, since: EpochMs): Exceeded[] {
  const found: Exceeded[] = []
  for (const [id, readings] of byId) {
    for (const reading of readings) {
      const severity = gradeOf(reading.state)
      if (severity && reading.at >= since) found.push({ id, reading, severity })
    }
  }
  return found.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity) || b.reading.at - a.reading.at)
}

/** Name of a set and of a point from `SET:ID`. */
export function splitId(id: string): { readonly set: string; readonly point: string } {
  const colon = id.indexOf(':')
  return { set: id.slice(0, Math.max(0, colon)), point: id.slice(colon + 1) }
}
