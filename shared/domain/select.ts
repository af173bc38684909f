import type { EpochMs } from '../base/time'
import { distanceM } from '../geo/position'
import type { Dispatch } from './dispatch/state'
import type { IncidentKind } from './incident/kind'
import { isOpen, type Incident } from './incident/state'
import type { World } from './world'

/** A running or stopped clock against its target. */
export interface Clock {
  readonly startAt: EpochMs
  /** Null while it runs. */
  readonly stopAt: EpochMs | null
  readonly targetMs: number
}

export interface IncidentClocks {
  /** Alarm committed → first order on a leader's phone (S1: 30 s). */
  readonly alarmToDelivered: Clock
  /** First order → first team on scene (S1, S15: 15 min); null before an order. */
  readonly orderToScene: Clock | null
}

export interface ClockTargets {
  readonly deliveredTargetSeconds: number
  readonly onSceneTargetSeconds: number
}

const earliest = (times: readonly (EpochMs | null)[]): EpochMs | null =>
  times.reduce<EpochMs | null>((least, time) => (time !== null && (least === null || time < least) ? time : least), null)

/** The two clocks of an incident, from its orders. An order that was withdrawn before it arrived starts no scene clock. */
export function incidentClocks(incident: Incident, dispatches: readonly Dispatch[], targets: ClockTargets): IncidentClocks {
  const ended = incident.closedAt
  const counted = dispatches.filter((dispatch) => dispatch.arrivedAt !== null || (dispatch.phase !== 'withdrawn' && dispatch.phase !== 'declined'))
  const orderedAt = earliest(counted.map((dispatch) => dispatch.orderedAt))
  return {
    alarmToDelivered: {
      startAt: incident.reportedAt,
      stopAt: earliest(dispatches.map((dispatch) => dispatch.deliveredAt)) ?? ended,
      targetMs: targets.deliveredTargetSeconds * 1000,
    },
    orderToScene:
      orderedAt === null
        ? null
        : {
            startAt: orderedAt,
            stopAt: earliest(counted.map((dispatch) => dispatch.arrivedAt)) ?? ended,
            targetMs: targets.onSceneTargetSeconds * 1000,
          },
  }
}

/** The orders of an incident, oldest first. */
export function dispatchesOf(world: Pick<World, 'dispatches'>, incident: Incident): Dispatch[] {
  return incident.dispatchIds.flatMap((id) => world.dispatches.get(id) ?? [])
}

export interface MergeSuggestion {
  readonly incidentId: string
  readonly intoId: string
  readonly distanceM: number
  readonly secondsApart: number
}

/**
 * Open incidents that may be the same as an earlier one: same kind, within the kind's distance and time, neither
 * dismissed. The later one is suggested to be merged into the earlier one; the officer decides.
 */
export function mergeSuggestions(open: readonly Incident[], kinds: ReadonlyMap<string, IncidentKind>): MergeSuggestion[] {
  const inOrder = open.filter(isOpen).toSorted((a, b) => a.reportedAt - b.reportedAt || (a.number < b.number ? -1 : 1))
  return inOrder.flatMap((later, index) => {
    const rule = kinds.get(later.kind)?.merge
    if (!rule || later.active.length > 0) return []
    for (const earlier of inOrder.slice(0, index)) {
      if (earlier.kind !== later.kind) continue
      if (later.mergeDismissed.includes(earlier.id) || earlier.mergeDismissed.includes(later.id)) continue
      const secondsApart = Math.abs(later.reportedAt - earlier.reportedAt) / 1000
      const metres = distanceM(later.at, earlier.at)
      if (secondsApart <= rule.withinSeconds && metres <= rule.withinM) {
        return [{ incidentId: later.id, intoId: earlier.id, distanceM: metres, secondsApart }]
      }
    }
    return []
  })
}

/**
 * The p-quantile (0..1) of raw samples by linear interpolation between order statistics (Hyndman & Fan 1996, type 7);
 * null for no samples. Percentiles are always taken from raw samples, never from averages.
 */
export function quantile(samples: readonly number[], p: number): number | null {
  if (samples.length === 0) return null
  const sorted = samples.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * p
  const low = sorted[Math.floor(position)] ?? 0
  const high = sorted[Math.ceil(position)] ?? low
  return low + (high - low) * (position - Math.floor(position))
}
