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

const KEEP = 12

/**
 * Keeps the last samples. One that contradicts the best by more than both can be wrong means that a clock was set anew:
 * then the old ones are worth nothing.
 */
export function withSample(samples: readonly ClockSample[], sample: ClockSample): ClockSample[] {
  const best = bestSample(samples)
  if (best && Math.abs(best.offsetMs - sample.offsetMs) > (best.roundTripMs + sample.roundTripMs) / 2 + 1_000)
    return [sample]
  return [...samples, sample].slice(-KEEP)
}

/** The quickest: a mean would follow every second in which the page was busy drawing, and move all clocks by it. */
export function bestSample(samples: readonly ClockSample[]): ClockSample | null {
  return samples.reduce<ClockSample | null>(
    (best, one) => (best === null || one.roundTripMs <= best.roundTripMs ? one : best),
    null,
  )
}

/** The usual round trip of the last five, milliseconds: the median, since one busy moment is no news of the network. */
export function usualLatency(samples: readonly ClockSample[]): number | null {
  const last = samples
    .slice(-5)
    .map(({ roundTripMs }) => roundTripMs)
    .toSorted((a, b) => a - b)
  return last[Math.floor((last.length - 1) / 2)] ?? null
}
