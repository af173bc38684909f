import { describe, expect, it } from 'vitest'
import { asTyphoonId } from '../base/ids'
import { HOUR } from '../base/time'
import type { Fix, WindCircle } from '../domain/typhoon/state'
import { destination } from '../geo/sphere'
import { responsePlanSchema } from '../pack/response'
import type { Track } from '../typhoon/track'
import { observedTrack } from '../../tests/fixtures/storms'
import { beaufortOf, suggestLevel, windAt } from './suggest'

const words = (text: string) => ({ zh: text, en: text })
const plan = responsePlanSchema.parse({
  levels: ['IV', 'III', 'II', 'I'].map((id) => ({ id, name: words(id), severity: 'blue', trigger: words('x') })),
  signals: [
    ['blue', 6, 8, 24, 'IV'],
    ['yellow', 8, 10, 24, 'III'],
    ['orange', 10, 12, 12, 'II'],
    ['red', 12, 14, 6, 'I'],
  ].map(([id, mean, gust, withinHours, level]) => ({ id, name: words('x'), severity: 'blue', mean, gust, withinHours, level })),
  duties: [],
})
const T0 = 1_795_000_000_000
const place = { id: 'mazhan', at: { lon: 120.4, lat: 27.3 } }
const even = (force: WindCircle['force'], radius: number): WindCircle => ({ force, shape: { kind: 'quadrants', ne: radius, se: radius, sw: radius, nw: radius } })
const CIRCLES = [even('b7', 300_000), even('b10', 100_000), even('b12', 50_000)]

/** A storm that comes straight from the south-east at 20 km/h and is over the place after `hours`. */
function coming(hours: number, circles: readonly WindCircle[] = CIRCLES, windMps: number | null = 45): Track {
  const fix = (h: number): Fix => {
    const { lon, lat } = destination(place.at, 135, Math.max(0, hours - h) * 20_000)
    return { at: T0 + h * HOUR, lon, lat, pressureHpa: null, windMps, circles: [...circles], within70M: h === 0 ? null : 1_000 }
  }
  return { agency: 'CMA', fixes: Array.from({ length: 13 }, (_, i) => fix(i * 3)), observedUntil: T0, issuedAt: T0 }
}
const suggest = (track: Track, now = T0) => suggestLevel(plan, [{ typhoonId: asTyphoonId('2006-08'), track }], [place], now)

describe('the wind at a place', () => {
  const storm = { at: T0, centre: place.at, pressureHpa: null, windMps: 45, circles: CIRCLES, phase: 'forecast' as const }

  it('is a circle\'s own force on the circle, and falls evenly between and beyond', () => {
    expect(windAt(storm, 0, 300_000)).toBeCloseTo(13.9, 5)
    expect(windAt(storm, 0, 100_000)).toBeCloseTo(24.5, 5)
    const winds = [10, 50, 70, 100, 200, 300, 400].map((km) => windAt(storm, 0, km * 1000) ?? 0)
    expect(winds).toEqual(winds.toSorted((a, b) => b - a))
    expect(winds[0]).toBe(45)
    expect(winds.at(-1)).toBeGreaterThan(10.8)
  })

  it('is not known without circles or far away', () => {
    expect(windAt({ ...storm, circles: [] }, 0, 1_000)).toBeNull()
    expect(windAt(storm, 0, 500_000)).toBeNull()
    expect(windAt({ ...storm, windMps: null }, 0, 10_000)).toBeGreaterThanOrEqual(32.7)
  })

  it('has the force of the table', () => {
    expect([10.7, 10.8, 24.5, 32.7, 60].map(beaufortOf)).toEqual([5, 6, 10, 12, 17])
  })
})

describe('a proposed level', () => {
  it.each([
    [48, null],
    [30, 'III'],
    [12, 'II'],
    [6, 'I'],
    [-12, null],
  ])('rises and falls with the real Saomai of 2006, %s h before it landed', (hours, level) => {
    const landed = Date.UTC(2006, 7, 10, 9, 51)
    const towns = [{ id: 'mazhan', at: { lon: 120.446, lat: 27.277 } }, { id: 'yanting', at: { lon: 120.638, lat: 27.412 } }]
    const { likely } = suggestLevel(plan, [{ typhoonId: asTyphoonId('2006-08'), track: observedTrack('2006-08') }], towns, landed - hours * HOUR)
    expect(likely?.level.id ?? null).toBe(level)
  })

  it.each([
    // Force 6 reaches 480 km, 8 reaches 198 km; gusts of 12 (mean 23.4 m/s) 110 km, of 14 (29.6 m/s) 63 km; at 20 km/h
    // they are over the place within 24, 24, 12 and 6 hours if the centre is 48, 33.9, 17.5 and 9.2 hours away.
    [49, null],
    [47, 'IV'],
    [34.5, 'IV'],
    [33, 'III'],
    [18, 'III'],
    [17, 'II'],
    [9.7, 'II'],
    [8.5, 'I'],
  ])('follows from the wind within its hours: %s h away', (hours, level) => {
    expect(suggest(coming(hours)).likely?.level.id ?? null).toBe(level)
  })

  it('says which wind, where and when, and by which threshold', () => {
    const { likely, known } = suggest(coming(16))
    expect(known).toBe(true)
    expect(likely).toMatchObject({ signal: { id: 'orange' }, wind: { place: 'mazhan', agency: 'CMA', typhoonId: '2006-08' } })
    expect(likely?.wind.at).toBeLessThanOrEqual(T0 + 12 * HOUR)
    expect(beaufortOf((likely?.wind.mps ?? 0) * (likely?.by === 'gust' ? 1.4 : 1))).toBeGreaterThanOrEqual(likely?.by === 'gust' ? 12 : 10)
  })

  it('names a higher one that the cone still allows', () => {
    const wide = coming(40)
    const track = { ...wide, fixes: wide.fixes.map((fix) => (fix.within70M === null ? fix : { ...fix, within70M: 200_000 })) }
    expect(suggest(track)).toMatchObject({ likely: { level: { id: 'IV' } }, possible: { level: { id: 'III' } } })
    expect(suggest(coming(4)).possible).toBeNull()
  })

  it('is not made where nothing is known: no circles, no storm, no signals', () => {
    expect(suggest(coming(4, []))).toEqual({ likely: null, possible: null, known: false })
    expect(suggestLevel(plan, [], [place], T0)).toEqual({ likely: null, possible: null, known: false })
    expect(suggestLevel({ ...plan, signals: [] }, [{ typhoonId: asTyphoonId('x'), track: coming(4) }], [place], T0).likely).toBeNull()
  })
})
