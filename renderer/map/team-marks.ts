import type { EpochMs } from '../../shared/base/time'
import { availability, type Team } from '../../shared/domain/team/state'
import type { TrackPoint } from '../../shared/protocol/track-frame'
import type { TeamMark, TeamTone } from './types'

/** Slower than this is standing: below a walking pace the heading of a phone is noise. Metres a second. */
const MOVING_MPS = 0.8

/** Green can be sent, cyan is out on an order, grey is not to be had. */
export function teamTone(team: Team, now: EpochMs): TeamTone {
  const state = availability(team, now)
  return state === 'available' ? 'available' : state === 'committed' ? 'acting' : 'off'
}

/**
 * A team as a mark: at its phone's last position, hollow when that is older than `staleMs`, or at its base. The caller
 * may put in another tone, label or subtitle.
 */
export function teamMark(team: Team, track: TrackPoint | null, now: EpochMs, staleMs: number): TeamMark {
  const old = track !== null && now - track.at > staleMs
  const moving = track !== null && !old && track.speedMps > MOVING_MPS && Number.isFinite(track.headingDeg)
  return {
    id: team.id,
    at: track ? { lon: track.lon, lat: track.lat } : team.profile.base,
    headingDeg: moving ? track.headingDeg : null,
    tone: teamTone(team, now),
    stale: old,
    atBase: track === null,
    title: team.profile.name,
    label: 'near',
    ...(team.profile.township === '' ? {} : { place: team.profile.township }),
  }
}
