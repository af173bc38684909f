import { asRelocationId, asSheetId, type RelocationId, type UnitId } from '../../base/ids'
import { err, ok } from '../../base/result'
import { shelterOccupancy } from '../../relocation/occupancy'
import type { CommandOf, DecideContext } from '../command'
import type { DomainEvent } from '../event'
import type { Decided } from '../incident/decide'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import type { Relocation } from './state'

export type RelocationCommand = CommandOf<'startRelocation' | 'openSheets' | 'endRelocation' | 'resumeRelocation' | 'countAtShelter'>

/**
 * Relocations as a whole: their start with the villages' sheets, their end, and people at shelters who are on no sheet.
 * Sheets themselves are in `decide-sheet.ts`, with the rest of the rules.
 *
 * Rules (tests are named by them):
 * - [VS1] one relocation is under way at a time: the same households cannot be moved twice;
 * - [VS2] a sheet is opened once per village and relocation, from the pack's list as it is then: the figures and the
 *   list's hash go into the event, names and telephones never do;
 * - [VS6] more people than a shelter takes are let in all the same, and the answer says so;
 * - [VS11] a unit speaks for itself only: a village for its own sheet, a town for its villages' reports, both for the
 *   shelters of their town;
 * - [VS12] what has ended takes no more marks; an officer may take it up again.
 */
export function decideRelocation(world: World, command: RelocationCommand, context: DecideContext): Decided {
  if (command.type === 'startRelocation') {
    const open = [...world.relocations.values()].find(({ endedAt }) => endedAt === null)
    if (open) return err(wrong(`${open.name} is under way`, 'name'))
    const { name, typhoonId, villages } = command.data
    const relocationId = asRelocationId(context.newId())
    const sheets = opened(world, relocationId, villages, context)
    if (!sheets.ok) return sheets
    return ok({
      events: [{ type: 'relocation.started', data: { relocationId, name, typhoonId } }, ...sheets.value],
      result: { relocationId, sheets: sheets.value.length },
    })
  }
  const { relocationId } = command.data
  const held = world.relocations.get(relocationId)
  if (!held) return err({ code: 'not_found', message: `no relocation ${relocationId}`, field: 'relocationId' })
  switch (command.type) {
    case 'openSheets': {
      if (held.endedAt !== null) return err(ended(held))
      const sheets = opened(world, relocationId, command.data.villages, context)
      if (!sheets.ok) return sheets
      const duplicate = sheets.value.length === 0
      return ok({ events: sheets.value, result: { relocationId, sheets: sheets.value.length, ...(duplicate ? { duplicate } : {}) } })
    }
    case 'endRelocation':
      if (held.endedAt !== null) return ok({ events: [], result: { relocationId, duplicate: true } })
      return ok({ events: [{ type: 'relocation.ended', data: { relocationId, reason: command.data.reason } }], result: { relocationId } })
    case 'resumeRelocation': {
      if (held.endedAt === null) return ok({ events: [], result: { relocationId, duplicate: true } })
      const open = [...world.relocations.values()].find(({ endedAt }) => endedAt === null)
      if (open) return err(wrong(`${open.name} is under way`, 'relocationId'))
      return ok({ events: [{ type: 'relocation.resumed', data: { relocationId } }], result: { relocationId } })
    }
    case 'countAtShelter':
      return counted(world, held, command, context)
  }
}

/** The events that open the sheets which are not open yet. */
function opened(world: World, relocationId: RelocationId, wanted: readonly UnitId[] | null, { book, newId }: DecideContext) {
  const taken = new Set<UnitId>()
  for (const sheet of world.sheets.values()) if (sheet.relocationId === relocationId) taken.add(sheet.villageId)
  const events: DomainEvent[] = []
  for (const [index, villageId] of (wanted ?? [...book.villages.keys()]).entries()) {
    const roster = book.villages.get(villageId)
    if (!roster) {
      return err<Rejection>({ code: 'not_found', message: `no household to move is listed for ${villageId}`, field: `villages.${index}` })
    }
    if (taken.has(villageId)) continue
    taken.add(villageId)
    const { townId, name, at, hash, households } = roster
    const data = { sheetId: asSheetId(newId()), relocationId, villageId, townId, name, at, rosterHash: hash, households }
    events.push({ type: 'sheet.opened', data })
  }
  if (wanted === null && book.villages.size === 0) {
    return err<Rejection>({ code: 'unavailable', message: 'the pack lists no household to move', field: 'villages' })
  }
  return ok(events)
}

function counted(world: World, held: Relocation, command: CommandOf<'countAtShelter'>, { actor, book, now }: DecideContext): Decided {
  const { relocationId, shelterId, change, note } = command.data
  if (held.endedAt !== null) return err(ended(held))
  const capacity = book.capacities.get(shelterId)
  if (capacity === undefined) return err({ code: 'not_found', message: `no shelter ${shelterId}`, field: 'shelterId' })
  if (actor.role === 'unit') {
    const own = actor.unitId === undefined ? null : (book.townOf.get(actor.unitId) ?? actor.unitId)
    if (own === null || book.shelterTowns.get(shelterId) !== own) {
      return err({ code: 'forbidden', message: `${shelterId} is not a shelter of ${actor.unitId ?? 'nobody'}`, field: 'shelterId' })
    }
  }
  const there = held.walkIns[shelterId]?.persons ?? 0
  if (there + change < 0) return err({ code: 'invalid', message: `only ${there} persons who are on no sheet are there`, field: 'change' })
  const persons = (shelterOccupancy(world, relocationId).get(shelterId)?.persons ?? 0) + change
  const over = change > 0 && persons > capacity ? { overCapacity: [{ shelterId, persons, capacity }] } : {}
  const observedAt = Math.min(command.data.observedAt, now)
  return ok({
    events: [{ type: 'relocation.walkInsCounted', data: { relocationId, shelterId, change, note, observedAt } }],
    result: { relocationId, ...over },
  })
}

function wrong(message: string, field: string): Rejection {
  return { code: 'wrong_state', message, field }
}

/** [VS12] */
export function ended({ name }: Relocation): Rejection {
  return wrong(`${name} has ended`, 'relocationId')
}
