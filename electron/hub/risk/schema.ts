import { z } from 'zod'
import { outsideTimeSchema } from '../feeds/time'

/** Events of one request. Who has more sends several. */
export const MAX_EVENTS = 500

/** One thing that a camera recognised. */
export const cameraEventSchema = z.object({
  id: z.string().min(1).max(100).describe('The sender\'s own id of the event: the same id again changes nothing.'),
  camera: z.string().min(1).max(64).describe('A camera of the pack.'),
  kind: z.enum(['person']).describe('What was recognised: people.'),
  count: z.number().int().min(0).max(100_000).describe('How many; 0: there is nobody any more.'),
  at: outsideTimeSchema.describe('When it was seen.'),
})

export const cameraEventsSchema = z.object({
  events: z.array(z.unknown()).min(1, 'no events').max(MAX_EVENTS, `more than ${MAX_EVENTS} events: send several requests`),
})

export const EVENTS_EXAMPLE = {
  events: [{ id: 'nvr7-88213', camera: 'cam-041', kind: 'person', count: 3, at: '2026-07-28T14:05:10+08:00' }],
}
