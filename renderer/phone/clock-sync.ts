/** One measurement of the hub's clock. */
export interface ClockSample {
  /** Hub clock minus ours, milliseconds, taking the answer as made half-way. */
  readonly offsetMs: number
  /** The offset may be wrong by at most half of this. */
  readonly roundTripMs: number
}

/** From when a question was sent and its answer received (our clock), and the hub's time in it. */
export function clockSample(sentAt: number, receivedAt: number, hubTime: number): ClockSample {
  const roundTripMs = Math.max(0, receivedAt - sentAt)
  return { offsetMs: hubTime - (sentAt + roundTripMs / 2), roundTripMs }
}

const KEEP = 8

/**
 * Keeps the last samples and trusts the quickest: over 4G one answer in three is seconds late, and a mean would move
 * every clock on the screen. A jump of the phone's own clock shows as a sample that contradicts all others by more than
 * its own uncertainty; then the old ones are thrown away.
 */
export function withSample(samples: readonly ClockSample[], sample: ClockSample): ClockSample[] {
  const best = bestOf(samples)
  if (best && Math.abs(best.offsetMs - sample.offsetMs) > (best.roundTripMs + sample.roundTripMs) / 2 + 1_000) return [sample]
  return [...samples, sample].slice(-KEEP)
}

export function bestOf(samples: readonly ClockSample[]): ClockSample | null {
  return samples.reduce<ClockSample | null>((best, one) => (best === null || one.roundTripMs <= best.roundTripMs ? one : best), null)
}
