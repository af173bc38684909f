import { z } from 'zod'
import { ID_PATTERN } from '../../../../shared/base/ids'
import { MILESTONES } from '../../../../shared/domain/dispatch/state'
import { outsideTimeSchema } from '../../feeds/time'
import { run } from '../commands'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { commandIdOf } from '../http/idempotency'
import { accepted } from '../reply'
import { param, sender, type Route } from '../http/route'

const id = z.string().regex(ID_PATTERN)

const orderSchema = z.object({
  teamId: id,
  expectedVersion: z.number().int().min(0).optional().describe('Version of the incident that the officer saw.'),
  override: z
    .object({
      reason: z.string().trim().min(1).max(500),
      redirectFrom: id.optional().describe('The order that the team is to be taken from.'),
    })
    .optional()
    .describe('Sends a team that may not be sent; the reason is recorded.'),
  message: z.string().trim().max(1000).optional(),
  basis: z
    .object({
      rank: z.number().int().min(1).nullable(),
      etaSeconds: z.number().min(0).nullable(),
      etaKind: z.enum(['road', 'water', 'mixed', 'estimated']).nullable(),
    })
    .optional()
    .describe('What the officer saw in the recommendation.'),
})

const milestoneSchema = z.object({
  milestone: z.enum(MILESTONES),
  at: outsideTimeSchema.optional().describe('When it happened: ISO 8601 with zone or epoch ms; left out: now.'),
  note: z.string().trim().max(2000).optional().describe('Needed with `declined`: the reason.'),
})

const TAKEN = {
  error: {
    code: 'team_taken',
    message: '马站水上救援队 is already under orders',
    field: 'teamId',
    winner: { actor: 'officer:wang', dispatchId: 'dsp_9Jk2', incidentId: 'inc_4f7Qd2', at: 1785218600000 },
  },
}

/** Orders and their milestones, through the same deciders as the screens'. */
export function dispatchRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/incidents/{id}/dispatches',
      roles: ['officer'],
      doc: {
        tag: 'dispatches',
        summary: 'Send a team',
        idempotencyKey: 'required',
        body: { 'application/json': { schema: orderSchema, example: { teamId: 'mazhan-water', expectedVersion: 2 } } },
        replies: {
          201: { description: 'The order is recorded and on its way to the phone.', example: { dispatchId: 'dsp_9Jk2', seq: 48219 } },
          404: { description: 'There is no such incident or team.' },
          409: { description: 'The team was taken (`winner`), or the incident has moved on (`missed`).', example: TAKEN },
          422: { description: 'The team may not be sent (`violations`), or a field is wrong.' },
        },
      },
      async handle(exchange) {
        const commandId = commandIdOf(exchange, 'required')
        const { expectedVersion, ...order } = await readBodyAs(exchange.request, orderSchema)
        const data = { incidentId: param(exchange, 'id'), ...order }
        const reply = accepted(await run(hub, sender(exchange), { commandId, type: 'assignTeam', data, expectedVersion }))
        return { status: 201, body: { dispatchId: reply.result.dispatchId, incidentId: reply.result.incidentId, seq: reply.seq } }
      },
    },
    {
      method: 'POST',
      path: '/api/v1/dispatches/{id}/milestones',
      roles: ['team', 'officer'],
      doc: {
        tag: 'dispatches',
        summary: 'Report a milestone of an order',
        description: 'A team speaks of its own orders only. A time that cannot be true is replaced by the hub\'s and marked.',
        idempotencyKey: 'required',
        body: {
          'application/json': { schema: milestoneSchema, example: { milestone: 'acknowledged', at: '2026-07-28T14:03:29+08:00' } },
        },
        replies: {
          200: { description: 'Recorded.', example: { dispatchId: 'dsp_9Jk2', incidentId: 'inc_4f7Qd2', seq: 48222 } },
          404: { description: 'There is no such order, or it is another team\'s.' },
          409: {
            description: 'Already reached, or the order has ended.',
            example: { error: { code: 'already_reached', message: 'the order is already en-route', field: 'milestone' } },
          },
        },
      },
      async handle(exchange) {
        const commandId = commandIdOf(exchange, 'required')
        const asked = await readBodyAs(exchange.request, milestoneSchema)
        const { milestone, at, note = '' } = asked
        const data = { dispatchId: param(exchange, 'id'), milestone, observedAt: at ?? hub.now(), note }
        const reply = accepted(await run(hub, sender(exchange), { commandId, type: 'recordMilestone', data, asked: { dispatchId: data.dispatchId, ...asked } }))
        return { status: 200, body: { ...reply.result, seq: reply.seq } }
      },
    },
  ]
}
