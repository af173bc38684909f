import type { Aggregate } from '../aggregate'
import { responseCommands } from './commands'
import { decideResponse } from './decide'
import { evolveResponse } from './evolve'
import type { Response, ResponseEvent } from './state'
import { HUB_KEEPS_MS, WEEK } from '../memory'

export const response: Aggregate<'response', 'responses', Response, ResponseEvent, typeof responseCommands> = {
  name: 'response',
  table: 'responses',
  idOf: (data) => data.responseId,
  events: {
    'response.declared': 1,
    'response.levelChanged': 1,
    'response.ended': 1,
    'response.dutyConfirmed': 1,
    'response.confirmationWithdrawn': 1,
  },
  commands: responseCommands,
  evolve: evolveResponse,
  decide: decideResponse,
  memory: { endedAt: ({ endedAt }) => endedAt, screensMs: WEEK, hubMs: HUB_KEEPS_MS, keepsLast: true },
}
