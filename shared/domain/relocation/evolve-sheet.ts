import { required, unreachable } from '../../base/assert'
import type { EpochMs } from '../../base/time'
import type { EventEnvelope } from '../envelope'
import { stillThere } from './sheet'
import type { Mark, Sheet, SheetEvent } from './state'

/** The sheet after `event`. */
export function evolveSheet(state: Sheet | undefined, event: EventEnvelope & SheetEvent): Sheet {
  const version = event.streamVersion
  if (event.type === 'sheet.opened') {
    const { sheetId, ...opened } = event.data
    return {
      id: sheetId,
      version,
      ...opened,
      marks: {},
      before: {},
      openedAt: event.at,
      heardAt: null,
      report: null,
      confirmed: null,
      sentBack: null,
      drill: event.drill,
    }
  }
  const held = required(state, `sheet of ${event.stream}`)
  switch (event.type) {
    case 'sheet.marked': {
      const marks: Record<string, Mark> = { ...held.marks }
      const before: Record<string, Mark | null> = { ...held.before }
      for (const { householdId, late, ...mark } of event.data.marks) {
        if (late) continue
        before[householdId] = marks[householdId] ?? null
        marks[householdId] = { ...mark, by: event.actor }
      }
      return lapsed({ ...held, version, marks, before, heardAt: event.at }, event.at)
    }
    case 'sheet.unmarked': {
      const { householdId } = event.data
      const { [householdId]: _, ...rest } = held.marks
      const { [householdId]: was, ...before } = held.before
      return lapsed({ ...held, version, marks: was ? { ...rest, [householdId]: was } : rest, before, heardAt: event.at }, event.at)
    }
    case 'sheet.shelterAssigned': {
      const chosen = new Set(event.data.householdIds)
      const { shelterId } = event.data
      return { ...held, version, households: held.households.map((one) => (chosen.has(one.id) ? { ...one, shelterId } : one)) }
    }
    case 'sheet.reported': {
      const { exceptions, note } = event.data
      const report = { at: event.at, by: event.actor, exceptions, note, lapsedAt: null }
      return { ...held, version, report, confirmed: null, sentBack: null, heardAt: event.at }
    }
    case 'sheet.confirmed':
      return { ...held, version, confirmed: { at: event.at, by: event.actor } }
    case 'sheet.sentBack':
      return { ...held, version, report: null, confirmed: null, sentBack: { at: event.at, by: event.actor, reason: event.data.reason } }
    default:
      return unreachable(event)
  }
}

/** [VS9] A report says no more than was true: it lapses when somebody is there who is not among its exceptions. */
function lapsed(sheet: Sheet, at: EpochMs): Sheet {
  const { report } = sheet
  if (report === null || report.lapsedAt !== null) return sheet
  const excepted = new Set(report.exceptions.map(({ householdId }) => householdId))
  const holds = stillThere(sheet).every(({ id }) => excepted.has(id))
  return holds ? sheet : { ...sheet, report: { ...report, lapsedAt: at }, confirmed: null }
}
