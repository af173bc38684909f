import { create } from 'zustand'
import type { IncidentId } from '../../shared/base/ids'
import type { EpochMs } from '../../shared/base/time'
import { applyEvent, emptyWorld, type World } from '../../shared/domain/world'
import type { LoggedEvent } from '../../shared/domain/event'
import type { Alert } from '../../shared/domain/alert/state'
import type { Annotation } from '../../shared/domain/annotation/state'
import type { Briefing } from '../../shared/domain/briefing/state'
import type { Callout } from '../../shared/domain/callout/state'
import type { Closure } from '../../shared/domain/closure/state'
import type { Dispatch } from '../../shared/domain/dispatch/state'
import type { Drift } from '../../shared/domain/drift/state'
import { isOpen, type Incident } from '../../shared/domain/incident/state'
import type { Recall } from '../../shared/domain/recall/state'
import type { Relocation, Sheet } from '../../shared/domain/relocation/state'
import type { Response } from '../../shared/domain/response/state'
import type { Team } from '../../shared/domain/team/state'
import type { Typhoon } from '../../shared/domain/typhoon/state'
import type { Wall } from '../../shared/domain/wall/state'
import type { WorldSnapshot } from '../../shared/protocol/messages'
import { addToTimelines, clearTimelines, keepTimelines } from './timeline'

/** The fold of the log as a screen holds it. Tables are replaced, never changed: compare them by identity. */
export interface WorldState {
  readonly incidents: ReadonlyMap<IncidentId, Incident>
  readonly teams: ReadonlyMap<Team['id'], Team>
  readonly dispatches: ReadonlyMap<Dispatch['id'], Dispatch>
  readonly closures: ReadonlyMap<Closure['id'], Closure>
  readonly annotations: ReadonlyMap<Annotation['id'], Annotation>
  readonly walls: ReadonlyMap<Wall['id'], Wall>
  readonly briefings: ReadonlyMap<Briefing['id'], Briefing>
  readonly typhoons: ReadonlyMap<Typhoon['id'], Typhoon>
  readonly responses: ReadonlyMap<Response['id'], Response>
  readonly alerts: ReadonlyMap<Alert['id'], Alert>
  readonly callouts: ReadonlyMap<Callout['id'], Callout>
  readonly recalls: ReadonlyMap<Recall['id'], Recall>
  readonly drifts: ReadonlyMap<Drift['id'], Drift>
  readonly relocations: ReadonlyMap<Relocation['id'], Relocation>
  readonly sheets: ReadonlyMap<Sheet['id'], Sheet>
  /** Last event folded in. */
  readonly seq: number
  /** False until the first snapshot or tail has arrived: then "nothing" means nothing. */
  readonly loaded: boolean
}

const NOTHING: WorldState = {
  incidents: new Map(),
  teams: new Map(),
  dispatches: new Map(),
  closures: new Map(),
  annotations: new Map(),
  walls: new Map(),
  briefings: new Map(),
  typhoons: new Map(),
  responses: new Map(),
  relocations: new Map(),
  sheets: new Map(),
  alerts: new Map(),
  callouts: new Map(),
  recalls: new Map(),
  drifts: new Map(),
  seq: 0,
  loaded: false,
}

export const useWorld = create<WorldState>(() => NOTHING)

/** Replaces everything: a snapshot or a new log. Events that were waiting are dropped, the snapshot holds them. */
export function replaceWorld(snapshot: WorldSnapshot): void {
  const byId = <V extends { readonly id: string }>(values: readonly V[]) =>
    new Map(values.map((value) => [value.id as V['id'], value]))
  clearTimelines()
  useWorld.setState({
    incidents: byId(snapshot.incidents),
    teams: byId(snapshot.teams),
    dispatches: byId(snapshot.dispatches),
    closures: byId(snapshot.closures),
    annotations: byId(snapshot.annotations),
    walls: byId(snapshot.walls),
    briefings: byId(snapshot.briefings ?? []),
    typhoons: byId(snapshot.typhoons),
    responses: byId(snapshot.responses ?? []),
    relocations: byId(snapshot.relocations ?? []),
    sheets: byId(snapshot.sheets ?? []),
    alerts: byId(snapshot.alerts),
    callouts: byId(snapshot.callouts ?? []),
    recalls: byId(snapshot.recalls ?? []),
    drifts: byId(snapshot.drifts ?? []),
    seq: snapshot.seq,
    loaded: true,
  })
}

/** Nothing is known any more: another log, another identity. */
export function clearWorld(): void {
  clearTimelines()
  useWorld.setState(NOTHING)
}

/** The events that were folded so far are all that there are. */
export function markLoaded(): void {
  if (!useWorld.getState().loaded) useWorld.setState({ loaded: true })
}

/**
 * The one writer of the world: folds a batch with the hub's own `applyEvent`, on tables copied once for the batch, and
 * only those that it touches. Throws if an event cannot be folded (it speaks of something that this screen was never
 * given); then nothing of the batch is taken over, and the screen must ask for a snapshot.
 */
export function applyEvents(batch: readonly LoggedEvent[]): void {
  if (batch.length === 0) return
  const before = useWorld.getState()
  const touched = new Set(batch.map((event) => event.type.split('.', 1)[0]))
  const table = <K, V>(kind: string, map: ReadonlyMap<K, V>) => (touched.has(kind) ? new Map(map) : (map as Map<K, V>))
  const draft = {
    // The indexes that only the hub's deciders read stay empty.
    ...emptyWorld(),
    seq: before.seq,
    incidents: table('incident', before.incidents),
    teams: table('team', before.teams),
    dispatches: table('dispatch', before.dispatches),
    closures: table('closure', before.closures),
    annotations: table('annotation', before.annotations),
    walls: table('wall', before.walls),
    briefings: table('briefing', before.briefings),
    typhoons: table('typhoon', before.typhoons),
    responses: table('response', before.responses),
    relocations: table('relocation', before.relocations),
    sheets: table('sheet', before.sheets),
    alerts: table('alert', before.alerts),
    callouts: table('callout', before.callouts),
    recalls: table('recall', before.recalls),
    drifts: table('drift', before.drifts),
  } satisfies World
  for (const event of batch) applyEvent(draft, event)
  const { incidents, teams, recalls, drifts, dispatches, closures, annotations, walls, briefings, typhoons, alerts, callouts, relocations, sheets, responses, seq } = draft
  addToTimelines(batch)
  useWorld.setState({ incidents, teams, recalls, drifts, dispatches, closures, annotations, walls, briefings, typhoons, alerts, callouts, relocations, sheets, responses, seq })
}

/**
 * Forgets incidents that ended before `before`, with their orders and timelines: a screen that runs for months holds
 * what a fresh snapshot would. An event about one of them cannot be folded any more, and brings a snapshot.
 */
export function forgetEnded(before: EpochMs): void {
  const world = useWorld.getState()
  const old = [...world.incidents.values()].filter(
    (incident) => !isOpen(incident) && (incident.closedAt ?? incident.reportedAt) < before,
  )
  if (old.length === 0) return
  const incidents = new Map(world.incidents)
  const dispatches = new Map(world.dispatches)
  for (const incident of old) {
    incidents.delete(incident.id)
    for (const id of incident.dispatchIds) dispatches.delete(id)
  }
  keepTimelines((id) => incidents.has(id as IncidentId))
  useWorld.setState({ incidents, dispatches })
}
