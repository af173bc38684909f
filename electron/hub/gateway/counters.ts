/** Counts of what was refused or went wrong, for the health answer: nothing is dropped without a trace. */
export interface Counters {
  add(name: string, count?: number): void
  get(name: string): number
  all(): Record<string, number>
}

export function createCounters(): Counters {
  const counts = new Map<string, number>()
  return {
    add: (name, count = 1) => void counts.set(name, (counts.get(name) ?? 0) + count),
    get: (name) => counts.get(name) ?? 0,
    all: () => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
}
