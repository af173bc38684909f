import type { GatewayContext } from '../context'
import { answerFixed, fixed, type Fixed } from '../http/fixed'
import { notFound } from '../http/refusal'
import { param, type Route } from '../http/route'

/** The fixed points of the pack, one set at a time: thousands of them, and most screens show few sets. */
export function pointRoutes({ hub }: GatewayContext): Route[] {
  const bodies = new Map<string, Fixed>()
  return [
    {
      method: 'GET',
      path: '/api/v1/points/{id}',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'pack',
        summary: 'One set of fixed points (guard codes, factories, cameras …) in columns',
        description: 'With an ETag, and compressed for those who accept gzip. The sets are those of the manifest\'s `pointSets`.',
        replies: {
          200: {
            description: 'All columns have the same length; positions are WGS-84 degrees.',
            example: {
              id: 'guard-codes', kind: 'guard-code', ids: ['gc-00001'], names: ['演示守护码 00001'], lon: [120.44], lat: [27.28],
              townships: ['马站镇'], townshipOf: [0], details: [{ heading: '隐患类型', values: ['溪流'] }],
            },
          },
          304: { description: 'It has not changed.' },
          404: { description: 'The pack has no such set.' },
        },
      },
      handle(exchange) {
        const id = param(exchange, 'id')
        const set = hub.pack.pointSets.find((one) => one.id === id)
        if (!set) throw notFound(`no point set ${id}`, 'id')
        const held = bodies.get(id) ?? fixed(JSON.stringify(set))
        bodies.set(id, held)
        return answerFixed(held, exchange, 'application/json; charset=utf-8')
      },
    },
  ]
}
