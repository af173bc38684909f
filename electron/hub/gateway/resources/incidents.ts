import { z } from 'zod'
import { asIncidentId } from '../../../../shared/base/ids'
import { epochMsSchema } from '../../../../shared/domain/fields'
import { isOpen, type Incident } from '../../../../shared/domain/incident/state'
import { dispatchesOf, incidentClocks, mergeSuggestions } from '../../../../shared/domain/select'
import { openIncidents } from '../../../../shared/domain/world'
import { IncidentHeat } from '../../core/incident-heat'
import type { GatewayContext } from '../context'
import { notFound, Refusal } from '../http/refusal'
import { param, sender, type Exchange, type Route } from '../http/route'
import { readTimeline } from '../timeline'
import { validate } from '../validate'

const STATES = ['open', 'closed', 'all'] as const
const querySchema = z.object({
  state: z.enum(STATES).default('open'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

const heatQuerySchema = z.object({ from: epochMsSchema })

const EXAMPLE = {
  id: 'inc_4f7Qd2',
  number: '2026-0728-001',
  state: 'dispatched',
  version: 3,
  kind: 'missing-person-water',
  severity: 'red',
  location: { lon: 120.446, lat: 27.277, datum: 'WGS84' },
  place: '马站镇观美水库上游',
  clocks: {
    alarmToDelivered: { startAt: 1785218580000, stopAt: 1785218601000, targetMs: 30000 },
    orderToScene: { startAt: 1785218600000, stopAt: null, targetMs: 900000 },
  },
  dispatches: [{ id: 'dsp_9Jk2', teamId: 'mazhan-water', phase: 'delivered' }],
}

/** Incidents as they are now, one with everything that happened to it. */
export function incidentRoutes(context: GatewayContext): Route[] {
  const { hub, redact } = context
  const heat = new IncidentHeat(hub)

  function view(incident: Incident, exchange: Exchange) {
    const shown = sender(exchange).role === 'wall' ? redact.incident(incident) : incident
    const dispatches = dispatchesOf(hub.world, incident)
    return {
      ...shown,
      state: shown.status,
      location: { ...shown.at, datum: 'WGS84' },
      clocks: incidentClocks(incident, dispatches, hub.pack.manifest.dispatch),
      dispatches: sender(exchange).role === 'wall' ? dispatches.map((dispatch) => redact.dispatch(dispatch)) : dispatches,
    }
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/incidents',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'incidents',
        summary: 'List incidents, the newest first',
        description: 'Locations are WGS-84. Walls get them without callers, and sensitive ones without particulars.',
        query: {
          state: { description: 'open (default), closed or all', schema: z.enum(STATES) },
          limit: { description: 'At most so many (default 200).', schema: z.number().int().min(1).max(1000) },
        },
        replies: {
          200: {
            description: 'The incidents, and which open ones may be one and the same.',
            example: { seq: 48213, incidents: [EXAMPLE], mergeSuggestions: [] },
          },
        },
      },
      handle(exchange) {
        const query = validate(querySchema, Object.fromEntries(exchange.url.searchParams))
        if (!query.ok) throw new Refusal(query.error)
        const { state, limit } = query.value
        const found: Incident[] = []
        for (const incident of hub.world.incidents.values()) {
          if (state === 'all' || isOpen(incident) === (state === 'open')) found.push(incident)
        }
        const newest = found.toSorted((a, b) => b.reportedAt - a.reportedAt || (a.number < b.number ? 1 : -1)).slice(0, limit)
        return Promise.resolve({
          status: 200,
          body: {
            seq: hub.world.seq,
            incidents: newest.map((incident) => view(incident, exchange)),
            mergeSuggestions: mergeSuggestions(openIncidents(hub.world), hub.kinds),
          },
        })
      },
    },
    {
      method: 'GET',
      path: '/api/v1/incident-heat',
      roles: ['officer'],
      doc: {
        tag: 'incidents',
        summary: 'How many incidents were where, by cells of 200 m',
        description:
          'All incidents reported from `from` on, however many (what ended more than 400 days ago is not counted), without false alarms and calls that were merged into another incident; in a drill those of drills only. `weight` counts red 4, orange 3, yellow 2, blue 1.',
        query: { from: { description: 'UTC epoch milliseconds; needed.', schema: epochMsSchema } },
        replies: {
          200: {
            description: 'Columns of equal length, one row for each cell that holds any; its middle in WGS-84 degrees.',
            example: { from: 1784613780000, incidents: 3, cellM: 200, lon: [120.4207], lat: [27.3451], count: [3], weight: [8] },
          },
        },
      },
      handle(exchange) {
        const query = validate(heatQuerySchema, { from: Number(exchange.url.searchParams.get('from') ?? Number.NaN) })
        if (!query.ok) throw new Refusal(query.error)
        return Promise.resolve({ status: 200, body: heat.since(query.value.from) })
      },
    },
    {
      method: 'GET',
      path: '/api/v1/incidents/{id}',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'incidents',
        summary: 'One incident with its clocks, dispatches and whole timeline',
        replies: {
          200: {
            description: 'The incident; `timeline` holds all its events and those of its dispatches, in order.',
            example: { ...EXAMPLE, timeline: [{ seq: 48200, type: 'incident.reported', at: 1785218580000, actor: 'feed:110', data: {} }] },
          },
          404: { description: 'There is no such incident.' },
        },
      },
      async handle(exchange) {
        const incident = hub.world.incidents.get(asIncidentId(param(exchange, 'id')))
        if (!incident) throw notFound(`no incident ${param(exchange, 'id')}`, 'id')
        const body = view(incident, exchange)
        const timeline = await readTimeline(hub, incident)
        const shown = sender(exchange).role === 'wall' ? timeline.map((event) => redact.event(event)) : timeline
        return { status: 200, body: { ...body, timeline: shown } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/incidents/{id}/recommendation',
      roles: ['officer'],
      doc: {
        tag: 'incidents',
        summary: 'Who should go, ranked, with every reason',
        description:
          'Reasons are codes with figures, never sentences: qualified, mobilisation, travel, detour, certificate_expired, committed, closer_by …',
        replies: {
          200: {
            description: 'The candidates in rank order, and everybody else with the reasons why not.',
            example: {
              incidentId: 'inc_4f7Qd2',
              incidentVersion: 3,
              candidates: [{ teamId: 'mazhan-water', name: '马站水上救援队', etaSeconds: 540, etaKind: 'road', reasons: [{ code: 'qualified', qualification: 'water', level: 'national', validUntil: '2031-05-31' }] }],
              excluded: [{ teamId: 'xiaguan', name: '霞关民间救援队', etaSeconds: 360, reasons: [{ code: 'closer_by', seconds: 180 }, { code: 'certificate_expired', qualification: 'water', level: 'city', validUntil: '2026-06-30' }] }],
              combinations: [],
              shortfall: [],
              computedInMs: 12.4,
            },
          },
          404: { description: 'There is no such incident.' },
        },
      },
      async handle(exchange) {
        const id = param(exchange, 'id')
        if (!hub.world.incidents.has(asIncidentId(id))) throw notFound(`no incident ${id}`, 'id')
        const answer = await hub.recommendation(id)
        if (!answer.ok) throw new Refusal(answer.error)
        return { status: 200, body: { ...answer.value.recommendation, computedInMs: answer.value.computedInMs } }
      },
    },
  ]
}
