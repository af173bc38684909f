import { useMemo } from 'react'
import type { TrackPoint } from '../../../shared/protocol/track-frame'
import { VESSEL_STALE_MS } from '../../map/sources'
import type { MovingSource } from '../../map/moving-types'
import { useHistory, type Groups } from '../../state/history'
import { emptyColumns } from '../../state/track-group'

export interface Past {
  /** The moment that is shown, hub time. */
  readonly at: number
  readonly vessels: MovingSource
  readonly team: (teamId: string) => TrackPoint | null
}

const NOBODY = emptyColumns('vessel')

function pastOf(at: number, groups: Groups): Past {
  const teams = groups.get('team')
  const rows = new Map(teams?.ids.map((id, row) => [id, row]))
  return {
    at,
    vessels: { subscribe: () => () => undefined, read: () => groups.get('vessel') ?? NOBODY, now: () => at, staleMs: VESSEL_STALE_MS },
    team(teamId) {
      const row = rows.get(`team:${teamId}`)
      if (!teams || row === undefined) return null
      return {
        id: `team:${teamId}`,
        lon: teams.lonLat[row * 2] ?? NaN,
        lat: teams.lonLat[row * 2 + 1] ?? NaN,
        at: teams.at[row] ?? at,
        headingDeg: teams.heading[row] ?? NaN,
        speedMps: teams.speed[row] ?? NaN,
        accuracyM: teams.accuracy[row] ?? NaN,
      }
    },
  }
}

/** Where everything was, while the time slider is not at now; null: it is. */
export function usePast(): Past | null {
  const wanted = useHistory((state) => state.wanted)
  const shown = useHistory((state) => state.shown)
  const groups = useHistory((state) => state.groups)
  return useMemo(() => (wanted === null ? null : pastOf(shown ?? wanted, groups)), [wanted, shown, groups])
}
