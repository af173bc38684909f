import { describe, expect, it } from 'vitest'
import { VESSEL_ICONS } from '../vessel-buffers'
import type { IconAtlas } from '../icons'
import type { MovingColumns, MovingSource } from '../moving-types'
import { PALETTES } from '../palette'
import { EMPTY_MAP, type MapData } from '../types'
import type { MarkLook } from './marks'
import { movingProblems, movingTrouble, vesselsLayer } from './vessels'

const atlas = { canvas: {}, mapping: Object.fromEntries(VESSEL_ICONS.map((name) => [name, { x: 0, y: 0, width: 96, height: 96 }])) } as unknown as IconAtlas
const look: MarkLook = { atlas, palette: PALETTES.dark, scale: 1, plates: 1, least: 0, view: { zoom: 9, bounds: [120, 27, 121, 28] }, isVisible: () => true, isFaded: () => false, floats: true, onScale: () => undefined, again: () => undefined }

function moving(group: string, lonLat: number[]): MovingSource & { columns: MovingColumns } {
  const size = lonLat.length / 2
  const columns: MovingColumns = { generation: 1, size, ids: Array.from({ length: size }, (_, i) => `${group}:${i}`), lonLat: Float64Array.from(lonLat), heading: new Float32Array(size), speed: new Float32Array(size), at: new Float64Array(size) }
  const source = { columns, subscribe: () => () => undefined, read: () => source.columns, now: () => 0, staleMs: 1_000 }
  return source
}
const draw = (data: MapData) => vesselsLayer.deck?.(data, look)

describe('what moves', () => {
  it('is told to be in trouble once it has been drawn, by its switch and kind, and no longer when it is well again', () => {
    const vessels = moving('vessel', [120, 27, 120.1, 27.1, 120.2, 27.2])
    const drones = moving('drone', [120, 27])
    const data = { ...EMPTY_MAP, vessels, movers: [{ id: 'drones', name: '无人机', source: drones }] }
    draw(data)
    expect([movingProblems(data), movingTrouble(data)]).toEqual([{}, ''])
    vessels.columns.lonLat[2] = NaN
    vessels.columns = { ...vessels.columns, generation: 2 }
    draw(data)
    expect(movingProblems(data)).toEqual({ vessels: { code: 'bad-coordinates', count: 1, of: 3 } })
    const trouble = movingTrouble(data)
    expect(trouble).not.toBe('')
    // Another count of the same kind is no news for the whole map.
    vessels.columns.lonLat[4] = NaN
    vessels.columns = { ...vessels.columns, generation: 3 }
    draw(data)
    expect([movingProblems(data), movingTrouble(data)]).toEqual([{ vessels: { code: 'bad-coordinates', count: 2, of: 3 } }, trouble])
    vessels.columns.lonLat.fill(27)
    vessels.columns = { ...vessels.columns, generation: 4 }
    draw(data)
    expect(movingTrouble(data)).toBe('')
  })

  it('is known by its row when it is clicked, each kind by its own', () => {
    const data = { ...EMPTY_MAP, vessels: moving('vessel', [120, 27, 120.1, 27.1]), movers: [{ id: 'drones', name: '无人机', source: moving('drone', [120, 27]) }] }
    draw(data)
    const picked = (part: string, index: number) => vesselsLayer.picked?.({ part, index, object: undefined }, data)
    expect(picked('', 1)).toEqual({ layer: 'vessels', id: 'vessel:1' })
    expect(picked('drones', 0)).toEqual({ layer: 'vessels', id: 'drone:0', set: 'drones' })
    expect([picked('', 2), picked('trucks', 0)]).toEqual([null, null])
  })

  it('is counted in the list of layers', () => {
    const data = { ...EMPTY_MAP, vessels: moving('vessel', [120, 27, 120.1, 27.1]), movers: [{ id: 'drones', name: '无人机', source: moving('drone', [120, 27]) }] }
    expect(vesselsLayer.switches(data).map(({ key, count }) => [key, count])).toEqual([['vessels', 2], ['drones', 1]])
  })
})
