import { z } from 'zod'
import { alarmSchema, ALARM_EXAMPLE } from '../../feeds/alarm/schema'
import { alarmToCall, type CallInput } from '../../feeds/alarm/to-call'
import { capMessage } from '../../feeds/cap/message'
import { capToCall } from '../../feeds/cap/to-call'
import { readXml } from '../../feeds/cap/xml'
import type { Result } from '../../../../shared/base/result'
import type { Rejection } from '../../../../shared/domain/rejection'
import type { GatewayContext } from '../context'
import { mediaType, readBody, readJson } from '../http/body'
import { Refusal } from '../http/refusal'
import { sender, type Exchange, type Reply, type Route, type RouteDoc } from '../http/route'
import { validate } from '../validate'
import { CAP_EXAMPLE } from './cap-example'

const XML_TYPES = ['application/cap+xml', 'application/xml', 'text/xml']

const answerSchema = z.object({
  incidentId: z.string(),
  number: z.string().describe('YYYY-MMDD-NNN'),
  seq: z.number().int(),
  duplicate: z.boolean(),
})

const REPLIES: RouteDoc['replies'] = {
  201: {
    description: 'A new incident was opened.',
    schema: answerSchema,
    example: { incidentId: 'inc_4f7Qd2', number: '2026-0728-001', seq: 48213, duplicate: false },
  },
  200: {
    description: 'The same source id was known: the call was added to its incident if it brought news.',
    schema: answerSchema,
    example: { incidentId: 'inc_4f7Qd2', number: '2026-0728-001', seq: 48213, duplicate: true },
  },
  415: { description: 'Neither JSON nor XML.' },
  422: {
    description: 'A field is wrong (`field` names it), or the kind is unknown (`allowed` lists the codes).',
    example: { error: { code: 'unknown_kind', message: 'kind: unknown "lost-dog"', field: 'kind', allowed: ['missing-person-water', 'flood'] } },
  },
}

/** Where alarms come in: JSON, and CAP 1.2 on the same path or its own. */
export function alarmRoutes(context: GatewayContext): Route[] {
  const { hub, intake, ledger } = context

  async function accept(exchange: Exchange, read: (feed: string) => Promise<Result<CallInput, Rejection>>): Promise<Reply> {
    const principal = sender(exchange)
    try {
      const call = await read(principal.name)
      const answer = call.ok ? await intake.report(principal, call.value) : call
      if (!answer.ok) throw new Refusal(answer.error)
      ledger.accepted(principal.name, hub.now())
      return { status: answer.value.duplicate ? 200 : 201, body: answer.value }
    } catch (error) {
      if (error instanceof Refusal) ledger.refused(principal.name)
      throw error
    }
  }

  const readAlarm = (exchange: Exchange) => async (feed: string) => {
    const alarm = validate(alarmSchema, await readJson(exchange.request))
    return alarm.ok ? alarmToCall(alarm.value, intake.settingsOf(feed), hub.pack.manifest.bounds, hub.now()) : alarm
  }

  const readCap = (exchange: Exchange) => async (feed: string) => {
    const xml = readXml(await readBody(exchange.request))
    // Not XML at all is a broken body like broken JSON: 400.
    if (!xml.ok) throw new Refusal(xml.error, 400)
    const message = capMessage(xml.value)
    if (!message.ok) return message
    return capToCall(message.value, intake.settingsOf(feed), new Set(hub.kinds.keys()), hub.world, hub.pack.manifest.bounds)
  }

  const isXml = (exchange: Exchange) => XML_TYPES.includes(mediaType(exchange.request))

  return [
    {
      method: 'POST',
      path: '/api/v1/alarms',
      roles: ['feed'],
      doc: {
        tag: 'alarms',
        summary: 'Report an alarm',
        description:
          'The feed is the one that the key was issued for. `sourceId` makes it idempotent: the same id again is answered 200 with `duplicate`. Positions are converted from the frame that the message or the pack declares.',
        body: {
          'application/json': { schema: alarmSchema, example: ALARM_EXAMPLE },
          'application/cap+xml': { example: CAP_EXAMPLE },
          'text/xml': { example: CAP_EXAMPLE },
        },
        replies: REPLIES,
      },
      handle: (exchange) => accept(exchange, isXml(exchange) ? readCap(exchange) : readAlarm(exchange)),
    },
    {
      method: 'POST',
      path: '/api/v1/cap',
      roles: ['feed'],
      doc: {
        tag: 'alarms',
        summary: 'Report an alarm as CAP 1.2',
        description:
          '`sender,identifier` is the source id. An Update or Cancel lands on the incident of the message it refers to; closing stays the officer\'s decision. Exercise and Test are taken and marked. At least one area needs a polygon or circle; `parameter` `dinghai:kind` names the kind outright.',
        body: { 'application/cap+xml': { example: CAP_EXAMPLE }, 'text/xml': { example: CAP_EXAMPLE } },
        replies: { ...REPLIES, 404: { description: 'A Cancel that refers to no known alarm.' } },
      },
      handle(exchange) {
        if (!isXml(exchange)) {
          throw new Refusal({ code: 'unsupported_type', message: 'send application/cap+xml', field: 'Content-Type', allowed: XML_TYPES })
        }
        return accept(exchange, readCap(exchange))
      },
    },
  ]
}
