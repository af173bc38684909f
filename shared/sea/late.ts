import { MINUTE, type EpochMs } from '../base/time'
import type { WindForce } from '../domain/typhoon/state'
import { EARTH_RADIUS_M } from '../geo/position'
import type { SeaSettings } from '../pack/sea'
import { stormAt, type Track } from '../typhoon/track'
import { longestRadius, radiusAt } from '../typhoon/wind'
import type { Bounds } from '../pack/bounds'

const RAD = Math.PI / 180
/** Steps in which the storm is moved, and edge of the cells that it is asked about, degrees. */
const STEP_MS = 30 * MINUTE
const CELL_DEG = 0.05
/** A way to port is looked at in so many pieces. */
const PIECES = 16

/** When a wind circle first reaches each place of a box, from a moment on. */
export interface ArrivalField {
  readonly west: number
  readonly south: number
  readonly columns: number
  readonly rows: number
  /** Epoch ms by row and column of the lattice; Infinity: it never does, as far as the track goes. */
  readonly at: Float64Array
  readonly from: EpochMs
}

/**
 * When the circle of `force` first covers each point of a lattice of 0.05° over `box`, from `from` to the end of the
 * track. Between two steps of half an hour the depth inside the circle changes evenly. Null: the track gives no such
 * circle from then on. Not for boxes across the 180th meridian.
 */
export function arrivalField(track: Track, force: WindForce, box: Bounds, from: EpochMs): ArrivalField | null {
  const last = track.fixes.at(-1)?.at ?? -Infinity
  if (!track.fixes.some(({ at, circles }) => at >= from - 6 * 60 * MINUTE && circles.some((circle) => circle.force === force)) || from > last) return null
  const [west, south] = [box[0] - CELL_DEG, box[1] - CELL_DEG]
  const columns = Math.ceil((box[2] - west) / CELL_DEG) + 2
  const rows = Math.ceil((box[3] - south) / CELL_DEG) + 2
  const at = new Float64Array(columns * rows).fill(Infinity)
  /** Metres inside the circle at the step before; negative: outside. */
  const depth = new Float64Array(columns * rows).fill(NaN)
  const cosOf = Float64Array.from({ length: rows }, (_, row) => Math.cos((south + row * CELL_DEG) * RAD))
  let before = from
  for (let now = Math.max(from, track.fixes[0]?.at ?? from); ; now = Math.min(now + STEP_MS, last)) {
    const storm = stormAt(track, now)
    const shape = storm?.circles.find((circle) => circle.force === force)?.shape
    if (!storm || !shape) depth.fill(NaN)
    else {
      const { lon, lat } = storm.centre
      const reach = longestRadius(shape)
      for (let row = 0; row < rows; row++) {
        const north = (south + row * CELL_DEG - lat) * RAD * EARTH_RADIUS_M
        for (let column = 0; column < columns; column++) {
          const cell = row * columns + column
          if ((at[cell] ?? 0) < Infinity) continue
          // On the plane at the place's latitude: half a per cent at the edge of a circle of 400 km.
          const east = (west + column * CELL_DEG - lon) * RAD * EARTH_RADIUS_M * (cosOf[row] ?? 1)
          const metres = Math.hypot(north, east)
          const inside = metres > reach * 1.5 ? reach - metres : radiusAt(shape, Math.atan2(east, north) / RAD) - metres
          if (inside >= 0) {
            const was = depth[cell] ?? NaN
            at[cell] = was < 0 ? before + ((now - before) * -was) / (inside - was) : now
          }
          depth[cell] = inside
        }
      }
    }
    before = now
    if (now >= last) return { west, south, columns, rows, at, from }
  }
}

/** When the circle reaches a place, or Infinity; beyond the field Infinity. Between four points of which one is never reached the earliest counts. */
export function arrivalAt({ west, south, columns, rows, at }: ArrivalField, lon: number, lat: number): EpochMs {
  const x = (lon - west) / CELL_DEG
  const y = (lat - south) / CELL_DEG
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (!(column >= 0 && row >= 0 && column < columns - 1 && row < rows - 1)) return Infinity
  const cell = row * columns + column
  const [a, b, c, d] = [at[cell] ?? Infinity, at[cell + 1] ?? Infinity, at[cell + columns] ?? Infinity, at[cell + columns + 1] ?? Infinity]
  const [fx, fy] = [x - column, y - row]
  const value = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy
  return Number.isFinite(value) ? value : Math.min(a, b, c, d)
}

/** Vessels at sea in columns, each with its way to port. */
export interface Homebound {
  readonly size: number
  /** [lon, lat] pairs, degrees WGS-84. */
  readonly lonLat: Float64Array
  /** Metres a second; NaN: not known. */
  readonly speed: Float32Array
  /** Metres over the water to the nearest port. */
  readonly portM: Float64Array
  /** [lon, lat] of that port. */
  readonly portLonLat: Float64Array
}

export interface Late {
  /** Row of the fleet. */
  readonly row: number
  readonly travelS: number
  /** When it meets the circle on its way. */
  readonly metAt: EpochMs
}

/** How fast a vessel runs for port, metres a second: its own speed within the bounds, the usual one where it lies or nobody knows. */
export function homeSpeed(speedMps: number, { leastMps, usualMps, mostMps }: SeaSettings['speed']): number {
  return speedMps >= leastMps ? Math.min(speedMps, mostMps) : usualMps
}

/**
 * Who will be inside the circle before being in port, if it sets out at `now`: its way is followed in 16 pieces along
 * the straight line to the port (in the time that the way over the water takes), and compared with the circle's arrival
 * at each. Circles that have passed by then count too: nobody should sail into a storm that may turn. `inside`: how many
 * are in it already; they are in the list as well. The one that meets it first leads.
 */
export function lateForPort(fleet: Homebound, field: ArrivalField, now: EpochMs, speed: SeaSettings['speed']): { readonly inside: number; readonly late: Late[] } {
  const late: Late[] = []
  let inside = 0
  for (let row = 0; row < fleet.size; row++) {
    const lon = fleet.lonLat[row * 2] ?? NaN
    const lat = fleet.lonLat[row * 2 + 1] ?? NaN
    const travelS = (fleet.portM[row] ?? Infinity) / homeSpeed(fleet.speed[row] ?? NaN, speed)
    if (arrivalAt(field, lon, lat) <= now) {
      inside++
      late.push({ row, travelS, metAt: now })
      continue
    }
    // Without a port it stays where it is.
    const isBound = Number.isFinite(travelS)
    const dLon = isBound ? ((fleet.portLonLat[row * 2] ?? lon) - lon) / PIECES : 0
    const dLat = isBound ? ((fleet.portLonLat[row * 2 + 1] ?? lat) - lat) / PIECES : 0
    if (!isBound) {
      const met = arrivalAt(field, lon, lat)
      if (met < Infinity) late.push({ row, travelS, metAt: met })
      continue
    }
    for (let piece = 1; piece <= PIECES; piece++) {
      const there = now + (travelS * 1000 * piece) / PIECES
      if (arrivalAt(field, lon + dLon * piece, lat + dLat * piece) <= there) {
        late.push({ row, travelS, metAt: there })
        break
      }
    }
  }
  return { inside, late: late.toSorted((a, b) => a.metAt - b.metAt || b.travelS - a.travelS) }
}
