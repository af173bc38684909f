import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../../tests/fixtures/shared-data'
import { buildGraph } from '../build'
import { decodeGraph, encodeGraph, readGraph, RoadCacheError, writeGraph } from '../cache-file'
import { sketch } from '../testing'
import { importGeoJson } from './geojson'
import { importOsm } from './osm'
import { PbfError } from './pbf'
import { nodeFlags, speedLimit, wayTraits } from './tags'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-roads-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A minimal protocol-buffer writer: field, then varint or bytes. */
const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))])
const number = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)]
const bytes = (field: number, value: readonly number[]): number[] => [...varint(field * 8 + 2), ...varint(value.length), ...value]
const text = (value: string): number[] => [...Buffer.from(value)]
const zigzag = (values: readonly number[]): number[] =>
  values.flatMap((value, i) => {
    const delta = value - (values[i - 1] ?? 0)
    return varint(delta < 0 ? -2 * delta - 1 : 2 * delta)
  })

function blob(type: string, content: readonly number[]): Buffer {
  const packed = deflateSync(Buffer.from(content))
  const body = [...number(2, content.length), ...bytes(3, [...packed])]
  const header = [...bytes(1, text(type)), ...number(3, body.length)]
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(header.length)
  return Buffer.concat([prefix, Buffer.from(header), Buffer.from(body)])
}

const header = blob('OSMHeader', [...bytes(4, text('OsmSchema-V0.6')), ...bytes(4, text('DenseNodes'))])
const STRINGS = ['', 'highway', 'residential', 'name', 'Weg', 'type', 'restriction', 'no_left_turn', 'from', 'via', 'to', 'building', 'yes']
const strings = bytes(1, STRINGS.flatMap((value) => bytes(1, text(value))))

/** Three nodes in a row and one beside the middle one; two roads, a building and a turn restriction. */
function smallFile(): Buffer {
  const dense = bytes(2, [
    ...bytes(1, zigzag([5_000_000_001, 5_000_000_002, 5_000_000_003, 5_000_000_004])),
    ...bytes(8, zigzag([0, 0, 0, 100_000])),
    ...bytes(9, zigzag([0, 100_000, 200_000, 100_000])),
  ])
  const way = (id: number, keys: number[], values: number[], refs: number[]): number[] =>
    bytes(3, [...number(1, id), ...bytes(2, keys), ...bytes(3, values), ...bytes(8, zigzag(refs))])
  const relation = bytes(4, [
    ...number(1, 9),
    ...bytes(2, [5, 6]),
    ...bytes(3, [6, 7]),
    ...bytes(8, [8, 9, 10]),
    ...bytes(9, zigzag([1, 5_000_000_002, 2])),
    ...bytes(10, [1, 0, 1]),
  ])
  const ways = [
    ...way(1, [1, 3], [2, 4], [5_000_000_001, 5_000_000_002, 5_000_000_003]),
    ...way(2, [1], [2], [5_000_000_002, 5_000_000_004]),
    ...way(3, [11], [12], [5_000_000_001, 5_000_000_004]),
  ]
  return Buffer.concat([
    header,
    blob('OSMData', [...strings, ...bytes(2, dense)]),
    blob('OSMData', [...strings, ...bytes(2, ways), ...bytes(2, relation)]),
  ])
}

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('.osm.pbf', () => {
  it('gives roads, names and restrictions, and not buildings', () => {
    const raw = importOsm(file('small.osm.pbf', smallFile()))
    expect(raw.wayTraits).toHaveLength(2)
    expect(raw.names).toEqual(['', 'Weg'])
    const graph = buildGraph(raw)
    expect([graph.nodeLon.length, graph.roadClass.length, graph.edgeTail.length]).toEqual([4, 3, 6])
    expect(graph).toMatchObject({ restrictionsBound: 1, restrictionsIgnored: 0, bounds: [0, 0, 0.02, 0.01] })
    expect(graph.roadLength[0]! / 10).toBeCloseTo(1112, 0)
  })

  it('is clipped to a box; ways leaving it fall apart', () => {
    const raw = importOsm(file('clip.osm.pbf', smallFile()), { clip: [-0.005, -0.005, 0.015, 0.005] })
    const graph = buildGraph(raw)
    expect(graph.roadClass).toHaveLength(1)
    expect(graph.bounds).toEqual([-0.005, -0.005, 0.015, 0.005])
    expect(() => importOsm(file('far.osm.pbf', smallFile()), { clip: [50, 50, 51, 51] })).toThrow(/no roads lie in the box/)
  })

  it('tells progress in both passes', () => {
    const seen: string[] = []
    importOsm(file('progress.osm.pbf', smallFile()), { progress: (stage, share) => seen.push(`${stage} ${String(share <= 1)}`) })
    expect(new Set(seen)).toEqual(new Set(['ways true', 'nodes true']))
  })

  it.each([
    ['empty', Buffer.alloc(0), /empty/],
    ['not a PBF', Buffer.from('<?xml version="1.0"?><osm></osm>'), /not an \.osm\.pbf/],
    ['a ZIP', Buffer.concat([Buffer.from('PK'), Buffer.alloc(100)]), /not an \.osm\.pbf/],
    ['without roads', header, /no roads/],
    ['cut off', smallFile().subarray(0, smallFile().length - 7), /cut off/],
    ['cut off in a length', smallFile().subarray(0, header.length + 2), /cut off/],
    ['of another kind', blob('OSMHeader', bytes(4, text('HistoricalInformation'))), /HistoricalInformation/],
  ])('that is %s is refused with the reason', (name, content, reason) => {
    expect(() => importOsm(file(`${name}.pbf`, content))).toThrow(PbfError)
    expect(() => importOsm(file(`${name}.pbf`, content))).toThrow(reason)
  })

  it('with any byte changed or cut anywhere never does anything but work or say PbfError', () => {
    const whole = smallFile()
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (place, change, cut) => {
        const broken = cut ? whole.subarray(0, place) : Buffer.from(whole)
        if (!cut) broken[place]! ^= change
        try {
          buildGraph(importOsm(file('broken.pbf', broken)))
        } catch (error) {
          expect(error).toBeInstanceOf(PbfError)
        }
      }),
      { numRuns: 300 },
    )
  })

  const extracts = { 'andorra.osm.pbf': [2000, 0], 'monaco.osm.pbf': [3500, 27], 'osm_liechtenstein-2013-08-03.osm.pbf': [3500, 1] }
  for (const [name, [junctions, restrictions]] of Object.entries(extracts)) {
    const path = sharedData(name)
    it.skipIf(path === null)(`reads the real extract ${name} (skipped where ../shared/data is missing)`, () => {
      const graph = buildGraph(importOsm(path!))
      expect(graph.nodeLon.length).toBeGreaterThan(junctions!)
      expect(graph.restrictionsBound).toBe(restrictions)
      expect(Math.max(...graph.componentSize)).toBeGreaterThan(0.4 * graph.roadClass.length)
    })
  }
})

describe('GeoJSON', () => {
  const feature = (coordinates: unknown, properties: Record<string, unknown> = { highway: 'primary' }): unknown => ({
    type: 'Feature',
    properties,
    geometry: { type: 'LineString', coordinates },
  })
  const collection = (features: unknown[], extra: object = {}): string => JSON.stringify({ type: 'FeatureCollection', ...extra, features })

  it('joins lines at shared points and reads one-way, bridge, limit and name', () => {
    const raw = importGeoJson(
      'x/roads.geojson',
      collection(
        [
          feature([[120, 27], [120.01, 27], [120.02, 27]], { highway: 'secondary', name: '中路', maxspeed: 50, oneway: true }),
          feature([[120.01, 26.99], [120.01, 27]]),
        ],
        { schematic: true },
      ),
    )
    const graph = buildGraph(raw)
    expect(graph).toMatchObject({ source: 'roads.geojson', schematic: true, names: ['', '中路'] })
    expect([graph.roadClass.length, graph.edgeTail.length]).toEqual([3, 6])
    // One way for vehicles; walkers go both ways.
    expect(raw.ways[0]).toMatchObject({ forward: 7, backward: 4, maxspeedForward: 50 })
  })

  it.each([
    ['{', /roads\.geojson: not JSON/],
    ['[]', /FeatureCollection/],
    [collection([]), /no roads/],
    [collection([feature([[120, 27]])]), /features\[0\]: a road needs two/],
    [collection([feature([[120, 27], [120, 'x']])]), /features\[0\]\.geometry\.coordinates\[1\]/],
    [collection([feature([[120, 27], [27, 120]])]), /coordinates\[1\]/],
    [collection([{ type: 'Feature' }]), /features\[0\]/],
    [collection([{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [] } }]), /LineString/],
    [collection([], { bbox: [1, 2] }), /bbox/],
  ])('that is wrong is refused, naming the place: %s', (content, reason) => {
    expect(() => importGeoJson('roads.geojson', content)).toThrow(reason)
  })

  const gothenburg = sharedData('osm_roads_goteborg.geojson')
  it.skipIf(gothenburg === null)('reads the real roads of Gothenburg (skipped where ../shared/data is missing)', () => {
    const graph = buildGraph(importGeoJson(gothenburg!, readFileSync(gothenburg!, 'utf8')))
    expect(graph.nodeLon.length).toBeGreaterThan(10_000)
  })

  it('reads the schematic roads of Cangnan: one connected network', () => {
    const path = join(import.meta.dirname, '../../../../resources/packs/cangnan/roads.geojson')
    const graph = buildGraph(importGeoJson(path, readFileSync(path, 'utf8')))
    expect(graph.schematic).toBe(true)
    const largest = Math.max(...graph.componentSize)
    expect(largest / graph.roadClass.length).toBeGreaterThan(0.97)
  })
})

describe('cache file', () => {
  const graph = buildGraph(
    sketch({ nodes: { A: [0, 0], B: [1000, 0], C: [1000, 1000] }, ways: [['A B', { name: '甲' }], 'B C'] }),
  )

  it('gives back what was written', () => {
    const path = join(folder, 'x.dhroads')
    writeGraph(path, graph)
    expect(readGraph(path)).toEqual(graph)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('with any byte changed or cut is refused', () => {
    const whole = encodeGraph(graph)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (place, change, cut) => {
        const broken = cut ? whole.subarray(0, place) : Buffer.from(whole)
        if (!cut) broken[place]! ^= change
        expect(() => decodeGraph(broken, 'x.dhroads')).toThrow(RoadCacheError)
      }),
    )
  })

  it('that is missing is named', () => {
    expect(() => readGraph(join(folder, 'none.dhroads'))).toThrow(/none\.dhroads: cannot be read/)
  })
})

describe('tags', () => {
  const traits = (tags: Record<string, string>): ReturnType<typeof wayTraits> => wayTraits(new Map(Object.entries(tags)))

  it('decide who may use a way', () => {
    expect(traits({ highway: 'footway' })).toMatchObject({ forward: 4, backward: 4 })
    expect(traits({ highway: 'pedestrian' })).toMatchObject({ forward: 6 })
    expect(traits({ highway: 'service', access: 'no' })).toBeNull()
    expect(traits({ highway: 'service', access: 'no', emergency: 'yes' })).toMatchObject({ forward: 2 })
    expect(traits({ highway: 'motorway' })).toMatchObject({ forward: 3, backward: 0 })
    expect(traits({ highway: 'motorway', oneway: 'no' })).toMatchObject({ forward: 3, backward: 3 })
    expect(traits({ highway: 'primary', oneway: '-1' })).toMatchObject({ forward: 4, backward: 7 })
    expect(traits({ highway: 'residential', 'maxspeed:forward': '30', maxspeed: '50' })).toMatchObject({ maxspeedForward: 30, maxspeedBackward: 50 })
    expect(traits({ building: 'yes' })).toBeNull()
    expect(traits({ highway: 'construction' })).toBeNull()
  })

  it('give speeds only where they are numbers', () => {
    expect(['50', '30 mph', 'walk', 'none', 'signals', '', '0', '999'].map(speedLimit)).toEqual([50, 48, 10, 0, 0, 0, 0, 0])
  })

  it('mark signals and barriers', () => {
    const flags = (tags: Record<string, string>): number => nodeFlags(new Map(Object.entries(tags)))
    expect(flags({ highway: 'traffic_signals' })).toBe(1)
    expect([flags({ barrier: 'bollard' }), flags({ barrier: 'gate' }), flags({ barrier: 'gate', access: 'private' })]).toEqual([2, 0, 4])
  })
})
