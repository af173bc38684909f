import { z } from 'zod'
import { LONGEST_STEP_MS } from '../../drill-clock'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { Refusal } from '../http/refusal'
import { sender, type Route } from '../http/route'

const advanceSchema = z.strictObject({
  seconds: z.number().int().min(1).max(LONGEST_STEP_MS / 1000).describe('How far, in seconds.'),
})

/** The clock of an exercise. [DC1] A hub that is not for exercises refuses. */
export function drillRoutes({ access, drillClock }: GatewayContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/drill/clock',
      roles: ['officer'],
      doc: {
        tag: 'drill',
        summary: 'Put the clock of an exercise forward',
        description: 'For all screens at once. It cannot be put back: what has happened in the exercise would lie in the future. Deadlines that are passed act as they would have.',
        body: { 'application/json': { schema: advanceSchema, example: { seconds: 21_600 } } },
        replies: {
          200: { description: 'The new time.', example: { hubTime: 1785240180000 } },
          409: { description: 'This hub is not for exercises.' },
        },
      },
      async handle(exchange) {
        const { seconds } = await readBodyAs(exchange.request, advanceSchema)
        if (!drillClock) throw new Refusal({ code: 'wrong_state', message: 'this hub is not for exercises: its clock is the real one' })
        const hubTime = await drillClock.advance(seconds * 1000)
        access.audit(sender(exchange).actor.id, 'drill.clock', '', `${seconds} s`)
        return { status: 200, body: { hubTime } }
      },
    },
  ]
}
