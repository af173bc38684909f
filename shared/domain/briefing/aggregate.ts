import { DAY } from '../../base/time'
import type { Aggregate } from '../aggregate'
import { briefingCommands } from './commands'
import { decideBriefing } from './decide'
import { evolveBriefing } from './evolve'
import { type Briefing, type BriefingEvent, newest } from './state'
import { HUB_KEEPS_MS } from '../memory'

export const briefing: Aggregate<'briefing', 'briefings', Briefing, BriefingEvent, typeof briefingCommands> = {
  name: 'briefing',
  table: 'briefings',
  idOf: (data) => data.briefingId,
  events: {
    'briefing.frozen': 1,
    'briefing.edited': 1,
    'briefing.published': 1,
    'briefing.withdrawn': 1,
  },
  commands: briefingCommands,
  evolve: evolveBriefing,
  decide: decideBriefing,
  memory: {
    // It never ends: one that nobody has touched for so long is opened by its number.
    endedAt: (briefing) => newest(briefing).at,
    screensMs: 30 * DAY,
    hubMs: HUB_KEEPS_MS,
    trim: withFewVersions,
  },
}

/** So many drafts are at hand on screens; the hub keeps more. */
const VERSIONS = 10

function withFewVersions(briefing: Briefing): Briefing {
  const { versions, publishedNo } = briefing
  if (versions.length <= VERSIONS) return briefing
  return { ...briefing, versions: versions.filter(({ no }, index) => index >= versions.length - VERSIONS || no === publishedNo) }
}
