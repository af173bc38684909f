import { z } from 'zod'
import type { RelocationId, UnitId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, id, idOf, text } from '../fields'
import { advisorySchema } from '../typhoon/state'

const unitId = idOf<UnitId>()
const relocationId = idOf<RelocationId>()

export const relocationCommands = {
  startRelocation: {
    by: ['officer'],
    data: z.object({
      name: z.string().trim().min(1).max(60),
      typhoonId: advisorySchema.shape.typhoonId.nullable().default(null),
      /** Null: every village with somebody to move. */
      villages: z.array(unitId).min(1).max(2000).nullable().default(null),
    }),
  },
  openSheets: { by: ['officer'], data: z.object({ relocationId, villages: z.array(unitId).min(1).max(2000).nullable().default(null) }) },
  endRelocation: { by: ['officer'], data: z.object({ relocationId, reason: text(500).default('') }) },
  resumeRelocation: { by: ['officer'], data: z.object({ relocationId }) },
  /** People who are on no sheet come to a shelter (positive) or leave it (negative). */
  countAtShelter: {
    by: ['officer', 'unit'],
    data: z.object({ relocationId, shelterId: id, change: z.number().int().min(-9999).max(9999), note: text(200).default(''), observedAt: epochMsSchema }),
  },
} as const satisfies CommandSpecs
