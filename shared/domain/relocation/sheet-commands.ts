import { z } from 'zod'
import type { SheetId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { id, idOf, reason, text } from '../fields'
import { exceptionSchema, markSchema } from './schema'

const sheetId = idOf<SheetId>()

export const sheetCommands = {
  markHouseholds: { by: ['officer', 'unit'], data: z.object({ sheetId, marks: z.array(markSchema).min(1).max(500) }) },
  unmarkHousehold: { by: ['officer', 'unit'], data: z.object({ sheetId, householdId: id }) },
  assignShelter: { by: ['officer', 'unit'], data: z.object({ sheetId, householdIds: z.array(id).min(1).max(500), shelterId: id.nullable() }) },
  reportSheet: { by: ['officer', 'unit'], data: z.object({ sheetId, exceptions: z.array(exceptionSchema).max(500).default([]), note: text(500).default('') }) },
  confirmSheet: { by: ['officer', 'unit'], data: z.object({ sheetId }) },
  sendBackSheet: { by: ['officer', 'unit'], data: z.object({ sheetId, reason }) },
} as const satisfies CommandSpecs
