import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeTrackFrame, type TrackPoint } from '../../shared/protocol/track-frame'
import { receiveTracks, teamTrack, TrackTable, tracks } from './tracks'

const float = fc.float({ noNaN: false, noDefaultInfinity: true })
const point = fc.record({
  id: fc.integer({ min: 0, max: 200 }).map((n) => `team:t${n}`),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  headingDeg: float,
  speedMps: float,
  accuracyM: float,
  at: fc.integer({ min: 1, max: 1000 }),
})
const step = fc.oneof(
  fc.record({ put: fc.array(point, { maxLength: 120 }) }),
  fc.record({ remove: fc.integer({ min: 0, max: 200 }).map((n) => `team:t${n}`) }),
)

describe('track table', () => {
  it('holds what a plain map would hold, in dense rows, after any steps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = new TrackTable()
        const model = new Map<string, TrackPoint>()
        for (const doing of steps) {
          const before = table.generation
          if ('put' in doing) {
            table.put(doing.put)
            for (const p of doing.put) if ((model.get(p.id)?.at ?? 0) <= p.at) model.set(p.id, p)
          } else {
            expect(table.remove(doing.remove)).toBe(model.delete(doing.remove))
          }
          expect(table.generation).toBeGreaterThanOrEqual(before)
        }
        expect(table.size).toBe(model.size)
        expect(table.ids).toHaveLength(model.size)
        for (const [id, p] of model) {
          expect(table.get(id)).toEqual(p)
          expect(table.ids[table.row(id) ?? -1]).toBe(id)
          expect(table.row(id)).toBeLessThan(table.size)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('grows past its first size without losing a row', () => {
    const table = new TrackTable()
    const all = Array.from({ length: 300 }, (_, i) => ({
      id: `team:t${i}`,
      lon: i,
      lat: -i / 10,
      headingDeg: i,
      speedMps: i,
      accuracyM: i,
      at: i + 1,
    }))
    for (const one of all) table.put([one])
    expect(all.map(({ id }) => table.get(id))).toEqual(all)
  })

  it('reads frames of the hub and ignores positions that come late', () => {
    const at = (time: number, lon: number): TrackPoint => ({
      id: 'team:a',
      lon,
      lat: 27,
      headingDeg: 90,
      speedMps: NaN,
      accuracyM: 5,
      at: time,
    })
    receiveTracks(encodeTrackFrame(1, [at(1000, 120)]))
    const generation = tracks.generation
    receiveTracks(encodeTrackFrame(2, [at(500, 121)]))
    expect(tracks.generation).toBeGreaterThan(generation)
    expect(teamTrack('a')?.lon).toBe(120)
    expect(teamTrack('nobody')).toBeNull()
    expect(() => receiveTracks(new ArrayBuffer(4))).toThrow()
  })
})
