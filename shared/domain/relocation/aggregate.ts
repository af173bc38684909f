import type { Aggregate } from '../aggregate'
import { relocationCommands } from './commands'
import { decideRelocation } from './decide'
import { evolveRelocation } from './evolve'
import type { Relocation, RelocationEvent } from './state'
import { HUB_KEEPS_MS, WEEK } from '../memory'

export const relocation: Aggregate<'relocation', 'relocations', Relocation, RelocationEvent, typeof relocationCommands> = {
  name: 'relocation',
  table: 'relocations',
  idOf: (data) => data.relocationId,
  events: {
    'relocation.started': 1,
    'relocation.ended': 1,
    'relocation.resumed': 1,
    'relocation.walkInsCounted': 1,
  },
  commands: relocationCommands,
  evolve: evolveRelocation,
  decide: decideRelocation,
  memory: { endedAt: ({ endedAt }) => endedAt, screensMs: WEEK, hubMs: HUB_KEEPS_MS, keepsLast: true },
}
