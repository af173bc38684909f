import { severityRank, type Severity } from '../../../shared/domain/incident/kind'

/** An incident that nobody has answered yet. */
export interface Ringing {
  readonly id: string
  readonly severity: Severity
}

/** An unanswered incident sounds again after so long. Milliseconds. */
export const REPEAT_MS = 10_000

export interface AlarmTurn {
  /** The one severity to sound now; null: silence. */
  readonly sound: Severity | null
  /** When each incident sounded last, for the next turn. */
  readonly sounded: ReadonlyMap<string, number>
}

/**
 * One turn of the alarm: an incident sounds when it is new and every ten seconds until it is answered. Those that are
 * due together sound once, as the gravest of them: ten alarms at a time must not be ten times as loud.
 */
export function alarmTurn(ringing: readonly Ringing[], sounded: ReadonlyMap<string, number>, now: number): AlarmTurn {
  const due = ringing.filter(({ id }) => now - (sounded.get(id) ?? Number.NEGATIVE_INFINITY) >= REPEAT_MS)
  const gravest = due.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity))[0]
  // All of them start a new interval together, so that the next turn is one sound again.
  const next = new Map(ringing.map(({ id }) => [id, gravest ? now : (sounded.get(id) ?? now)]))
  return { sound: gravest?.severity ?? null, sounded: next }
}
