import type { EpochMs } from '../../../shared/base/time'
import { remembered } from '../../../shared/domain/forget'
import { tableOf, type World } from '../../../shared/domain/world'
import type { WorldSnapshot } from '../../../shared/protocol/messages'

/** The world as a screen starts with it: history is read where it is needed, not carried by every screen. */
export function worldSnapshot(world: World, now: EpochMs): WorldSnapshot {
  return { seq: world.seq, ...remembered((name) => tableOf(world, name), now, 'screens') }
}
