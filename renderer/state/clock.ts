import { useSyncExternalStore } from 'react'
import type { EpochMs } from '../../shared/base/time'
import { momentAt, type Playhead, type ReplayState } from '../../shared/replay/playhead'

let offsetMs = 0

/** Hub clock minus ours, in milliseconds, as the connection measured it. */
export function setHubOffset(ms: number): void {
  offsetMs = ms
}

let replay: { readonly head: Playhead; readonly to: EpochMs } | null = null

/** In a replay the playhead is the time: every clock and every age on screen counts in it. Null: the hub's own clock. */
export function setReplayClock(state: ReplayState | null): void {
  if (state === null && replay === null) return
  replay = state && { head: { ...state, since: Date.now() }, to: state.to }
  shown = 0
  if (timer !== null) tick()
}

/** The hub's time now, as well as this screen knows it. Every clock on screen counts in it. */
export function hubNow(): EpochMs {
  if (replay) return momentAt(replay.head, Date.now(), replay.to)
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
