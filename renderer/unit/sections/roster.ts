import { useEffect } from 'react'
import { create } from 'zustand'
import type { Household } from '../../../shared/pack/households'
import { request } from '../../pocket/request'
import { keep, kept } from '../../state/keep'
import { useUnit } from '../store'

const TIMEOUT = 15_000
/** Without a list it is asked for again so often. Milliseconds. */
const AGAIN_MS = 20_000
/** Under this name the list is kept on the device, so that it can be worked through without signal. */
export const ROSTER_KEY = 'unit.roster'

interface KeptRoster {
  readonly villageId: string
  readonly hash: string
  readonly households: readonly Household[]
}

function read(): KeptRoster | null {
  try {
    const value = JSON.parse(kept(ROSTER_KEY) ?? 'null') as KeptRoster | null
    return typeof value?.hash === 'string' && Array.isArray(value.households) ? value : null
  } catch {
    return null
  }
}

const useStore = create<{ readonly roster: KeptRoster | null }>(() => ({ roster: read() }))

async function load(key: string, villageId: string, hash: string): Promise<void> {
  const path = `/api/v1/relocation/villages/${villageId}?hash=${hash}`
  const answer = await request({ method: 'GET', path }, key, TIMEOUT)
  const body = (answer?.status === 200 ? answer.body : null) as Partial<KeptRoster> | null
  if (body?.hash !== hash || !Array.isArray(body.households)) return
  const roster = { villageId, hash, households: body.households }
  keep(ROSTER_KEY, JSON.stringify(roster))
  useStore.setState({ roster })
}

/** The village's own list; null until it was here once, and for who has none (an empty id). Asked for with the device's key, and only for its own village. */
export function useOwnRoster(villageId: string, hash: string): readonly Household[] | null {
  const key = useUnit((unit) => unit.device?.key)
  const link = useUnit((unit) => unit.link)
  const roster = useStore((store) => store.roster)
  const have = roster?.villageId === villageId && roster.hash === hash
  const wanted = villageId !== '' && !have
  useEffect(() => {
    if (!wanted || key === undefined || link === 'cut') return
    void load(key, villageId, hash)
    const timer = setInterval(() => void load(key, villageId, hash), AGAIN_MS)
    return () => clearInterval(timer)
  }, [wanted, key, villageId, hash, link])
  return have ? roster.households : null
}
