import { toDegrees } from '../../electron/hub/routing/geometry'
import { ACCESS } from '../../electron/hub/routing/graph'
import type { RoadGraph } from '../../electron/hub/routing/graph'
import type { LonLat } from '../../shared/geo/position'
import type { Valhalla } from './valhalla'

/** Reproducible numbers in 0..1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A place on a random piece of a random road that cars may use. */
export function placeOnRoads(graph: RoadGraph, random: () => number): LonLat {
  for (;;) {
    const road = Math.floor(random() * graph.roadClass.length)
    if (((graph.roadAccess[road * 2]! | graph.roadAccess[road * 2 + 1]!) & ACCESS.motor) === 0) continue
    const first = graph.shapeFirst[road]!
    const piece = first + Math.floor(random() * (graph.shapeFirst[road + 1]! - first - 1))
    const t = random()
    const between = (column: Int32Array): number => toDegrees(column[piece]! + (column[piece + 1]! - column[piece]!) * t)
    return { lon: between(graph.shapeLon), lat: between(graph.shapeLat) }
  }
}

/** One pair: [from lon, from lat, to lon, to lat, seconds, metres] as Valhalla drove it. */
export type ExpectedRow = readonly [number, number, number, number, number, number]

export interface Expectations {
  readonly origin: string
  readonly extract: string
  readonly seed: number
  readonly drawn: number
  /** Pairs that Valhalla itself could not route: the only ones left out. */
  readonly unroutable: number
  readonly rows: readonly ExpectedRow[]
}

/**
 * What Valhalla says for pairs drawn by seed. The pair is kept as the places on the roads at which Valhalla's route
 * begins and ends, so that both engines drive between the same two places.
 */
export async function recordExpectations(graph: RoadGraph, valhalla: Valhalla, extract: string, seed: number, drawn: number): Promise<Expectations> {
  const random = seeded(seed)
  const rows: ExpectedRow[] = []
  for (let i = 0; i < drawn; i++) {
    const route = await valhalla.route(placeOnRoads(graph, random), placeOnRoads(graph, random))
    if (route === null) continue
    rows.push([route.from.lon, route.from.lat, route.to.lon, route.to.lat, route.seconds, Math.round(route.metres)])
  }
  return {
    origin: 'Valhalla 3.6.1 (npm @valhallajs/valhallajs, MIT), costing auto, default options; roads (c) OpenStreetMap contributors, ODbL',
    extract,
    seed,
    drawn,
    unroutable: drawn - rows.length,
    rows,
  }
}
