import type { EpochMs } from '../../../shared/base/time'
import type { RouteResult } from '../../../shared/dispatch/travel'
import type { Dispatch } from '../../../shared/domain/dispatch/state'

/** A team's way as the hub found it, and when it was asked for. */
export interface Way {
  readonly route: RouteResult
  /** Hub time. */
  readonly at: EpochMs
  /** It starts at a position of the team's phone that was not older than its limit; otherwise at its base. */
  readonly live: boolean
}

export interface Arrival {
  /** Seconds until the team should be there; 0 when that moment has passed. */
  readonly seconds: number
  /** A straight line or an old word, not a searched way from where the team is. */
  readonly estimated: boolean
}

export interface ArrivalInput {
  readonly dispatch: Dispatch
  readonly way: Way | null
  /** Seconds from the order to the vehicle moving. */
  readonly mobilisationSeconds: number
  readonly now: EpochMs
}

/**
 * When a team under orders should be on scene: by its way from where it is now; by its way from the base, counted from
 * its departure; or by what the officer was told when the order was given. Null: it is there, or nobody knows.
 */
export function arrivalOf({ dispatch, way, mobilisationSeconds, now }: ArrivalInput): Arrival | null {
  const { phase, orderedAt, departedAt, basis } = dispatch
  if (phase !== 'acknowledged' && phase !== 'en-route') return null
  const left = (at: EpochMs) => Math.max(0, (at - now) / 1000)
  if (way && way.route.seconds !== null) {
    const gatheredAt = departedAt ?? Math.max(orderedAt + mobilisationSeconds * 1000, way.at)
    const from = way.live && departedAt !== null ? way.at : gatheredAt
    return { seconds: left(from + way.route.seconds * 1000), estimated: way.route.kind === 'estimated' || (!way.live && departedAt !== null) }
  }
  if (basis.etaSeconds === null) return null
  return { seconds: left(orderedAt + basis.etaSeconds * 1000), estimated: true }
}
