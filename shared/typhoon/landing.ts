import { HOUR, MINUTE, type EpochMs } from '../base/time'
import type { LonLat } from '../geo/position'
import { boundsOfRings, insideRings, type Ring } from '../geo/rings'
import type { Bounds } from '../pack/bounds'
import { stormAt, type Track } from './track'

/** Where land is: rings of [lon, lat], degrees. A ring inside another is not expected: lakes do not stop a landing. */
export interface Land {
  /** Beyond it nobody knows. */
  readonly bounds: Bounds
  readonly rings: readonly Ring[]
}

export interface Landing {
  readonly at: EpochMs
  readonly where: LonLat
  readonly windMps: number | null
  readonly pressureHpa: number | null
  readonly phase: 'observed' | 'forecast'
}

const STEP_MS = 10 * MINUTE
/** A centre that has been at sea for less than this comes ashore again on the same coast: islands, bays, river mouths. */
const AT_SEA_MS = 2 * HOUR
/** Rings smaller than this are rocks that a centre crosses without "landing". Square metres. */
const LEAST_AREA_M2 = 20_000_000

interface Boxed {
  readonly ring: Ring
  readonly box: Bounds
}

/** On land, at sea, or unknown (null). */
export type LandTest = (place: LonLat) => boolean | null

/** Makes the test; rings under 20 km² are left out. */
export function landTest(land: Land): LandTest {
  const boxed: Boxed[] = land.rings.filter((ring) => areaM2(ring) >= LEAST_AREA_M2).map((ring) => ({ ring, box: boundsOfRings([ring]) }))
  const within = ([west, south, east, north]: Bounds, lon: number, lat: number) =>
    lon >= west && lat >= south && lon <= east && lat <= north
  return ({ lon, lat }) => {
    if (!within(land.bounds, lon, lat)) return null
    return boxed.some(({ ring, box }) => within(box, lon, lat) && insideRings([ring], lon, lat))
  }
}

/**
 * Where and when the centre comes ashore, every time it does; the moment is found to a minute on the interpolated track,
 * which is as good as the source's own step (3 to 6 hours between fixes). Islands crossed within two hours of each other
 * are one landing. Empty if it never does, or begins on land.
 */
export function landingsOf(track: Track, isLand: LandTest): Landing[] {
  const first = track.fixes[0]?.at
  const last = track.fixes.at(-1)?.at
  if (first === undefined || last === undefined) return []
  const found: Landing[] = []
  const ashore = (at: EpochMs): boolean | null => {
    const storm = stormAt(track, at)
    return storm && isLand(storm.centre)
  }
  let before = ashore(first)
  let leftAt = -Infinity
  for (let at = first + STEP_MS; at <= last; at += STEP_MS) {
    const now = ashore(at)
    if (before === true && now !== true) leftAt = at
    if (before === false && now === true && at - leftAt > AT_SEA_MS) {
      let [sea, land] = [at - STEP_MS, at]
      while (land - sea > MINUTE) {
        const middle = (sea + land) / 2
        if (ashore(middle) === true) land = middle
        else sea = middle
      }
      const storm = stormAt(track, land)
      if (storm) found.push({ at: Math.round(land), where: storm.centre, windMps: storm.windMps, pressureHpa: storm.pressureHpa, phase: storm.phase })
    }
    before = now
  }
  return found
}

/** Shoelace on a plane that touches at the ring's first latitude: good to a few per cent, which is enough to tell a rock. */
function areaM2(ring: Ring): number {
  const metresPerDegree = 111_195
  const cos = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180)
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i] ?? [0, 0]
    const [x2, y2] = ring[j] ?? [0, 0]
    sum += x2 * y1 - x1 * y2
  }
  return (Math.abs(sum) / 2) * metresPerDegree * metresPerDegree * cos
}
