import { EARTH_RADIUS_M } from '../geo/position'

const RAD = Math.PI / 180

/** Vessels in columns, rows 0 to `size`. */
export interface Fleet {
  readonly size: number
  /** [lon, lat] pairs, degrees WGS-84. */
  readonly lonLat: Float64Array
  /** Course over ground, degrees clockwise from north; NaN: not known. */
  readonly heading: Float32Array
  /** Metres a second; NaN: not known. */
  readonly speed: Float32Array
}

export interface CpaLimits {
  /** Closest approach under which two vessels are told, metres. */
  readonly cpaM: number
  /** How far ahead is looked, seconds. */
  readonly tcpaS: number
  /** Both slower than this (metres a second) lie at anchor or fish together: no danger. */
  readonly leastMps: number
}

/** What anti-collision watches usually take: half a nautical mile within twenty minutes. */
export const USUAL_LIMITS: CpaLimits = { cpaM: 926, tcpaS: 1200, leastMps: 1 }

/** Two vessels that will come close if both keep course and speed. */
export interface Approach {
  /** Rows of the fleet, `a` < `b`. */
  readonly a: number
  readonly b: number
  /** Metres between them at the closest. */
  readonly cpaM: number
  /** Seconds until then; 0: they are closest now. */
  readonly tcpaS: number
  readonly distanceM: number
}

/** Edge of the cells into which the stretches that vessels will run are laid, metres. */
const CELL_M = 3_000

/**
 * Closest point of approach of every pair, on a plane that touches at the fleet's middle latitude (good to 0.5 % over
 * 200 km), for vessels whose course and speed are known. The box round the stretch that each will run in the time is laid
 * into a grid, so that only those whose boxes meet are compared. The soonest first; at most `most` of those that `accept`
 * (rows of the fleet) wants to be told of.
 */
export function closeApproaches(fleet: Fleet, limits: CpaLimits = USUAL_LIMITS, most = 1000, accept: (a: number, b: number) => boolean = () => true): Approach[] {
  const { rows, x, y, vx, vy } = onPlane(fleet)
  const { boxes, cells } = layOut(x, y, vx, vy, limits)
  const moves = rows.map((row) => (fleet.speed[row] ?? 0) >= limits.leastMps)
  const found: Approach[] = []
  for (const [key, members] of cells) {
    for (const i of members) {
      if (!moves[i]) continue
      for (const j of members) {
        // Each pair once: two that move by their order, and only in the first cell that both boxes have.
        if (j === i || (moves[j] && j < i) || firstShared(boxes, i, j) !== key) continue
        const approach = pair(i, j)
        if (approach) found.push(approach)
      }
    }
  }
  return found.toSorted((a, b) => a.tcpaS - b.tcpaS || a.cpaM - b.cpaM).slice(0, most)

  function pair(i: number, j: number): Approach | null {
    const dx = (x[j] ?? 0) - (x[i] ?? 0)
    const dy = (y[j] ?? 0) - (y[i] ?? 0)
    const dvx = (vx[j] ?? 0) - (vx[i] ?? 0)
    const dvy = (vy[j] ?? 0) - (vy[i] ?? 0)
    const speed2 = dvx * dvx + dvy * dvy
    // Same course and speed: the distance stays as it is.
    const tcpaS = speed2 < 1e-9 ? 0 : Math.max(0, -(dx * dvx + dy * dvy) / speed2)
    if (tcpaS > limits.tcpaS) return null
    const cpaM = Math.hypot(dx + dvx * tcpaS, dy + dvy * tcpaS)
    if (cpaM > limits.cpaM) return null
    const [one, other] = [rows[i] ?? 0, rows[j] ?? 0]
    if (!accept(one, other)) return null
    return { a: Math.min(one, other), b: Math.max(one, other), cpaM, tcpaS, distanceM: Math.hypot(dx, dy) }
  }
}

interface Boxes {
  readonly column: Int32Array
  readonly row: Int32Array
}

/** A cell's name: columns and rows are within some ten thousand of the fleet's first vessel. */
const keyOf = (column: number, row: number): number => column * 1_000_003 + row

const firstShared = ({ column, row }: Boxes, i: number, j: number): number =>
  keyOf(Math.max(column[i] ?? 0, column[j] ?? 0), Math.max(row[i] ?? 0, row[j] ?? 0))

function layOut(x: Float64Array, y: Float64Array, vx: Float64Array, vy: Float64Array, { cpaM, tcpaS }: CpaLimits): { boxes: Boxes; cells: Map<number, number[]> } {
  const boxes: Boxes = { column: new Int32Array(x.length), row: new Int32Array(x.length) }
  const cells = new Map<number, number[]>()
  const reach = cpaM / 2
  for (let i = 0; i < x.length; i++) {
    const [fromX, fromY] = [x[i] ?? 0, y[i] ?? 0]
    const [toX, toY] = [fromX + (vx[i] ?? 0) * tcpaS, fromY + (vy[i] ?? 0) * tcpaS]
    const west = Math.floor((Math.min(fromX, toX) - reach) / CELL_M)
    const east = Math.floor((Math.max(fromX, toX) + reach) / CELL_M)
    const south = Math.floor((Math.min(fromY, toY) - reach) / CELL_M)
    const north = Math.floor((Math.max(fromY, toY) + reach) / CELL_M)
    boxes.column[i] = west
    boxes.row[i] = south
    for (let column = west; column <= east; column++) {
      for (let row = south; row <= north; row++) {
        const key = keyOf(column, row)
        const held = cells.get(key)
        if (held) held.push(i)
        else cells.set(key, [i])
      }
    }
  }
  return { boxes, cells }
}

function onPlane({ size, lonLat, heading, speed }: Fleet) {
  const rows: number[] = []
  let sumLat = 0
  for (let row = 0; row < size; row++) {
    const known = Number.isFinite(lonLat[row * 2]) && Number.isFinite(lonLat[row * 2 + 1]) && Number.isFinite(speed[row])
    // A vessel that lies still has no course and needs none.
    if (!known || (!Number.isFinite(heading[row]) && (speed[row] ?? 0) > 0.3)) continue
    rows.push(row)
    sumLat += lonLat[row * 2 + 1] ?? 0
  }
  const cos = Math.cos((sumLat / Math.max(1, rows.length)) * RAD)
  const lon0 = lonLat[(rows[0] ?? 0) * 2] ?? 0
  const lat0 = lonLat[(rows[0] ?? 0) * 2 + 1] ?? 0
  const x = new Float64Array(rows.length)
  const y = new Float64Array(rows.length)
  const vx = new Float64Array(rows.length)
  const vy = new Float64Array(rows.length)
  rows.forEach((row, i) => {
    let dLon = (lonLat[row * 2] ?? 0) - lon0
    if (dLon > 180) dLon -= 360
    else if (dLon < -180) dLon += 360
    x[i] = dLon * RAD * EARTH_RADIUS_M * cos
    y[i] = ((lonLat[row * 2 + 1] ?? 0) - lat0) * RAD * EARTH_RADIUS_M
    const mps = speed[row] ?? 0
    const course = Number.isFinite(heading[row]) ? (heading[row] ?? 0) * RAD : 0
    vx[i] = mps * Math.sin(course)
    vy[i] = mps * Math.cos(course)
  })
  return { rows, x, y, vx, vy }
}
