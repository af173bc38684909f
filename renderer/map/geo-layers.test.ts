import { describe, expect, it } from 'vitest'
import { translator } from '../../shared/i18n/translator'
import { addGeoLayers, showGeoLayers, updateGeoLayers, updateMovingNames, type GeoMap } from './geo-layers'
import type { GeoLook, GeoView } from './layers/geo-layer'
import { NAMED_FROM_ZOOM } from './layers/vessels'
import type { MovingColumns, MovingSource } from './moving-types'
import { PALETTES } from './palette'
import { EMPTY_MAP, type MapData } from './types'

const look: GeoLook = { palette: PALETTES.dark, scale: 1, lines: 1, least: 0 }
const view = (zoom = 9): GeoView => ({ zoom, bounds: [120, 27, 121, 28], isVisible: () => true, scale: 1, plates: 1, t: translator('zh') })
const nobody = (): void => {
  throw new Error('nothing was to break')
}

/** The engine's side: what it holds, what is shown, how often it was given data. */
function fakeMap() {
  const drawings = new Map<string, { readonly source: string; shown: boolean }>()
  const sources = new Map<string, { features: number; given: number }>()
  const map = {
    addSource: (id: string) => sources.set(id, { features: 0, given: 0 }),
    getSource: (id: string) => {
      const source = sources.get(id)
      return source && { setData: ({ features }: GeoJSON.FeatureCollection) => void sources.set(id, { features: features.length, given: source.given + 1 }) }
    },
    addLayer: ({ id, source, layout }: { id: string; source: string; layout?: { visibility?: string } }) => drawings.set(id, { source, shown: layout?.visibility !== 'none' }),
    getLayer: (id: string) => drawings.get(id),
    getLayersOrder: () => ['admin-town'],
    getLayoutProperty: (id: string) => (drawings.get(id)?.shown === false ? 'none' : undefined),
    setLayoutProperty: (id: string, _property: string, value: string) => {
      const drawing = drawings.get(id)
      if (drawing) drawing.shown = value === 'visible'
    },
    setPaintProperty: () => undefined,
  }
  const shownSources = () => new Set([...drawings.values()].filter(({ shown }) => shown).map(({ source }) => source))
  return { map: map as unknown as GeoMap, sources, shownSources }
}

const silent = { id: 'vessel:1', at: { lon: 120.4, lat: 27.4 }, label: '浙苍渔 1' }
const draw = (map: GeoMap, data: MapData, before: MapData | null, zoom?: number, on = true): void => {
  updateGeoLayers(map, data, before, view(zoom), false, nobody)
  showGeoLayers(map, () => on, () => false, look)
}

describe('what the map engine draws', () => {
  it('is hidden as long as it is empty: the engine goes through what is shown in every frame', () => {
    const { map, sources, shownSources } = fakeMap()
    addGeoLayers(map, look)
    expect(shownSources().size).toBe(0)
    draw(map, EMPTY_MAP, null)
    expect(shownSources().size).toBe(0)
    // Nothing was handed over either.
    expect([...sources.values()].every(({ given }) => given === 0)).toBe(true)
  })

  it('is shown from its first object to its last, if its switch is on', () => {
    const { map, sources, shownSources } = fakeMap()
    addGeoLayers(map, look)
    draw(map, EMPTY_MAP, null)
    const full = { ...EMPTY_MAP, silentVessels: [silent] }
    const own = new Set(['silent-vessels'])
    draw(map, full, EMPTY_MAP)
    expect(shownSources()).toEqual(own)
    draw(map, full, full, undefined, false)
    expect(shownSources().size).toBe(0)
    draw(map, full, full)
    expect(shownSources()).toEqual(own)
    draw(map, EMPTY_MAP, full)
    expect(shownSources().size).toBe(0)
    for (const id of own) expect(sources.get(id)?.features).toBe(0)
  })

  it('that cannot be made is emptied and told, and the others are drawn', () => {
    const { map, shownSources } = fakeMap()
    addGeoLayers(map, look)
    const bad = { ...EMPTY_MAP, silentVessels: [silent], formations: null as never }
    const told: string[] = []
    updateGeoLayers(map, bad, null, view(), false, (layer) => told.push(layer))
    showGeoLayers(map, () => true, () => false, look)
    expect(told).toEqual(['formations'])
    expect(shownSources()).toEqual(new Set(['silent-vessels']))
  })

  it('names what moves as soon as one is near, without the rest being drawn again', () => {
    const { map, shownSources } = fakeMap()
    addGeoLayers(map, look)
    const columns: MovingColumns = { generation: 1, size: 1, ids: ['vessel:1'], names: ['浙苍渔 1'], lonLat: Float64Array.from([122, 27.5]), heading: new Float32Array(1), speed: new Float32Array(1), at: new Float64Array(1) }
    const vessels: MovingSource = { subscribe: () => () => undefined, read: () => columns, now: () => 0, staleMs: 1_000 }
    const data = { ...EMPTY_MAP, vessels }
    draw(map, data, null, NAMED_FROM_ZOOM)
    expect(shownSources().size).toBe(0)
    columns.lonLat[0] = 120.5
    updateMovingNames(map, data, view(NAMED_FROM_ZOOM), look)
    expect(shownSources()).toEqual(new Set(['vessel-names']))
    columns.lonLat[0] = 122
    updateMovingNames(map, data, view(NAMED_FROM_ZOOM), look)
    expect(shownSources().size).toBe(0)
  })
})
