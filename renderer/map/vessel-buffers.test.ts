import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IconAtlas } from './icons'
import type { MovingColumns } from './moving-types'
import { VESSEL_ICONS, VesselBuffers, type BinaryIcons } from './vessel-buffers'

const atlas = { mapping: Object.fromEntries(VESSEL_ICONS.map((name, i) => [name, { x: i * 96, y: 3, width: 90, height: 80 }])) } as unknown as IconAtlas
const STALE_MS = 60_000

interface Row {
  readonly lon: number
  readonly lat: number
  readonly heading: number
  readonly at: number
}

const row: fc.Arbitrary<Row> = fc.record({
  lon: fc.oneof({ weight: 8, arbitrary: fc.double({ min: -180, max: 180, noNaN: true }) }, { weight: 1, arbitrary: fc.double() }),
  lat: fc.oneof({ weight: 8, arbitrary: fc.double({ min: -85.05, max: 85.05, noNaN: true }) }, { weight: 1, arbitrary: fc.double() }),
  heading: fc.oneof(fc.constant(NaN), fc.integer({ min: 0, max: 359 })),
  at: fc.integer({ min: 0, max: 300_000 }),
})
/** Frames one after the other: the fleet grows, shrinks and moves, and time passes, sometimes without a new position. */
const frames = fc.array(fc.record({ rows: fc.array(row, { maxLength: 90 }), later: fc.integer({ min: 1_000, max: 90_000 }), moved: fc.boolean() }), { minLength: 1, maxLength: 6 })

const isPlace = ({ lon, lat }: Row) => lon >= -180 && lon <= 180 && lat >= -85.05 && lat <= 85.05

/** What the graphics card would show, row by row. */
function seen({ length, attributes }: BinaryIcons) {
  const column = (name: string, size: number, i: number) => [...(attributes[name]?.value.slice(i * size, i * size + size) ?? [])]
  return Array.from({ length }, (_, i) => ({ at: column('getPosition', 2, i), angle: column('getAngle', 1, i), picture: column('instanceIconDefs', 7, i) }))
}

/** The same by the rules alone: a bad place is nowhere, who has no heading is a dot, what is old is hollow. */
function expected(rows: readonly Row[], now: number) {
  return rows.map((one) => {
    const look = (Number.isNaN(one.heading) ? 1 : 0) + (one.at < now - STALE_MS ? 2 : 0)
    return { at: isPlace(one) ? [one.lon, one.lat] : [NaN, NaN], angle: [Number.isNaN(one.heading) ? 0 : -one.heading], picture: [0, 0, look * 96, 3, 90, 80, 0] }
  })
}

function columnsOf(rows: readonly Row[], generation: number): MovingColumns {
  return {
    generation,
    size: rows.length,
    ids: rows.map((_, i) => `vessel:${generation}-${i}`),
    lonLat: Float64Array.from(rows.flatMap(({ lon, lat }) => [lon, lat])),
    heading: Float32Array.from(rows, ({ heading }) => heading),
    speed: new Float32Array(rows.length),
    at: Float64Array.from(rows, ({ at }) => at),
  }
}

describe('what moves, as the graphics card has it', () => {
  it('is what the rules say of every row, whatever was there before', () => {
    fc.assert(
      fc.property(frames, (sequence) => {
        const buffers = new VesselBuffers()
        let now = 100_000
        let shown = sequence[0]?.rows ?? []
        let columns = columnsOf(shown, 0)
        sequence.forEach(({ rows, later, moved }, i) => {
          now += later
          if (moved || i === 0) {
            shown = rows
            columns = columnsOf(rows, i)
          }
          const data = buffers.update(columns, now, STALE_MS, atlas)
          expect(seen(data)).toEqual(expected(shown, now))
          // Counts, and who is where.
          expect(buffers.stale).toBe(shown.filter(({ at }) => at < now - STALE_MS).length)
          const bad = shown.filter((one) => !isPlace(one)).length
          expect(buffers.problem === null).toBe(bad === 0)
          if (buffers.problem?.code === 'bad-coordinates') expect(buffers.problem).toEqual({ code: 'bad-coordinates', count: bad, of: shown.length })
          expect(shown.map((_, at) => buffers.idAt(at))).toEqual(columns.ids)
          expect(buffers.idAt(shown.length)).toBeUndefined()
        })
      }),
    )
  })

  it('is handed over anew only where it changed, and never written into by the one who reads it', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 999 }), (rows, soon) => {
        const buffers = new VesselBuffers()
        const columns = columnsOf(rows, 1)
        const before = columns.lonLat.slice()
        const first = buffers.update(columns, 1_000, STALE_MS, atlas)
        expect(buffers.update(columns, 1_000 + soon, STALE_MS, atlas)).toBe(first)
        const next = buffers.update({ ...columns, generation: 2 }, 1_000 + soon, STALE_MS, atlas)
        expect(next.attributes['getPosition']).not.toBe(first.attributes['getPosition'])
        expect(next.attributes['instanceIconDefs']).toBe(first.attributes['instanceIconDefs'])
        expect(columns.lonLat).toEqual(before)
      }),
    )
  })
})
