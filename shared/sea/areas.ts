import { EARTH_RADIUS_M, type LonLat } from '../geo/position'

const RAD = Math.PI / 180

/** The convex outline of places (Andrew's monotone chain, 1979), counter-clockwise and open; fewer than three give none. */
export function hullOf(places: readonly LonLat[]): LonLat[] {
  const sorted = places.toSorted((a, b) => a.lon - b.lon || a.lat - b.lat)
  const turn = (o: LonLat, a: LonLat, b: LonLat) => (a.lon - o.lon) * (b.lat - o.lat) - (a.lat - o.lat) * (b.lon - o.lon)
  const half = (points: readonly LonLat[]): LonLat[] => {
    const chain: LonLat[] = []
    for (const point of points) {
      for (;;) {
        const last = chain.at(-1)
        const before = chain.at(-2)
        if (!last || !before || turn(before, last, point) > 0) break
        chain.pop()
      }
      chain.push(point)
    }
    chain.pop()
    return chain
  }
  const hull = [...half(sorted), ...half(sorted.toReversed())]
  return hull.length < 3 ? [] : hull
}

/** Area of an open outline, square metres, on the plane at its middle latitude: good to 1 % below 100 km. */
export function areaM2(outline: readonly LonLat[]): number {
  if (outline.length < 3) return 0
  const cos = Math.cos((outline.reduce((sum, { lat }) => sum + lat, 0) / outline.length) * RAD)
  const twice = outline.reduce((sum, a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a
    return sum + (a.lon * b.lat - b.lon * a.lat)
  }, 0)
  return Math.abs(twice / 2) * (RAD * EARTH_RADIUS_M) ** 2 * cos
}

/** Where the members of a formation are. */
export interface FormationShape {
  readonly id: string
  /** Members that are in it: at sea and not stragglers. */
  readonly vessels: number
  /** At sea, but too far from the others. */
  readonly stragglers: number
  readonly centre: LonLat
  /** Open outline; empty for fewer than three. */
  readonly outline: readonly LonLat[]
  readonly areaM2: number
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/**
 * The moving grid of a formation: the convex outline of its members at sea within `reachM` (metres) of their median
 * place. Null where none is at sea. Not for formations across the 180th meridian.
 */
export function formationShape(id: string, members: readonly LonLat[], reachM: number): FormationShape | null {
  if (members.length === 0) return null
  const centre = { lon: middle(members.map(({ lon }) => lon)), lat: middle(members.map(({ lat }) => lat)) }
  const cos = Math.cos(centre.lat * RAD)
  const near = members.filter(({ lon, lat }) => Math.hypot((lon - centre.lon) * cos, lat - centre.lat) * RAD * EARTH_RADIUS_M <= reachM)
  const outline = hullOf(near)
  return { id, vessels: near.length, stragglers: members.length - near.length, centre, outline, areaM2: areaM2(outline) }
}
