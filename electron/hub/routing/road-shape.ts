import type { Position } from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import { METRES_PER_DEGREE, toDegrees } from './geometry'
import type { RoadGraph } from './graph'

/** Points of a road between two fractions of its length, along its shape (`from` <= `to`). */
export function sliceRoad(graph: RoadGraph, road: number, from: number, to: number): Position[] {
  const first = graph.shapeFirst[road]!
  const last = graph.shapeFirst[road + 1]! - 1
  const point = (i: number): Position => [toDegrees(graph.shapeLon[i]!), toDegrees(graph.shapeLat[i]!)]
  const lengths: number[] = []
  let whole = 0
  for (let i = first; i < last; i++) {
    const [lonA, latA] = point(i)
    const [lonB, latB] = point(i + 1)
    const metres = Math.hypot((lonB - lonA) * Math.cos((latA * Math.PI) / 180), latB - latA) * METRES_PER_DEGREE
    lengths.push(metres)
    whole += metres
  }
  const at = (metres: number): Position => {
    let before = 0
    for (let i = first; i < last; i++) {
      const length = lengths[i - first]!
      if (metres <= before + length || i === last - 1) {
        const t = length === 0 ? 0 : Math.min(1, Math.max(0, (metres - before) / length))
        const [lonA, latA] = point(i)
        const [lonB, latB] = point(i + 1)
        return [lonA + (lonB - lonA) * t, latA + (latB - latA) * t]
      }
      before += length
    }
    return point(last)
  }
  const begin = from * whole
  const end = to * whole
  const points: Position[] = [at(begin)]
  let before = 0
  for (let i = first; i < last; i++) {
    if (before > begin && before < end) points.push(point(i))
    before += lengths[i - first]!
  }
  points.push(at(end))
  return points
}

/** Points of an edge between two fractions in driving direction. */
export function sliceEdge(graph: RoadGraph, edge: number, from: number, to: number): Position[] {
  const half = graph.edgeRoad[edge]!
  return (half & 1) === 0
    ? sliceRoad(graph, half >> 1, from, to)
    : sliceRoad(graph, half >> 1, 1 - to, 1 - from).reverse()
}

/** The place at a fraction of a road's length. */
export function placeOnRoad(graph: RoadGraph, road: number, fraction: number): LonLat {
  const [lon, lat] = sliceRoad(graph, road, fraction, fraction)[0]!
  return { lon, lat }
}
