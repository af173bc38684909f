import { z } from 'zod'
import { commandMessageSchema } from '../../../../shared/protocol/messages'
import { commandData } from '../../../../shared/domain/command'
import { submit } from '../commands'
import type { GatewayContext } from '../context'
import { readJson } from '../http/body'
import { accepted } from '../reply'
import { sender, type Route } from '../http/route'

const EXAMPLE = { commandId: 'c9b1f2d0-0d0e-4c8f-9a54-2f6d0c1b7a11', type: 'addNote', data: { incidentId: 'inc_4f7Qd2', text: '家属已到现场' } }

/** The screens' own message over HTTP, for what has no resource and for a phone whose socket does not get through. */
export function commandRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/commands',
      roles: ['officer', 'team', 'unit', 'feed'],
      doc: {
        tag: 'commands',
        summary: 'Send any command',
        description: `The same message as the socket's \`command\`. \`commandId\` makes it idempotent. Types and their data: ${Object.keys(commandData).join(', ')} (schemas under components).`,
        body: { 'application/json': { schema: commandMessageSchema.extend({ data: z.record(z.string(), z.unknown()) }), example: EXAMPLE } },
        replies: {
          200: { description: 'Executed and durable.', example: { seq: 48231, result: { incidentId: 'inc_4f7Qd2' } } },
          403: { description: 'The role may not send this command.' },
          409: { description: 'The state does not allow it, or somebody was faster.' },
          422: { description: 'A field is wrong.' },
        },
      },
      async handle(exchange) {
        const reply = accepted(await submit(hub, sender(exchange), await readJson(exchange.request)))
        return { status: 200, body: { seq: reply.seq, result: reply.result } }
      },
    },
  ]
}
