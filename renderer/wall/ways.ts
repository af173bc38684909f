import { useEffect } from 'react'
import { create } from 'zustand'
import type { Dispatch } from '../../shared/domain/dispatch/state'
import { hubNow } from '../state/clock'
import { requestRoute, useConnection } from '../state/connection'
import { usePack } from '../state/pack'
import { teamTrack } from '../state/tracks'
import { useWorld } from '../state/world'
import type { Way } from './logic/arrival'

/** Ways of the teams under way, by order. */
export const useWays = create<{ readonly ways: ReadonlyMap<Dispatch['id'], Way> }>(() => ({ ways: new Map() }))

const REFRESH_MS = 15_000
/** So many ways are drawn and kept fresh; a wall with more teams under way than this needs no more lines. */
const MOST = 16

/** Orders whose way a wall may draw: under way, and not to a place that the wall must not show. */
function wanted(): Dispatch[] {
  const { dispatches, incidents } = useWorld.getState()
  const { kinds } = usePack.getState()
  const found: Dispatch[] = []
  for (const dispatch of dispatches.values()) {
    if (dispatch.phase !== 'acknowledged' && dispatch.phase !== 'en-route') continue
    const incident = incidents.get(dispatch.incidentId)
    if (!incident || kinds.get(incident.kind)?.sensitive) continue
    found.push(dispatch)
  }
  return found.toSorted((a, b) => b.orderedAt - a.orderedAt).slice(0, MOST)
}

async function refresh(stopped: () => boolean): Promise<void> {
  const orders = wanted()
  const staleMs = (usePack.getState().pack?.manifest.dispatch.positionStaleSeconds ?? 120) * 1000
  const known = useWays.getState().ways
  const ways = new Map<Dispatch['id'], Way>()
  for (const { id, incidentId, teamId } of orders) {
    const answer = await requestRoute(incidentId, teamId)
    if (stopped()) return
    const track = teamTrack(teamId)
    const at = hubNow()
    const before = known.get(id)
    // Refused or lost: the last way stays, it is counted down from the moment at which it was asked for.
    if (answer.ok) ways.set(id, { route: answer.value, at, live: track !== null && at - track.at <= staleMs })
    else if (before) ways.set(id, before)
  }
  if (orders.length > 0 || known.size > 0) useWays.setState({ ways })
}

/** Keeps the ways fresh while mounted: at once when an order or a closure changes, else four times a minute. */
export function useFreshWays(): void {
  const live = useConnection((state) => state.phase === 'live')
  const orders = useWorld((world) => world.dispatches)
  const closures = useWorld((world) => world.closures)
  const key = wanted()
    .map(({ id, phase }) => `${id} ${phase}`)
    .join(',')
  useEffect(() => {
    if (!live) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const turn = () =>
      void refresh(() => gone).finally(() => {
        if (!gone) timer = setTimeout(turn, REFRESH_MS)
      })
    turn()
    return () => {
      gone = true
      clearTimeout(timer)
    }
    // `orders` only makes the key be read again: a note on an order is no reason to search.
  }, [live, key, closures])
  void orders
}
