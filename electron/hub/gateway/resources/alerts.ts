import { z } from 'zod'
import { cameraEventSchema, cameraEventsSchema, EVENTS_EXAMPLE, MAX_EVENTS } from '../../risk/schema'
import { EVENT_OUTCOMES } from '../../risk/watch'
import type { GatewayContext } from '../context'
import { readJson } from '../http/body'
import { Refusal } from '../http/refusal'
import { sender, type Route } from '../http/route'
import { validate } from '../validate'

/** Longest body, bytes: 400 an event. */
const MAX_BODY = MAX_EVENTS * 400

const toldSchema = z.object({
  row: z.number().int(),
  outcome: z.enum(EVENT_OUTCOMES),
  area: z.string().optional(),
  alertId: z.string().optional(),
  field: z.string().optional(),
  message: z.string().optional(),
})

/** Where recognised events come in that may become alerts, and what alerts there are. */
export function alertRoutes({ hub, ledger, counters, risk, redact }: GatewayContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/alerts/events',
      roles: ['feed'],
      doc: {
        tag: 'alerts',
        summary: 'Report people whom cameras see',
        description: `At most ${MAX_EVENTS} events. An event of a camera that belongs to an area of risk raises an alert while a response level is in force that covers the area, or joins the one that is open. Every event is answered by itself: a wrong one costs the others nothing.`,
        body: { 'application/json': { schema: cameraEventsSchema.extend({ events: z.array(cameraEventSchema) }), example: EVENTS_EXAMPLE } },
        replies: {
          200: {
            description:
              'What became of each. `raised`, `joined`, `reopened` (graver than what was closed), `quiet` (kept with an alert that was closed a moment ago), `duplicate` (the id is known), `not-watched` (no level covers the area), `below` (too few people), `late` (told too late to raise), `future` (ahead of the hub by more than a minute), `rate` (too many from this camera: send it again later), `no-area`, `invalid` (`field` says why).',
            schema: z.object({ events: z.array(toldSchema) }),
            example: { events: [{ row: 0, outcome: 'raised', area: 'risk-guanmei-reservoir', alertId: '7f3k2m9q0x4v1b8n' }] },
          },
          422: { description: 'No event at all, or too many.' },
        },
      },
      async handle(exchange) {
        const { name } = sender(exchange)
        try {
          const body = validate(cameraEventsSchema, await readJson(exchange.request, MAX_BODY))
          if (!body.ok) throw new Refusal(body.error)
          const events = await risk.events(name, body.value.events)
          const wrong = events.filter(({ outcome }) => outcome === 'invalid' || outcome === 'no-area' || outcome === 'future').length
          for (const { outcome } of events) counters.add(`alert.${outcome}`)
          if (wrong < events.length) ledger.accepted(name, hub.now(), events.length - wrong)
          if (wrong > 0) ledger.refused(name, wrong)
          return { status: 200, body: { events } }
        } catch (error) {
          if (error instanceof Refusal) ledger.refused(name)
          throw error
        }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/alerts',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'alerts',
        summary: 'Alerts, open ones first',
        query: { open: { description: '`true`: only open ones.', schema: z.enum(['true', 'false']) } },
        replies: { 200: { description: 'At most 500, the newest first. Walls get no notes.', example: { alerts: [] } } },
      },
      handle(exchange) {
        const onlyOpen = exchange.url.searchParams.get('open') === 'true'
        const wall = sender(exchange).role === 'wall'
        const alerts = [...hub.world.alerts.values()]
          .filter(({ closed }) => !onlyOpen || closed === null)
          .toSorted((a, b) => Number(a.closed !== null) - Number(b.closed !== null) || b.raisedAt - a.raisedAt)
          .slice(0, 500)
        return Promise.resolve({ status: 200, body: { alerts: wall ? alerts.map(redact.alert) : alerts } })
      },
    },
  ]
}
