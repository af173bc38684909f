import { DAY, type EpochMs } from '../base/time'
import type { Dispatch } from '../domain/dispatch/state'
import { SEVERITIES, severityRank, type IncidentKind, type Severity } from '../domain/incident/kind'
import { isOpen, type Incident } from '../domain/incident/state'
import { dispatchesOf, quantile } from '../domain/select'
import { availability } from '../domain/team/state'
import type { World } from '../domain/world'
import type { DispatchSettings } from '../pack/schema'
import type { ForcePart, IncidentLine, IncidentPart, Known, Spread } from './content'

/** So many incidents are listed; the figures count all of them. */
const MOST_LINES = 40

export interface IncidentRules {
  readonly kinds: ReadonlyMap<string, IncidentKind>
  readonly targets: Pick<DispatchSettings, 'deliveredTargetSeconds' | 'onSceneTargetSeconds'>
  /** A place as a room full of people may read it: of sensitive kinds the township, and no telephone numbers. */
  readonly placeOf: (incident: Incident) => string
}

/** Incidents of the last day and those that are still open, with how long orders and teams took. */
export function incidentPart(world: Pick<World, 'incidents' | 'dispatches'>, rules: IncidentRules, now: EpochMs): IncidentPart {
  const since = now - DAY
  const counted = [...world.incidents.values()].filter(
    (incident) => (isOpen(incident) || incident.reportedAt >= since || (incident.closedAt ?? 0) >= since) && incident.status !== 'merged',
  )
  const timed = counted.map((incident) => ({ incident, ...times(incident, dispatchesOf(world, incident)) }))
  const open = counted.filter(isOpen)
  const lines = timed.toSorted(
    (a, b) =>
      Number(isOpen(b.incident)) - Number(isOpen(a.incident)) ||
      severityRank(a.incident.severity) - severityRank(b.incident.severity) ||
      b.incident.reportedAt - a.incident.reportedAt ||
      a.incident.number.localeCompare(b.incident.number),
  )
  const sum = (pick: (incident: Incident) => Known): Known => {
    const known = counted.map(pick).filter((value) => value !== null)
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
  }
  return {
    since,
    open: open.length,
    reported: counted.filter(({ reportedAt }) => reportedAt >= since).length,
    closed: counted.filter(({ closedAt }) => closedAt !== null && closedAt >= since).length,
    bySeverity: Object.fromEntries(SEVERITIES.map((one) => [one, open.filter(({ severity }) => severity === one).length])) as Record<Severity, number>,
    casualties: {
      missing: sum(({ casualties }) => casualties?.missing ?? null),
      injured: sum(({ casualties }) => casualties?.injured ?? null),
      dead: sum(({ casualties }) => casualties?.dead ?? null),
      rescued: sum(({ casualties }) => casualties?.rescued ?? null),
    },
    toDelivered: spreadOf(timed.map(({ toDeliveredMs }) => toDeliveredMs), rules.targets.deliveredTargetSeconds * 1000),
    toScene: spreadOf(timed.map(({ toSceneMs }) => toSceneMs), rules.targets.onSceneTargetSeconds * 1000),
    lines: lines.slice(0, MOST_LINES).map(({ incident, toDeliveredMs, toSceneMs }): IncidentLine => ({
      number: incident.number,
      kind: rules.kinds.get(incident.kind)?.name ?? { zh: incident.kind, en: incident.kind },
      severity: incident.severity,
      place: rules.placeOf(incident),
      status: incident.status,
      reportedAt: incident.reportedAt,
      toDeliveredMs,
      toSceneMs,
    })),
  }
}

const earliest = (times: readonly (EpochMs | null)[]): EpochMs | null =>
  times.reduce<EpochMs | null>((least, time) => (time !== null && (least === null || time < least) ? time : least), null)

/** Alarm → order on a phone, and first order → first team on scene. What has not happened is null, not long. */
function times(incident: Incident, dispatches: readonly Dispatch[]): { toDeliveredMs: Known; toSceneMs: Known } {
  const delivered = earliest(dispatches.map(({ deliveredAt }) => deliveredAt))
  const arrived = earliest(dispatches.map(({ arrivedAt }) => arrivedAt))
  const ordered = earliest(
    dispatches.filter(({ arrivedAt, phase }) => arrivedAt !== null || (phase !== 'withdrawn' && phase !== 'declined')).map(({ orderedAt }) => orderedAt),
  )
  return {
    toDeliveredMs: delivered === null ? null : delivered - incident.reportedAt,
    toSceneMs: arrived === null || ordered === null ? null : arrived - ordered,
  }
}

function spreadOf(values: readonly Known[], targetMs: number): Spread {
  const samples = values.filter((value) => value !== null)
  const rounded = (value: number | null) => (value === null ? null : Math.round(value))
  return {
    samples: samples.length,
    p50Ms: rounded(quantile(samples, 0.5)),
    p90Ms: rounded(quantile(samples, 0.9)),
    worstMs: samples.length === 0 ? null : Math.max(...samples),
    targetMs,
    within: samples.filter((value) => value <= targetMs).length,
  }
}

/** Teams as the rules see them at `now`. */
export function forcePart(world: Pick<World, 'teams'>, now: EpochMs): ForcePart {
  const states = [...world.teams.values()].map((team) => availability(team, now)).filter((state) => state !== 'retired')
  return {
    teams: states.length,
    onDuty: states.filter((state) => state !== 'off-duty').length,
    free: states.filter((state) => state === 'available').length,
    committed: states.filter((state) => state === 'committed').length,
  }
}
