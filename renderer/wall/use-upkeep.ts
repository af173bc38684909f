import { useEffect } from 'react'
import { HOUR } from '../../shared/base/time'
import { hubNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { loadPack, usePack } from '../state/pack'
import { loadRoads } from '../state/roads'
import { useSession } from '../state/session'
import { forgetEnded } from '../state/world'

/** A day and a bit: the figures of today stay whole in every zone. */
const KEEP_MS = 26 * HOUR

/** What a page that runs for months must do by itself: fetch what it lacks whenever the hub is back, forget what is over. */
export function useUpkeep(): void {
  const token = useSession((state) => state.token)
  const live = useConnection((state) => state.phase === 'live')
  useEffect(() => {
    if (!live) return
    const { status, fromCache } = usePack.getState()
    if (status === 'failed' || fromCache) void loadPack(token)
    void loadRoads(token)
  }, [live, token])
  useEffect(() => {
    const timer = setInterval(() => forgetEnded(hubNow() - KEEP_MS), HOUR)
    return () => clearInterval(timer)
  }, [])
}
