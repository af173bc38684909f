import { PROTOCOL } from '../../../../shared/protocol/messages'
import type { GatewayContext } from '../context'
import type { Route } from '../http/route'

/** For supervisors and proxies, and for who wants to know more with a key. */
export function healthRoutes(context: GatewayContext): Route[] {
  const { hub, version } = context
  const basic = () => ({ status: 'ok', version, protocol: PROTOCOL, seq: hub.world.seq })
  return [
    {
      method: 'GET',
      path: '/healthz',
      roles: 'anyone',
      doc: {
        tag: 'health',
        summary: 'Is it up',
        replies: { 200: { description: 'It is.', example: { status: 'ok', seq: 48213, version: '0.1.0', protocol: 3, logId: 'Zk2…', drill: false } } },
      },
      handle: () => Promise.resolve({ status: 200, body: { ...basic(), logId: hub.logId, drill: hub.drill } }),
    },
    {
      method: 'GET',
      path: '/api/v1/health',
      roles: 'anyone',
      doc: {
        tag: 'health',
        summary: 'Is it up, and with an officer\'s or wall\'s key: how is it',
        replies: {
          200: {
            description: 'With a key also the sources with their ages, clients, and what was refused.',
            example: { status: 'ok', version: '0.1.0', protocol: 3, seq: 48213, sources: [], clients: 4, counters: { 'refused.invalid': 3 } },
          },
        },
      },
      handle({ principal }) {
        if (principal?.role !== 'officer' && principal?.role !== 'wall') return Promise.resolve({ status: 200, body: basic() })
        const clients = [...context.connected().values()].reduce((sum, count) => sum + count, 0)
        const uptimeSeconds = Math.round((hub.now() - context.startedAt) / 1000)
        const memoryMb = Math.round(process.memoryUsage.rss() / 1e6)
        return Promise.resolve({
          status: 200,
          body: { ...basic(), ...context.health(), clients, uptimeSeconds, memoryMb, counters: context.counters.all() },
        })
      },
    },
  ]
}
