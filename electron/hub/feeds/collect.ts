import type { Logger } from 'pino'
import { asActorId } from '../../../shared/base/ids'
import type { Collector } from '../../../shared/pack/collectors'
import type { Hub } from '../core/hub'
import { derivedId } from '../gateway/commands'
import { aisTcp } from './ais/tcp'
import { aisUdp } from './ais/udp'
import { anyFeed, type AnyFeed, type Observation } from './feed'
import { startSupervisor, type Supervisor } from './supervisor'
import { typhoonFolder } from './typhoon/folder'
import { typhoonHttp } from './typhoon/http'

/** Every adapter that there is. */
const FEEDS: readonly AnyFeed[] = [anyFeed(typhoonFolder), anyFeed(typhoonHttp), anyFeed(aisTcp), anyFeed(aisUdp)]

/** Starts the collectors of the pack: facts go into the hub by the same commands as everybody's, moves into its tables. */
export function startCollectors(hub: Hub, inboxDir: string, log: Logger): Supervisor {
  return startSupervisor({
    collectors: hub.pack.manifest.collectors,
    feeds: FEEDS,
    inboxDir,
    now: hub.now,
    log,
    deliver: (observation, collector) => deliver(hub, observation, collector),
  })
}

/** Why it was not taken, or null. */
async function deliver(hub: Hub, observation: Observation, { name }: Collector): Promise<string | null> {
  switch (observation.kind) {
    case 'advisory': {
      // Another id at each attempt: what was refused is judged anew, and what is known writes nothing ([TY1]).
      const commandId = derivedId('feed', name, observation.sourceId, String(hub.now()))
      const actor = { id: asActorId(`feed:${name}`), role: 'feed' as const, teamId: null }
      const reply = await hub.execute({ commandId, type: 'recordAdvisory', data: observation.advisory }, actor)
      return reply.ok ? null : `${reply.error.field ?? ''}: ${reply.error.message}`
    }
    case 'position': {
      const outcome = hub.tracks.put(observation.point, hub.now())
      return outcome === 'full' ? `${observation.point.id}: there are too many moving objects already` : null
    }
    case 'vessel':
      hub.vessels.put(observation.mmsi, observation.particulars, observation.at)
      return null
  }
}
