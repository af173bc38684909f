import type { RouteResult } from '../../shared/dispatch/travel'
import type { RouteMark } from './types'

/** A found way as lines: each leg its own, so that walked and estimated stretches are dashed. Empty if unreachable. */
export function routeMarks(id: string, route: RouteResult, rank: RouteMark['rank']): RouteMark[] {
  const all = route.kind === 'estimated'
  if (route.legs.length === 0)
    return route.geometry.length < 2 ? [] : [{ id, geometry: route.geometry, rank, estimated: all }]
  return route.legs.flatMap(({ mode, geometry }, index) =>
    geometry.length < 2
      ? []
      : [{ id: `${id}-${index}`, geometry, rank, estimated: all || mode === 'walk' || mode === 'estimated' }],
  )
}
