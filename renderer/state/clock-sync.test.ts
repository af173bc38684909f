import { describe, expect, it } from 'vitest'
import { bestSample, clockSample, usualLatency, withSample, type ClockSample } from './clock-sync'

const sample = (offsetMs: number, roundTripMs: number): ClockSample => ({ offsetMs, roundTripMs })

describe('the hub’s clock', () => {
  it('is taken as told half-way', () => {
    expect(clockSample(1_000, 1_100, 8_050)).toEqual({ offsetMs: 7_000, roundTripMs: 100 })
  })

  it('trusts the quickest answer, so that a busy page moves no clock', () => {
    const samples = [sample(7_000, 4), sample(5_900, 2_200), sample(6_700, 600)].reduce<ClockSample[]>(withSample, [])
    expect(bestSample(samples)?.offsetMs).toBe(7_000)
    expect(usualLatency(samples)).toBe(600)
  })

  it('follows a clock that was set anew', () => {
    const samples = withSample([sample(7_000, 4), sample(7_001, 6)], sample(-53_000, 8))
    expect(samples).toEqual([sample(-53_000, 8)])
  })

  it('knows nothing before the first answer', () => {
    expect(bestSample([])).toBeNull()
    expect(usualLatency([])).toBeNull()
  })
})
