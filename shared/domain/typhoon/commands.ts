import { z } from 'zod'
import type { CommandSpecs } from '../aggregate'
import { text } from '../fields'
import { advisorySchema } from './state'

export const typhoonCommands = {
  recordAdvisory: { by: ['feed', 'officer'], data: advisorySchema },
  endTyphoon: { by: ['officer'], data: z.object({ typhoonId: advisorySchema.shape.typhoonId, reason: text(500).default('') }) },
  resumeTyphoon: { by: ['officer'], data: z.object({ typhoonId: advisorySchema.shape.typhoonId }) },
} as const satisfies CommandSpecs
