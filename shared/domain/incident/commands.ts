import { z } from 'zod'
import type { IncidentId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf, reason, text } from '../fields'
import { SEVERITIES } from './kind'
import { lonLatSchema } from '../team/profile'

const incidentId = idOf<IncidentId>()
const count = z.number().int().min(0).max(100_000).nullable()

export const callSchema = z.object({
  source: z.object({ feed: z.string().min(1).max(64), sourceId: z.string().min(1).max(128), channel: z.string().min(1).max(32) }),
  kind: z.string().min(1).max(40),
  /** Left out: the kind's own severity. */
  severity: z.enum(SEVERITIES).optional(),
  at: lonLatSchema,
  original: lonLatSchema.extend({ datum: z.enum(['wgs84', 'gcj02', 'bd09']) }),
  uncertaintyM: z.number().min(0).max(100_000).nullable(),
  place: text(200),
  description: text(4000),
  caller: z.object({ name: text(80), phone: text(32) }).nullable(),
  people: z.number().int().min(0).max(100_000).nullable(),
  observedAt: epochMsSchema,
})

export const incidentCommands = {
  reportIncident: { by: ['officer', 'feed'], data: callSchema },
  answerIncident: { by: ['officer'], data: z.object({ incidentId }) },
  verifyIncident: { by: ['officer'], data: z.object({ incidentId, note: text(2000).default('') }) },
  reclassifyIncident: { by: ['officer'], data: z.object({ incidentId, kind: z.string().min(1).max(40), severity: z.enum(SEVERITIES) }) },
  relocateIncident: { by: ['officer'], data: z.object({ incidentId, at: lonLatSchema, place: text(200) }) },
  addNote: { by: ['officer', 'team'], data: z.object({ incidentId, text: z.string().trim().min(1).max(4000) }) },
  recordCasualties: { by: ['officer', 'team'], data: z.object({ incidentId, missing: count, injured: count, dead: count, rescued: count }) },
  addAttachment: {
    by: ['officer', 'team'],
    data: z.object({
      incidentId,
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      mime: z.enum(['image/jpeg', 'image/png', 'image/webp']),
      bytes: z.number().int().min(1),
      name: text(120),
      observedAt: epochMsSchema,
    }),
  },
  controlIncident: { by: ['officer'], data: z.object({ incidentId, note: text(2000).default('') }) },
  closeIncident: { by: ['officer'], data: z.object({ incidentId, summary: text(4000).default('') }) },
  reopenIncident: { by: ['officer'], data: z.object({ incidentId, reason }) },
  markFalseAlarm: { by: ['officer'], data: z.object({ incidentId, reason }) },
  mergeIncidents: { by: ['officer'], data: z.object({ incidentId, intoId: incidentId }) },
  dismissMerge: { by: ['officer'], data: z.object({ incidentId, otherId: incidentId }) },
} as const satisfies CommandSpecs
