import type { EpochMs } from '../base/time'
import type { SeaSettings } from '../pack/sea'

/** The way over the water to the nearest port. */
export interface PortWay {
  /** Row of the ports; -1: the pack has none. */
  readonly port: number
  /** Metres; Infinity where there is no port. */
  readonly metres: number
  /** `straight`: a straight line times the pack's factor, where no sea is known. */
  readonly by: 'sea' | 'straight'
  /** Metres in a straight line to the pier that is nearest so. */
  readonly pierM: number
}

/** A position as it was heard. Degrees, metres a second (NaN: not known), time of the report. */
export interface Heard {
  readonly mmsi: string
  readonly name: string
  readonly lon: number
  readonly lat: number
  readonly headingDeg: number
  readonly speedMps: number
  readonly at: EpochMs
}

/** A vessel as the hub watches it. */
export interface WatchedVessel extends Heard {
  readonly way: PortWay
  readonly inPort: boolean
  /** Slow and near a pier since then; null: it is not. */
  readonly slowSince: EpochMs | null
}

/**
 * The vessel after it was heard at another place.
 *
 * [SR7] It is in port when it is within `radiusM` of a pier and slower than `stillMps` for `stillSeconds`; it is out again
 *       only beyond `leaveM`. One that is first heard so is in port at once: nobody saw it come in. A speed that nobody
 *       knows counts as slow.
 */
export function watchVessel(before: WatchedVessel | undefined, heard: Heard, way: PortWay, { port }: Pick<SeaSettings, 'port'>): WatchedVessel {
  const isSlow = !(heard.speedMps > port.stillMps)
  const near = way.pierM <= port.radiusM && isSlow
  const slowSince = near ? (before?.slowSince ?? heard.at) : null
  const inPort = before?.inPort ? way.pierM <= port.leaveM : near && (before === undefined || heard.at - (slowSince ?? heard.at) >= port.stillSeconds * 1000)
  return { ...heard, way, inPort, slowSince }
}

/** How a called vessel does, as far as positions tell. */
export interface RecallWatch {
  /** Farthest and nearest that it has been from its port since it is watched, metres; each starts over when it turns. */
  readonly farthestM: number
  readonly nearestM: number
  /** Looks one after the other at which it was nearer. */
  readonly nearer: number
  readonly isMoving: boolean
  readonly isAway: boolean
}

/** Looks that a vessel must be seen coming nearer before it is taken as under way. */
const MOVING_LOOKS = 2

/**
 * A called vessel after another look.
 *
 * [SR8] It is moving when it is under way and `approachM` nearer to its port than the farthest that it has been, at two
 *       looks one after the other.
 * [SR9] It sails away when it is under way and `awayM` farther than the nearest that it has been; no more once it has come
 *       `approachM` nearer again.
 */
export function watchRecalled(before: RecallWatch | undefined, { way, speedMps }: Pick<WatchedVessel, 'way' | 'speedMps'>, { recall }: Pick<SeaSettings, 'recall'>): RecallWatch {
  const { metres } = way
  if (!before) return { farthestM: metres, nearestM: metres, nearer: 0, isMoving: false, isAway: false }
  const underWay = speedMps >= recall.movingMps
  const farthestM = Math.max(before.farthestM, metres)
  const nearestM = Math.min(before.nearestM, metres)
  const isNearer = underWay && farthestM - metres >= recall.approachM
  const wentAway = underWay && metres - nearestM >= recall.awayM
  const isAway = before.isAway ? !isNearer : wentAway
  // One that has just turned away may still be nearer than it was at its farthest.
  const nearer = isNearer && !isAway ? before.nearer + 1 : 0
  return {
    // Each turn is measured from where it turned, else what lies far back would hide it.
    farthestM: isAway && !before.isAway ? metres : farthestM,
    nearestM: before.isAway && !isAway ? metres : nearestM,
    nearer,
    isMoving: nearer >= MOVING_LOOKS,
    isAway,
  }
}
