// Makes the layers of the offline map from what its sources give.
import gcoord from 'gcoord'
import { column, row } from './tiles.mjs'

const feature = (type, coordinates, properties = {}) => ({ type: 'Feature', properties, geometry: { type, coordinates } })
const inside = ([lon, lat], [west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north
const ringsOf = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [])

/**
 * Coastline polygons (GSHHG: `level` 1 land, 2 lake, 3 island in a lake; without a level it is land) to areas and to
 * lines. The edge of the box to which the polygons were cut is no coast.
 */
export function landLayers(collection, bounds) {
  const land = []
  const lakes = []
  const coast = []
  for (const { properties, geometry } of collection.features) {
    const level = properties?.level ?? 1
    for (const rings of ringsOf(geometry)) {
      const tags = properties?.km2 === undefined ? {} : { km2: properties.km2 }
      if (level === 2) lakes.push(feature('Polygon', rings, { src: 'gshhg', ...tags }))
      else land.push(feature('Polygon', rings, tags))
      if (level === 1) for (const ring of rings) for (const line of withoutEdge(ring, bounds)) coast.push(feature('LineString', line))
    }
  }
  return { land, lakes, coast }
}

function withoutEdge(ring, [west, south, east, north]) {
  const near = (a, b) => Math.abs(a - b) < 1e-5
  const onEdge = (a, b) => (near(a[0], b[0]) && (near(a[0], west) || near(a[0], east))) || (near(a[1], b[1]) && (near(a[1], south) || near(a[1], north)))
  return splitLine(ring, onEdge)
}

/** The pieces of a line between the segments that `drop` refuses. */
function splitLine(points, drop) {
  const lines = []
  let line = []
  for (let i = 1; i < points.length; i += 1) {
    if (drop(points[i - 1], points[i])) {
      if (line.length > 1) lines.push(line)
      line = []
      continue
    }
    if (line.length === 0) line.push(points[i - 1])
    line.push(points[i])
  }
  if (line.length > 1) lines.push(line)
  return lines
}

/** Level of the grid on which the waterbodies were cut by their maker. */
const CUT_LEVEL = 13
/** Fewer corners of its own, and a shape says nothing of the water that it stands for. */
const OWN_CORNERS = 6

/**
 * True if a waterbody has a shape. Of most small ones `earth-waterbodies-1m` has only the points where its maker's grid
 * crossed them: triangles with their corners on the grid, kilometres across, where no such water is.
 */
export function hasShape(ring) {
  const whole = (value) => Math.abs(value - Math.round(value)) < 5e-5
  const corners = ring.slice(1)
  const own = corners.filter(([lon, lat]) => !whole(column(lon, CUT_LEVEL)) && !whole(row(lat, CUT_LEVEL))).length
  return own >= OWN_CORNERS && own * 2.5 >= corners.length
}

/** Inland waters of the box, without the ocean (which surrounds the land anyway) and without what has no shape. */
export function waterLayer(geometries, [west, south, east, north]) {
  const water = []
  let refused = 0
  for (const geometry of geometries) {
    for (const rings of ringsOf(geometry)) {
      const [ring] = rings
      if (!ring?.some((point) => inside(point, [west, south, east, north]))) continue
      const lons = ring.map(([lon]) => lon)
      if (Math.max(...lons.slice(0, 10_000)) - Math.min(...lons.slice(0, 10_000)) > 10) continue
      if (hasShape(ring)) water.push(feature('Polygon', rings, { src: 'osm' }))
      else refused += 1
    }
  }
  return { water, refused }
}

/** County lines from GCJ-02 polygons. A line between two counties is drawn once, or its dashes would fill each other. */
export function adminLayer(collections) {
  const lines = []
  const drawn = new Set()
  const key = (point) => `${point[0].toFixed(5)} ${point[1].toFixed(5)}`
  for (const { features } of collections) {
    for (const { properties, geometry } of features) {
      for (const ring of ringsOf(geometry).flat()) {
        const points = ring.filter((point, i) => i === 0 || key(point) !== key(ring[i - 1]))
        const pieces = splitLine(points, (a, b) => {
          const name = [key(a), key(b)].toSorted().join('|')
          if (drawn.has(name)) return true
          drawn.add(name)
          return false
        })
        for (const piece of pieces) lines.push(feature('LineString', piece.map((point) => gcoord.transform(point, gcoord.GCJ02, gcoord.WGS84)), { name: properties.name }))
      }
    }
  }
  return lines
}

const RANKS = { PPLC: 0, PPLA: 0, PPLA2: 1, PPLA3: 2 }
/** Levels from which on names of each rank are in the tiles. */
export const PLACE_LEVELS = [0, 6, 8, 10]

/** Names from the GeoNames table (tabs, its documented columns): Chinese where it knows one. */
export function placeLayer(table, bounds) {
  const places = []
  for (const line of table.split('\n')) {
    const [, name, , alternate = '', lat, lon, , code = '', country, , , , , , population = '0'] = line.split('\t')
    const at = [Number(lon), Number(lat)]
    if (!name || country !== 'CN' || !inside(at, bounds)) continue
    const chinese = alternate.split(',').filter((word) => /^\p{Script=Han}{2,8}$/u.test(word))
    const best = chinese.toSorted((a, b) => a.length - b.length)[0]
    if (best === undefined) continue
    places.push(feature('Point', at, { name: best, en: name, kind: code, pop: Number(population), rank: RANKS[code] ?? 3 }))
  }
  return places
}
