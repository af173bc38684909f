import { suggestionRequestSchema } from '../../../../shared/dispatch/coverage'
import { peopleQuestionSchema, reachQuestionSchema } from '../../../../shared/dispatch/reach'
import type { Rejection } from '../../../../shared/domain/rejection'
import { peopleWithin } from '../../core/coverage-demand'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { Refusal } from '../http/refusal'
import type { Route } from '../http/route'

const AREA = { type: 'MultiPolygon', coordinates: [[[[120.44, 27.27], [120.46, 27.27], [120.46, 27.29], [120.44, 27.27]]]] }
const PLACE = { id: 'guanmei-upper', name: '观美水库上游', township: '马站镇', at: { lon: 120.42, lat: 27.3 }, people: 48, seconds: 1150, baselineSeconds: 740 }
const BUSY = { 429: { description: 'Too many such questions are being worked on; `Retry-After` says how long to wait.' } }
const SILENT = { 503: { description: 'Not worked out yet, or the road engine is being restarted: ask again.' } }

/** What is within reach: of a point, of all stations and available teams, and where some more teams should wait. */
export function coverageRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/reach',
      roles: ['officer'],
      doc: {
        tag: 'coverage',
        summary: 'Areas within travel times of a point',
        description:
          '`from` the point, as a station sets out, or `towards` it, as teams come; one-way streets make them differ. By road and then on foot beside it, by water for boats; closures count. `kind` is `estimated` where there are no road data: then the areas are circles. Without `conditions` those of the hour are taken. `people` is null where the pack has no population.',
        body: {
          'application/json': {
            schema: reachQuestionSchema,
            example: { at: { lon: 120.446, lat: 27.277 }, seconds: [300, 900], vehicle: 'rescue-vehicle', direction: 'towards' },
          },
        },
        replies: {
          200: {
            description: 'One GeoJSON MultiPolygon a time, in ascending order; a longer time holds every shorter one.',
            example: { kind: 'road', areas: [{ seconds: 900, geometry: AREA, squareMetres: 61_200_000, people: 41_230 }], cellM: 100, graphVersion: 1, computedInMs: 24 },
          },
          ...BUSY,
          ...SILENT,
        },
      },
      async handle(exchange) {
        const answer = await hub.reach(await readBodyAs(exchange.request, reachQuestionSchema))
        if (!answer.ok) throw refused(answer.error)
        return { status: 200, body: answer.value }
      },
    },
    {
      method: 'POST',
      path: '/api/v1/people',
      roles: ['officer'],
      doc: {
        tag: 'coverage',
        summary: 'How many people live in a circle or a polygon',
        description: 'From the pack\'s population grid, which stays in the hub. `people` is null where the pack has none.',
        body: { 'application/json': { schema: peopleQuestionSchema, example: { circle: { at: { lon: 120.446, lat: 27.277 }, metres: 2000 } } } },
        replies: { 200: { description: 'The sum of the grid\'s points inside.', example: { people: 13_120 } } },
      },
      async handle(exchange) {
        return { status: 200, body: peopleWithin(hub.pack, await readBodyAs(exchange.request, peopleQuestionSchema)) }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/coverage',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'coverage',
        summary: 'Who is within reach of the stations and of the teams available now, and what is newly out of reach',
        description:
          'Worked out anew when a team leaves or comes back, when a road closes or opens, and when available teams move. The baseline is all teams at their bases with nothing closed. Screens also get it as the message `coverage`.',
        replies: {
          200: {
            description: 'The newest state.',
            example: {
              at: 1785218600000, computedInMs: 61, budgetSeconds: 900, conditions: { night: false, storm: 'none' }, schematic: true, totalPeople: 850_000, totalPlaces: 318,
              stations: { sources: 32, estimatedSources: 0, area: AREA, people: 812_400, places: 290 },
              teams: { sources: 61, estimatedSources: 0, area: AREA, people: 798_100, places: 271 },
              baseline: { sources: 63, people: 803_000, places: 275 },
              lost: { people: 4900, placeCount: 4, places: [PLACE], area: AREA, since: 1785218580000, causes: [{ kind: 'committed', teamId: 'lanqi-water', incidentId: 'inc_4f7Qd2', people: 4900, places: 4 }] },
            },
          },
          ...SILENT,
        },
      },
      handle() {
        const state = hub.coverage()
        if (!state) throw new Refusal({ code: 'unavailable', message: 'the coverage is not worked out yet: ask again' })
        return Promise.resolve({ status: 200, body: state })
      },
    },
    {
      method: 'POST',
      path: '/api/v1/coverage/suggestion',
      roles: ['officer'],
      doc: {
        tag: 'coverage',
        summary: 'Where some more teams should wait',
        description:
          'First the most people newly within reach (maximal covering), then the most with a second team in reach. With `qualification` only available teams with that valid certificate count as present. Greedy choice improved by swaps: at least 63 % of the best possible, and `bestPossibleNewPeople` says what could be reached at most.',
        body: { 'application/json': { schema: suggestionRequestSchema, example: { count: 2, qualification: 'water' } } },
        replies: {
          200: {
            description: 'The sites, the most helpful first, with what each adds.',
            example: {
              at: 1785218600000, computedInMs: 340, budgetSeconds: 900, totalPeople: 850_000, candidates: 180,
              before: { people: 798_100, backup: 702_000 }, after: { people: 841_000, backup: 733_000 }, bestPossibleNewPeople: 43_400,
              sites: [{
                site: { kind: 'place', id: 'juxi-school', name: '莒溪小学', township: '莒溪镇', at: { lon: 120.27, lat: 27.41 } },
                newPeople: 6900, newPlaces: [{ id: 'juxi-v01', name: '溪东村', people: 1200 }], backupPeople: 1450, backsUp: [{ teamId: 'yucang-mountain', people: 1300 }],
              }],
            },
          },
          ...BUSY,
          ...SILENT,
        },
      },
      async handle(exchange) {
        const answer = await hub.suggestSites(await readBodyAs(exchange.request, suggestionRequestSchema))
        if (!answer.ok) throw refused(answer.error)
        return { status: 200, body: answer.value }
      },
    },
  ]
}

/** Who is told that there are too many questions is told for how long, seconds. */
function refused(rejection: Rejection): Refusal {
  return new Refusal(rejection, undefined, rejection.code === 'rate_limited' ? { 'retry-after': '2' } : {})
}
