import { useMemo } from 'react'
import type { IncidentId, TeamId } from '../../shared/base/ids'
import type { Closure } from '../../shared/domain/closure/state'
import { isActive, type Dispatch } from '../../shared/domain/dispatch/state'
import type { LoggedEvent } from '../../shared/domain/event'
import { severityRank } from '../../shared/domain/incident/kind'
import { isOpen, type Incident } from '../../shared/domain/incident/state'
import type { Team } from '../../shared/domain/team/state'
import { useTimelines } from './timeline'
import { useWorld } from './world'

const NO_EVENTS: readonly LoggedEvent[] = []

/** What waits for the officer first: nobody sent, then sent but not acknowledged, then the rest, controlled last. */
export function urgency(incident: Incident, dispatches: ReadonlyMap<Dispatch['id'], Dispatch>): number {
  if (incident.status === 'controlled') return 3
  if (incident.active.length === 0) return incident.anyCompleted ? 2 : 0
  const unanswered = incident.active.some(({ dispatchId }) => {
    const phase = dispatches.get(dispatchId)?.phase
    return phase === 'ordered' || phase === 'delivered'
  })
  return unanswered ? 1 : 2
}

/** Severity first, then what waits for the officer, then the oldest. */
export function byUrgency(
  incidents: Iterable<Incident>,
  dispatches: ReadonlyMap<Dispatch['id'], Dispatch>,
): Incident[] {
  return [...incidents]
    .filter(isOpen)
    .toSorted(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        urgency(a, dispatches) - urgency(b, dispatches) ||
        a.reportedAt - b.reportedAt ||
        (a.number < b.number ? -1 : 1),
    )
}

export function useIncident(id: string | null): Incident | undefined {
  return useWorld((world) => (id === null ? undefined : world.incidents.get(id as IncidentId)))
}

/** Everything open, the most urgent first. */
export function useOpenIncidents(): Incident[] {
  const incidents = useWorld((world) => world.incidents)
  const dispatches = useWorld((world) => world.dispatches)
  return useMemo(() => byUrgency(incidents.values(), dispatches), [incidents, dispatches])
}

export function useTeam(id: string | null): Team | undefined {
  return useWorld((world) => (id === null ? undefined : world.teams.get(id as TeamId)))
}

/** All teams but the retired ones, by name. */
export function useTeams(): Team[] {
  const teams = useWorld((world) => world.teams)
  return useMemo(
    () =>
      [...teams.values()]
        .filter((team) => !team.retired)
        .toSorted((a, b) => a.profile.name.localeCompare(b.profile.name, 'zh')),
    [teams],
  )
}

export function useDispatch(id: string | null): Dispatch | undefined {
  return useWorld((world) => (id === null ? undefined : world.dispatches.get(id as Dispatch['id'])))
}

/** The orders of an incident, oldest first. */
export function useDispatchesOf(incident: Incident | undefined): Dispatch[] {
  const dispatches = useWorld((world) => world.dispatches)
  return useMemo(() => incident?.dispatchIds.flatMap((id) => dispatches.get(id) ?? []) ?? [], [incident, dispatches])
}

/** Orders that bind a team now. */
export function useActiveDispatches(): Dispatch[] {
  const dispatches = useWorld((world) => world.dispatches)
  return useMemo(() => [...dispatches.values()].filter(isActive), [dispatches])
}

/** Closures in force; one past its end counts until the hub lifts it. */
export function useClosures(): Closure[] {
  const closures = useWorld((world) => world.closures)
  return useMemo(() => [...closures.values()].filter((closure) => closure.liftedAt === null), [closures])
}

/** What happened to an incident, oldest first, as far as this screen knows (`fetchTimeline` brings the past). */
export function useTimeline(incidentId: string | null): readonly LoggedEvent[] {
  return useTimelines((state) => (incidentId === null ? undefined : state.byIncident.get(incidentId)) ?? NO_EVENTS)
}
