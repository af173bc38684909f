import type { Due } from '../deadlines'
import type { World } from '../world'

/** Closures with an end are lifted by themselves. */
export function* closureDeadlines(world: World): Generator<Due> {
  for (const { id, liftedAt, until } of world.closures.values()) {
    if (liftedAt === null && until !== null) yield { at: until, key: `closure:${id}`, command: { type: 'liftClosure', data: { closureId: id, reason: 'over' } } }
  }
}
