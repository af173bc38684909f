import { asDispatchId } from '../../../shared/base/ids'
import { isActive } from '../../../shared/domain/dispatch/state'
import type { RouteMark } from '../../map/types'
import type { useRecommendation } from '../../state/recommendation'
import type { useWorld } from '../../state/world'
import type { WantedRoute } from './use-routes'

type Dispatches = ReturnType<typeof useWorld.getState>['dispatches']
type Ranking = NonNullable<ReturnType<typeof useRecommendation.getState>['recommendation']>

/** Whose ways are worth drawing: teams under way, else the marked candidate and the next one. */
export function wantedRoutes(incidentId: string | null, ids: readonly string[], dispatches: Dispatches, ranking: Ranking | null, selected: string | null, closures: number): (WantedRoute & { readonly rank: RouteMark['rank'] })[] {
  if (!incidentId) return []
  const under = ids.flatMap((id) => dispatches.get(asDispatchId(id)) ?? []).filter((dispatch) => isActive(dispatch) && dispatch.phase !== 'on-scene')
  if (under.length > 0) return under.map(({ teamId, phase }) => ({ incidentId, teamId, key: `${phase} ${closures}`, rank: 'recommended' }))
  if (!ranking) return []
  const eta = (seconds: number | null) => (seconds === null ? '-' : Math.round(seconds / 20))
  const row = [...ranking.candidates, ...ranking.excluded].find(({ teamId }) => teamId === selected)
  const next = ranking.candidates.find(({ teamId }) => teamId !== selected)
  return [row, next].flatMap((entry) =>
    entry && entry.etaSeconds !== null ? [{ incidentId, teamId: entry.teamId, key: `${eta(entry.etaSeconds)} ${closures}`, rank: entry === row ? ('recommended' as const) : ('second' as const) }] : [],
  )
}
