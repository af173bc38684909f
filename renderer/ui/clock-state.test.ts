import { describe, expect, it } from 'vitest'
import { readClock } from './clock-state'

const clock = (stopAt: number | null) => ({ startAt: 1_000, stopAt, targetMs: 30_000 })

describe('clock', () => {
  it('runs, and is over beyond the target, not on it', () => {
    expect(readClock(clock(null), 16_000)).toEqual({ state: 'running', elapsedMs: 15_000, targetMs: 30_000, used: 0.5 })
    expect(readClock(clock(null), 31_000).state).toBe('running')
    expect(readClock(clock(null), 31_001)).toMatchObject({ state: 'over', used: 1 })
  })

  it('keeps what it stopped at', () => {
    expect(readClock(clock(20_000), 99_000)).toMatchObject({ state: 'met', elapsedMs: 19_000 })
    expect(readClock(clock(42_000), 99_000)).toMatchObject({ state: 'missed', elapsedMs: 41_000 })
  })

  it('has not started, or started by a clock ahead of ours', () => {
    expect(readClock(null, 5)).toMatchObject({ state: 'none', elapsedMs: null })
    expect(readClock(clock(null), 0).elapsedMs).toBe(0)
  })
})
