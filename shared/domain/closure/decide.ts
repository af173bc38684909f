import { asClosureId } from '../../base/ids'
import { err, ok } from '../../base/result'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { World } from '../world'

/** Shutting and opening roads and areas. */
export function decideClosure(
  world: World,
  command: CommandOf<'declareClosure'> | CommandOf<'liftClosure'>,
  context: DecideContext,
): Decided {
  if (command.type === 'declareClosure') {
    const { until } = command.data
    if (until !== null && until <= context.now) {
      return err({ code: 'invalid', message: 'the closure would already be over', field: 'until' })
    }
    const open = command.data.geometry.type === 'Polygon' ? command.data.geometry.coordinates.findIndex((ring) => !closes(ring)) : -1
    if (open >= 0) return err({ code: 'invalid', message: 'a polygon ring must end where it starts', field: `geometry.coordinates.${open}` })
    const closureId = asClosureId(context.newId())
    return ok({ events: [{ type: 'closure.declared', data: { closureId, ...command.data } }], result: { closureId } })
  }
  const { closureId, reason } = command.data
  const closure = world.closures.get(closureId)
  if (!closure) return err({ code: 'not_found', message: `no closure ${closureId}`, field: 'closureId' })
  if (closure.liftedAt !== null) return ok({ events: [], result: { closureId, duplicate: true } })
  return ok({ events: [{ type: 'closure.lifted', data: { closureId, reason } }], result: { closureId } })
}

function closes(ring: readonly (readonly [number, number])[]): boolean {
  const first = ring[0]
  const last = ring.at(-1)
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1]
}
