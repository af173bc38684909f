import type { LonLat } from '../../../shared/geo/position'
import { localPlane, METRES_PER_DEGREE, toDegrees } from './geometry'
import { COORDINATE_SCALE, ROAD_FLAG } from './graph'
import type { RoadGraph } from './graph'

/** A place on a road near some point. */
export interface RoadMatch {
  readonly road: number
  /** Share of the road's length before the place, along its shape. */
  readonly fraction: number
  /** From the point to the place. */
  readonly metres: number
}

export interface MatchOptions {
  /** Which roads count at all. */
  readonly accepts: (road: number) => boolean
  /** Roads up to this much farther than the nearest are returned too... */
  readonly slackM: number
  /** ...but not more than this many. */
  readonly most: number
  /** Nothing farther than this. */
  readonly withinM: number
}

/** A part of the network with fewer roads than this may be a car park or a drawing error. */
const LARGE_COMPONENT = 60
/** How much farther a road of a large part may be than the nearest and still be offered beside it. */
const ISLAND_DETOUR_M = 5_000
/** One does not leave a bridge, a tunnel or an expressway sideways. */
const DIRECT_ACCESS_M = 20

/** A grid over all pieces of all roads: nearest roads of a point, and roads in a box. */
export class RoadIndex {
  readonly #graph: RoadGraph
  readonly #west: number
  readonly #south: number
  /** Cell size in 1e-7 degrees, and in metres (the smaller side). */
  readonly #cellLon: number
  readonly #cellLat: number
  readonly #cellM: number
  readonly #columns: number
  readonly #rows: number
  readonly #cellFirst: Int32Array
  readonly #pieces: Int32Array
  /** Road of each shape point; a piece is named by the shape point it begins at. */
  readonly #roadOf: Int32Array

  constructor(graph: RoadGraph) {
    this.#graph = graph
    const { shapeLon, shapeLat, shapeFirst } = graph
    const least = (values: Int32Array): number => values.reduce((a, b) => Math.min(a, b), 2 ** 31 - 1)
    const most = (values: Int32Array): number => values.reduce((a, b) => Math.max(a, b), -(2 ** 31))
    this.#west = least(shapeLon)
    this.#south = least(shapeLat)
    const width = Math.max(1, most(shapeLon) - this.#west)
    const height = Math.max(1, most(shapeLat) - this.#south)
    const metresPerLat = METRES_PER_DEGREE / COORDINATE_SCALE
    const metresPerLon = metresPerLat * Math.cos((toDegrees(this.#south + height / 2) * Math.PI) / 180)
    const area = width * metresPerLon * height * metresPerLat
    this.#cellM = Math.min(1_000, Math.max(100, 1.5 * Math.sqrt(area / Math.max(1, shapeLon.length))))
    this.#cellLon = this.#cellM / metresPerLon
    this.#cellLat = this.#cellM / metresPerLat
    this.#columns = Math.floor(width / this.#cellLon) + 1
    this.#rows = Math.floor(height / this.#cellLat) + 1
    this.#roadOf = new Int32Array(shapeLon.length)
    for (let road = 0; road + 1 < shapeFirst.length; road++) {
      this.#roadOf.fill(road, shapeFirst[road]!, shapeFirst[road + 1]!)
    }
    this.#cellFirst = new Int32Array(this.#columns * this.#rows + 1)
    this.#eachPieceCell((cell) => this.#cellFirst[cell + 1]!++)
    for (let cell = 0; cell < this.#columns * this.#rows; cell++) this.#cellFirst[cell + 1]! += this.#cellFirst[cell]!
    this.#pieces = new Int32Array(this.#cellFirst.at(-1)!)
    const next = this.#cellFirst.slice()
    this.#eachPieceCell((cell, piece) => (this.#pieces[next[cell]!++] = piece))
  }

  #column(lon: number): number {
    return Math.floor((lon - this.#west) / this.#cellLon)
  }

  #row(lat: number): number {
    return Math.floor((lat - this.#south) / this.#cellLat)
  }

  /** Visits every cell of every piece's box, leaving out boxes' corners that a long piece does not touch. */
  #eachPieceCell(visit: (cell: number, piece: number) => void): void {
    const { shapeFirst, shapeLon, shapeLat } = this.#graph
    for (let road = 0; road + 1 < shapeFirst.length; road++) {
      for (let piece = shapeFirst[road]!; piece + 1 < shapeFirst[road + 1]!; piece++) {
        const x0 = (shapeLon[piece]! - this.#west) / this.#cellLon
        const y0 = (shapeLat[piece]! - this.#south) / this.#cellLat
        const x1 = (shapeLon[piece + 1]! - this.#west) / this.#cellLon
        const y1 = (shapeLat[piece + 1]! - this.#south) / this.#cellLat
        for (let row = Math.floor(Math.min(y0, y1)); row <= Math.floor(Math.max(y0, y1)); row++) {
          for (let column = Math.floor(Math.min(x0, x1)); column <= Math.floor(Math.max(x0, x1)); column++) {
            if (lineTouchesCell(x0, y0, x1, y1, column, row)) visit(row * this.#columns + column, piece)
          }
        }
      }
    }
  }

  /** Pieces whose cells meet the box (degrees, grown by `marginM`), each once, with its road. */
  piecesInBox(
    west: number,
    south: number,
    east: number,
    north: number,
    marginM: number,
    visit: (piece: number, road: number) => void,
  ): void {
    const marginLat = (marginM / this.#cellM) * this.#cellLat
    const marginLon = (marginM / this.#cellM) * this.#cellLon
    const left = Math.max(0, this.#column(west * COORDINATE_SCALE - marginLon))
    const right = Math.min(this.#columns - 1, this.#column(east * COORDINATE_SCALE + marginLon))
    const bottom = Math.max(0, this.#row(south * COORDINATE_SCALE - marginLat))
    const top = Math.min(this.#rows - 1, this.#row(north * COORDINATE_SCALE + marginLat))
    const seen = new Set<number>()
    for (let row = bottom; row <= top; row++) {
      for (let column = left; column <= right; column++) {
        const cell = row * this.#columns + column
        for (let i = this.#cellFirst[cell]!; i < this.#cellFirst[cell + 1]!; i++) {
          const piece = this.#pieces[i]!
          if (seen.has(piece)) continue
          seen.add(piece)
          visit(piece, this.#roadOf[piece]!)
        }
      }
    }
  }

  /**
   * Nearest roads, nearest first. Roads of a tiny separate part of the network never stand alone: the nearest ones of
   * a large part are offered beside them, and the search decides by time.
   */
  match(at: LonLat, options: MatchOptions): RoadMatch[] {
    const graph = this.#graph
    const { shapeLon, shapeLat } = graph
    const plane = localPlane(at)
    const perLon = plane.metresPerLon / COORDINATE_SCALE
    const perLat = plane.metresPerLat / COORDINATE_SCALE
    const lon = at.lon * COORDINATE_SCALE
    const lat = at.lat * COORDINATE_SCALE
    const column = this.#column(lon)
    const row = this.#row(lat)
    const best = new Map<number, { metres: number; piece: number; t: number }>()
    let nearest = Infinity
    let nearestLarge = Infinity

    const visit = (c: number, r: number): void => {
      const cell = r * this.#columns + c
      for (let i = this.#cellFirst[cell]!; i < this.#cellFirst[cell + 1]!; i++) {
        const piece = this.#pieces[i]!
        const ax = (shapeLon[piece]! - lon) * perLon
        const ay = (shapeLat[piece]! - lat) * perLat
        const dx = (shapeLon[piece + 1]! - shapeLon[piece]!) * perLon
        const dy = (shapeLat[piece + 1]! - shapeLat[piece]!) * perLat
        const square = dx * dx + dy * dy
        const t = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square))
        const metres = Math.hypot(ax + t * dx, ay + t * dy)
        if (metres > options.withinM || metres > Math.max(nearestLarge, nearest) + options.slackM) continue
        const road = this.#roadOf[piece]!
        const known = best.get(road)
        if (known !== undefined && known.metres <= metres) continue
        if (known === undefined && !this.#accepts(road, metres, options)) continue
        best.set(road, { metres, piece, t })
        if (metres < nearest) nearest = metres
        if (metres < nearestLarge && this.#isLarge(road)) nearestLarge = metres
      }
    }

    const rings = Math.ceil(options.withinM / this.#cellM) + 1
    for (let ring = 0; ring <= rings; ring++) {
      // Whatever lies in this ring is at least so far away.
      const reach = (ring - 1) * this.#cellM
      if (reach > nearestLarge + options.slackM || reach > nearest + ISLAND_DETOUR_M) break
      for (let r = Math.max(0, row - ring); r <= Math.min(this.#rows - 1, row + ring); r++) {
        const inner = Math.abs(r - row) !== ring
        for (let c = column - ring; c <= column + ring; c += inner && ring > 0 ? 2 * ring : 1) {
          if (c >= 0 && c < this.#columns) visit(c, r)
        }
      }
    }

    const sorted = [...best].sort((a, b) => a[1].metres - b[1].metres)
    const near = sorted.filter(([, m]) => m.metres <= nearest + options.slackM)
    // Where a street lies above a tunnel, a call comes from the street.
    const open = near.filter(([road]) => (graph.roadFlags[road]! & ROAD_FLAG.tunnel) === 0)
    const chosen = (open.length > 0 ? open : near).slice(0, options.most)
    if (nearestLarge <= nearest + ISLAND_DETOUR_M && !chosen.some(([road]) => this.#isLarge(road))) {
      const large = sorted.filter(([road, m]) => this.#isLarge(road) && m.metres <= nearestLarge + options.slackM)
      chosen.push(...large.slice(0, options.most))
    }
    return chosen.map(([road, m]) => ({ road, fraction: this.#fraction(road, m.piece, m.t), metres: m.metres }))
  }

  #isLarge(road: number): boolean {
    const component = this.#graph.roadComponent[road]!
    return component >= 0 && this.#graph.componentSize[component]! >= LARGE_COMPONENT
  }

  #accepts(road: number, metres: number, options: MatchOptions): boolean {
    if (metres > DIRECT_ACCESS_M) {
      const elevated = (this.#graph.roadFlags[road]! & (ROAD_FLAG.bridge | ROAD_FLAG.tunnel)) !== 0
      if (elevated || this.#graph.roadClass[road] === 0) return false
    }
    return options.accepts(road)
  }

  /** Share of the road's length before the place `t` on `piece`. */
  #fraction(road: number, piece: number, t: number): number {
    const { shapeFirst } = this.#graph
    let before = 0
    let whole = 0
    for (let i = shapeFirst[road]!; i + 1 < shapeFirst[road + 1]!; i++) {
      const metres = this.pieceMetres(i)
      if (i < piece) before += metres
      if (i === piece) before += metres * t
      whole += metres
    }
    return whole === 0 ? 0 : before / whole
  }

  /** Length of the piece that begins at this shape point, on the local plane. */
  pieceMetres(piece: number): number {
    const { shapeLon, shapeLat } = this.#graph
    const perLat = METRES_PER_DEGREE / COORDINATE_SCALE
    const perLon = perLat * Math.cos((toDegrees(shapeLat[piece]!) * Math.PI) / 180)
    return Math.hypot(
      (shapeLon[piece + 1]! - shapeLon[piece]!) * perLon,
      (shapeLat[piece + 1]! - shapeLat[piece]!) * perLat,
    )
  }
}

/** Does the line from (x0, y0) to (x1, y1) touch the unit cell? Cell coordinates; the boxes are known to meet. */
function lineTouchesCell(x0: number, y0: number, x1: number, y1: number, column: number, row: number): boolean {
  const dx = x1 - x0
  const dy = y1 - y0
  // All four corners strictly on one side of the line: no.
  const side = (x: number, y: number): number => (x - x0) * dy - (y - y0) * dx
  const a = side(column, row)
  const b = side(column + 1, row)
  const c = side(column, row + 1)
  const d = side(column + 1, row + 1)
  return !((a > 0 && b > 0 && c > 0 && d > 0) || (a < 0 && b < 0 && c < 0 && d < 0))
}
