import { DAY, type EpochMs } from '../../../shared/base/time'
import { newest, type Briefing } from '../../../shared/domain/briefing/state'
import { isActive } from '../../../shared/domain/dispatch/state'
import type { World } from '../../../shared/domain/world'
import { isOpen } from '../../../shared/domain/incident/state'
import type { WorldSnapshot } from '../../../shared/protocol/messages'

/** What ended longer ago than this is history: it is read where it is needed, not carried by every screen. */
const KEPT_MS = DAY

/** A briefing that nobody has touched for so long is opened by its number only. */
const BRIEFINGS_MS = 30 * DAY
/** So many drafts are at hand on screens; the hub keeps more. */
const VERSIONS = 10

function withFewVersions(briefing: Briefing): Briefing {
  const { versions, publishedNo } = briefing
  return { ...briefing, versions: versions.filter(({ no }, index) => index >= versions.length - VERSIONS || no === publishedNo) }
}

/** The world as a screen starts with it. Copies nothing: the values are immutable. */
export function worldSnapshot(world: World, now: EpochMs): WorldSnapshot {
  const recent = (endedAt: EpochMs | null): boolean => endedAt === null || now - endedAt < KEPT_MS
  const incidents = [...world.incidents.values()].filter((incident) => isOpen(incident) || recent(incident.closedAt))
  const kept = new Set<string>(incidents.map((incident) => incident.id))
  const relocations = [...world.relocations.values()].filter(({ endedAt }) => endedAt === null || now - endedAt < 7 * DAY)
  const moving = new Set<string>(relocations.map(({ id }) => id))
  return {
    seq: world.seq,
    incidents,
    teams: [...world.teams.values()],
    dispatches: [...world.dispatches.values()].filter((dispatch) => isActive(dispatch) || kept.has(dispatch.incidentId)),
    closures: [...world.closures.values()].filter((closure) => recent(closure.liftedAt)),
    annotations: [...world.annotations.values()].filter(({ until, removedAt }) => recent(removedAt) && (until === null || recent(until))),
    briefings: [...world.briefings.values()].filter((briefing) => now - newest(briefing).at < BRIEFINGS_MS).map(withFewVersions),
    callouts: [...world.callouts.values()].filter(({ liftedAt, withdrawn }) => {
      const endedAt = withdrawn?.at ?? liftedAt
      return endedAt === null || now - endedAt < 7 * DAY
    }),
    walls: [...world.walls.values()],
    relocations,
    sheets: [...world.sheets.values()].filter(({ relocationId }) => moving.has(relocationId)),
    recalls: [...world.recalls.values()].filter(({ endedAt }) => recent(endedAt)),
    drifts: [...world.drifts.values()].filter(({ id }) => kept.has(id)),
    typhoons: [...world.typhoons.values()].filter(({ endedAt }) => endedAt === null || now - endedAt < 7 * DAY),
    responses: [...world.responses.values()].filter(({ endedAt }) => endedAt === null || now - endedAt < 7 * DAY),
    alerts: [...world.alerts.values()].filter(({ closed }) => recent(closed?.at ?? null)),
  }
}
