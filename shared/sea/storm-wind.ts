import { FORCE_MPS } from '../domain/typhoon/state'
import { distanceM, type LonLat } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import type { StormState } from '../typhoon/track'
import { radiusAt } from '../typhoon/wind'

/** How far surface winds blow towards the centre of a storm: 10-30° over the sea, degrees. */
const INFLOW_DEG = 20
/** How fast the wind falls off outside the last circle: v ~ r^-0.5 (modified Rankine vortex; Depperman, 1947). */
const FALL_OFF = 0.5

/** The wind at a place. `fromDeg`: where it comes from, degrees clockwise from north. */
export interface Wind {
  readonly mps: number
  readonly fromDeg: number
}

/**
 * A first estimate of a storm's wind at a place, for an officer to judge: speed between its circles on a power law, the
 * wind turning against the clock (with it in the southern hemisphere) and 20° inwards. Null without circles.
 */
export function stormWind(storm: Pick<StormState, 'centre' | 'circles' | 'windMps'>, place: LonLat): Wind | null {
  const bearing = bearingDeg(storm.centre, place)
  const metres = Math.max(1, distanceM(storm.centre, place))
  const rings = storm.circles
    .map(({ force, shape }) => ({ mps: FORCE_MPS[force], radius: radiusAt(shape, bearing) }))
    .filter(({ radius }) => radius > 0)
    .toSorted((a, b) => a.radius - b.radius)
  const inner = rings[0]
  const outer = rings.at(-1)
  if (!inner || !outer) return null
  const side = storm.centre.lat < 0 ? -1 : 1
  const fromDeg = (bearing + side * (90 - INFLOW_DEG) + 360) % 360
  if (metres <= inner.radius) return { mps: Math.min(storm.windMps ?? inner.mps, inner.mps * (inner.radius / metres) ** FALL_OFF), fromDeg }
  const next = rings.findIndex(({ radius }) => metres <= radius)
  if (next < 0) return { mps: outer.mps * (outer.radius / metres) ** FALL_OFF, fromDeg }
  const [a, b] = [rings[next - 1] ?? inner, rings[next] ?? outer]
  const t = Math.log(metres / a.radius) / Math.max(1e-9, Math.log(b.radius / a.radius))
  return { mps: a.mps * (b.mps / a.mps) ** t, fromDeg }
}
