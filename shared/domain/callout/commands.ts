import { z } from 'zod'
import type { CalloutId, UnitId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf, reason, text } from '../fields'
import { fieldValuesSchema } from './fields'
import { CALL_OUTCOMES, CALLOUT_CLOCKS } from './state'
import { SEVERITIES } from '../incident/kind'

const calloutId = idOf<CalloutId>()
const unitId = idOf<UnitId>()

export const calloutCommands = {
  sendCallout: {
    by: ['officer'],
    data: z.object({
      kind: z.string().min(1).max(40),
      colour: z.enum(SEVERITIES),
      text: z.string().trim().min(1).max(2000),
      /** Towns and villages, as the officer confirmed them. */
      units: z.array(unitId).min(1).max(2000),
      validFrom: epochMsSchema,
      /** The warning that this one puts right, and what was wrong with it. */
      corrects: calloutId.nullable().default(null),
      reason: text(500).default(''),
    }),
  },
  readCallout: { by: ['unit'], data: z.object({ calloutId, unitId }) },
  answerCallout: { by: ['unit', 'officer'], data: z.object({ calloutId, unitId, values: fieldValuesSchema }) },
  /** The hub's own clock; see deadlines.ts. */
  runCalloutClock: { by: ['hub'], data: z.object({ calloutId, clock: z.enum(CALLOUT_CLOCKS) }) },
  recordCalloutCall: {
    by: ['officer'],
    data: z.object({
      calloutId,
      unitId,
      /** From 1: the sender saw all before it. */
      attempt: z.number().int().min(1).max(1000),
      outcome: z.enum(CALL_OUTCOMES),
      who: text(80).default(''),
      number: text(32).default(''),
      note: text(500).default(''),
    }),
  },
  liftCallout: { by: ['officer'], data: z.object({ calloutId, note: text(500).default('') }) },
  reportCallout: { by: ['unit', 'officer'], data: z.object({ calloutId, unitId, values: fieldValuesSchema }) },
  withdrawCallout: { by: ['officer'], data: z.object({ calloutId, reason }) },
} as const satisfies CommandSpecs
