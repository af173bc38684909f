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

/** Nearer than this to its pier a vessel that comes home makes fast. */
const BERTH_M = 450

/**
 * `plan`: ports and formations of the pack (`GET /api/v1/sea`); with it vessels are those of its formations, a third of
 * them in their home ports. Without it they are numbered formations of ten.
 */
export function createFleet({ coast, bounds, count, random, plan = null }) {
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
  /** The water that is nearest to a place, within a kilometre and a half. */
  const waterAt = (at) => {
    for (let metres = 0; metres <= 1500; metres += 100) {
      for (let degrees = 0; degrees < 360; degrees += 20) {
        const near = shifted(at, Math.sin((degrees * Math.PI) / 180) * metres, Math.cos((degrees * Math.PI) / 180) * metres)
        if (isSea(near)) return near
      }
    }
    return null
  }
  const ports = new Map((plan?.ports ?? []).map(({ id, at }) => [id, waterAt([at.lon, at.lat])]))
  const number = (n) => String(n).padStart(5, '0')
  const vessels = []
  for (let k = 0; vessels.length < count; k++) {
    const formation = plan?.formations[k]
    const port = (formation && ports.get(formation.port)) ?? null
    const home = port !== null && random.next() < 0.33
    const centre = home ? port : anywhere()
    const heading = random.between(0, 360)
    const anchored = home || random.next() < 0.15
    const spreadM = home ? 120 : 600
    // Half of those at sea have their nets out, and keep together; the others are on their way.
    const cruise = random.next() < 0.5 ? random.between(0.6, 1.4) : random.between(2.5, 5.5)
    for (let i = 0; i < (formation?.members.length ?? FORMATION) && vessels.length < count; i++) {
      const near = shifted(centre, random.normal() * spreadM, random.normal() * spreadM)
      const mmsi = formation?.members[i] ?? `4129${number(vessels.length + 1)}`
      vessels.push({
        id: `vessel:${mmsi}`,
        name: `演示渔 ${mmsi.slice(4)}`,
        port,
        /** Where it was told to go: its port, away from it, or nowhere. */
        bound: null,
        moored: home,
        at: isSea(near) ? near : centre,
        heading: (heading + random.normal() * 12 + 360) % 360,
        speed: anchored ? 0 : cruise + random.between(-0.3, 0.3),
      })
    }
  }

  /** `seconds` later: keeps its course, more or less, and turns away from land and from the edge of the map. */
  function sail(vessel, seconds) {
    if (vessel.speed === 0) return
    if (vessel.bound !== null && vessel.port) {
      const [east, north] = offset(vessel.at, vessel.port)
      if (vessel.bound === 'home' && Math.hypot(east, north) < BERTH_M) {
        Object.assign(vessel, { speed: 0, bound: null, moored: true })
        return
      }
      const towards = (Math.atan2(east, north) * 180) / Math.PI
      // Only now and then: what turned away from a headland must get round it.
      if (random.next() < 0.2) vessel.heading = (towards + (vessel.bound === 'home' ? 360 : 540)) % 360
    }
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
  /** Metres east and north from one place to another. */
  function offset([lon, lat], [toLon, toLat]) {
    return [(toLon - lon) * 111_195 * Math.cos((lat * Math.PI) / 180), (toLat - lat) * 111_195]
  }
  /** What a call back to port does: most make for it, some do not listen, a few sail the other way. */
  function call(vessel) {
    if (vessel.moored || vessel.bound !== null || !vessel.port) return
    const chance = random.next()
    if (chance > 0.95) return
    Object.assign(vessel, { bound: chance > 0.92 ? 'away' : 'home', speed: Math.max(vessel.speed, random.between(4, 6)) })
  }
  return { vessels, sail, call, isSea }
}
