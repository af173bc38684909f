import { z } from 'zod'
import type { ResponseId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf, reason, text } from '../fields'
import { hazardSchema } from './state'

const responseId = idOf<ResponseId>()
/** `DUTY@UNIT@STEP`. */
const dutyKey = z.string().min(1).max(200)
const levelId = z.string().min(1).max(16)

export const responseCommands = {
  declareResponse: { by: ['officer'], data: z.object({ level: levelId, hazard: hazardSchema, reason }) },
  /** `from`: the level that the officer saw in force. `hazard` left out: it stays. */
  changeResponse: { by: ['officer'], data: z.object({ responseId, from: levelId, level: levelId, hazard: hazardSchema.optional(), reason }) },
  endResponse: { by: ['officer'], data: z.object({ responseId, from: levelId, reason }) },
  /** `answeredBy`: who said so on the telephone; an officer must say it. `observedAt` left out: now. */
  confirmDuty: {
    by: ['officer', 'unit'],
    data: z.object({ responseId, duty: dutyKey, answeredBy: text(80).default(''), note: text(500).default(''), observedAt: epochMsSchema.optional() }),
  },
  withdrawConfirmation: { by: ['officer', 'unit'], data: z.object({ responseId, duty: dutyKey, reason }) },
} as const satisfies CommandSpecs
