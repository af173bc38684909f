import type { Aggregate } from '../aggregate'
import { calloutCommands } from './commands'
import { calloutDeadlines } from './deadlines'
import { decideCallout } from './decide'
import { evolveCallout } from './evolve'
import type { Callout, CalloutEvent } from './state'
import { HUB_KEEPS_MS, WEEK } from '../memory'

export const callout: Aggregate<'callout', 'callouts', Callout, CalloutEvent, typeof calloutCommands> = {
  name: 'callout',
  table: 'callouts',
  idOf: (data) => data.calloutId,
  events: {
    'callout.sent': 1,
    'callout.read': 1,
    'callout.answered': 1,
    'callout.clockRan': 1,
    'callout.called': 1,
    'callout.lifted': 1,
    'callout.reported': 1,
    'callout.withdrawn': 1,
  },
  commands: calloutCommands,
  evolve: evolveCallout,
  decide: decideCallout,
  deadlines: calloutDeadlines,
  memory: { endedAt: ({ liftedAt, withdrawn }) => withdrawn?.at ?? liftedAt, screensMs: WEEK, hubMs: HUB_KEEPS_MS },
}
