import { upcast } from '../../../shared/domain/upcast'
import { applyEvent, emptyWorld, type World } from '../../../shared/domain/world'
import { snapshotOf, worldFrom } from '../../../shared/domain/world-snapshot'
import type { WorldSnapshot } from '../../../shared/protocol/messages'
import type { EventLog } from '../log/event-log'
import { replay } from '../log/replay'

/** Raised whenever the shape of the folded state changes: an older snapshot is then ignored and made anew. */
const KIND = 'world-1'

/** The world as the log has it: the newest usable snapshot and the events after it, or all events. */
export async function loadWorld(log: EventLog): Promise<{ world: World; savedSeq: number }> {
  const stored = await log.loadSnapshot(KIND)
  const world = stored ? worldFrom(JSON.parse(stored.body) as WorldSnapshot) : emptyWorld()
  for await (const events of replay(log, world.seq)) for (const event of events) applyEvent(world, upcast(event))
  return { world, savedSeq: stored?.seq ?? 0 }
}

export async function saveWorld(log: EventLog, world: World): Promise<void> {
  await log.saveSnapshot(KIND, world.seq, JSON.stringify(snapshotOf(world)))
}
