import type { RouteResult } from '../../shared/dispatch/travel'
import type { RouteMark } from './types'

/**
 * A found way as lines: each leg its own, so that walked and estimated stretches are dashed. `label` (what is left of
 * it, 7:20) is written once, along the longest. Empty if unreachable.
 */
export function routeMarks(id: string, route: RouteResult, rank: RouteMark['rank'], label?: string): RouteMark[] {
  const all = route.kind === 'estimated'
  const written = label === undefined ? {} : { label }
  if (route.legs.length === 0)
    return route.geometry.length < 2 ? [] : [{ id, geometry: route.geometry, rank, estimated: all, ...written }]
  const longest = Math.max(...route.legs.map(({ metres }) => metres))
  const named = route.legs.findIndex(({ metres }) => metres === longest)
  return route.legs.flatMap(({ mode, geometry }, index) =>
    geometry.length < 2
      ? []
      : [
          {
            id: `${id}-${index}`,
            geometry,
            rank,
            estimated: all || mode === 'walk' || mode === 'estimated',
            ...(index === named ? written : {}),
          },
        ],
  )
}
