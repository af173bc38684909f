import type { LonLat } from '../../../../shared/geo/position'
import { METRES_PER_DEGREE } from '../geometry'

/** Sample points in rows and columns at equal distances in metres, row 0 in the south. */
export interface Lattice {
  /** Degrees of the sample in column 0 and row 0. */
  readonly west: number
  readonly south: number
  /** Degrees between neighbours. */
  readonly stepLon: number
  readonly stepLat: number
  readonly columns: number
  readonly rows: number
  /** Metres between neighbours. */
  readonly cellM: number
}

/** [west, south, east, north], degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** Finest cells, metres; wide areas have coarser ones, up to the second, so that they stay quick to outline. */
const FINE_M = 100
const COARSE_M = 200
const FINE_SAMPLES = 400_000
/** Beyond this many samples cells grow without end: an outline across provinces needs no more. */
const MOST_SAMPLES = 4_000_000
/** Samples around the box, so that no outline ends at its edge. */
const MARGIN = 3

/** A lattice over the box and `marginM` metres around it. */
export function latticeOver([west, south, east, north]: Box, marginM: number): Lattice {
  const perLon = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180)
  const width = (east - west) * perLon + 2 * marginM
  const height = (north - south) * METRES_PER_DEGREE + 2 * marginM
  const samples = (cellM: number): number => (width / cellM + 2 * MARGIN) * (height / cellM + 2 * MARGIN)
  const coarser = Math.min(COARSE_M, Math.max(FINE_M, FINE_M * Math.sqrt(samples(FINE_M) / FINE_SAMPLES)))
  const cellM = coarser * Math.max(1, Math.sqrt(samples(coarser) / MOST_SAMPLES))
  const stepLon = cellM / perLon
  const stepLat = cellM / METRES_PER_DEGREE
  return {
    west: west - marginM / perLon - MARGIN * stepLon,
    south: south - marginM / METRES_PER_DEGREE - MARGIN * stepLat,
    stepLon,
    stepLat,
    columns: Math.ceil(width / cellM) + 2 * MARGIN + 1,
    rows: Math.ceil(height / cellM) + 2 * MARGIN + 1,
    cellM,
  }
}

/** A box that grows around what it is told of. */
export class GrowingBox {
  #west = Infinity
  #south = Infinity
  #east = -Infinity
  #north = -Infinity

  add(lon: number, lat: number): void {
    if (lon < this.#west) this.#west = lon
    if (lon > this.#east) this.#east = lon
    if (lat < this.#south) this.#south = lat
    if (lat > this.#north) this.#north = lat
  }

  /** A circle around a place. */
  addCircle(at: LonLat, metres: number): void {
    const lat = metres / METRES_PER_DEGREE
    const lon = lat / Math.cos((at.lat * Math.PI) / 180)
    this.add(at.lon - lon, at.lat - lat)
    this.add(at.lon + lon, at.lat + lat)
  }

  addBox(box: Box | null): void {
    if (box === null) return
    this.add(box[0], box[1])
    this.add(box[2], box[3])
  }

  /** Null while nothing was added. */
  get box(): Box | null {
    return this.#west > this.#east ? null : [this.#west, this.#south, this.#east, this.#north]
  }
}
