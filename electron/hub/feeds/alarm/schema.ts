import { z } from 'zod'
import { SEVERITIES } from '../../../../shared/domain/incident/kind'
import { datumSchema, degreeSchema } from '../position'
import { outsideTimeSchema } from '../time'

const text = (max: number) => z.string().trim().max(max)

/**
 * What an alarm system posts. `location`, `occurredAt` and `note` may also be written flat as `lon`, `lat`, `datum`,
 * `observedAt` and `description`: systems in use send either.
 */
export const alarmSchema = z.object({
  sourceId: text(128).min(1).describe('The sender\'s own id of the alarm: the same id again is the same alarm.'),
  kind: text(40).min(1).describe('A code of the pack\'s kinds.json; an unknown one is a 422 that lists them.'),
  title: text(200).optional().describe('One line of what happened.'),
  place: text(200).describe('Where, in words.'),
  location: z
    .object({ lon: degreeSchema, lat: degreeSchema, datum: datumSchema.optional() })
    .optional()
    .describe('Degrees. `datum` may be left out if the pack declares the feed\'s.'),
  lon: degreeSchema.optional().describe('Instead of location.lon.'),
  lat: degreeSchema.optional().describe('Instead of location.lat.'),
  datum: datumSchema.optional().describe('Instead of location.datum.'),
  occurredAt: outsideTimeSchema.optional().describe('When the source took the call: ISO 8601 with zone or epoch ms.'),
  observedAt: outsideTimeSchema.optional().describe('Instead of occurredAt.'),
  severity: z.enum(SEVERITIES).optional().describe('Left out: the kind\'s own.'),
  uncertaintyM: z.number().min(0).max(100_000).nullable().optional().describe('Radius of doubt about the position, metres.'),
  note: text(3500).optional().describe('What the caller said.'),
  description: text(3500).optional().describe('Instead of note.'),
  caller: z
    .object({ name: text(80).default(''), phone: text(32).default('') })
    .nullable()
    .optional(),
  people: z.number().int().min(0).max(100_000).nullable().optional().describe('Persons concerned, if known.'),
  channel: text(32).min(1).optional().describe('110, 119, 120 …; left out: the feed\'s own from the pack.'),
})
export type Alarm = z.output<typeof alarmSchema>

export const ALARM_EXAMPLE = {
  sourceId: '110-20260728-000123',
  kind: 'missing-person-water',
  title: '有人走失',
  place: '马站镇观美水库上游',
  location: { lon: 120.4507, lat: 27.2741, datum: 'GCJ02' },
  occurredAt: '2026-07-28T14:03:00+08:00',
  severity: 'red',
  caller: { name: '演示报警人', phone: '13800000000' },
  note: '老人一名，上午进山后未归，最后一次通话在水库上游溪边',
}
