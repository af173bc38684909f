import { z } from 'zod'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { notFound } from '../http/refusal'
import { param, sender, type Route } from '../http/route'

const keySchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40').describe('The feed\'s name in the pack, or a new one.'),
})

/** Keys of the systems that send alarms. */
export function feedRoutes({ hub, access, ledger }: GatewayContext): Route[] {
  const inPack = (name: string) => hub.pack.manifest.feeds.find((feed) => feed.name === name)
  return [
    {
      method: 'GET',
      path: '/api/v1/feeds',
      roles: ['officer'],
      doc: {
        tag: 'feeds',
        summary: 'Keys of alarm feeds, and what came through them',
        replies: {
          200: {
            description: '`lastAt`, `accepted` and `refused` count since the hub started.',
            example: { feeds: [{ id: 'k1', name: '110', channel: '110', datum: 'gcj02', createdAt: 1785200000000, createdBy: 'officer:officer', lastSeenAt: 1785218580000, lastAt: 1785218580000, accepted: 12, refused: 1 }] },
          },
        },
      },
      handle() {
        const feeds = access.credentials().filter((credential) => credential.role === 'feed')
        return Promise.resolve({
          status: 200,
          body: {
            feeds: feeds.map(({ id, name, createdAt, createdBy, lastSeenAt }) => ({
              id, name, createdAt, createdBy, lastSeenAt,
              channel: inPack(name)?.channel ?? name,
              datum: inPack(name)?.datum ?? null,
              ...ledger.get(name),
            })),
          },
        })
      },
    },
    {
      method: 'POST',
      path: '/api/v1/feeds',
      roles: ['officer'],
      doc: {
        tag: 'feeds',
        summary: 'Issue a key for an alarm feed',
        description: 'A feed that the pack does not name must say the frame of its positions in every alarm.',
        body: { 'application/json': { schema: keySchema, example: { name: '110' } } },
        replies: { 201: { description: 'The key: it is told once.', example: { id: 'k1', name: '110', key: 'dhk_…', inPack: true } } },
      },
      async handle(exchange) {
        const { name } = await readBodyAs(exchange.request, keySchema)
        const { id, key } = access.issueKey({ role: 'feed', name, teamId: null, by: sender(exchange).actor.id })
        return { status: 201, body: { id, name, key, inPack: inPack(name) !== undefined } }
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/feeds/{id}',
      roles: ['officer'],
      doc: {
        tag: 'feeds',
        summary: 'Revoke a feed\'s key',
        replies: { 204: { description: 'Revoked.' }, 404: { description: 'There is no such key, or it is revoked.' } },
      },
      handle(exchange) {
        const id = param(exchange, 'id')
        const known = access.credentials().some((credential) => credential.id === id && credential.role === 'feed')
        if (!known || !access.revoke(id, sender(exchange).actor.id)) throw notFound(`no key ${id}`, 'id')
        return Promise.resolve({ status: 204 })
      },
    },
  ]
}
