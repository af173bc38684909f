import { useSyncExternalStore } from 'react'
import type { EpochMs } from '../../shared/base/time'

let offsetMs = 0

/** Hub clock minus ours, in milliseconds, as the connection measured it. */
export function setHubOffset(ms: number): void {
  offsetMs = ms
}

/** The hub's time now, as well as this screen knows it. Every clock on screen counts in it. */
export function hubNow(): EpochMs {
  // Whole milliseconds: the measured offset has fractions, and the hub's schemas have none.
  return Math.round(Date.now() + offsetMs)
}

const TICK_MS = 250
/** A correction of the clock by more than this is shown at once; smaller ones never turn a running clock back. */
const JUMP_MS = 2_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
let shown = 0

function tick(): void {
  const now = hubNow()
  shown = now > shown || shown - now > JUMP_MS ? now : shown
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === null) {
    timer = setInterval(tick, TICK_MS)
    tick()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer)
      timer = null
    }
  }
}

/**
 * The hub's time, rounded down to `intervalMs` (a multiple of 250), changing that often. All clocks of a screen share
 * one ticker, so that they change together, and a component is drawn again only when its own figure changes.
 */
export function useNow(intervalMs = 1_000): EpochMs {
  return useSyncExternalStore(subscribe, () => {
    if (shown === 0) shown = hubNow()
    return Math.floor(shown / intervalMs) * intervalMs
  })
}
