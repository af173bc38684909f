import { useEffect } from 'react'
import { useConnection } from '../state/connection'
import { loadPack, usePack } from '../state/pack'
import { loadRoads } from '../state/roads'
import { useSession } from '../state/session'

/** What a page that runs for months must do by itself: fetch what it lacks whenever the hub is back. */
export function useUpkeep(): void {
  const token = useSession((state) => state.token)
  const live = useConnection((state) => state.phase === 'live')
  useEffect(() => {
    if (!live) return
    const { status, fromCache } = usePack.getState()
    if (status === 'failed' || fromCache) void loadPack(token)
    void loadRoads(token)
  }, [live, token])
}
