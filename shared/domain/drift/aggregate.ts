import type { Aggregate } from '../aggregate'
import { driftCommands } from './commands'
import { decideDrift } from './decide'
import { evolveDrift } from './evolve'
import type { Drift, DriftEvent } from './state'

export const drift: Aggregate<'drift', 'drifts', Drift, DriftEvent, typeof driftCommands> = {
  name: 'drift',
  table: 'drifts',
  idOf: (data) => data.incidentId,
  events: {
    'drift.recorded': 1,
  },
  commands: driftCommands,
  evolve: evolveDrift,
  decide: decideDrift,
  memory: { staysWith: ({ id }, kept) => kept('incidents', id) },
}
