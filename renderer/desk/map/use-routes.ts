import { useEffect, useMemo, useState } from 'react'
import type { RouteResult } from '../../../shared/dispatch/travel'
import { requestRoute, useConnection } from '../../state/connection'

export interface WantedRoute {
  readonly incidentId: string
  readonly teamId: string
  /** Asked again when it changes: the team's time, the closures. */
  readonly key: string
}

/** The ways of some teams, by team; an old one stays until the new one is there, another incident's never. */
export function useRoutes(wanted: readonly WantedRoute[]): ReadonlyMap<string, RouteResult> {
  const live = useConnection((state) => state.phase === 'live')
  const [routes, setRoutes] = useState<ReadonlyMap<string, { readonly incidentId: string; readonly route: RouteResult }>>(new Map())
  // Compared as a text: the same wishes in a new array are no reason to ask again.
  const key = JSON.stringify(wanted)
  useEffect(() => {
    if (!live) return
    let over = false
    for (const { incidentId, teamId } of JSON.parse(key) as WantedRoute[]) {
      void requestRoute(incidentId, teamId).then((answer) => {
        if (!over && answer.ok) setRoutes((before) => new Map(before).set(teamId, { incidentId, route: answer.value }))
      })
    }
    return () => {
      over = true
    }
  }, [key, live])
  return useMemo(() => {
    const ids = new Map((JSON.parse(key) as WantedRoute[]).map(({ teamId, incidentId }) => [teamId, incidentId]))
    return new Map([...routes].flatMap(([teamId, { incidentId, route }]) => (ids.get(teamId) === incidentId ? [[teamId, route] as const] : [])))
  }, [key, routes])
}
