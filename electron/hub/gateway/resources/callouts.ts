import { calloutOrder } from '../../../../shared/callout/matrix'
import { summariseCallout } from '../../../../shared/callout/summary'
import type { GatewayContext } from '../context'
import type { Route } from '../http/route'

/** Warnings to towns and villages. They are sent, answered and lifted by commands. */
export function calloutRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/callouts',
      roles: ['officer'],
      doc: {
        tag: 'callout',
        summary: 'Warnings to towns and villages: who has read, was telephoned, answered and reported',
        description:
          'Those in force first, then those to be reported on, then withdrawn ones. `task`: the unit is to be telephoned. Send, lift and withdraw by the commands `sendCallout`, `liftCallout`, `withdrawCallout`; calls by `recordCalloutCall`.',
        replies: {
          200: {
            description: 'Counted at the moment of asking; `summary` is of what is in force or was lifted within a day.',
            example: {
              seq: 48230,
              summary: { at: 1785218601000, sent: 216, read: 180, unread: 12, asked: 18, answered: 15, unanswered: 0, tasks: 12, readSeconds: { n: 180, p50: 41, p90: 170, worst: 610 } },
              callouts: [{ id: 'k2f7qd', kind: 'rainstorm', colour: 'orange', sentAt: 1785218000000, liftedAt: null, units: [{ unitId: 'town:mazhan', readAt: 1785218040000, answer: null, task: null }] }],
            },
          },
        },
      },
      handle() {
        const { world, pack } = hub
        return Promise.resolve({ status: 200, body: { seq: world.seq, summary: summariseCallout(world, pack, hub.now()), callouts: calloutOrder(world.callouts.values()) } })
      },
    },
  ]
}
