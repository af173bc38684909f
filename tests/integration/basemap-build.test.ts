import fc from 'fast-check'
import { PMTiles } from 'pmtiles'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { describe, expect, it } from 'vitest'
import { openArchive, tilesOf } from '../../scripts/basemap/archive-lines.mjs'
import { adminLayer, hasShape, landLayers, placeLayer, waterLayer } from '../../scripts/basemap/layers.mjs'
import { writePmtiles } from '../../scripts/basemap/pmtiles-writer.mjs'
import { cutTiles } from '../../scripts/basemap/tiles.mjs'

const read = (bytes: Buffer) =>
  new PMTiles({ getKey: () => 'test', getBytes: (offset, length) => Promise.resolve({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer }) })
const about = { bounds: [118, 27, 124, 32] as [number, number, number, number], centre: [120.5, 28, 7] as [number, number, number], metadata: { vector_layers: [{ id: 'land' }] } }

describe('the archive that is written', () => {
  it('is read back whole by the PMTiles library, whatever is in it', async () => {
    const tile = fc.record({ z: fc.integer({ min: 0, max: 12 }), x: fc.nat(4095), y: fc.nat(4095), data: fc.uint8Array({ minLength: 1, maxLength: 40 }) })
    const tiles = fc
      .uniqueArray(tile, { selector: ({ z, x, y }) => `${z}/${x % 2 ** z}/${y % 2 ** z}`, minLength: 1, maxLength: 60 })
      .map((list) => list.map(({ z, x, y, data }) => ({ z, x: x % 2 ** z, y: y % 2 ** z, data })))
    await fc.assert(
      fc.asyncProperty(tiles, async (list) => {
        const archive = read(writePmtiles(list, about))
        for (const { z, x, y, data } of list) expect(new Uint8Array((await archive.getZxy(z, x, y))?.data ?? new ArrayBuffer(0))).toEqual(data)
        const header = await archive.getHeader()
        expect([header.minLon, header.minLat, header.maxLon, header.maxLat]).toEqual(about.bounds)
        expect(await archive.getMetadata()).toEqual(about.metadata)
      }),
      { numRuns: 30 },
    )
  })

  it('has leaf directories when it is large, and keeps what is the same once', async () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    // Pictures are not compressed again; scattered, and of all lengths, so that the directory cannot be made small.
    const list = Array.from({ length: 9_000 }, () => ({ z: 12, x: random(4096), y: random(4096), data: Uint8Array.from({ length: 1 + random(300) }, () => random(256)) }))
    const unique = [...new Map(list.map((tile) => [`${tile.x} ${tile.y}`, tile])).values()]
    const archive = read(writePmtiles(unique, { ...about, type: 2 }))
    expect((await archive.getHeader()).leafDirectoryLength).toBeGreaterThan(0)
    for (const { x, y, data } of unique.filter((_, i) => i % 97 === 0)) expect(new Uint8Array((await archive.getZxy(12, x, y))?.data ?? new ArrayBuffer(0))).toEqual(data)
    const same = read(writePmtiles([0, 1, 2, 3].map((x) => ({ z: 5, x, y: 0, data: Uint8Array.of(1, 2, 3) })), about))
    expect((await same.getHeader()).numTileContents).toBe(1)
  })
})

describe('layers of the offline map', () => {
  const square = (w: number, s: number, size: number) => [[w, s], [w + size, s], [w + size, s + size], [w, s + size], [w, s]]
  const areas = (features: { level?: number; ring: number[][] }[]) => ({ features: features.map(({ level, ring }) => ({ properties: { level }, geometry: { type: 'Polygon', coordinates: [ring] } })) })

  it('take the edge of the box for no coast, and lakes for no land', () => {
    const { land, lakes, coast } = landLayers(areas([{ level: 1, ring: square(118, 27, 1) }, { level: 2, ring: square(120, 28, 0.1) }]), [118, 27, 124, 32])
    expect([land.length, lakes.length]).toEqual([1, 1])
    expect(coast.flatMap(({ geometry }: { geometry: { coordinates: number[][] } }) => geometry.coordinates)).toEqual([[119, 27], [119, 28], [118, 28]])
  })

  it('leave out waterbodies that are triangles on their maker’s grid', () => {
    // Taken as they are from earth-waterbodies-1m, near 27.44 N 120.45 E and 27.3 N 120.27 E: no such water is there.
    const triangle = [[120.440659, 27.44979], [120.454102, 27.44979], [120.454102, 27.437861], [120.440659, 27.44979]]
    const kite = [[120.27832, 27.3015], [120.286937, 27.293689], [120.27832, 27.286032], [120.269531, 27.293689], [120.27832, 27.293689], [120.27832, 27.3015]]
    const lake: number[][] = Array.from({ length: 24 }, (_, i) => [120.4567 + 0.01 * Math.cos((i * Math.PI) / 12), 28.1234 + 0.01 * Math.sin((i * Math.PI) / 12)])
    expect([triangle, kite, [...lake, ...lake.slice(0, 1)]].map((ring) => hasShape(ring))).toEqual([false, false, true])
    const { water, refused } = waterLayer([{ type: 'MultiPolygon', coordinates: [[triangle], [kite], [[...lake, ...lake.slice(0, 1)]]] }], [118, 27, 124, 32])
    expect([water.length, refused]).toEqual([1, 2])
  })

  it('draw the line between two counties once, in WGS-84', () => {
    const collection = (w: number) => ({ features: [{ properties: { name: 'x' }, geometry: { type: 'Polygon', coordinates: [square(w, 28, 1)] } }] })
    const lines = adminLayer([collection(119), collection(120)])
    const segments = lines.reduce((sum: number, { geometry }: { geometry: { coordinates: number[][] } }) => sum + geometry.coordinates.length - 1, 0)
    expect(segments).toBe(7)
    const [lon = 0] = lines[0]?.geometry.coordinates[0] ?? []
    expect(lon).toBeLessThan(119)
    expect(lon).toBeGreaterThan(118.99)
  })

  it('name places in Chinese where their name is known, and only in the box', () => {
    const line = (name: string, words: string, lat: number, code: string) => [1, name, name, words, lat, 120.5, 'P', code, 'CN', '', '', '', '', '', 1000].join('\t')
    const places = placeLayer([line('Wenzhou', 'Wen-chou,温州市,温州', 28, 'PPLA2'), line('Nameless', 'x', 28, 'PPL'), line('Fuzhou', '福州', 26, 'PPLA')].join('\n'), [118, 27, 124, 32])
    expect(places.map(({ properties }: { properties: object }) => properties)).toEqual([{ name: '温州', en: 'Wenzhou', kind: 'PPLA2', pop: 1000, rank: 1 }])
  })

  it('come out of the tiles as they went in', () => {
    const [tile] = cutTiles([{ name: 'land', features: landLayers(areas([{ level: 1, ring: square(119, 28, 2) }]), about.bounds).land }], { bounds: about.bounds, maxzoom: 0 })
    const { layers } = new VectorTile(new PbfReader(tile?.data ?? new Uint8Array()))
    expect(Object.keys(layers)).toEqual(['land'])
    const [box] = layers['land']?.feature(0).loadGeometry() ?? []
    expect(box?.length).toBeGreaterThanOrEqual(4)
  })
})

describe('the archive that is shipped', () => {
  it('has its six layers and no triangle for water', async () => {
    const archive = openArchive('resources/basemap/zhejiang-basemap.pmtiles')
    const seen = new Map<string, number>()
    let triangles = 0
    for await (const { tile } of tilesOf(archive, 8)) {
      for (const [name, layer] of Object.entries(tile.layers)) {
        seen.set(name, (seen.get(name) ?? 0) + layer.length)
        for (let i = 0; name === 'water' && i < layer.length; i += 1) if (layer.feature(i).loadGeometry()[0]?.length === 4) triangles += 1
      }
    }
    expect([...seen.keys()].toSorted()).toEqual(['admin', 'coast', 'land', 'place', 'river', 'water'])
    expect(seen.get('land')).toBeGreaterThan(1_000)
    expect(triangles).toBeLessThanOrEqual(2)
  })
})
