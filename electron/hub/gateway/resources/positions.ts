import { z } from 'zod'
import { asTeamId } from '../../../../shared/base/ids'
import { datumSchema, degreeSchema, locate } from '../../feeds/position'
import { outsideTimeSchema } from '../../feeds/time'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { invalid, notFound, Refusal } from '../http/refusal'
import { param, sender, type Route } from '../http/route'

const positionSchema = z.object({
  lon: degreeSchema,
  lat: degreeSchema,
  datum: datumSchema.describe('WGS84 for what a browser or a GPS receiver gives.'),
  at: outsideTimeSchema.describe('When it was measured.'),
  accuracyM: z.number().min(0).max(1_000_000).nullable().optional(),
  headingDeg: z.number().min(0).max(360).nullable().optional(),
  speedMps: z.number().min(0).max(300).nullable().optional(),
})

/** Positions of teams: the tracks plane, never the log. */
export function positionRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/teams/{id}/position',
      roles: ['team'],
      doc: {
        tag: 'teams',
        summary: 'Report where the team is',
        description: 'A team\'s own phone only. A position that is older than the one held changes nothing and is answered `older`.',
        body: {
          'application/json': {
            schema: positionSchema,
            example: { lon: 120.4421, lat: 27.2803, datum: 'WGS84', at: '2026-07-28T14:05:10+08:00', accuracyM: 8, speedMps: 11.2, headingDeg: 204 },
          },
        },
        replies: {
          200: { description: '`accepted` or `older`.', example: { outcome: 'accepted' } },
          403: { description: 'Another team\'s phone.' },
          422: { description: 'A field is wrong; `at` in the future means that the phone\'s clock is.' },
        },
      },
      async handle(exchange) {
        const teamId = asTeamId(param(exchange, 'id'))
        if (sender(exchange).teamId !== teamId) throw new Refusal({ code: 'forbidden', message: 'a phone reports its own team only' })
        const team = hub.world.teams.get(teamId)
        if (!team || team.retired) throw notFound(`no team ${teamId}`, 'id')
        const said = await readBodyAs(exchange.request, positionSchema)
        const located = locate(said, hub.pack.manifest.bounds, '')
        if (!located.ok) throw new Refusal(located.error)
        const outcome = hub.tracks.put(
          {
            id: `team:${teamId}`,
            ...located.value.at,
            headingDeg: said.headingDeg ?? Number.NaN,
            speedMps: said.speedMps ?? Number.NaN,
            accuracyM: said.accuracyM ?? Number.NaN,
            at: said.at,
          },
          hub.now(),
        )
        if (outcome === 'future') throw invalid('at: ahead of the hub\'s clock by more than a minute', 'at')
        return { status: 200, body: { outcome } }
      },
    },
  ]
}
