import { err } from '../../../shared/base/result'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Pack } from '../../../shared/pack/schema'
import type { Hub } from '../core/hub'
import { createHeatTable } from '../tracks/heat'
import { createReadingTable } from '../tracks/readings'
import { createVesselTable } from '../tracks/vessels'
import type { ReplayPlayer } from './player'

/** What everything that would write is answered in a replay. */
export const READ_ONLY: Rejection = { code: 'replay_read_only', message: 'this is a replay: it can be looked at, and nothing in it can be changed' }

/**
 * A hub whose log is a recording and whose clock is the playhead. [RP6] It writes nothing, asks nobody, and executes no
 * command, its own neither: there is no scheduler, no rule and no feed behind it.
 */
export function createReplayHub(player: ReplayPlayer, pack: Pack): Hub {
  const { header, events } = player
  const readOnly = () => Promise.resolve(err(READ_ONLY))
  const happened = () => events.slice(0, player.happened())
  return {
    logId: `replay:${header.logId}`.slice(0, 64),
    pack,
    kinds: new Map(pack.kinds.map((kind) => [kind.code, kind])),
    world: player.world,
    tracks: player.tracks,
    readings: createReadingTable(),
    heat: createHeatTable(),
    vessels: createVesselTable(),
    sea: null,
    drill: header.drill,
    roads: null,
    replay: player,
    now: player.now,
    execute: () => Promise.resolve({ ok: false, error: READ_ONLY }),
    answerTo: () => Promise.resolve(null),
    onCommitted: player.onEvents,
    readEvents: (since, limit) => Promise.resolve(happened().filter(({ seq }) => seq > since).slice(0, limit)),
    readStream: (stream) => Promise.resolve(happened().filter((event) => event.stream === stream)),
    recommendation: readOnly,
    onRecommendationStale: () => () => undefined,
    route: readOnly,
    coverage: () => null,
    onCoverage: () => () => undefined,
    reach: readOnly,
    suggestSites: readOnly,
  }
}
