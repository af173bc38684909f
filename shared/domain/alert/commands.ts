import { z } from 'zod'
import type { AlertId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { id, idOf, reason, text } from '../fields'
import { ALERT_ANSWERS, ALERT_OUTCOMES, signalAlertSchema, VERDICTS } from './state'

const alertId = idOf<AlertId>()

export const alertCommands = {
  /** A signal, joined to the open alert of its subject or raising one; what the pack's rules make of it is in it. */
  signalAlert: { by: ['hub'], data: signalAlertSchema },
  judgeAlert: { by: ['officer'], data: z.object({ alertId, verdict: z.enum(VERDICTS), note: text(500).default('') }) },
  sendAlert: { by: ['officer'], data: z.object({ alertId, unitId: id, note: text(500).default('') }) },
  answerAlert: { by: ['officer', 'unit'], data: z.object({ alertId, answer: z.enum(ALERT_ANSWERS), text: text(1000).default('') }) },
  /** Makes an incident of it; cannot be undone, the incident can be closed. */
  escalateAlert: { by: ['officer'], data: z.object({ alertId, kind: z.string().min(1).max(40), note: text(2000).default('') }) },
  closeAlert: { by: ['officer'], data: z.object({ alertId, outcome: z.enum(ALERT_OUTCOMES), reason }) },
  reopenAlert: { by: ['officer'], data: z.object({ alertId, reason }) },
} as const satisfies CommandSpecs
