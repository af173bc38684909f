import { useEffect, useState } from 'react'
import type { RouteResult } from '../../../shared/dispatch/travel'
import { requestRoute, useConnection } from '../../state/connection'

export interface WantedRoute {
  readonly incidentId: string
  readonly teamId: string
  /** Asked again when it changes: the team's time, the closures. */
  readonly key: string
}

const keyOf = (wanted: readonly WantedRoute[]) => wanted.map(({ incidentId, teamId, key }) => `${incidentId} ${teamId} ${key}`).join('|')

/** The ways of some teams, by team; an old one stays until the new one is there, another incident's never. */
export function useRoutes(wanted: readonly WantedRoute[]): ReadonlyMap<string, RouteResult> {
  const live = useConnection((state) => state.phase === 'live')
  const [routes, setRoutes] = useState<ReadonlyMap<string, { readonly incidentId: string; readonly route: RouteResult }>>(new Map())
  const key = keyOf(wanted)
  useEffect(() => {
    if (!live || key === '') return
    let over = false
    for (const { incidentId, teamId } of wanted) {
      void requestRoute(incidentId, teamId).then((answer) => {
        if (!over && answer.ok) setRoutes((before) => new Map(before).set(teamId, { incidentId, route: answer.value }))
      })
    }
    return () => {
      over = true
    }
    // `key` says all that `wanted` does.
  }, [key, live])
  const ids = new Map(wanted.map(({ teamId, incidentId }) => [teamId, incidentId]))
  return new Map([...routes].flatMap(([teamId, { incidentId, route }]) => (ids.get(teamId) === incidentId ? [[teamId, route] as const] : [])))
}
