import { describe, expect, it } from 'vitest'
import { basemapSchema, basemapView, schemaOfLayers, tileAddress, upstreamTemplate } from './basemap'

const name = { zh: '图', en: 'Map' }
const parse = (basemap: object) => basemapSchema.parse({ id: 'a', name, ...basemap })
const address = (basemap: object, part: 'base' | 'names' | 'dem' = 'base') => tileAddress(upstreamTemplate(parse(basemap), part) ?? 'none', 10, 854, 431)
const KEY = '0123456789abcdef'

describe('addresses of tiles', () => {
  it('are filled in for XYZ, and counted from the south for TMS', () => {
    expect(address({ kind: 'raster', url: 'http://map.local/{z}/{x}/{y}.png' })).toBe('http://map.local/10/854/431.png')
    expect(address({ kind: 'raster', url: 'http://map.local/{z}/{x}/{-y}.png' })).toBe('http://map.local/10/854/592.png')
    expect(address({ kind: 'vector', schema: 'openmaptiles', url: 'http://map.local/{z}/{x}/{y}.pbf?token=T' })).toBe('http://map.local/10/854/431.pbf?token=T')
  })

  it('are made for WMTS with key and value pairs, and from its own template', () => {
    const pairs = new URL(address({ kind: 'wmts', url: 'http://map.local/wmts?map=1', layer: 'zj map', matrixSet: 'w', matrix: 'EPSG:3857:{z}' })).searchParams
    expect(Object.fromEntries(pairs)).toEqual({
      map: '1', SERVICE: 'WMTS', REQUEST: 'GetTile', VERSION: '1.0.0', LAYER: 'zj map', STYLE: 'default', FORMAT: 'image/png', TILEMATRIXSET: 'w', TILEMATRIX: 'EPSG:3857:10', TILEROW: '431', TILECOL: '854',
    })
    const template = 'http://map.local/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png'
    expect(address({ kind: 'wmts', url: template, matrixSet: 'GoogleMapsCompatible' })).toBe('http://map.local/default/GoogleMapsCompatible/10/431/854.png')
  })

  it('ask Tianditu for the picture and for its names', () => {
    const base = new URL(address({ kind: 'tianditu', key: KEY, layer: 'vec' }))
    expect(`${base.origin}${base.pathname}`).toBe('https://t0.tianditu.gov.cn/vec_w/wmts')
    expect(Object.fromEntries(base.searchParams)).toMatchObject({ LAYER: 'vec', TILEMATRIXSET: 'w', TILEMATRIX: '10', TILEROW: '431', TILECOL: '854', tk: KEY })
    expect(address({ kind: 'tianditu', key: KEY, layer: 'img' }, 'names')).toContain('/cia_w/wmts?')
    expect(address({ kind: 'tianditu', key: KEY, layer: 'ter' }, 'names')).toContain('/cta_w/wmts?')
  })
})

describe('a ground of a pack', () => {
  it.each([
    [{ kind: 'raster', url: 'http://m/{z}/{x}/{y}.png', datum: 'gcj02' }, /GCJ-02/],
    [{ kind: 'raster', url: 'http://m/{z}/{x}/{y}.png', datum: 'bd09' }, /BD-09/],
    [{ kind: 'raster', url: 'http://m/{z}/{x}.png' }, /\{z\}, \{x\} and \{y\}/],
    [{ kind: 'raster', url: 'file:///etc/{z}/{x}/{y}' }, /http/],
    [{ kind: 'raster', url: 'http://user:word@m/{z}/{x}/{y}' }, /http/],
    [{ kind: 'pmtiles', file: '../other.pmtiles' }, /without a path/],
    [{ kind: 'wmts', url: 'http://m/wmts' }, /needed unless/],
    [{ kind: 'raster', url: 'http://m/{z}/{x}/{y}', minzoom: 9, maxzoom: 3 }, /minzoom/],
    [{ kind: 'raster', url: 'http://m/{z}/{x}/{y}', dem: { encoding: 'terrarium' } }, /either file or url/],
    [{ kind: 'tianditu', key: 'a&b', layer: 'vec' }, /key/],
  ])('%j is refused with its reason', (basemap, reason) => {
    const parsed = basemapSchema.safeParse({ id: 'a', name, ...basemap })
    expect(parsed.error?.message).toMatch(reason)
  })

  it('is told to screens without addresses and keys', () => {
    const basemap = parse({ kind: 'tianditu', key: KEY, layer: 'vec', dem: { url: 'http://dem.secret/{z}/{x}/{y}', encoding: 'terrarium' } })
    const view = basemapView(basemap, null)
    expect(JSON.stringify(view)).not.toMatch(/0123456789abcdef|secret|http/)
    expect(view).toMatchObject({ source: 'tiles', content: 'picture', names: true, dark: 'invert', tileSize: 256, dem: { encoding: 'terrarium', source: 'tiles' } })
  })

  it('takes its levels and its limits from the archive', () => {
    const facts = { content: 'protomaps', minzoom: 2, maxzoom: 14, bounds: [119, 26, 121, 28] } as const
    const view = basemapView(parse({ kind: 'pmtiles', file: 'cn.pmtiles', maxzoom: 20 }), facts)
    expect(view).toMatchObject({ source: 'file', content: 'protomaps', minzoom: 2, maxzoom: 14, bounds: [119, 26, 121, 28] })
  })

  it('is known by the names of its layers', () => {
    expect(schemaOfLayers(['land', 'coast', 'water', 'place'])).toBe('dinghai')
    expect(schemaOfLayers(['water', 'transportation', 'place'])).toBe('openmaptiles')
    expect(schemaOfLayers(['earth', 'water', 'roads', 'places'])).toBe('protomaps')
    expect(schemaOfLayers(['unknown'])).toBeNull()
  })
})
