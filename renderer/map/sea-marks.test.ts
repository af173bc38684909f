import { describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/base/time'
import { approachMarks, driftMarks, formationMarks, gridMarks } from './sea-marks'

const columns = (ships: readonly (readonly [mmsi: string, lon: number, lat: number, mps: number])[]) => ({
  size: ships.length,
  ids: ships.map(([mmsi]) => `vessel:${mmsi}`),
  lonLat: Float64Array.from(ships.flatMap(([, lon, lat]) => [lon, lat])),
  speed: Float32Array.from(ships, ([, , , mps]) => mps),
})
const formation = { id: 'f', name: '甲组', leader: '1', port: 'p', members: ['1', '2', '3', '4', '9'] }

describe('marks of the sea', () => {
  it('draw a formation round its members that are here and near each other', () => {
    const sailing = columns([['1', 121, 27, 3], ['2', 121.02, 27, 3], ['3', 121.01, 27.02, 3], ['4', 123, 27, 3], ['5', 121, 27, 3]])
    const [mark] = formationMarks([formation], sailing, 15_000)
    expect(mark).toMatchObject({ id: 'f', vessels: 3, stragglers: 1, label: '甲组 3' })
    expect(mark?.outline).toHaveLength(4)
    expect(mark?.outline[0]).toEqual(mark?.outline.at(-1))
    expect(mark?.areaM2).toBeGreaterThan(1e6)
  })

  it('draw none where all lie or none is known', () => {
    expect(formationMarks([formation], columns([['1', 121, 27, 0], ['2', 121.1, 27, NaN]]), 15_000)).toEqual([])
    expect(formationMarks([formation], columns([]), 15_000)).toEqual([])
  })

  it('say how many are in a grid only if it was counted', () => {
    const grid = { id: 'g', name: '网格', kind: 'static', unit: '', silenceMinutes: null, rings: [] } as const
    const name = () => '网格'
    expect(gridMarks([grid], [{ id: 'g', vessels: 0 }], name)[0]).toMatchObject({ vessels: 0, label: '网格 0' })
    expect(gridMarks([grid], null, name)[0]).toMatchObject({ vessels: null, label: '网格' })
  })

  it('join two vessels where they are now, with the time that is left', () => {
    const vessel = (mmsi: string, lon: number) => ({ mmsi, name: mmsi, lon, lat: 27, formation: null })
    const warning = { id: '1/2', a: vessel('1', 121), b: vessel('2', 122), cpaM: 50, closestAt: 61_000, since: 0, pairs: 1 }
    const marks = (now: number) => approachMarks([warning], now, (mmsi) => (mmsi === '1' ? { lon: 121.5, lat: 27 } : null), (_, s) => `${s}`)
    expect(marks(1_000)[0]).toMatchObject({ a: { lon: 121.5 }, b: { lon: 122 }, label: '60' })
    expect(marks(90_000)[0]?.label).toBe('0')
  })

  it('draw a drift for the hour that is asked for', () => {
    const drift = { id: 'i', version: 1, by: 'officer:jia', recordedAt: 0, drill: false, object: 'person', at: { lon: 121, lat: 27 }, since: 0, errorM: 100, wind: { mps: 10, fromDeg: 0 }, current: { mps: 0, towardsDeg: 0 }, windSource: 'officer' } as never
    const [mark] = driftMarks([drift], 6 * HOUR, (_, hours) => `${hours}`)
    expect(mark?.label).toBe('6')
    expect(mark?.most[0]).toEqual(mark?.most.at(-1))
  })
})
