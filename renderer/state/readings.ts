import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import { READING_STATES, type ReadingState } from '../../shared/pack/points'
import type { Reading } from '../../shared/protocol/messages'

export interface ReadingsState {
  /** Last readings by object id (`SET:ID`, `shelter:ID`), one for each metric. A new map with every change. */
  readonly byId: ReadonlyMap<string, readonly Reading[]>
  /** Source time of the newest reading; null: none has come. */
  readonly newestAt: EpochMs | null
  /** Grows with every change. */
  readonly generation: number
}

/** What fixed objects measure. Written by the connection only. */
export const useReadings = create<ReadingsState>(() => ({ byId: new Map(), newestAt: null, generation: 0 }))

const NONE: readonly Reading[] = []

/** All metrics of one object; drawn again only when one of its own changed. */
export function useReadingsOf(id: string): readonly Reading[] {
  return useReadings((state) => state.byId.get(id) ?? NONE)
}

/** One metric of an object, or its first one; null: never heard. */
export function readingOf(id: string, metric?: string): Reading | null {
  const held = useReadings.getState().byId.get(id) ?? NONE
  return (metric === undefined ? held[0] : held.find((reading) => reading.metric === metric)) ?? null
}

/** Red before orange, yellow, blue; a device that is at fault measures nothing, so that comes before `normal` only. */
const GRAVITY: readonly ReadingState[] = ['red', 'orange', 'yellow', 'blue', 'fault', 'normal']

/** The gravest state among the metrics of an object; null: there is no reading. */
export function gravestState(readings: readonly Reading[]): ReadingState | null {
  return GRAVITY.find((state) => readings.some((reading) => reading.state === state)) ?? null
}

/** How many of the set's points (all of them: null) are in which state, by their gravest metric. */
export function countStates(byId: ReadingsState['byId'], set: string | null): Record<ReadingState, number> {
  const counts = Object.fromEntries(READING_STATES.map((state) => [state, 0])) as Record<ReadingState, number>
  for (const [id, readings] of byId) {
    if (set !== null && !id.startsWith(`${set}:`)) continue
    const state = gravestState(readings)
    if (state) counts[state] += 1
  }
  return counts
}

/** Takes over what changed; a reading that is older than the one held changes nothing. */
export function receiveReadings(changed: readonly Reading[]): void {
  const { byId, newestAt, generation } = useReadings.getState()
  const next = new Map(byId)
  let newest = newestAt ?? 0
  for (const reading of changed) {
    const held = next.get(reading.id) ?? NONE
    const at = held.findIndex(({ metric }) => metric === reading.metric)
    if ((held[at]?.at ?? 0) > reading.at) continue
    next.set(reading.id, at < 0 ? [...held, reading] : held.with(at, reading))
    newest = Math.max(newest, reading.at)
  }
  useReadings.setState({ byId: next, newestAt: newest === 0 ? null : newest, generation: generation + 1 })
}

export function clearReadings(): void {
  useReadings.setState(({ generation }) => ({ byId: new Map(), newestAt: null, generation: generation + 1 }))
}
