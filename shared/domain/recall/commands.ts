import { z } from 'zod'
import type { RecallId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf, reason, text } from '../fields'
import { MAX_RECALLED, mmsiSchema, RECALL_ANSWERS, recallScopeSchema } from './state'

const recallId = idOf<RecallId>()
const mmsis = z.array(mmsiSchema).max(MAX_RECALLED)

export const recallCommands = {
  /** `vessels`: whom it names. `POST /api/v1/recalls` finds them in the scope. */
  orderRecall: { by: ['officer'], data: z.object({ scope: recallScopeSchema, title: text(80), reason, vessels: mmsis.min(1) }) },
  answerRecall: {
    by: ['officer'],
    data: z.object({ recallId, vessels: mmsis.min(1), answer: z.enum(RECALL_ANSWERS), note: text(500).default(''), observedAt: epochMsSchema }),
  },
  progressRecall: { by: ['hub'], data: z.object({ recallId, moving: mmsis, inPort: mmsis }) },
  endRecall: { by: ['officer'], data: z.object({ recallId, reason: text(500).default('') }) },
} as const satisfies CommandSpecs
