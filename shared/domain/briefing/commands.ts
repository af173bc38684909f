import { z } from 'zod'
import type { BriefingContent } from '../../briefing/content'
import type { CommandSpecs } from '../aggregate'
import { reason } from '../fields'
import { briefingIdSchema, editionSchema } from './state'

export const briefingCommands = {
  /** Composed by the hub itself, of its own log: no sender may say what a situation was. */
  freezeBriefing: {
    by: ['officer'],
    data: z.object({ content: z.custom<BriefingContent>(), edition: editionSchema, previousId: briefingIdSchema.nullable() }),
  },
  editBriefing: { by: ['officer'], data: z.object({ briefingId: briefingIdSchema, basedOn: z.number().int().min(1), edition: editionSchema }) },
  publishBriefing: { by: ['officer'], data: z.object({ briefingId: briefingIdSchema }) },
  withdrawBriefing: { by: ['officer'], data: z.object({ briefingId: briefingIdSchema, reason }) },
} as const satisfies CommandSpecs
