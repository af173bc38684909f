import type { EpochMs } from '../../../shared/base/time'
import { isActive, type Dispatch } from '../../../shared/domain/dispatch/state'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import type { Incident } from '../../../shared/domain/incident/state'
import type { Team } from '../../../shared/domain/team/state'
import type { LonLat } from '../../../shared/geo/position'
import type { Township } from '../../../shared/pack/schema'
import type { TrackPoint } from '../../../shared/protocol/track-frame'
import { routeMarks } from '../../map/route-marks'
import { teamMark } from '../../map/team-marks'
import type { IncidentMark, RouteMark, TeamMark } from '../../map/types'
import type { Way } from './arrival'
import { isUnanswered } from './order'

/** The character of an incident whose kind a wall must not name. */
export const SENSITIVE_GLYPH = '敏'

export interface IncidentMarkWords {
  readonly sensitive: string
}

/** A place without the township before it: the map has that name already. */
export function shortPlace(place: string, townships: readonly Pick<Township, 'name'>[]): string {
  const township = townships.find(({ name }) => place.startsWith(name))
  const rest = township ? place.slice(township.name.length).trim() : ''
  return rest === '' ? place : rest
}

export function incidentMarks(incidents: readonly Incident[], kinds: ReadonlyMap<string, IncidentKind>, townships: readonly Pick<Township, 'name'>[], words: IncidentMarkWords): IncidentMark[] {
  return incidents.map((incident) => {
    const kind = kinds.get(incident.kind)
    const hidden = kind?.sensitive ?? false
    return {
      id: incident.id,
      at: incident.at,
      severity: incident.severity,
      glyph: hidden ? SENSITIVE_GLYPH : (kind?.glyph ?? '警'),
      label: hidden ? words.sensitive : shortPlace(incident.place, townships),
      unanswered: isUnanswered(incident),
      dimmed: incident.status === 'controlled',
    }
  })
}

export interface TeamMarksInput {
  readonly teams: Iterable<Team>
  readonly track: (teamId: string) => TrackPoint | null
  readonly dispatches: ReadonlyMap<Dispatch['id'], Dispatch>
  readonly title: (team: Team) => string
  /** A team's second line: what is left of its way, or the word of its phase. */
  readonly subtitle: (dispatch: Dispatch) => string
  readonly now: EpochMs
  readonly staleMs: number
}

/** With more teams under way than this their names cover each other: then the cards alone say who comes when. */
const MOST_NAMED = 5

/** All teams; those under way are named, those under orders stand out, the others are in the background. */
export function teamMarks({ teams, track, dispatches, title, subtitle, now, staleMs }: TeamMarksInput): TeamMark[] {
  const isMoving = (order: Dispatch) => order.phase === 'acknowledged' || order.phase === 'en-route'
  const crowded = [...dispatches.values()].filter(isMoving).length > MOST_NAMED
  return [...teams].flatMap((team): TeamMark[] => {
    if (team.retired) return []
    const mark = { ...teamMark(team, track(team.id), now, staleMs), title: title(team) }
    const order = team.assignment && dispatches.get(team.assignment.dispatchId)
    if (!order) return [{ ...mark, dimmed: true }]
    return [{ ...mark, label: isMoving(order) && !crowded ? 'always' : 'near', subtitle: subtitle(order) }]
  })
}

/** Ways of the teams that are under way now. */
export function wayMarks(ways: ReadonlyMap<Dispatch['id'], Way>, dispatches: ReadonlyMap<Dispatch['id'], Dispatch>): RouteMark[] {
  return [...ways].flatMap(([id, way]) => {
    const phase = dispatches.get(id)?.phase
    return phase === 'acknowledged' || phase === 'en-route' ? routeMarks(id, way.route, 'recommended') : []
  })
}

/** What the camera must have in view: open incidents, the teams under orders for them, and their ways. */
export function framePoints(
  incidents: readonly Incident[],
  teams: ReadonlyMap<Team['id'], Team>,
  track: (teamId: string) => TrackPoint | null,
  ways: ReadonlyMap<Dispatch['id'], Way>,
): LonLat[] {
  return incidents.flatMap((incident) => [
    incident.at,
    ...incident.active.flatMap(({ teamId, dispatchId }) => {
      const at = track(teamId) ?? teams.get(teamId)?.profile.base
      const way = ways.get(dispatchId)?.route.geometry ?? []
      return [...(at ? [{ lon: at.lon, lat: at.lat }] : []), ...way.map(([lon, lat]) => ({ lon, lat }))]
    }),
  ])
}

/** Changes when, and only when, the camera has a reason to move: an incident came, went or was moved, an order was given or ended, its way is known. */
export function frameKey(incidents: readonly Incident[], dispatches: ReadonlyMap<Dispatch['id'], Dispatch>, ways: ReadonlyMap<Dispatch['id'], Way>): string {
  return incidents
    .map(({ id, at, active }) => {
      const orders = active.filter(({ dispatchId }) => {
        const order = dispatches.get(dispatchId)
        return order !== undefined && isActive(order)
      })
      return `${id}@${at.lon},${at.lat}:${orders.map(({ dispatchId }) => (ways.has(dispatchId) ? `${dispatchId}*` : dispatchId)).join('+')}`
    })
    .toSorted()
    .join('|')
}
