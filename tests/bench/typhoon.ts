import { performance } from 'node:perf_hooks'
import { HOUR } from '../../shared/base/time'
import { countInside, exposureAlong, type Exposed } from '../../shared/typhoon/exposure'
import { stormAt, type Track } from '../../shared/typhoon/track'
import { observedTrack } from '../fixtures/storms'
import { closeApproaches, USUAL_LIMITS, type Fleet } from '../../shared/sea/cpa'
import type { Report } from './report'

/** Points over the county's land and sea. */
function spread(id: string, size: number, seed: number): Exposed {
  let state = seed
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const lonLat = new Float64Array(size * 2)
  for (let i = 0; i < size; i++) {
    lonLat[i * 2] = 119.5 + next() * 3
    lonLat[i * 2 + 1] = 26.5 + next() * 3
  }
  return { id, size, lonLat, weight: null }
}

function median(times: number, run: () => unknown): number {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    run()
    took.push(performance.now() - started)
  }
  return took.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN
}

/** A fleet of `size`, most of it at work off the coast, a third in three harbours. */
function fleet(size: number): Fleet {
  const { lonLat } = spread('fleet', size, 7)
  const heading = new Float32Array(size)
  const speed = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    const isMoored = i % 3 === 0
    if (isMoored) {
      lonLat[i * 2] = 120.5 + (i % 9) * 0.3 + (i % 100) * 0.0002
      lonLat[i * 2 + 1] = 27.2 + (i % 83) * 0.0002
    }
    heading[i] = (i * 137) % 360
    speed[i] = isMoored ? 0 : 1 + (i % 12)
  }
  return { size, lonLat, heading, speed }
}

/** Counting what lies inside a storm's circles at one hour and along the time axis; closest approaches of a fleet. */
export function benchTyphoon(report: Report): Promise<void> {
  const exposed = [spread('vessels', 8_000, 1), spread('guard-codes', 31_000, 2), spread('factories', 14_355, 3)]
  const whole = observedTrack('2006-08')
  const landing = Date.UTC(2006, 7, 10, 9)
  const storm = stormAt(whole, landing)
  if (!storm) throw new Error('Saomai has no position at its landing')
  const hour = median(50, () => countInside(storm, exposed))
  report({ name: 'one hour: 8,000 vessels, 31,000 guard codes, 14,355 factories in two circles', value: hour, unit: 'ms', target: '50', met: hour < 50 })
  const fixes = whole.fixes.filter(({ at }) => Math.abs(at - landing) <= 60 * HOUR)
  const track: Track = { ...whole, fixes }
  const axis = median(5, () => exposureAlong(track, exposed, HOUR))
  report({ name: `the whole axis, ${exposureAlong(track, [], HOUR).length} hours`, value: axis, unit: 'ms', target: '2000', met: axis < 2000 })
  const ships = fleet(8_000)
  const cpa = median(9, () => closeApproaches(ships))
  report({ name: `closest approaches of 8,000 vessels within 20 minutes (${closeApproaches(ships, USUAL_LIMITS, 1e6).length} pairs)`, value: cpa, unit: 'ms', target: '50', met: cpa < 50 })
  return Promise.resolve()
}
