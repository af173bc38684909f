import type { EpochMs } from '../../../shared/base/time'
import { wallTime } from '../../../shared/base/zone'
import type { TeamTravel } from '../../../shared/dispatch/recommend'
import type { Conditions } from '../../../shared/dispatch/travel'
import type { Team } from '../../../shared/domain/team/state'
import type { LonLat } from '../../../shared/geo/position'
import type { TrackTable } from '../tracks/table'

/** Local hours in which roads are driven at night speed. */
const NIGHT_FROM = 19
const NIGHT_UNTIL = 6

export interface TeamStart {
  readonly at: LonLat
  readonly from: TeamTravel['from']
}

/**
 * Where a team sets out from: its live position, or its base if that position is older than `staleSeconds` or there is
 * none.
 */
export function teamStart(team: Team, tracks: TrackTable, now: EpochMs, staleSeconds: number): TeamStart {
  const track = tracks.get(`team:${team.id}`)
  if (!track) return { at: team.profile.base, from: { kind: 'base', ageSeconds: 0 } }
  const ageSeconds = Math.max(0, Math.round((now - track.at) / 1000))
  if (ageSeconds <= staleSeconds) return { at: { lon: track.lon, lat: track.lat }, from: { kind: 'live', ageSeconds } }
  return { at: team.profile.base, from: { kind: 'stale', ageSeconds } }
}

/** How roads are driven at a moment, by the clock of the jurisdiction. */
export function conditionsAt(now: EpochMs, zone: string): Conditions {
  const { hour } = wallTime(now, zone)
  return { night: hour >= NIGHT_FROM || hour < NIGHT_UNTIL, storm: 'none' }
}
