import { XMLParser, XMLValidator } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvRows } from './csv'
import { IMPORT_LIMITS } from './model'
import { decodeText, importKind, parseImport } from './parse'
import type { XmlElement } from './xml'

/** The same elements as the browser's parser gives (which the browser tests check), by a parser that Node has. */
function readXml(text: string): XmlElement | null {
  if (XMLValidator.validate(text) !== true) return null
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true, parseTagValue: false })
  const nodes = parser.parse(text) as readonly Record<string, unknown>[]
  return nodes.map(elementOf).find((element) => element !== null && !element.name.startsWith('?')) ?? null
}

function elementOf(node: Record<string, unknown>): XmlElement | null {
  const name = Object.keys(node).find((key) => key !== ':@')
  if (name === undefined || name === '#text') return null
  const inner = node[name] as readonly Record<string, unknown>[]
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    children: inner.flatMap((child) => elementOf(child) ?? []),
    text: inner.map((child) => String(child['#text'] ?? '')).join('').trim(),
  }
}

const parse = (name: string, text: string) => parseImport(name, new TextEncoder().encode(text), readXml)

describe('csv', () => {
  test('points with names, in the columns that spreadsheets have', () => {
    expect(parse('点.csv', '名称,经度,纬度\n"观美, 水库",120.42,27.29\n无位置,,\n')).toEqual({
      ok: true,
      value: {
        kind: 'csv',
        features: [{ name: '观美, 水库', geometry: { type: 'Point', coordinates: [120.42, 27.29] } }],
        skipped: 1,
        swapped: false,
        bounds: [120.42, 27.29, 120.42, 27.29],
      },
    })
  })

  test('a semicolon or a tab separates as well, in GB 18030 too', () => {
    const gbk = new Uint8Array([0xc3, 0xfb, 0xb3, 0xc6, 0x3b, ...new TextEncoder().encode('lon;lat\na;120;27')])
    expect(decodeText(gbk)).toContain('名称')
    expect(parseImport('x.csv', gbk, readXml)).toMatchObject({ value: { features: [{ name: 'a' }] } })
    expect(parse('x.csv', 'LNG\tLat\n120\t27')).toMatchObject({ ok: true })
  })

  test('a row in GCJ-02 says so and is moved', () => {
    const read = parse('x.csv', 'lon,lat,datum\n120.42,27.29,GCJ-02\n')
    expect(read).toMatchObject({ ok: true })
    const [at] = read.ok ? read.value.features.map(({ geometry }) => geometry) : []
    expect(at?.type === 'Point' && at.coordinates[0]).not.toBe(120.42)
    expect(at?.type === 'Point' && Math.abs((at.coordinates[0] ?? 0) - 120.42)).toBeLessThan(0.01)
  })

  test('without columns of positions it says so', () => {
    expect(parse('x.csv', 'a,b\n1,2')).toEqual({ ok: false, error: { code: 'noColumns' } })
    expect(parse('x.csv', '')).toEqual({ ok: false, error: { code: 'empty' } })
    expect(parse('x.csv', 'lon,lat\n')).toEqual({ ok: false, error: { code: 'empty' } })
  })

  test('quotes, doubled quotes and line breaks in cells', () => {
    expect(csvRows('a,"b ""c""\nd",e\r\n\r\n1,2,3')).toEqual([['a', 'b "c"\nd', 'e'], ['1', '2', '3']])
  })
})

describe('geojson', () => {
  test('features of all kinds; what has no geometry is counted', () => {
    const features = [
      { type: 'Feature', properties: { name: '线' }, geometry: { type: 'LineString', coordinates: [[120, 27], [120.1, 27.1, 5]] } },
      { type: 'Feature', properties: null, geometry: { type: 'MultiPolygon', coordinates: [[[[120, 27], [121, 27], [121, 28], [120, 27]]]] } },
      { type: 'Feature', properties: {}, geometry: null },
      { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [[120, 'x']] } },
      'rubbish',
    ]
    expect(parse('a.geojson', JSON.stringify({ type: 'FeatureCollection', features }))).toMatchObject({
      value: { skipped: 3, bounds: [120, 27, 121, 28], features: [{ name: '线' }, { name: '' }] },
    })
  })

  test.each(['', 'null', '[]', '{', '{"type":"FeatureCollection"}', '7', '"x"'])('%j is broken', (text) => {
    expect(parse('a.json', text)).toEqual({ ok: false, error: { code: 'broken', kind: 'geojson' } })
  })

  test('geometries nested without end are left out', () => {
    const text = `${'{"type":"GeometryCollection","geometries":['.repeat(2_000)}{"type":"Point","coordinates":[120,27]}${']}'.repeat(2_000)}`
    expect(parse('a.json', text)).toEqual({ ok: false, error: { code: 'empty' } })
  })
})

describe('gpx and kml', () => {
  test('way points, routes and tracks', () => {
    const gpx = `<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="27.3" lon="120.4"><name>起点</name></wpt><wpt lat="x" lon=""/>
      <rte><name>R</name><rtept lat="27.1" lon="120.1"/><rtept lat="27.2" lon="120.2"/></rte>
      <trk><name>T</name><trkseg><trkpt lat="27.3" lon="120.4"/><trkpt lat="27.31" lon="120.41"/></trkseg><trkseg><trkpt lat="27.5" lon="120.5"/></trkseg></trk></gpx>`
    expect(parse('a.gpx', gpx)).toMatchObject({
      value: {
        skipped: 1,
        features: [
          { name: '起点', geometry: { type: 'Point', coordinates: [120.4, 27.3] } },
          { name: 'R', geometry: { type: 'LineString', coordinates: [[120.1, 27.1], [120.2, 27.2]] } },
          { name: 'T', geometry: { type: 'LineString' } },
          { name: 'T', geometry: { type: 'Point', coordinates: [120.5, 27.5] } },
        ],
      },
    })
  })

  test('placemarks within folders, rings that were left open, several geometries', () => {
    const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
      <Placemark><name>面</name><Polygon><outerBoundaryIs><LinearRing><coordinates>120,27,0 121,27,0
        121,28,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
      <Placemark><name>多</name><MultiGeometry><Point><coordinates>120.5,27.5</coordinates></Point><LineString><coordinates>120,27 121,28</coordinates></LineString></MultiGeometry></Placemark>
      <Placemark><name>空</name></Placemark></Folder></Document></kml>`
    expect(parse('a.kml', kml)).toMatchObject({
      value: {
        skipped: 1,
        features: [
          { name: '面', geometry: { type: 'Polygon', coordinates: [[[120, 27], [121, 27], [121, 28], [120, 27]]] } },
          { name: '多', geometry: { type: 'GeometryCollection', geometries: [{ type: 'Point' }, { type: 'LineString' }] } },
        ],
      },
    })
  })

  test.each([['a.gpx', '<kml/>'], ['a.kml', '<gpx/>'], ['a.gpx', '<gpx>'], ['a.kml', 'text'], ['a.gpx', '']])('%s with %j is broken', (name, text) => {
    expect(parse(name, text)).toMatchObject({ ok: false, error: { code: 'broken' } })
  })
})

describe('positions', () => {
  test('latitude before longitude in the whole file is turned, and told', () => {
    expect(parse('x.csv', 'lon,lat\n27.3,120.4\n27.4,120.5')).toMatchObject({
      value: { swapped: true, bounds: [120.4, 27.3, 120.5, 27.4], features: [{ geometry: { coordinates: [120.4, 27.3] } }, {}] },
    })
  })

  test('one impossible position refuses the file and is named', () => {
    expect(parse('x.csv', 'lon,lat\n120.4,27.3\n27.3,120.4')).toEqual({ ok: false, error: { code: 'outOfRange', where: 2, position: '27.3, 120.4' } })
  })

  test('positions elsewhere on Earth are left as they are', () => {
    expect(parse('x.csv', 'lon,lat\n7.4,43.7')).toMatchObject({ value: { swapped: false, bounds: [7.4, 43.7, 7.4, 43.7] } })
  })
})

test('too large, too many, of another kind, no text', () => {
  expect(parseImport('a.csv', new Uint8Array(IMPORT_LIMITS.bytes + 1), readXml)).toMatchObject({ error: { code: 'tooLarge', limitMb: 10 } })
  const rows = Array.from({ length: IMPORT_LIMITS.features + 1 }, () => '120,27').join('\n')
  expect(parse('a.csv', `lon,lat\n${rows}`)).toEqual({ ok: false, error: { code: 'tooMany', limit: IMPORT_LIMITS.features } })
  expect(parse('a.exe', 'x')).toEqual({ ok: false, error: { code: 'unknownKind' } })
  expect(parseImport('a.csv', new Uint8Array([0, 1, 2, 0xff]), readXml)).toEqual({ ok: false, error: { code: 'notText' } })
  expect(importKind('A.GeoJSON')).toBe('geojson')
  expect(importKind('constructor')).toBeNull()
})

test('no rubbish throws, and whatever is taken lies on Earth', () => {
  fc.assert(
    fc.property(fc.constantFrom('a.csv', 'a.geojson', 'a.gpx', 'a.kml'), fc.oneof(fc.string(), fc.json(), fc.string().map((text) => `lon,lat\n${text}`)), (name, text) => {
      const read = parse(name, text)
      return !read.ok || read.value.bounds.every((edge, index) => Math.abs(edge) <= (index % 2 === 0 ? 180 : 90))
    }),
  )
})
