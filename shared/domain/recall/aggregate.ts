import { DAY } from '../../base/time'
import type { Aggregate } from '../aggregate'
import { recallCommands } from './commands'
import { decideRecall } from './decide'
import { evolveRecall } from './evolve'
import type { Recall, RecallEvent } from './state'
import { HUB_KEEPS_MS } from '../memory'

export const recall: Aggregate<'recall', 'recalls', Recall, RecallEvent, typeof recallCommands> = {
  name: 'recall',
  table: 'recalls',
  idOf: (data) => data.recallId,
  events: {
    'recall.ordered': 1,
    'recall.answered': 1,
    'recall.progressed': 1,
    'recall.ended': 1,
  },
  commands: recallCommands,
  evolve: evolveRecall,
  decide: decideRecall,
  memory: { endedAt: ({ endedAt }) => endedAt, screensMs: DAY, hubMs: HUB_KEEPS_MS },
}
