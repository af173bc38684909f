import { latestResponse } from '../../../../shared/domain/response/state'
import { summariseResponse } from '../../../../shared/response/summary'
import type { GatewayContext } from '../context'
import type { Route } from '../http/route'

/** Level and duties. They are declared, changed and confirmed by commands. */
export function responseRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/response',
      roles: ['officer'],
      doc: {
        tag: 'response',
        summary: 'The response level in force, with the duties of every department and town',
        description:
          'Of the response in force, else of the one that ended last. `duties` hold everything that was ever brought; `endedAt` null: it stands. Declare, change and end by the commands `declareResponse`, `changeResponse`, `endResponse`; confirm by `confirmDuty`.',
        replies: {
          200: {
            description: 'Counted at the moment of asking; null where nothing was declared.',
            example: {
              seq: 48230,
              summary: { at: 1785218601000, level: { id: 'III', name: { zh: 'Ⅲ级', en: 'Level III' }, severity: 'yellow', since: 1785215000000 }, duties: { total: 120, confirmed: 80, open: 36, late: 4 } },
              response: { id: 'rsp_4f7Qd2', level: { id: 'III' }, hazard: { typhoonId: '2006-08', name: { zh: '桑美', en: 'SAOMAI' } }, duties: [{ key: 'ocean-recall@department:agriculture-ocean@0', unit: 'department:agriculture-ocean', dueAt: 1785218600000, next: 0 }] },
            },
          },
        },
      },
      handle() {
        const { world, pack } = hub
        return Promise.resolve({ status: 200, body: { seq: world.seq, summary: summariseResponse(world, pack, hub.now()), response: latestResponse(world.responses.values()) } })
      },
    },
  ]
}
