import { err, ok } from '../../base/result'
import { shelterOccupancy } from '../../relocation/occupancy'
import type { CommandOf, CommandResult, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import { ended } from './decide'
import { stillThere } from './sheet'
import type { HouseholdMark } from './schema'
import { isAway, type Mark, type Sheet, type SheetHousehold } from './state'

export type SheetCommand = CommandOf<'markHouseholds' | 'unmarkHousehold' | 'assignShelter' | 'reportSheet' | 'confirmSheet' | 'sendBackSheet'>

/**
 * What is said of one village's sheet.
 *
 * Rules (tests are named by them; VS1, 2, 6, 11 and 12 are in `decide.ts`):
 * - [VS3] marks come in batches, one event for all of them, all or none;
 * - [VS4] the latest word about a household counts, by when it was so: one that arrives late is kept in the record and
 *   changes nothing; a sender's clock that runs ahead counts as now; a repetition writes nothing;
 * - [VS5] a refusal has its reason, a check-in its shelter, and no more people go than live there: who goes only in
 *   part stays "told" with the rest;
 * - [VS7] one step back per household, to the word before;
 * - [VS8] "all moved" is said only when it is true, or with a reason for every household that is still there;
 * - [VS9] a report lapses when somebody is back who is not among its exceptions;
 * - [VS10] a report is confirmed or given back by the town or an officer, never by the village itself.
 */
export function decideSheet(world: World, command: SheetCommand, context: DecideContext): Decided {
  const { sheetId } = command.data
  const sheet = world.sheets.get(sheetId)
  if (!sheet) return err({ code: 'not_found', message: `no sheet ${sheetId}`, field: 'sheetId' })
  const { actor } = context
  const judges = command.type === 'confirmSheet' || command.type === 'sendBackSheet'
  if (actor.role === 'unit' && actor.unitId !== (judges ? sheet.townId : sheet.villageId)) {
    return err({ code: 'forbidden', message: `${actor.unitId ?? 'nobody'} may not ${command.type} for ${sheet.villageId}`, field: 'sheetId' })
  }
  const relocation = world.relocations.get(sheet.relocationId)
  if (relocation && relocation.endedAt !== null) return err(ended(relocation))
  const done: CommandResult = { sheetId }
  switch (command.type) {
    case 'markHouseholds':
      return marked(world, sheet, command.data.marks, context)
    case 'unmarkHousehold': {
      const { householdId } = command.data
      if (!find(sheet, householdId)) return err(unknown(sheet, householdId, 'householdId'))
      if (!(householdId in sheet.before)) {
        return err({ code: 'wrong_state', message: `nothing to take back for ${householdId}`, field: 'householdId' })
      }
      return ok({ events: [{ type: 'sheet.unmarked', data: { sheetId, householdId } }], result: done })
    }
    case 'assignShelter': {
      const { householdIds, shelterId } = command.data
      if (shelterId !== null && !context.book.capacities.has(shelterId)) {
        return err({ code: 'not_found', message: `no shelter ${shelterId}`, field: 'shelterId' })
      }
      for (const [i, id] of householdIds.entries()) if (!find(sheet, id)) return err(unknown(sheet, id, `householdIds.${i}`))
      const changed = householdIds.filter((id) => find(sheet, id)?.shelterId !== shelterId)
      if (changed.length === 0) return ok({ events: [], result: { ...done, duplicate: true } })
      return ok({ events: [{ type: 'sheet.shelterAssigned', data: { sheetId, householdIds: changed, shelterId } }], result: done })
    }
    case 'reportSheet':
      return reported(sheet, command)
    case 'confirmSheet': {
      const refusal = unjudged(sheet)
      if (refusal) return err(refusal)
      if (sheet.confirmed) return ok({ events: [], result: { ...done, duplicate: true } })
      return ok({ events: [{ type: 'sheet.confirmed', data: { sheetId } }], result: done })
    }
    case 'sendBackSheet': {
      const refusal = sheet.report === null ? unjudged(sheet) : null
      if (refusal) return err(refusal)
      return ok({ events: [{ type: 'sheet.sentBack', data: { sheetId, reason: command.data.reason } }], result: done })
    }
  }
}

/** [VS10] Only a report that holds can be confirmed. */
function unjudged({ name, report }: Sheet): Rejection | null {
  if (report === null) return { code: 'wrong_state', message: `${name} has not reported`, field: 'sheetId' }
  if (report.lapsedAt !== null) return { code: 'wrong_state', message: `the report of ${name} no longer holds`, field: 'sheetId' }
  return null
}

const find = (sheet: Sheet, id: string): SheetHousehold | undefined => sheet.households.find((household) => household.id === id)

function unknown({ name }: Sheet, id: string, field: string): Rejection {
  return { code: 'not_found', message: `no household ${id} on the sheet of ${name}`, field }
}

function marked(world: World, sheet: Sheet, said: readonly HouseholdMark[], { now, actor, book }: DecideContext): Decided {
  const sheetId = sheet.id
  const marks: (Omit<Mark, 'by'> & { householdId: string; late: boolean })[] = []
  const arrivals = new Map<string, number>()
  const seen = new Set<string>()
  for (const [index, mark] of said.entries()) {
    const field = (name: string): string => `marks.${index}.${name}`
    const household = find(sheet, mark.householdId)
    if (!household) return err(unknown(sheet, mark.householdId, field('householdId')))
    if (seen.has(household.id)) {
      return err({ code: 'invalid', message: `${household.id} is marked twice in one batch`, field: field('householdId') })
    }
    seen.add(household.id)
    const wrong = check(mark, household, field)
    if (wrong) return err(wrong)
    if (mark.shelterId !== undefined && !book.capacities.has(mark.shelterId)) {
      return err({ code: 'not_found', message: `no shelter ${mark.shelterId}`, field: field('shelterId') })
    }
    const { status, note, followUp } = mark
    const observedAt = Math.min(mark.observedAt, now)
    const persons = isAway(status) ? (mark.persons ?? household.people) : 0
    const next = { status, persons, shelterId: mark.shelterId ?? null, note, followUp, observedAt }
    const held = sheet.marks[household.id]
    if (held && isSame(held, { ...next, by: actor.id })) continue
    const late = held !== undefined && held.observedAt > observedAt
    marks.push({ householdId: household.id, ...next, late })
    if (late) continue
    if (held?.status === 'arrived' && held.shelterId) add(arrivals, held.shelterId, -held.persons)
    if (status === 'arrived' && next.shelterId) add(arrivals, next.shelterId, persons)
  }
  if (marks.length === 0) return ok({ events: [], result: { sheetId, duplicate: true } })
  const late = marks.filter((mark) => mark.late).length
  const overCapacity = overfull(world, sheet, arrivals, book.capacities)
  return ok({
    events: [{ type: 'sheet.marked', data: { sheetId, marks } }],
    result: { sheetId, ...(late > 0 ? { late } : {}), ...(overCapacity.length > 0 ? { overCapacity } : {}) },
  })
}

function add(to: Map<string, number>, key: string, n: number): void {
  to.set(key, (to.get(key) ?? 0) + n)
}

/** The same words about the same state: a repetition. A later moment alone is no news. */
function isSame(a: Mark, b: Mark): boolean {
  return a.status === b.status && a.persons === b.persons && a.shelterId === b.shelterId && a.note === b.note && a.followUp === b.followUp
}

/** [VS5] */
function check(mark: HouseholdMark, household: SheetHousehold, field: (name: string) => string): Rejection | null {
  const { status, persons, shelterId, note } = mark
  if (status === 'refuses' && note === '') return { code: 'reason_needed', message: 'a refusal needs its reason', field: field('note') }
  if (status === 'arrived' && shelterId === undefined) {
    return { code: 'invalid', message: 'a check-in needs the shelter', field: field('shelterId') }
  }
  if (status !== 'arrived' && shelterId !== undefined) {
    return { code: 'invalid', message: `${status} has no shelter`, field: field('shelterId') }
  }
  if (persons === undefined) return null
  if (!isAway(status)) return { code: 'invalid', message: `nobody is away who is ${status}`, field: field('persons') }
  if (persons > household.people) {
    return { code: 'invalid', message: `${household.people} persons live there, not ${persons}`, field: field('persons') }
  }
  return null
}

/** [VS6] Shelters that this batch fills beyond what they take. */
function overfull(world: World, sheet: Sheet, arrivals: ReadonlyMap<string, number>, capacities: ReadonlyMap<string, number>) {
  const coming = [...arrivals].filter(([, persons]) => persons > 0)
  if (coming.length === 0) return []
  const there = shelterOccupancy(world, sheet.relocationId)
  return coming.flatMap(([shelterId, more]) => {
    const persons = (there.get(shelterId)?.persons ?? 0) + more
    const capacity = capacities.get(shelterId) ?? 0
    return persons > capacity ? [{ shelterId, persons, capacity }] : []
  })
}

/** [VS8] */
function reported(sheet: Sheet, { data }: CommandOf<'reportSheet'>): Decided {
  const left = new Set(stillThere(sheet).map(({ id }) => id))
  for (const [i, { householdId }] of data.exceptions.entries()) {
    if (!find(sheet, householdId)) return err(unknown(sheet, householdId, `exceptions.${i}.householdId`))
    if (!left.delete(householdId)) {
      return err({ code: 'invalid', message: `${householdId} is away, or is named twice: no exception`, field: `exceptions.${i}.householdId` })
    }
  }
  if (left.size > 0) {
    const message = `${left.size} households of ${sheet.name} are still there without a reason: ${[...left].slice(0, 10).join(', ')}`
    return err({ code: 'wrong_state', message, field: 'exceptions', allowed: [...left] })
  }
  const { exceptions, note, sheetId } = data
  const { report } = sheet
  const repeats = report !== null && report.lapsedAt === null && report.note === note && JSON.stringify(report.exceptions) === JSON.stringify(exceptions)
  if (repeats) return ok({ events: [], result: { sheetId, duplicate: true } })
  return ok({ events: [{ type: 'sheet.reported', data: { sheetId, exceptions, note } }], result: { sheetId } })
}
