import { unreachable } from '../base/assert'
import type { AlertId, AnnotationId, BriefingId, CalloutId, ClosureId, DispatchId, IncidentId, RecallId, RelocationId, ResponseId, SheetId, TeamId, TyphoonId, WallId } from '../base/ids'
import { evolveAlert } from './alert/evolve'
import type { Alert } from './alert/state'
import { evolveAnnotation } from './annotation/evolve'
import type { Annotation } from './annotation/state'
import { evolveBriefing } from './briefing/evolve'
import type { Briefing } from './briefing/state'
import { evolveCallout } from './callout/evolve'
import type { Callout } from './callout/state'
import { evolveClosure } from './closure/evolve'
import type { Closure } from './closure/state'
import { evolveDispatch } from './dispatch/evolve'
import type { Dispatch } from './dispatch/state'
import { evolveDrift } from './drift/evolve'
import type { Drift } from './drift/state'
import type { LoggedEvent } from './event'
import { evolveIncident } from './incident/evolve'
import type { CallSource } from './incident/events'
import { isOpen, type Incident } from './incident/state'
import { evolveRecall } from './recall/evolve'
import type { Recall } from './recall/state'
import { evolveRelocation } from './relocation/evolve'
import { evolveSheet } from './relocation/evolve-sheet'
import type { Relocation, Sheet } from './relocation/state'
import { evolveResponse } from './response/evolve'
import type { Response } from './response/state'
import { evolveTeam } from './team/evolve'
import type { Team } from './team/state'
import { evolveTyphoon } from './typhoon/evolve'
import type { Typhoon } from './typhoon/state'
import { evolveWall } from './wall/evolve'
import type { Wall } from './wall/state'

/** What the tables of a world must be able to do; `Map` does, and so does a layer over one. */
export interface Table<K, V> {
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): unknown
  values(): Iterable<V>
}

/**
 * Everything that is true now: the fold of the log. The values are immutable, the tables are not; a reader that keeps
 * a value keeps the moment at which it was read.
 */
export interface World {
  /** Last event folded in. */
  seq: number
  readonly incidents: Table<IncidentId, Incident>
  readonly teams: Table<TeamId, Team>
  readonly dispatches: Table<DispatchId, Dispatch>
  readonly closures: Table<ClosureId, Closure>
  readonly annotations: Table<AnnotationId, Annotation>
  readonly briefings: Table<BriefingId, Briefing>
  readonly walls: Table<WallId, Wall>
  readonly typhoons: Table<TyphoonId, Typhoon>
  readonly responses: Table<ResponseId, Response>
  readonly alerts: Table<AlertId, Alert>
  readonly callouts: Table<CalloutId, Callout>
  readonly recalls: Table<RecallId, Recall>
  /** Where what was lost at sea may be, by incident. */
  readonly drifts: Table<IncidentId, Drift>
  readonly relocations: Table<RelocationId, Relocation>
  readonly sheets: Table<SheetId, Sheet>
  /** Incidents by `feed/sourceId` of every call: the de-duplication index. */
  readonly bySource: Table<string, IncidentId>
  /** By `alertKey`: the alert that is open or, if none is, the one that was closed last. */
  readonly alertByKey: Table<string, AlertId>
  /** Number of incidents by day prefix `YYYY-MMDD`, for the running number. */
  readonly countByDay: Table<string, number>
}

/** A world in which nothing has happened. */
export function emptyWorld(): World {
  return {
    seq: 0,
    incidents: new Map(),
    teams: new Map(),
    dispatches: new Map(),
    closures: new Map(),
    annotations: new Map(),
    briefings: new Map(),
    walls: new Map(),
    typhoons: new Map(),
    responses: new Map(),
    alerts: new Map(),
    callouts: new Map(),
    recalls: new Map(),
    drifts: new Map(),
    relocations: new Map(),
    sheets: new Map(),
    bySource: new Map(),
    alertByKey: new Map(),
    countByDay: new Map(),
  }
}

export function sourceKey(source: Pick<CallSource, 'feed' | 'sourceId'>): string {
  return `${source.feed}/${source.sourceId}`
}

/** Folds one event into the world's tables. Throws only if the log itself is inconsistent. */
export function applyEvent(world: World, event: LoggedEvent): void {
  switch (event.type) {
    case 'incident.reported':
    case 'incident.sourceUpdated':
    case 'incident.answered':
    case 'incident.verified':
    case 'incident.reclassified':
    case 'incident.relocated':
    case 'incident.noteAdded':
    case 'incident.casualtiesRecorded':
    case 'incident.attachmentAdded':
    case 'incident.teamOrdered':
    case 'incident.teamReleased':
    case 'incident.controlled':
    case 'incident.closed':
    case 'incident.reopened':
    case 'incident.markedFalseAlarm':
    case 'incident.mergedInto':
    case 'incident.callMerged':
    case 'incident.mergeDismissed': {
      const id = event.data.incidentId
      const incident = evolveIncident(world.incidents.get(id), event)
      world.incidents.set(id, incident)
      if (event.type === 'incident.reported') {
        world.bySource.set(sourceKey(event.data.source), id)
        const day = event.data.number.slice(0, 9)
        world.countByDay.set(day, (world.countByDay.get(day) ?? 0) + 1)
      }
      break
    }
    case 'team.registered':
    case 'team.profileChanged':
    case 'team.retired':
    case 'team.dutyChanged':
    case 'team.reserved':
    case 'team.reservationReleased':
    case 'team.assigned':
    case 'team.released':
      world.teams.set(event.data.teamId, evolveTeam(world.teams.get(event.data.teamId), event))
      break
    case 'dispatch.ordered':
    case 'dispatch.delivered':
    case 'dispatch.realerted':
    case 'dispatch.escalated':
    case 'dispatch.acknowledged':
    case 'dispatch.departed':
    case 'dispatch.arrived':
    case 'dispatch.completed':
    case 'dispatch.declined':
    case 'dispatch.withdrawn':
    case 'dispatch.reinforcementRequested':
      world.dispatches.set(
        event.data.dispatchId,
        evolveDispatch(world.dispatches.get(event.data.dispatchId), event),
      )
      break
    case 'closure.declared':
    case 'closure.lifted':
      world.closures.set(event.data.closureId, evolveClosure(world.closures.get(event.data.closureId), event))
      break
    case 'annotation.drawn':
    case 'annotation.changed':
    case 'annotation.removed':
    case 'annotation.restored':
      world.annotations.set(event.data.annotationId, evolveAnnotation(world.annotations.get(event.data.annotationId), event))
      break
    case 'briefing.frozen':
    case 'briefing.edited':
    case 'briefing.published':
    case 'briefing.withdrawn':
      world.briefings.set(event.data.briefingId, evolveBriefing(world.briefings.get(event.data.briefingId), event))
      break
    case 'wall.registered':
    case 'wall.cast':
    case 'wall.advanced':
    case 'wall.held':
    case 'wall.resumed':
    case 'wall.blanked':
    case 'wall.unblanked':
    case 'wall.bannerPut':
    case 'wall.bannerTaken':
    case 'wall.interruptionsSet':
      world.walls.set(event.data.wallId, evolveWall(world.walls.get(event.data.wallId), event))
      break
    case 'recall.ordered':
    case 'recall.answered':
    case 'recall.progressed':
    case 'recall.ended':
      world.recalls.set(event.data.recallId, evolveRecall(world.recalls.get(event.data.recallId), event))
      break
    case 'drift.recorded':
      world.drifts.set(event.data.incidentId, evolveDrift(event))
      break
    case 'relocation.started':
    case 'relocation.ended':
    case 'relocation.resumed':
    case 'relocation.walkInsCounted':
      world.relocations.set(event.data.relocationId, evolveRelocation(world.relocations.get(event.data.relocationId), event))
      break
    case 'sheet.opened':
    case 'sheet.marked':
    case 'sheet.unmarked':
    case 'sheet.shelterAssigned':
    case 'sheet.reported':
    case 'sheet.confirmed':
    case 'sheet.sentBack':
      world.sheets.set(event.data.sheetId, evolveSheet(world.sheets.get(event.data.sheetId), event))
      break
    case 'response.declared':
    case 'response.levelChanged':
    case 'response.ended':
    case 'response.dutyConfirmed':
    case 'response.confirmationWithdrawn':
      world.responses.set(event.data.responseId, evolveResponse(world.responses.get(event.data.responseId), event))
      break
    case 'typhoon.advised':
    case 'typhoon.ended':
    case 'typhoon.resumed':
      world.typhoons.set(event.data.typhoonId, evolveTyphoon(world.typhoons.get(event.data.typhoonId), event))
      break
    case 'alert.raised':
    case 'alert.signalled':
    case 'alert.judged':
    case 'alert.sent':
    case 'alert.answered':
    case 'alert.escalated':
    case 'alert.closed':
    case 'alert.reopened': {
      const alert = evolveAlert(world.alerts.get(event.data.alertId), event)
      world.alerts.set(alert.id, alert)
      if (event.type === 'alert.raised' || event.type === 'alert.reopened') world.alertByKey.set(alert.key, alert.id)
      break
    }
    case 'callout.sent':
    case 'callout.read':
    case 'callout.answered':
    case 'callout.clockRan':
    case 'callout.called':
    case 'callout.lifted':
    case 'callout.reported':
    case 'callout.withdrawn':
      world.callouts.set(event.data.calloutId, evolveCallout(world.callouts.get(event.data.calloutId), event))
      break
    default:
      unreachable(event)
  }
  world.seq = event.seq
}

/** Version of the last event of a stream; 0 for one that is not there yet. */
export function versionOf(world: World, stream: string): number {
  const at = stream.indexOf(':')
  const id = stream.slice(at + 1)
  switch (stream.slice(0, at)) {
    case 'incident':
      return world.incidents.get(id as IncidentId)?.version ?? 0
    case 'team':
      return world.teams.get(id as TeamId)?.version ?? 0
    case 'dispatch':
      return world.dispatches.get(id as DispatchId)?.version ?? 0
    case 'closure':
      return world.closures.get(id as ClosureId)?.version ?? 0
    case 'alert':
      return world.alerts.get(id as AlertId)?.version ?? 0
    case 'annotation':
      return world.annotations.get(id as AnnotationId)?.version ?? 0
    case 'briefing':
      return world.briefings.get(id as BriefingId)?.version ?? 0
    case 'relocation':
      return world.relocations.get(id as RelocationId)?.version ?? 0
    case 'sheet':
      return world.sheets.get(id as SheetId)?.version ?? 0
    case 'typhoon':
      return world.typhoons.get(id as TyphoonId)?.version ?? 0
    case 'callout':
      return world.callouts.get(id as CalloutId)?.version ?? 0
    case 'recall':
      return world.recalls.get(id as RecallId)?.version ?? 0
    case 'drift':
      return world.drifts.get(id as IncidentId)?.version ?? 0
    case 'response':
      return world.responses.get(id as ResponseId)?.version ?? 0
    case 'wall':
      return world.walls.get(id as WallId)?.version ?? 0
    default:
      throw new Error(`no aggregate for stream ${stream}`)
  }
}

/** Everything still open, in the order of report. */
export function openIncidents(world: World): Incident[] {
  const found: Incident[] = []
  for (const incident of world.incidents.values()) if (isOpen(incident)) found.push(incident)
  return found
}
