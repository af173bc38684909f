import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { basemapSchema, basemapView, TILE_SCHEMAS } from '../../../shared/pack/basemap'
import { FIRST_LABEL } from '../style'
import { groundStyle, groundVisibility, type OwnGround } from './ground-style'
import { groundOf, readChoice, schemeOf } from './ground-store'
import { groundStateOf, isOwnGround } from './ground-watch'

const name = { zh: '图', en: 'Map' }
const hub = 'http://hub.local'
const own = (fields: object): OwnGround => ({
  view: basemapView(basemapSchema.parse({ id: 'a', name, ...fields }), null),
  hub,
  key: () => 'K',
  onState: () => undefined,
})
const tiles = 'http://map.local/{z}/{x}/{y}'
const dem = { url: tiles, encoding: 'terrarium' }
const style = (ground: OwnGround | null, scheme: 'dark' | 'light' = 'dark') => groundStyle({ scheme, basemapUrl: `${hub}/basemap/zhejiang.pmtiles`, scale: 1, own: ground })

describe('the style of a ground', () => {
  const grounds = [
    { kind: 'raster', url: tiles, attribution: '<b>x</b> & "y"', dem },
    { kind: 'tianditu', key: '0123456789abcdef', layer: 'vec' },
    ...TILE_SCHEMAS.map((schema) => ({ kind: 'vector', url: tiles, schema, bounds: [119, 26, 121, 28], dem })),
  ]
  it.each(grounds)('of $kind is one that the map engine takes, in both schemes', (fields) => {
    for (const scheme of ['dark', 'light'] as const) expect(validateStyleMin(style(own(fields), scheme) as never)).toEqual([])
  })

  it.each(grounds)('of $kind lies over the offline one and under the names and marks', (fields) => {
    const ids = style(own(fields)).layers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of style(null).layers.map((layer) => layer.id)) expect(ids).toContain(id)
    const at = ids.indexOf(FIRST_LABEL)
    for (const id of ids.filter((one) => one.startsWith('ground'))) expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf('coast'))
    const names = style(own(fields)).layers.filter(({ type }) => type === 'symbol')
    for (const { id } of names) expect(ids.indexOf(id)).toBeGreaterThanOrEqual(at)
  })

  it('asks the hub and nobody else, and takes credits for text', () => {
    const { sources } = style(own(grounds[0] ?? {}))
    const text = JSON.stringify(sources)
    expect(text).not.toContain('map.local')
    expect(text).toContain(`${hub}/api/v1/basemaps/a/base/{z}/{x}/{y}`)
    expect(text).toContain('&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;')
  })

  it('hides the offline names only while its own are there', () => {
    const { view } = own({ kind: 'vector', url: tiles, schema: 'openmaptiles' })
    expect(groundVisibility(view, true).get(FIRST_LABEL)).toBe('none')
    expect(groundVisibility(view, false).get(FIRST_LABEL)).toBe('visible')
    expect(groundVisibility(view, false).get('ground-plate')).toBe('none')
  })
})

describe('a ground that is watched', () => {
  it('is there, incomplete or away by what came of the tiles asked for', () => {
    expect(groundStateOf(3, 0)).toBe('there')
    expect(groundStateOf(3, 1)).toBe('partial')
    expect(groundStateOf(0, 1)).toBe('failed')
    expect(groundStateOf(0, 0)).toBeNull()
  })
  it('is told from the offline one', () => {
    expect(isOwnGround({ sourceId: 'ground' })).toBe(true)
    expect(isOwnGround({ sourceId: 'basemap' })).toBe(false)
    expect(isOwnGround({})).toBe(false)
  })
})

describe('the choice of a screen', () => {
  const view = own({ kind: 'raster', url: tiles }).view
  it('is in the address first, then what was kept, then the pack’s first', () => {
    const stored = (key: string) => ({ ground: 'kept', light: 'sun' })[key] ?? null
    expect(readChoice('?ground=b&light=dark', stored)).toEqual({ ground: 'b', light: 'dark' })
    expect(readChoice('', stored)).toEqual({ ground: 'kept', light: 'sun' })
    expect(readChoice('?light=neon', () => null)).toEqual({ ground: null, light: 'screen' })
    expect(groundOf(null, [view])).toBe(view)
    expect(groundOf('a', [view])).toBe(view)
    expect(groundOf('offline', [view])).toBeNull()
    expect(groundOf('gone', [view])).toBeNull()
    expect(groundOf(null, [])).toBeNull()
  })
  it('follows the sun at the jurisdiction', () => {
    const at = (iso: string) => schemeOf('sun', 'dark', Date.parse(iso), { lon: 120.46, lat: 27.4 })
    expect(at('2026-06-21T04:00Z')).toBe('light')
    expect(at('2026-06-21T16:00Z')).toBe('dark')
    expect(schemeOf('screen', 'light', 0, { lon: 0, lat: 0 })).toBe('light')
  })
})
