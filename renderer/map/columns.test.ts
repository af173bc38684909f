import { describe, expect, it } from 'vitest'
import { MAX_POINTS } from './check'
import { densityCells, highest, metresPerPixel, niceAbove, stepOf, stopsUpTo } from './heat-scale'
import { hexagonResolution, sumHexagons } from './hexagons'
import type { IconAtlas } from './icons'
import { occupancyStep, shelterIcon } from './occupancy'
import { TrailRecorder } from './trail-recorder'
import type { MovingColumns } from './moving-types'
import { VesselBuffers } from './vessel-buffers'

const good = (pairs: readonly number[], rows: Uint32Array | null = null) => ({ size: pairs.length / 2, lonLat: Float64Array.from(pairs), rows })

describe('the figures of a heat map', () => {
  it('are round, and as many as there are colours', () => {
    expect([niceAbove(0.03), niceAbove(1), niceAbove(3), niceAbove(70)]).toEqual([0.05, 1, 5, 100])
    expect(stopsUpTo(1_100, 6)).toEqual([0, 200, 400, 600, 800, 1000])
    expect([stepOf(0, [0, 10, 20]), stepOf(10, [0, 10, 20]), stepOf(99, [0, 10, 20])]).toEqual([0, 1, 2])
  })

  it('leave the few highest out of the scale', () => {
    expect(highest(Array.from({ length: 100 }, (_, i) => i))).toBe(97)
    expect(highest([])).toBe(0)
  })

  it('are sums per square kilometre', () => {
    const cells = densityCells(good([120.4, 27.4, 120.4001, 27.4, 120.9, 27.4]), Float32Array.from([30, 20, 10]), 1_000)
    expect(cells.map(({ density }) => Math.round(density)).toSorted((a, b) => a - b)).toEqual([10, 50])
    expect(Math.abs((cells[0]?.lat ?? 0) - 27.4)).toBeLessThan(0.01)
  })

  it('count a weight with its own row where some were refused', () => {
    const cells = densityCells(good([120.4, 27.4], Uint32Array.from([1])), Float32Array.from([7, 9]), 1_000)
    expect(cells.map(({ density }) => density)).toEqual([9])
  })

  it('know how large a pixel is', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0)
    expect(metresPerPixel(10, 60)).toBeCloseTo(38.2, 1)
  })
})

describe('hexagons', () => {
  it('hold everything once, in slices, and stop when nobody waits for them any more', async () => {
    const size = 5_000
    const points = good(Array.from({ length: size * 2 }, (_, i) => (i % 2 === 0 ? 120 + (i % 100) / 500 : 27 + (i % 70) / 500)))
    let pauses = 0
    const pause = () => {
      pauses++
      return Promise.resolve()
    }
    const cells = await sumHexagons(points, new Float32Array(size).fill(2), 7, new AbortController().signal, pause)
    expect(cells?.reduce((sum, cell) => sum + cell.sum, 0)).toBe(size * 2)
    expect(pauses).toBe(2)
    const stop = new AbortController()
    const stopped = sumHexagons(points, new Float32Array(size), 7, stop.signal, () => {
      stop.abort()
      return Promise.resolve()
    })
    expect(await stopped).toBeNull()
  })

  it('are finer the nearer the map is', () => {
    expect([7, 9, 11, 14].map(hexagonResolution)).toEqual([5, 7, 8, 10])
  })
})

describe('how full a shelter is', () => {
  const shelter = { id: 's', name: '', at: { lon: 0, lat: 0 } }
  it('is empty only with nobody in it and full only when it is', () => {
    const step = (occupied: number) => occupancyStep({ ...shelter, capacity: 200, occupied })
    expect([step(0), step(1), step(100), step(199), step(200), step(240)]).toEqual([0, 1, 4, 7, 8, 8])
    expect(occupancyStep({ ...shelter, capacity: 200 })).toBeNull()
    expect(shelterIcon(null, false)).toBe('shelter')
  })
})

describe('columns of vessels', () => {
  const atlas = { mapping: Object.fromEntries(['vessel', 'vessel-still', 'vessel-stale', 'vessel-still-stale'].map((name, i) => [name, { x: i * 96, y: 0, width: 96, height: 96 }])) } as unknown as IconAtlas
  const columns = (generation: number, changes: Partial<MovingColumns> = {}): MovingColumns => ({
    generation,
    size: 2,
    ids: ['vessel:1', 'vessel:2'],
    lonLat: Float64Array.from([120, 27, 121, 28]),
    heading: Float32Array.from([90, NaN]),
    speed: Float32Array.from([3, 0]),
    at: Float64Array.from([1_000, 1_000]),
    ...changes,
  })
  const frames = (data: { readonly attributes: Readonly<Record<string, { readonly value: ArrayLike<number> }>> }) => {
    const value = data.attributes['instanceIconDefs']?.value ?? []
    return [value[2], value[9]]
  }

  it('are the same object while nothing has changed, and new views when something has', () => {
    const buffers = new VesselBuffers()
    const first = columns(1)
    const data = buffers.update(first, 1_000, 60_000, atlas)
    expect(buffers.update(first, 1_500, 60_000, atlas)).toBe(data)
    const moved = buffers.update({ ...first, generation: 2 }, 1_500, 60_000, atlas)
    expect(moved.attributes['getPosition']?.value).not.toBe(data.attributes['getPosition']?.value)
    // Their pictures are as before: they are not sent again.
    expect(moved.attributes['instanceIconDefs']).toBe(data.attributes['instanceIconDefs'])
  })

  it('turn against the clock as the graphics want it; who has no heading is a dot', () => {
    const data = new VesselBuffers().update(columns(1), 1_000, 60_000, atlas)
    expect([...(data.attributes['getAngle']?.value ?? [])]).toEqual([-90, 0])
    expect(frames(data)).toEqual([0, 96])
  })

  it('show what has become old though nothing new comes', () => {
    const buffers = new VesselBuffers()
    const source = columns(1)
    buffers.update(source, 1_000, 60_000, atlas)
    const old = buffers.update(source, 62_000, 60_000, atlas)
    expect(frames(old)).toEqual([192, 288])
    expect(buffers.stale).toBe(2)
  })

  it('draw nothing for what is no place, and know who is where', () => {
    const buffers = new VesselBuffers()
    const data = buffers.update(columns(1, { lonLat: Float64Array.from([27, 120, 121, 28]) }), 1_000, 60_000, atlas)
    expect(data.attributes['getPosition']?.value[0]).toBeNaN()
    expect(buffers.problem).toEqual({ code: 'swapped', lon: 27, lat: 120 })
    expect(buffers.update(columns(2, { size: MAX_POINTS + 1 }), 1_000, 60_000, atlas).length).toBe(0)
    expect(buffers.problem).toMatchObject({ code: 'too-many' })
    buffers.update(columns(3), 1_000, 60_000, atlas)
    expect(buffers.problem).toBeNull()
    expect([buffers.idAt(1), buffers.idAt(2)]).toEqual(['vessel:2', undefined])
  })

  it('grow and shrink with the fleet', () => {
    const buffers = new VesselBuffers()
    buffers.update(columns(1), 1_000, 60_000, atlas)
    const size = 500
    const many = buffers.update(columns(2, { size, ids: Array.from({ length: size }, (_, i) => `vessel:${i}`), lonLat: new Float64Array(size * 2).fill(27), heading: new Float32Array(size), at: new Float64Array(size).fill(1_000) }), 1_000, 60_000, atlas)
    expect([many.length, many.attributes['getPosition']?.value.length]).toEqual([500, 1000])
    expect(buffers.update(columns(3), 1_000, 60_000, atlas).length).toBe(2)
  })
})

describe('trails', () => {
  const moving = (lon: number): MovingColumns => ({ generation: 1, size: 1, ids: ['team:t1'], lonLat: Float64Array.from([lon, 27]), heading: new Float32Array(1), speed: new Float32Array(1), at: new Float64Array(1) })
  it('grow by what was driven, not by what a standing phone wanders', () => {
    const trails = new TrailRecorder()
    expect([trails.note(moving(120)), trails.note(moving(120.00001)), trails.note(moving(120.01)), trails.note(moving(NaN))]).toEqual([true, false, true, false])
    expect([...(trails.path('team:t1') ?? [])]).toEqual([120, 27, 120.01, 27])
    expect(trails.path('team:t2')).toBeNull()
  })

  it('forget their oldest corners', () => {
    const trails = new TrailRecorder()
    for (let i = 0; i < 400; i++) trails.note(moving(120 + i * 0.001))
    const path = trails.path('team:t1')
    expect(path?.length).toBe(480)
    expect(path?.at(-2)).toBeCloseTo(120.399, 9)
  })
})
