// Vessels that sail where there is water: formations of fishing boats, some at anchor near their piers.
import { shifted } from '../demo-data/geography.mjs'

/** Edge of a cell of the mask, degrees (about 200 m). */
const CELL = 0.002
const FORMATION = 10

/** Water or not, by cell: asked thousands of times a second, so the polygons are looked at once. */
export function seaMask(coast, [west, south, east, north]) {
  const columns = Math.ceil((east - west) / CELL)
  const rows = Math.ceil((north - south) / CELL)
  const polygons = coast.features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates))
  const corners = Array.from({ length: rows + 1 }, (_, row) => landAlong(polygons, south + row * CELL, { west, columns }))
  // A cell is land if a corner of it is: nobody sails over a headland.
  const land = Uint8Array.from({ length: columns * rows }, (_, cell) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)]
    return corners[row][column] | corners[row][column + 1] | corners[row + 1][column] | corners[row + 1][column + 1]
  })
  // Lakes and river mouths inland are no sea: only what joins the eastern edge.
  const sea = new Uint8Array(columns * rows)
  const open = []
  for (let row = 0; row < rows; row++) if (!land[row * columns + columns - 1]) open.push(row * columns + columns - 1)
  for (const cell of open) sea[cell] = 1
  while (open.length > 0) {
    const cell = open.pop()
    const [column, row] = [cell % columns, Math.floor(cell / columns)]
    for (const [c, r] of [[column - 1, row], [column + 1, row], [column, row - 1], [column, row + 1]]) {
      const next = r * columns + c
      if (c < 0 || r < 0 || c >= columns || r >= rows || land[next] || sea[next]) continue
      sea[next] = 1
      open.push(next)
    }
  }
  return ([lon, lat]) => {
    const column = Math.floor((lon - west) / CELL)
    const row = Math.floor((lat - south) / CELL)
    return column >= 0 && row >= 0 && column < columns && row < rows && sea[row * columns + column] === 1
  }
}

/** Where the coast is known: beyond what it was cut to, water is no more than a guess. */
function knownBox(coast, bounds) {
  const points = coast.features.flatMap(({ geometry }) => geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2))
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const least = (values) => values.reduce((a, b) => Math.min(a, b))
  const most = (values) => values.reduce((a, b) => Math.max(a, b))
  return [Math.max(bounds[0], least(lons)), Math.max(bounds[1], least(lats)), Math.min(bounds[2], most(lons)), Math.min(bounds[3], most(lats))]
}

/** 1 for each corner of one row of cells that is on land, by where the row crosses the polygons' edges. */
function landAlong(polygons, lat, { west, columns }) {
  const marks = new Uint8Array(columns + 1)
  for (const polygon of polygons) {
    const crossings = []
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[x1, y1], [x2, y2]] = [ring[i], ring[j]]
        if (y1 > lat !== y2 > lat) crossings.push(((x2 - x1) * (lat - y1)) / (y2 - y1) + x1)
      }
    }
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] - west) / CELL))
      marks.fill(1, from, Math.max(from, Math.floor((crossings[i + 1] - west) / CELL) + 1))
    }
  }
  return marks
}

export function createFleet({ coast, bounds, count, random }) {
  const box = knownBox(coast, bounds)
  const isSea = seaMask(coast, box)
  const [west, south, east, north] = box
  const anywhere = () => {
    for (let tries = 0; tries < 10_000; tries++) {
      const at = [random.between(west, east), random.between(south, north)]
      if (isSea(at)) return at
    }
    throw new Error('this pack has no sea')
  }
  const vessels = []
  while (vessels.length < count) {
    const centre = anywhere()
    const heading = random.between(0, 360)
    const anchored = random.next() < 0.15
    for (let i = 0; i < FORMATION && vessels.length < count; i++) {
      const near = shifted(centre, random.normal() * 600, random.normal() * 600)
      const n = vessels.length + 1
      vessels.push({
        id: `vessel:4129${String(n).padStart(5, '0')}`,
        name: `演示渔 ${String(n).padStart(5, '0')}`,
        at: isSea(near) ? near : centre,
        heading: (heading + random.normal() * 12 + 360) % 360,
        speed: anchored ? 0 : random.between(2, 6),
      })
    }
  }

  /** `seconds` later: keeps its course, more or less, and turns away from land and from the edge of the map. */
  function sail(vessel, seconds) {
    if (vessel.speed === 0) return
    vessel.heading = (vessel.heading + random.normal() * 3 + 360) % 360
    for (let tries = 0; tries < 8; tries++) {
      const radians = (vessel.heading * Math.PI) / 180
      const ahead = (metres) => shifted(vessel.at, Math.sin(radians) * metres, Math.cos(radians) * metres)
      const next = ahead(vessel.speed * seconds)
      if (isSea(next) && isSea(ahead(vessel.speed * seconds + 400))) {
        vessel.at = next
        return
      }
      vessel.heading = (vessel.heading + 45 + random.between(0, 60)) % 360
    }
  }
  return { vessels, sail, isSea }
}
