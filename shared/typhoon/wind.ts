import { unreachable } from '../base/assert'
import type { WindShape } from '../domain/typhoon/state'
import { destination } from '../geo/sphere'
import type { LonLat } from '../geo/position'

const RAD = Math.PI / 180

/**
 * How far the wind reaches in one direction, metres. Quadrants are joined as agencies draw them: one radius from north
 * to east, and so on. An eccentric circle has its own centre, half of (longest - shortest) towards the longest side.
 */
export function radiusAt(shape: WindShape, bearingDeg: number): number {
  switch (shape.kind) {
    case 'quadrants': {
      const bearing = ((bearingDeg % 360) + 360) % 360
      return bearing < 90 ? shape.ne : bearing < 180 ? shape.se : bearing < 270 ? shape.sw : shape.nw
    }
    case 'eccentric': {
      const radius = (shape.longest + shape.shortest) / 2
      const offset = (shape.longest - shape.shortest) / 2
      const angle = (bearingDeg - shape.towardsDeg) * RAD
      // The ray from the storm's centre meets the circle about the other centre (law of cosines).
      return offset * Math.cos(angle) + Math.sqrt(radius * radius - (offset * Math.sin(angle)) ** 2)
    }
    default:
      return unreachable(shape)
  }
}

/** The farthest that the wind reaches in any direction, metres. */
export function longestRadius(shape: WindShape): number {
  return shape.kind === 'eccentric' ? shape.longest : Math.max(shape.ne, shape.se, shape.sw, shape.nw)
}

/** The outline as a closed ring of [lon, lat], degrees, `step` degrees apart; quadrants keep their corners. */
export function windRing(centre: LonLat, shape: WindShape, step = 5): [number, number][] {
  const ring: [number, number][] = []
  const add = (bearing: number, radius: number) => {
    const { lon, lat } = destination(centre, bearing, radius)
    // A ring must not jump round the globe where it crosses the 180th meridian.
    ring.push([lon + 360 * Math.round((centre.lon - lon) / 360), lat])
  }
  for (let bearing = 0; bearing < 360; bearing += step) {
    if (shape.kind === 'quadrants' && bearing % 90 === 0) add(bearing, radiusAt(shape, bearing - 1))
    add(bearing, radiusAt(shape, bearing))
  }
  const first = ring[0]
  if (first) ring.push([first[0], first[1]])
  return ring
}

/** One shape on its way to another, `t` from 0 to 1. Unlike kinds are compared as quadrants. */
export function blendShapes(a: WindShape, b: WindShape, t: number): WindShape {
  const mix = (x: number, y: number) => x + (y - x) * t
  if (a.kind === 'eccentric' && b.kind === 'eccentric') {
    const turn = ((b.towardsDeg - a.towardsDeg + 540) % 360) - 180
    return {
      kind: 'eccentric',
      towardsDeg: (a.towardsDeg + turn * t + 360) % 360,
      longest: mix(a.longest, b.longest),
      shortest: mix(a.shortest, b.shortest),
    }
  }
  const [from, to] = [asQuadrants(a), asQuadrants(b)]
  return { kind: 'quadrants', ne: mix(from.ne, to.ne), se: mix(from.se, to.se), sw: mix(from.sw, to.sw), nw: mix(from.nw, to.nw) }
}

/** `shape` shrunk to a share of itself. */
export function scaleShape(shape: WindShape, share: number): WindShape {
  return shape.kind === 'eccentric'
    ? { ...shape, longest: shape.longest * share, shortest: shape.shortest * share }
    : { kind: 'quadrants', ne: shape.ne * share, se: shape.se * share, sw: shape.sw * share, nw: shape.nw * share }
}

function asQuadrants(shape: WindShape): Extract<WindShape, { kind: 'quadrants' }> {
  if (shape.kind === 'quadrants') return shape
  const [ne, se, sw, nw] = [45, 135, 225, 315].map((bearing) => radiusAt(shape, bearing)) as [number, number, number, number]
  return { kind: 'quadrants', ne, se, sw, nw }
}
