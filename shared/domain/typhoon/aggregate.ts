import type { Aggregate } from '../aggregate'
import { typhoonCommands } from './commands'
import { decideTyphoon } from './decide'
import { evolveTyphoon } from './evolve'
import type { Typhoon, TyphoonEvent } from './state'
import { WEEK } from '../memory'

export const typhoon: Aggregate<'typhoon', 'typhoons', Typhoon, TyphoonEvent, typeof typhoonCommands> = {
  name: 'typhoon',
  table: 'typhoons',
  idOf: (data) => data.typhoonId,
  events: {
    'typhoon.advised': 1,
    'typhoon.ended': 1,
    'typhoon.resumed': 1,
  },
  commands: typhoonCommands,
  evolve: evolveTyphoon,
  decide: decideTyphoon,
  memory: {
    endedAt: ({ endedAt }) => endedAt,
    screensMs: WEEK,
    // A feed may speak again of one that is over, under the same id, and its stream must then go on. Thirty a year.
    hubMs: null,
  },
}
