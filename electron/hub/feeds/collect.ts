import type { Logger } from 'pino'
import { asActorId } from '../../../shared/base/ids'
import type { Hub } from '../core/hub'
import { derivedId } from '../gateway/commands'
import { anyFeed, type AnyFeed } from './feed'
import { startSupervisor, type Supervisor } from './supervisor'
import { typhoonFolder } from './typhoon/folder'
import { typhoonHttp } from './typhoon/http'

/** Every adapter that there is. */
const FEEDS: readonly AnyFeed[] = [anyFeed(typhoonFolder), anyFeed(typhoonHttp)]

/** Starts the collectors of the pack; what they say goes into the hub by the same commands as everybody's. */
export function startCollectors(hub: Hub, inboxDir: string, log: Logger): Supervisor {
  return startSupervisor({
    collectors: hub.pack.manifest.collectors,
    feeds: FEEDS,
    inboxDir,
    now: hub.now,
    log,
    async deliver(observation, { name }) {
      const commandId = derivedId('feed', name, observation.sourceId)
      const actor = { id: asActorId(`feed:${name}`), role: 'feed' as const, teamId: null }
      const reply = await hub.execute({ commandId, type: 'recordAdvisory', data: observation.advisory }, actor)
      return reply.ok ? null : `${reply.error.field ?? ''}: ${reply.error.message}`
    },
  })
}
