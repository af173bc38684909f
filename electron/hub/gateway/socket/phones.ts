import { asDispatchId, asTeamId, type TeamId } from '../../../../shared/base/ids'
import { HOUR, SECOND, type EpochMs } from '../../../../shared/base/time'
import type { RouteResult } from '../../../../shared/dispatch/travel'
import { isActive, type Dispatch } from '../../../../shared/domain/dispatch/state'
import type { LoggedEvent } from '../../../../shared/domain/event'
import type { PhoneOrder, PhoneState } from '../../../../shared/protocol/messages'
import type { Hub } from '../../core/hub'

/** An order that ended stays on the phone for so long: the leader sees that it did, and why. */
const ENDED_SHOWN_MS = HOUR
/** A moving team's route is looked at again at most this often. */
const REROUTE_MS = 30 * SECOND

export interface PhoneOptions {
  readonly hub: Hub
  readonly connected: (teamId: TeamId) => boolean
  readonly emit: (teamId: TeamId, state: PhoneState) => void
}

/**
 * What leaders' phones show. An order goes out in the tick of its commit, without waiting for its route ([GW9]); the
 * route follows in a second message when it is found.
 */
export interface Phones {
  state(teamId: string): PhoneState | null
  /** With the routes, if they are found within `waitMs`. */
  stateWithRoutes(teamId: string, waitMs: number): Promise<PhoneState | null>
  /** Sends now to a phone that has just connected. */
  greet(teamId: TeamId): void
  stop(): void
}

interface Known {
  route: RouteResult | null
  askedAt: EpochMs
  pending: Promise<void> | null
  /** Something changed while the answer was under way: it is out of date before it comes. */
  again: boolean
}

export function createPhones({ hub, connected, emit }: PhoneOptions): Phones {
  /** Orders by team, those that ended long ago left out: a phone's state must not cost a walk through all history. */
  const orders = new Map<TeamId, Set<Dispatch['id']>>()
  const routes = new Map<Dispatch['id'], Known>()

  function remember({ id, teamId }: Pick<Dispatch, 'id' | 'teamId'>): void {
    const known = orders.get(teamId)
    if (known) known.add(id)
    else orders.set(teamId, new Set([id]))
  }

  const endOf = (dispatch: Dispatch): EpochMs | null => (isActive(dispatch) ? null : (dispatch.endedAt ?? dispatch.completedAt))
  const isShown = (dispatch: Dispatch): boolean => {
    const end = endOf(dispatch)
    return end === null || hub.now() - end < ENDED_SHOWN_MS
  }
  for (const dispatch of hub.world.dispatches.values()) if (isShown(dispatch)) remember(dispatch)

  function dispatchesOfTeam(teamId: TeamId): Dispatch[] {
    const shown: Dispatch[] = []
    for (const id of orders.get(teamId) ?? []) {
      const dispatch = hub.world.dispatches.get(id)
      if (dispatch && isShown(dispatch)) shown.push(dispatch)
      else {
        orders.get(teamId)?.delete(id)
        routes.delete(id)
      }
    }
    return shown.toSorted((a, b) => b.orderedAt - a.orderedAt)
  }

  function order(dispatch: Dispatch): PhoneOrder[] {
    const incident = hub.world.incidents.get(dispatch.incidentId)
    if (!incident) return []
    const kind = hub.kinds.get(incident.kind)
    const { id, number, kind: code, severity, at, place, description, status, casualties, attachments } = incident
    return [
      {
        dispatch,
        incident: { id, number, kind: code, severity, at, place, description, status, casualties, attachments },
        kindName: kind?.name ?? { zh: code, en: code },
        tasks: kind?.tasks ?? [],
        route: isActive(dispatch) ? (routes.get(dispatch.id)?.route ?? null) : null,
        ackTimeoutSeconds: hub.pack.manifest.dispatch.ackTimeoutSeconds,
        deskPhone: hub.pack.manifest.deskPhone,
      },
    ]
  }

  function state(teamId: string): PhoneState | null {
    const team = hub.world.teams.get(asTeamId(teamId))
    if (!team) return null
    return {
      hubTime: hub.now(),
      seq: hub.world.seq,
      team: { id: team.id, profile: team.profile, onDuty: team.onDuty },
      orders: dispatchesOfTeam(team.id).flatMap(order),
    }
  }

  function push(teamId: TeamId): void {
    const current = connected(teamId) ? state(teamId) : null
    if (current) emit(teamId, current)
  }

  function askRoute(dispatch: Dispatch, fresh: boolean): Promise<void> {
    const held = routes.get(dispatch.id)
    if (held?.pending) {
      held.again ||= fresh
      return held.pending
    }
    const known: Known = held ?? { route: null, askedAt: 0, pending: null, again: false }
    routes.set(dispatch.id, known)
    known.again = false
    known.askedAt = hub.now()
    known.pending = hub
      .route(dispatch.incidentId, dispatch.teamId)
      .then(
        (answer) => {
          const route = answer.ok ? answer.value : null
          const changed = JSON.stringify(route) !== JSON.stringify(known.route)
          known.route = route
          known.pending = null
          if (changed) push(dispatch.teamId)
          if (known.again) void askRoute(dispatch, true)
        },
        // A road engine that fails is no reason to withhold the order.
        () => void (known.pending = null),
      )
    return known.pending
  }

  /** `fresh`: also ask again for what is known already. */
  function askRoutes(teamId: TeamId, fresh: boolean): Promise<void>[] {
    return dispatchesOfTeam(teamId)
      .filter((dispatch) => isActive(dispatch) && dispatch.phase !== 'on-scene')
      .filter((dispatch) => fresh || !routes.has(dispatch.id))
      .map((dispatch) => askRoute(dispatch, fresh))
  }

  /** Teams that an event is news for. */
  function touched(event: LoggedEvent): TeamId[] {
    if (event.type.startsWith('closure.')) return []
    if (event.type.startsWith('incident.')) {
      const incident = hub.world.incidents.get((event as LoggedEvent & { type: 'incident.answered' }).data.incidentId)
      return (incident?.dispatchIds ?? []).flatMap((id) => hub.world.dispatches.get(asDispatchId(id))?.teamId ?? [])
    }
    return [(event as LoggedEvent & { type: 'team.retired' }).data.teamId]
  }

  const removeCommits = hub.onCommitted((events) => {
    const teams = new Set<TeamId>()
    const rerouted = new Set<TeamId>()
    for (const event of events) {
      if (event.type === 'dispatch.ordered') remember({ id: event.data.dispatchId, teamId: event.data.teamId })
      const concerned = touched(event)
      for (const teamId of concerned) teams.add(teamId)
      if (event.type === 'incident.relocated') for (const teamId of concerned) rerouted.add(teamId)
      if (event.type.startsWith('closure.')) for (const teamId of orders.keys()) rerouted.add(teamId)
    }
    for (const teamId of teams) push(teamId)
    for (const teamId of new Set([...teams, ...rerouted])) if (connected(teamId)) void askRoutes(teamId, rerouted.has(teamId))
  })

  const removeTracks = hub.tracks.onChange((_slot, point) => {
    if (!point?.id.startsWith('team:')) return
    const teamId = asTeamId(point.id.slice('team:'.length))
    if (!orders.has(teamId) || !connected(teamId)) return
    for (const dispatch of dispatchesOfTeam(teamId)) {
      const askedAt = routes.get(dispatch.id)?.askedAt ?? 0
      if (dispatch.phase === 'en-route' && hub.now() - askedAt > REROUTE_MS) void askRoute(dispatch, false)
    }
  })

  return {
    state,
    async stateWithRoutes(teamId, waitMs) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)))
      await Promise.race([Promise.all(askRoutes(asTeamId(teamId), false)), late])
      clearTimeout(timer)
      return state(teamId)
    },
    greet(teamId) {
      push(teamId)
      void askRoutes(teamId, false)
    },
    stop() {
      removeCommits()
      removeTracks()
    },
  }
}
