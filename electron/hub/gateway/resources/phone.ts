import type { GatewayContext } from '../context'
import { notFound } from '../http/refusal'
import { sender, type Route } from '../http/route'

/** What a team's phone shows, for one whose socket does not get through. */
export function phoneRoutes({ phoneState }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/phone',
      roles: ['team'],
      doc: {
        tag: 'teams',
        summary: 'The team\'s orders',
        description: 'The same as the socket\'s `phone` message. Reading it is no receipt: the phone reports `markDelivered` when it has drawn the order.',
        replies: {
          200: {
            description: 'Orders that bind the team, the newest first, and those that ended within the hour.',
            example: { hubTime: 1785218601000, seq: 48220, team: { id: 'mazhan-water', onDuty: true }, orders: [] },
          },
          404: { description: 'The team is no longer in the pack.' },
        },
      },
      async handle(exchange) {
        const state = await phoneState(sender(exchange).teamId ?? '')
        if (!state) throw notFound('this team is no longer known')
        return { status: 200, body: state }
      },
    },
  ]
}
