import { describe, expect, it } from 'vitest'
import { land, observedTrack, storm, STORMS } from '../../tests/fixtures/storms'
import { HOUR } from '../base/time'
import type { Fix, Typhoon } from '../domain/typhoon/state'
import { distanceM } from '../geo/position'
import { between } from '../geo/sphere'
import { landingsOf, landTest } from './landing'
import { agenciesOf, stormAt, trackOf, type Track } from './track'

const at0 = Date.UTC(2026, 7, 1)
function fix(hours: number, lon: number, lat: number, changes: Partial<Fix> = {}): Fix {
  return { at: at0 + hours * HOUR, lon, lat, pressureHpa: 960, windMps: 40, circles: [], within70M: null, ...changes }
}
const track = (fixes: Fix[], observedHours: number | null = null): Track => ({
  agency: 'CMA', fixes, observedUntil: observedHours === null ? null : at0 + observedHours * HOUR, issuedAt: null,
})
const kt50 = (longest: number) => ({ force: 'kt50' as const, shape: { kind: 'eccentric' as const, towardsDeg: 90, longest, shortest: longest } })

describe('a storm between its fixes', () => {
  it('is at every fix where the fix says, and nowhere before the first, after the last and in long gaps', () => {
    const way = observedTrack('2006-08')
    for (const one of way.fixes) expect(stormAt(way, one.at)).toMatchObject({ centre: { lon: one.lon, lat: one.lat }, circles: one.circles })
    expect(stormAt(way, (way.fixes[0]?.at ?? 0) - 1)).toBeNull()
    expect(stormAt(way, (way.fixes.at(-1)?.at ?? 0) + 1)).toBeNull()
    expect(stormAt(track([fix(0, 125, 20), fix(37, 120, 25)]), at0 + HOUR)).toBeNull()
  })

  it('is told as forecast after the last observed fix', () => {
    const way = track([fix(0, 125, 20), fix(6, 124, 21), fix(18, 122, 24)], 6)
    expect(stormAt(way, at0 + 6 * HOUR)?.phase).toBe('observed')
    expect(stormAt(way, at0 + 7 * HOUR)?.phase).toBe('forecast')
  })

  it('crosses the 180th meridian on the short way', () => {
    const way = track([fix(0, 179, 20), fix(6, -179.5, 21), fix(12, -178, 22)])
    for (let hour = 0; hour <= 12; hour++) expect(Math.abs(stormAt(way, at0 + hour * HOUR)?.centre.lon ?? 0)).toBeGreaterThan(177.9)
  })

  it('has circles that change evenly, grow from nothing where the wind was too weak, and hold half way where a source is silent', () => {
    const both = track([fix(0, 125, 20, { circles: [kt50(100_000)] }), fix(6, 124, 20, { circles: [kt50(160_000)] })])
    expect(stormAt(both, at0 + 3 * HOUR)?.circles).toEqual([kt50(130_000)])
    const growing = track([fix(0, 125, 20, { windMps: 20 }), fix(6, 124, 20, { circles: [kt50(160_000)] })])
    expect(stormAt(growing, at0 + 3 * HOUR)?.circles).toEqual([{ force: 'kt50', shape: expect.objectContaining({ longest: 80_000 }) }])
    const silent = track([fix(0, 125, 20, { windMps: null }), fix(6, 124, 20, { circles: [kt50(160_000)] })])
    expect(stormAt(silent, at0 + 2 * HOUR)?.circles).toEqual([])
    expect(stormAt(silent, at0 + 4 * HOUR)?.circles).toEqual([kt50(160_000)])
  })
})

describe('the ways of one storm', () => {
  const typhoon = {
    observed: { CMA: [fix(0, 125, 20), fix(6, 124, 21)], JMA: [fix(0, 125.1, 20)] },
    forecasts: {
      CMA: { agency: 'CMA', issuedAt: at0 + HOUR, fixes: [fix(6, 124.2, 21), fix(18, 122, 24)] },
      日本: { agency: '日本', issuedAt: at0 + 7 * HOUR, fixes: [fix(18, 122.5, 24)] },
    },
  } as unknown as Typhoon

  it('are one per agency: what was observed, then what is still ahead', () => {
    expect(trackOf(typhoon, 'CMA')).toMatchObject({ fixes: [{ lon: 125 }, { lon: 124 }, { lon: 122 }], observedUntil: at0 + 6 * HOUR, issuedAt: at0 + HOUR })
    expect(trackOf(typhoon, 'JMA')).toMatchObject({ fixes: [{ lon: 125.1 }], issuedAt: null })
    expect(trackOf(typhoon, '日本')).toMatchObject({ fixes: [{ lon: 122.5 }], observedUntil: null })
    expect(agenciesOf(typhoon)).toEqual(['日本', 'CMA', 'JMA'])
  })
})

describe('against real best tracks', () => {
  it('a fix that is left out is found again: nine in ten within 30 km over 6 hours, and never worse than straight lines by much', () => {
    const curved: number[] = []
    const straight: number[] = []
    for (const id of STORMS) {
      const { fixes } = observedTrack(id)
      fixes.forEach((left, i) => {
        const [b, c] = [fixes[i - 1], fixes[i + 1]]
        if (!b || !c || c.at - b.at !== 6 * HOUR) return
        const without = track(fixes.filter((one) => one !== left))
        const found = stormAt(without, left.at)
        if (found) curved.push(distanceM(found.centre, left))
        straight.push(distanceM(between(b, c, 0.5), left))
      })
    }
    const ninth = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.9)] ?? Infinity
    expect(curved.length).toBeGreaterThan(60)
    expect(ninth(curved)).toBeLessThan(30_000)
    expect(ninth(curved)).toBeLessThan(ninth(straight) * 1.1)
  })

  /** What China's meteorological administration announced (Beijing time); a best track is analysed afterwards, every 3 to 6 hours. */
  const ANNOUNCED = [
    ['2006-08', 'Mazhan, Cangnan', Date.UTC(2006, 7, 10, 9, 25), { lon: 120.43, lat: 27.26 }],
    ['2019-09', 'Chengnan, Wenling', Date.UTC(2019, 7, 9, 17, 45), { lon: 121.45, lat: 28.28 }],
    ['2021-06', 'Putuo, Zhoushan', Date.UTC(2021, 6, 25, 4, 30), { lon: 122.3, lat: 29.95 }],
    ['2022-12', 'Putuo, Zhoushan', Date.UTC(2022, 8, 14, 12, 30), { lon: 122.3, lat: 29.95 }],
  ] as const

  it.each(ANNOUNCED)('%s lands at %s within six hours and 60 km of what was announced', (id, _place, at, where) => {
    const first = landingsOf(observedTrack(id), landTest(land()))[0]
    expect(Math.abs((first?.at ?? 0) - at)).toBeLessThan(6 * HOUR)
    expect(distanceM(first?.where ?? { lon: 0, lat: 0 }, where)).toBeLessThan(60_000)
  })

  it('Muifa comes ashore again on the north side of the bay, and the islands between are one landing', () => {
    const landings = landingsOf(observedTrack('2022-12'), landTest(land()))
    expect(landings.length).toBeLessThanOrEqual(3)
    // Announced: Fengxian, Shanghai, 15 September 00:30 Beijing time.
    expect(Math.abs((landings[1]?.at ?? 0) - Date.UTC(2022, 8, 14, 16, 30))).toBeLessThan(2 * HOUR)
  })

  it('where the land is not known nothing lands', () => {
    const { observed } = storm('2006-08')
    const west = observed.map((one) => ({ ...one, lon: one.lon - 12 }))
    expect(landingsOf({ agency: 'x', fixes: west, observedUntil: null, issuedAt: null }, landTest(land()))).toEqual([])
  })
})
