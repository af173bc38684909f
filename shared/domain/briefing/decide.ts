import { asBriefingId } from '../../base/ids'
import { err, ok } from '../../base/result'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { World } from '../world'
import { newest, SECTIONS, type Edition } from './state'

export type BriefingCommand = CommandOf<'freezeBriefing' | 'editBriefing' | 'publishBriefing' | 'withdrawBriefing'>

/**
 * What may be done with a briefing.
 *
 * Rules (tests are named by them):
 * - [BR1] the numbers are frozen once, by the hub itself from its own log, and never change: an edit has words only;
 * - [BR2] an edit is made on the newest words: one that was made on older ones is refused, and nothing is overwritten;
 * - [BR3] what is so already writes nothing;
 * - [BR4] an order names every section once, and at least one stays visible;
 * - [BR5] what is published are the words of that moment: later ones need publishing again; a withdrawn briefing is kept,
 *   with the reason, can be published again, and no wall shows it;
 * - [BR6] running numbers count by the day of the jurisdiction's zone.
 */
export function decideBriefing(world: World, command: BriefingCommand, { newId, dayPrefix }: DecideContext): Decided {
  if (command.type === 'freezeBriefing') {
    const { content, edition, previousId } = command.data
    if (content.seq > world.seq) return err({ code: 'invalid', message: `frozen at ${content.seq}, the log ends at ${world.seq}`, field: 'content.seq' })
    if (previousId !== null && !world.briefings.has(previousId)) {
      return err({ code: 'not_found', message: `no briefing ${previousId}`, field: 'previousId' })
    }
    const refused = checkEdition(edition)
    if (refused) return refused
    const briefingId = asBriefingId(newId())
    const { seq, storm } = content
    const about = storm && { id: storm.id, name: storm.name, at: storm.at }
    const number = `${dayPrefix}-${String(nextOf(world, dayPrefix)).padStart(2, '0')}`
    return ok({
      events: [{ type: 'briefing.frozen', data: { briefingId, number, previousId, edition, content, seq, storm: about } }],
      result: { briefingId },
    })
  }
  const { briefingId } = command.data
  const briefing = world.briefings.get(briefingId)
  if (!briefing) return err({ code: 'not_found', message: `no briefing ${briefingId}`, field: 'briefingId' })
  const nothing: Decided = ok({ events: [], result: { briefingId, duplicate: true } })
  const { no, edition: held } = newest(briefing)
  switch (command.type) {
    case 'editBriefing': {
      const { edition, basedOn } = command.data
      if (JSON.stringify(edition) === JSON.stringify(held)) return nothing
      if (basedOn !== no) {
        return err({ code: 'stale_version', message: `the words are at version ${no}, not ${basedOn}`, field: 'basedOn' })
      }
      return (
        checkEdition(edition) ??
        ok({ events: [{ type: 'briefing.edited', data: { briefingId, no: no + 1, edition } }], result: { briefingId } })
      )
    }
    case 'publishBriefing':
      if (briefing.publishedNo === no && briefing.withdrawn === null) return nothing
      return ok({ events: [{ type: 'briefing.published', data: { briefingId, no } }], result: { briefingId } })
    case 'withdrawBriefing':
      if (briefing.withdrawn !== null) return nothing
      return ok({ events: [{ type: 'briefing.withdrawn', data: { briefingId, reason: command.data.reason } }], result: { briefingId } })
  }
}

function checkEdition({ order, hidden }: Edition): Decided | null {
  if (new Set(order).size !== SECTIONS.length || order.length !== SECTIONS.length) {
    return err({ code: 'invalid', message: 'every section once', field: 'edition.order', allowed: SECTIONS })
  }
  if (new Set(hidden).size === SECTIONS.length) return err({ code: 'invalid', message: 'nothing would be left to show', field: 'edition.hidden' })
  return null
}

function nextOf(world: World, dayPrefix: string): number {
  let count = 0
  for (const { number } of world.briefings.values()) if (number.startsWith(dayPrefix)) count++
  return count + 1
}
