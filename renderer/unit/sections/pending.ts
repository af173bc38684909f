import { isAway, type Mark, type Sheet } from '../../../shared/domain/relocation/state'
import type { Said } from '../outbox'

interface SaidMarks {
  readonly sheetId: string
  readonly marks: readonly (Partial<Mark> & { readonly householdId: string; readonly status: Mark['status']; readonly observedAt: number })[]
}

/**
 * A sheet as its village left it: what the hub has, and on top what was pressed here and waits to be sent. `waiting`:
 * the households of which the hub does not know yet. Nothing that was refused is shown as done.
 */
export function withPending(sheet: Sheet, said: readonly Said[]): { readonly sheet: Sheet; readonly waiting: ReadonlySet<string> } {
  const waiting = new Set<string>()
  const marks = { ...sheet.marks }
  const before = { ...sheet.before }
  for (const { type, state, data } of said) {
    if (state !== 'waiting' || (data as { readonly sheetId?: unknown }).sheetId !== sheet.id) continue
    if (type === 'markHouseholds') {
      for (const { householdId, status, persons, shelterId = null, note = '', followUp = '', observedAt } of (data as SaidMarks).marks) {
        const people = sheet.households.find(({ id }) => id === householdId)?.people ?? 0
        before[householdId] = marks[householdId] ?? null
        marks[householdId] = { status, persons: isAway(status) ? (persons ?? people) : 0, shelterId, note, followUp, observedAt, by: sheet.marks[householdId]?.by ?? ('' as Mark['by']) }
        waiting.add(householdId)
      }
    } else if (type === 'unmarkHousehold') {
      const { householdId } = data as { readonly householdId: string }
      const was = before[householdId]
      if (was) marks[householdId] = was
      else delete marks[householdId]
      delete before[householdId]
      waiting.add(householdId)
    }
  }
  return waiting.size === 0 ? { sheet, waiting } : { sheet: { ...sheet, marks, before }, waiting }
}
