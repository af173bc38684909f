import { z } from 'zod'
import {
  HEAT_EXAMPLE,
  heatGridSchema,
  MAX_BATCH_BODY,
  positionRowSchema,
  POSITIONS_EXAMPLE,
  positionsSchema,
  READINGS_EXAMPLE,
  readingRowSchema,
  readingsSchema,
} from '../../feeds/telemetry/schema'
import { createTelemetry, MAX_TOLD, OUTCOMES, type BatchAnswer } from '../../feeds/telemetry/take'
import type { GatewayContext } from '../context'
import { readJson } from '../http/body'
import { Refusal } from '../http/refusal'
import { param, sender, type Exchange, type Route, type RouteDoc } from '../http/route'
import { validate } from '../validate'

const NOT_OURS = 'The key is of another feed, or no feed\'s.'
const replies = (what: string): RouteDoc['replies'] => ({
  200: {
    description: `What became of the ${what}: the counts are of all, \`outcomes\` has the first ${MAX_TOLD} that were not taken. \`older\`: a newer one is held; \`future\`: ahead of the hub's clock by more than a minute; \`full\`: too many different ones; \`invalid\`: \`field\` says why.`,
    example: { accepted: 7998, older: 1, future: 0, full: 0, invalid: 1, outcomes: [{ row: 12, outcome: 'older' }, { row: 40, outcome: 'invalid', field: 'lon', message: 'lon 27.3 and lat 120.7 are swapped: longitude first, then latitude' }] },
  },
  403: { description: NOT_OURS },
  413: { description: `More than ${MAX_BATCH_BODY} bytes.` },
})

/** Where things that move and things that measure are reported: the tracks plane, never the log. */
export function telemetryRoutes({ hub, ledger, counters, intake }: GatewayContext): Route[] {
  const telemetry = createTelemetry(hub)

  /** A key speaks for its own feed only. */
  function ownFeed(exchange: Exchange): string {
    const feed = param(exchange, 'name')
    if (sender(exchange).name !== feed) throw new Refusal({ code: 'forbidden', message: `this key is not of feed ${feed}`, field: 'name' })
    return feed
  }

  async function take<S extends z.ZodType>(exchange: Exchange, schema: S, rows: (feed: string, body: z.output<S>) => Promise<BatchAnswer>) {
    const feed = ownFeed(exchange)
    try {
      const body = validate(schema, await readJson(exchange.request, MAX_BATCH_BODY))
      if (!body.ok) throw new Refusal(body.error)
      const answer = await rows(feed, body.value)
      for (const outcome of OUTCOMES) if (answer[outcome] > 0) counters.add(`telemetry.${outcome}`, answer[outcome])
      if (answer.accepted > 0) ledger.accepted(feed, hub.now(), answer.accepted)
      if (answer.invalid > 0) ledger.refused(feed, answer.invalid)
      return { status: 200, body: answer }
    } catch (error) {
      if (error instanceof Refusal) ledger.refused(feed)
      throw error
    }
  }

  return [
    {
      method: 'POST',
      path: '/api/v1/feeds/{name}/positions',
      roles: ['feed'],
      doc: {
        tag: 'telemetry',
        summary: 'Report where vessels, vehicles, drones and aircraft are',
        description: 'A batch of at most 20,000. Every row is judged by itself: a wrong one costs the others nothing. The latest position of each object is kept; it is forgotten six hours after it was measured.',
        body: { 'application/json': { schema: positionsSchema.extend({ positions: z.array(positionRowSchema) }), example: POSITIONS_EXAMPLE } },
        replies: replies('positions'),
      },
      handle: (exchange) =>
        take(exchange, positionsSchema, (feed, { positions, datum }) => telemetry.positions(positions, datum ?? intake.settingsOf(feed).datum)),
    },
    {
      method: 'POST',
      path: '/api/v1/feeds/{name}/readings',
      roles: ['feed'],
      doc: {
        tag: 'telemetry',
        summary: 'Report what sensors measure, and how many people are in shelters',
        description: 'A batch of at most 20,000, for points that the pack knows. The latest reading of each metric is kept.',
        body: { 'application/json': { schema: readingsSchema.extend({ readings: z.array(readingRowSchema) }), example: READINGS_EXAMPLE } },
        replies: replies('readings'),
      },
      handle: (exchange) => take(exchange, readingsSchema, (_feed, { readings }) => telemetry.readings(readings)),
    },
    {
      method: 'POST',
      path: '/api/v1/feeds/{name}/heat',
      roles: ['feed'],
      doc: {
        tag: 'telemetry',
        summary: 'Report how many people are where, cell by cell',
        description: 'One whole grid; it replaces the one before. Walls are not shown cells with fewer than five people.',
        body: {
          'application/json': {
            schema: heatGridSchema.extend({ lon: z.array(z.number()), lat: z.array(z.number()), count: z.array(z.number()) }),
            example: HEAT_EXAMPLE,
          },
        },
        replies: { ...replies('cells'), 404: { description: 'The pack has no such grid.' } },
      },
      handle: (exchange) =>
        take(exchange, heatGridSchema, async (feed, grid) => {
          const answer = await telemetry.heat(grid, intake.settingsOf(feed).datum)
          if (!answer.ok) throw new Refusal(answer.error)
          return answer.value
        }),
    },
  ]
}
