// Where things can plausibly stand in a pack's jurisdiction: on land, near villages, roads, water and coast.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

const M_PER_DEGREE = 111_195
/** Points this far from any named place of the pack are another county's, metres. */
const REACH_M = 3_500

export const readTable = (folder, file) => parse(readFileSync(join(folder, file), 'utf8'), { bom: true, columns: true })
const readJson = (folder, file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const at = (row) => [Number(row.lon), Number(row.lat)]

export function metres([lon1, lat1], [lon2, lat2]) {
  const x = (lon2 - lon1) * Math.cos((lat1 * Math.PI) / 180)
  return Math.hypot(x, lat2 - lat1) * M_PER_DEGREE
}

/** `east` and `north` metres from a point. */
export function shifted([lon, lat], east, north) {
  return [lon + east / (M_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + north / M_PER_DEGREE]
}

/** Even-odd test against every ring, with a box first: 110 islands are mostly far away. */
export function landOf(collection) {
  const rings = collection.features
    .flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates))
    .map((polygon) => ({ polygon, box: boxOf(polygon[0]) }))
  return ([lon, lat]) =>
    rings.some(({ polygon, box }) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3] && polygon.filter((ring) => inside(ring, lon, lat)).length % 2 === 1)
}

function boxOf(ring) {
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function inside(ring, lon, lat) {
  let odd = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i]
    const [x2, y2] = ring[j]
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd
  }
  return odd
}

export function readGeography(folder) {
  const manifest = readJson(folder, 'pack.json')
  const places = readTable(folder, 'places.csv').map((row) => ({ id: row.id, name: row.name, kind: row.kind, township: row.township, at: at(row) }))
  const hazards = readTable(folder, 'hazards.csv').map((row) => ({ id: row.id, name: row.name, kind: row.kind, township: row.township, at: at(row) }))
  const coast = readJson(folder, manifest.coast)
  const roads = readJson(folder, manifest.roads.file)
  const isLand = landOf(coast)
  const villages = places.filter(({ kind }) => kind === 'village' || kind === 'community')
  const [west, south, east, north] = manifest.bounds
  const known = [...places, ...hazards]

  function nearest(point, list = known) {
    let best = null
    for (const one of list) {
      const distance = metres(point, one.at)
      if (best === null || distance < best.distance) best = { place: one, distance }
    }
    return best
  }
  const inBounds = ([lon, lat]) => lon > west && lon < east && lat > south && lat < north

  return {
    manifest,
    coast,
    villages,
    hazards,
    shelters: readTable(folder, 'shelters.csv').map((row) => ({ id: row.id, township: row.township, capacity: Number(row.capacity), at: at(row) })),
    waters: [...places.filter(({ kind }) => kind === 'reservoir' || kind === 'river'), ...hazards.filter(({ kind }) => kind === 'flash-flood')],
    reservoirs: places.filter(({ kind }) => kind === 'reservoir'),
    piers: places.filter(({ kind }) => kind === 'pier'),
    landmarks: places.filter(({ kind }) => ['landmark', 'transport', 'market', 'school', 'hospital', 'scenic'].includes(kind)),
    mountains: places.filter(({ kind }) => kind === 'mountain' || kind === 'scenic'),
    isLand,
    nearest,
    /** The place a point belongs to, or null: it is in the sea, outside, or in nobody's reach. */
    belongs(point) {
      if (!inBounds(point) || !isLand(point)) return null
      const found = nearest(point)
      return found.distance <= REACH_M ? found.place : null
    },
    /** Pieces of road with their lengths, the ones through towns and villages. */
    roadPieces: pieces(roads.features.filter(({ geometry, properties }) => geometry.type === 'LineString' && properties.highway !== 'motorway').map(({ geometry }) => geometry.coordinates)),
    coastPieces: pieces(coast.features.flatMap(({ geometry }) => geometry.coordinates)).filter(({ from }) => inBounds(from)),
  }
}

function pieces(lines) {
  return lines.flatMap((line) => line.slice(1).map((to, i) => ({ from: line[i], to, length: metres(line[i], to) })))
}
