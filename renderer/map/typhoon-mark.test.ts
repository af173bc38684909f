import { describe, expect, it } from 'vitest'
import { observedTrack, storm } from '../../tests/fixtures/storms'
import { asActorId } from '../../shared/base/ids'
import { HOUR } from '../../shared/base/time'
import type { Typhoon } from '../../shared/domain/typhoon/state'
import { typhoonMark, type TyphoonWords } from './typhoon-mark'

const words: TyphoonWords = { force: (force) => force, storm: ({ zh }) => zh, time: (at) => new Date(at).toISOString() }

function typhoon(changes: Partial<Typhoon> = {}): Typhoon {
  const { typhoonId, name, agency, observed } = storm('2006-08')
  return {
    id: typhoonId, version: 1, name, observed: { [agency]: observed }, forecasts: {}, firstAt: 0, advisedAt: 0,
    advisedBy: asActorId('feed:x'), endedAt: null, ...changes,
  }
}

const AGENCY = 'JMA best track'
const landing = Date.UTC(2006, 7, 10, 9)

describe('a storm on the map', () => {
  it('has its way, every fix, and the circles of the moment', () => {
    const mark = typhoonMark(typhoon(), AGENCY, landing, words)
    expect(mark?.fixes).toHaveLength(observedTrack('2006-08').fixes.length)
    expect(mark?.circles.map(({ force }) => force).toSorted()).toEqual(['kt30', 'kt50'])
    expect(mark?.centre?.label).toBe('桑美')
    expect(mark?.observed[0]).toEqual([148.5, 10])
    expect(mark?.forecast.length).toBeLessThan(2)
    expect(mark?.cone).toEqual([])
  })

  it('stays at its ends before the first word and after the last', () => {
    expect(typhoonMark(typhoon(), AGENCY, 0, words)?.centre?.at).toEqual([148.5, 10])
    expect(typhoonMark(typhoon(), AGENCY, landing + 1000 * HOUR, words)?.centre?.at).toEqual([113.1, 30])
  })

  it('has a closed cone that widens ahead', () => {
    const fixes = observedTrack('2006-08').fixes
    const seen = fixes.filter(({ at }) => at <= landing - 24 * HOUR)
    const mark = typhoonMark(
      typhoon({ observed: { CMA: seen }, forecasts: { CMA: { agency: 'CMA', issuedAt: landing - 24 * HOUR, fixes: fixes.filter(({ at }) => at > landing - 24 * HOUR) } } }),
      'CMA', landing, words,
    )
    expect(mark?.cone.length).toBeGreaterThan(20)
    expect(mark?.cone.at(-1)).toEqual(mark?.cone[0])
    expect(mark?.forecast.length).toBeGreaterThan(20)
  })

  it('does not jump round the globe where it crosses the 180th meridian', () => {
    const fix = (hours: number, lon: number) => ({ at: landing + hours * HOUR, lon, lat: 20, pressureHpa: null, windMps: null, circles: [], within70M: null })
    const mark = typhoonMark(typhoon({ observed: { CMA: [fix(0, 178), fix(6, -179), fix(12, -177)] } }), 'CMA', landing, words)
    const lons = mark?.observed.map(([lon]) => lon) ?? []
    for (let i = 1; i < lons.length; i++) expect(Math.abs((lons[i] ?? 0) - (lons[i - 1] ?? 0))).toBeLessThan(2)
  })

  it('of an agency that said nothing is nothing', () => {
    expect(typhoonMark(typhoon(), 'CMA', landing, words)).toBeNull()
  })
})
