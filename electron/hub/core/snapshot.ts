import { setImmediate as nextTurn } from 'node:timers/promises'
import { upcast } from '../../../shared/domain/upcast'
import { applyEvent, emptyWorld, type World } from '../../../shared/domain/world'
import { snapshotOf, worldFrom } from '../../../shared/domain/world-snapshot'
import type { WorldSnapshot } from '../../../shared/protocol/messages'
import type { EventLog } from '../log/event-log'
import { replay } from '../log/replay'

/** Raised whenever the shape of the folded state changes: an older snapshot is then ignored and made anew. */
const KIND = 'world-4'

/** The world as the log has it: the newest usable snapshot and the events after it, or all events. */
export async function loadWorld(log: EventLog): Promise<{ world: World; savedSeq: number }> {
  const stored = await log.loadSnapshot(KIND)
  const world = stored ? worldFrom(JSON.parse(stored.body) as WorldSnapshot) : emptyWorld()
  for await (const events of replay(log, world.seq)) for (const event of events) applyEvent(world, upcast(event))
  return { world, savedSeq: stored?.seq ?? 0 }
}

/** Values turned into text between two turns of the event loop: a fraction of a millisecond each. */
const STEP = 200

/**
 * Saves the world as it is at the call. The values are immutable, so a list of them is a moment; turning years of
 * incidents into text is done in small steps, and commands go on being answered meanwhile.
 */
export async function saveWorld(log: EventLog, world: World): Promise<void> {
  const { seq, ...tables } = snapshotOf(world)
  const parts = [`{"seq":${seq}`]
  for (const [name, values] of Object.entries(tables) as [string, readonly unknown[]][]) {
    parts.push(`,"${name}":[`)
    for (let at = 0; at < values.length; at += STEP) {
      const text = JSON.stringify(values.slice(at, at + STEP))
      parts.push(at === 0 ? '' : ',', text.slice(1, -1))
      await nextTurn()
    }
    parts.push(']')
  }
  await log.saveSnapshot(KIND, seq, `${parts.join('')}}`)
}
