import { DAY } from '../../base/time'
import type { Aggregate } from '../aggregate'
import { closureCommands } from './commands'
import { closureDeadlines } from './deadlines'
import { decideClosure } from './decide'
import { evolveClosure } from './evolve'
import type { Closure, ClosureEvent } from './state'
import { HUB_KEEPS_MS } from '../memory'

export const closure: Aggregate<'closure', 'closures', Closure, ClosureEvent, typeof closureCommands> = {
  name: 'closure',
  table: 'closures',
  idOf: (data) => data.closureId,
  events: {
    'closure.declared': 1,
    'closure.lifted': 1,
  },
  commands: closureCommands,
  evolve: evolveClosure,
  decide: decideClosure,
  deadlines: closureDeadlines,
  memory: { endedAt: ({ liftedAt }) => liftedAt, screensMs: DAY, hubMs: HUB_KEEPS_MS },
}
