import type { WorldSnapshot } from '../protocol/messages'
import { emptyWorld, sourceKey, type World } from './world'

/** The world of a snapshot. The indexes are not sent or stored: they follow from the rest. */
export function worldFrom(snapshot: WorldSnapshot): World {
  const world = emptyWorld()
  world.seq = snapshot.seq
  for (const incident of snapshot.incidents) {
    world.incidents.set(incident.id, incident)
    const first = incident.calls[0]
    if (first) world.bySource.set(sourceKey(first.source), incident.id)
    const day = incident.number.slice(0, 9)
    world.countByDay.set(day, (world.countByDay.get(day) ?? 0) + 1)
  }
  for (const team of snapshot.teams) world.teams.set(team.id, team)
  for (const dispatch of snapshot.dispatches) world.dispatches.set(dispatch.id, dispatch)
  for (const closure of snapshot.closures) world.closures.set(closure.id, closure)
  for (const annotation of snapshot.annotations) world.annotations.set(annotation.id, annotation)
  for (const typhoon of snapshot.typhoons) world.typhoons.set(typhoon.id, typhoon)
  for (const briefing of snapshot.briefings ?? []) world.briefings.set(briefing.id, briefing)
  for (const alert of snapshot.alerts) {
    world.alerts.set(alert.id, alert)
    const held = world.alerts.get(world.alertByKey.get(alert.key) ?? alert.id)
    if (!held?.closed) {
      if (!alert.closed || !held) world.alertByKey.set(alert.key, alert.id)
    } else if (!alert.closed || alert.closed.at >= held.closed.at) world.alertByKey.set(alert.key, alert.id)
  }
  for (const callout of snapshot.callouts ?? []) world.callouts.set(callout.id, callout)
  for (const recall of snapshot.recalls ?? []) world.recalls.set(recall.id, recall)
  for (const drift of snapshot.drifts ?? []) world.drifts.set(drift.id, drift)
  for (const relocation of snapshot.relocations ?? []) world.relocations.set(relocation.id, relocation)
  for (const sheet of snapshot.sheets ?? []) world.sheets.set(sheet.id, sheet)
  for (const response of snapshot.responses ?? []) world.responses.set(response.id, response)
  for (const wall of snapshot.walls) world.walls.set(wall.id, wall)
  return world
}

/** Everything in a world, as lists. */
export function snapshotOf(world: World): WorldSnapshot {
  return {
    seq: world.seq,
    incidents: [...world.incidents.values()],
    teams: [...world.teams.values()],
    dispatches: [...world.dispatches.values()],
    closures: [...world.closures.values()],
    annotations: [...world.annotations.values()],
    briefings: [...world.briefings.values()],
    callouts: [...world.callouts.values()],
    walls: [...world.walls.values()],
    recalls: [...world.recalls.values()],
    drifts: [...world.drifts.values()],
    typhoons: [...world.typhoons.values()],
    responses: [...world.responses.values()],
    relocations: [...world.relocations.values()],
    sheets: [...world.sheets.values()],
    alerts: [...world.alerts.values()],
  }
}
