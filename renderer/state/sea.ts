import { useEffect, useMemo } from 'react'
import { z } from 'zod'
import { create } from 'zustand'
import type { Formation, SeaPlan } from '../../shared/pack/sea'
import type { SeaState } from '../../shared/sea/state'
import { callApi } from './api'
import { useSession } from './session'

interface SeaStore {
  /** What the hub last worked out of the positions; null: nothing has come, or the pack has no sea. */
  readonly state: SeaState | null
  /** Ports, grids, formations: they do not change while the hub runs. */
  readonly plan: SeaPlan | null
  /** `none`: the pack has no sea. */
  readonly planStatus: 'unasked' | 'loading' | 'ready' | 'none' | 'failed'
}

export const useSea = create<SeaStore>(() => ({ state: null, plan: null, planStatus: 'unasked' }))

/** Takes over what the hub worked out; an older one than is held changes nothing. */
export function receiveSea(state: SeaState): void {
  if ((useSea.getState().state?.at ?? 0) <= state.at) useSea.setState({ state })
}

export function clearSea(): void {
  useSea.setState({ state: null })
}

const planSchema = z.custom<SeaPlan>((body) => typeof body === 'object' && body !== null && 'grids' in body && 'formations' in body && 'settings' in body)

async function loadPlan(token: string | null): Promise<void> {
  const { planStatus } = useSea.getState()
  if (planStatus === 'loading' || planStatus === 'ready' || planStatus === 'none') return
  useSea.setState({ planStatus: 'loading' })
  const answer = await callApi('/api/v1/sea', planSchema, { token })
  if (answer.ok) useSea.setState({ plan: answer.value, planStatus: 'ready' })
  else useSea.setState({ planStatus: answer.error.code === 'not_found' ? 'none' : 'failed' })
}

/** The sea of the pack, asked for once by whoever needs it first, and again after a failure with the next positions. */
export function useSeaPlan(): SeaPlan | null {
  const { plan, planStatus } = useSea()
  const token = useSession((session) => session.token)
  const isSilent = useSea((sea) => sea.state === null)
  useEffect(() => {
    // Without positions there is no sea to show: most packs have none.
    if (!isSilent) void loadPlan(token)
  }, [token, isSilent, planStatus])
  return plan
}

/** The formation of each vessel by its MMSI. */
export function useFormationOf(): ReadonlyMap<string, Formation> {
  const plan = useSeaPlan()
  return useMemo(() => new Map((plan?.formations ?? []).flatMap((formation) => formation.members.map((mmsi) => [mmsi, formation] as const))), [plan])
}
