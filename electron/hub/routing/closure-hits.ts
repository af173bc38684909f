import type { Position, RoadClosure } from '../../../shared/dispatch/travel'
import { insideRings, METRES_PER_DEGREE, toDegrees } from './geometry'
import type { RoadGraph } from './graph'
import type { RoadIndex } from './road-index'

/** A part of an edge that a closure covers; fractions in driving direction. */
export interface ClosureHit {
  readonly edge: number
  readonly from: number
  readonly to: number
}

/** A part of a road; metres along its shape. `forward`/`backward`: which directions are meant. */
interface RoadPart {
  readonly road: number
  readonly from: number
  readonly to: number
  readonly forward: boolean
  readonly backward: boolean
  /** Only touched at its end, at a junction: counts when nothing else was hit. */
  readonly weak: boolean
}

/** A line drawn along a road may be this far off it. */
const ALONG_M = 15
const ALONG_COSINE = Math.cos((35 * Math.PI) / 180)
const LEAST_OVERLAP_M = 8
/** Crossing a road nearer than this to its end is touching the junction: a line along a road is drawn beside it. */
const JUNCTION_M = ALONG_M
/** A barrier across the road has some thickness. */
const BARRIER_M = 1

/** Which parts of which edges the closure covers. */
export function hitsOfClosure(graph: RoadGraph, index: RoadIndex, closure: RoadClosure): ClosureHit[] {
  const parts = closure.geometry.type === 'Polygon' ? areaParts(graph, index, closure) : lineParts(graph, index, closure)
  const strong = parts.filter((part) => !part.weak)
  const hits: ClosureHit[] = []
  for (const part of strong.length > 0 ? strong : parts) {
    const length = Math.max(0.1, graph.roadLength[part.road]! / 10)
    const from = Math.max(0, part.from / length)
    const to = Math.min(1, part.to / length)
    const forward = graph.roadEdge[part.road * 2]!
    const backward = graph.roadEdge[part.road * 2 + 1]!
    if (part.forward && forward >= 0) hits.push({ edge: forward, from, to })
    if (part.backward && backward >= 0) hits.push({ edge: backward, from: 1 - to, to: 1 - from })
  }
  return hits
}

/** A piece of road on a plane of metres around the closure. */
interface Piece {
  readonly road: number
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly length: number
  /** Metres of road before the piece. */
  readonly before: number
}

function eachPiece(
  graph: RoadGraph,
  index: RoadIndex,
  points: readonly Position[],
  visit: (piece: Piece, planar: (at: Position) => readonly [number, number]) => void,
): void {
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const west = Math.min(...lons)
  const south = Math.min(...lats)
  const north = Math.max(...lats)
  const perLon = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180)
  const planar = ([lon, lat]: Position): readonly [number, number] => [
    (lon - west) * perLon,
    (lat - south) * METRES_PER_DEGREE,
  ]
  const point = (i: number): readonly [number, number] =>
    planar([toDegrees(graph.shapeLon[i]!), toDegrees(graph.shapeLat[i]!)])
  index.piecesInBox(west, south, Math.max(...lons), north, ALONG_M, (first, road) => {
    const [x, y] = point(first)
    const [x1, y1] = point(first + 1)
    let before = 0
    for (let i = graph.shapeFirst[road]!; i < first; i++) before += index.pieceMetres(i)
    visit({ road, x, y, dx: x1 - x, dy: y1 - y, length: Math.hypot(x1 - x, y1 - y), before }, planar)
  })
}

function areaParts(graph: RoadGraph, index: RoadIndex, closure: RoadClosure): RoadPart[] {
  if (closure.geometry.type !== 'Polygon') return []
  const parts: RoadPart[] = []
  const geographic = closure.geometry.coordinates
  let rings: (readonly Position[])[] | null = null
  eachPiece(graph, index, geographic.flat(), (piece, planar) => {
    rings ??= geographic.map((ring) => ring.map(planar))
    // Cut the piece where it crosses the outline; the stretches whose middle lies inside are closed.
    const cuts = [0, 1]
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i++) {
        const t = crossing(piece, ring[i]!, ring[(i + 1) % ring.length]!)
        if (t !== null) cuts.push(t)
      }
    }
    cuts.sort((a, b) => a - b)
    for (let i = 0; i + 1 < cuts.length; i++) {
      const middle = (cuts[i]! + cuts[i + 1]!) / 2
      if (!insideRings(rings, piece.x + piece.dx * middle, piece.y + piece.dy * middle)) continue
      const from = piece.before + cuts[i]! * piece.length
      const to = piece.before + cuts[i + 1]! * piece.length
      if (to > from) parts.push({ road: piece.road, from, to, forward: true, backward: true, weak: false })
    }
  })
  return parts
}

function lineParts(graph: RoadGraph, index: RoadIndex, closure: RoadClosure): RoadPart[] {
  if (closure.geometry.type !== 'LineString') return []
  const parts: RoadPart[] = []
  const line = closure.geometry.coordinates
  eachPiece(graph, index, line, (piece, planar) => {
    for (let i = 0; i + 1 < line.length; i++) {
      const part = linePart(graph, piece, planar(line[i]!), planar(line[i + 1]!), closure.direction === 'along')
      if (part !== null) parts.push(part)
    }
  })
  return parts
}

function linePart(
  graph: RoadGraph,
  piece: Piece,
  a: readonly [number, number],
  b: readonly [number, number],
  oneWay: boolean,
): RoadPart | null {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = Math.hypot(dx, dy)
  const cosine = length === 0 || piece.length === 0 ? 0 : (dx * piece.dx + dy * piece.dy) / (length * piece.length)
  const isParallel = Math.abs(cosine) >= ALONG_COSINE
  const directions = { forward: !oneWay || !isParallel || cosine > 0, backward: !oneWay || !isParallel || cosine < 0 }
  const roadMetres = graph.roadLength[piece.road]! / 10
  if (isParallel) {
    const overlap = alongPart(piece, a, b)
    if (overlap !== null) return { road: piece.road, ...overlap, ...directions, weak: false }
  }
  const t = crossing(piece, a, b)
  if (t === null) return null
  const at = piece.before + t * piece.length
  const weak = at < JUNCTION_M || roadMetres - at < JUNCTION_M
  return { road: piece.road, from: at - BARRIER_M, to: at + BARRIER_M, ...directions, weak }
}

/** The stretch of the piece that runs beside the line, or null if it is too short or too far off. */
function alongPart(
  piece: Piece,
  a: readonly [number, number],
  b: readonly [number, number],
): { from: number; to: number } | null {
  const project = (p: readonly [number, number]): number =>
    ((p[0] - piece.x) * piece.dx + (p[1] - piece.y) * piece.dy) / piece.length
  const offset = (p: readonly [number, number]): number =>
    ((p[0] - piece.x) * piece.dy - (p[1] - piece.y) * piece.dx) / piece.length
  const ta = project(a)
  const tb = project(b)
  const from = Math.max(0, Math.min(ta, tb))
  const to = Math.min(piece.length, Math.max(ta, tb))
  if (to - from < Math.min(LEAST_OVERLAP_M, piece.length / 2)) return null
  const middle = ((from + to) / 2 - ta) / (tb - ta)
  const off = offset(a) + (offset(b) - offset(a)) * middle
  return Math.abs(off) <= ALONG_M ? { from: piece.before + from, to: piece.before + to } : null
}

/** Where on the piece (0..1) the segment ab crosses it, or null. */
function crossing(piece: Piece, a: readonly [number, number], b: readonly [number, number]): number | null {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const denominator = piece.dx * dy - piece.dy * dx
  if (denominator === 0) return null
  const t = ((a[0] - piece.x) * dy - (a[1] - piece.y) * dx) / denominator
  const s = ((a[0] - piece.x) * piece.dy - (a[1] - piece.y) * piece.dx) / denominator
  return t >= 0 && t <= 1 && s >= 0 && s <= 1 ? t : null
}
