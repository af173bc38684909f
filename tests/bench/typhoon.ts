import { performance } from 'node:perf_hooks'
import { HOUR } from '../../shared/base/time'
import { countInside, exposureAlong, type Exposed } from '../../shared/typhoon/exposure'
import { stormAt, type Track } from '../../shared/typhoon/track'
import { observedTrack } from '../fixtures/storms'
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

/** Counting what lies inside a storm's circles: one hour, and the whole time axis. */
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
  return Promise.resolve()
}
