import { z } from 'zod'
import { create } from 'zustand'
import type { RecallScope } from '../../../shared/domain/recall/state'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi } from '../../state/api'
import { useSession } from '../../state/session'
import { useDeskView } from '../map/desk-view'

/** What the officer has chosen of a call back to port; kept while other tabs are looked at. */
export interface RecallForm {
  readonly kind: RecallScope['kind']
  readonly formation: string
  readonly grid: string
  /** Radius about the middle of the map, kilometres. */
  readonly km: string
  readonly reason: string
  /** What the hub counted for the scope; the order is offered for this and nothing else. */
  readonly counted: { readonly scope: RecallScope; readonly vessels: number; readonly called: number; readonly inPort: number } | null
  readonly busy: boolean
  readonly error: Rejection | null
}

export const EMPTY_FORM: RecallForm = { kind: 'all', formation: '', grid: '', km: '20', reason: '', counted: null, busy: false, error: null }
export const useRecallForm = create<RecallForm>(() => EMPTY_FORM)

/** Any change of the scope takes the count back: nobody orders what was not counted. */
export const changeForm = (patch: Partial<RecallForm>): void => useRecallForm.setState({ error: null, ...('reason' in patch ? {} : { counted: null }), ...patch })

/** The scope as chosen, or the field that is wrong. */
export function scopeOf({ kind, formation, grid, km }: RecallForm, centre: { readonly lon: number; readonly lat: number } | null): RecallScope | { readonly wrong: 'formation' | 'grid' | 'km' | 'map' } {
  switch (kind) {
    case 'all':
    case 'late':
      return { kind }
    case 'formation':
      return formation === '' ? { wrong: 'formation' } : { kind, id: formation }
    case 'grid':
      return grid === '' ? { wrong: 'grid' } : { kind, id: grid }
    case 'circle': {
      const metres = Number(km) * 1000
      if (!(metres >= 100 && metres <= 1_000_000)) return { wrong: 'km' }
      return centre ? { kind, at: centre, metres } : { wrong: 'map' }
    }
  }
}

const countSchema = z.object({ vessels: z.number(), called: z.number(), inPort: z.number() })

/** Asks the hub how many vessels the scope holds; tells which field is wrong. */
export async function countScope(): Promise<'formation' | 'grid' | 'km' | 'map' | null> {
  const form = useRecallForm.getState()
  const scope = scopeOf(form, useDeskView.getState().camera()?.center ?? null)
  if ('wrong' in scope) return scope.wrong
  useRecallForm.setState({ busy: true, error: null, counted: null })
  const answer = await callApi('/api/v1/recalls/count', countSchema, { body: { scope }, token: useSession.getState().token })
  if (answer.ok) useRecallForm.setState({ busy: false, counted: { scope, ...answer.value } })
  else useRecallForm.setState({ busy: false, error: answer.error })
  return null
}

/** Orders what was counted. True: it went out. */
export async function orderCounted(): Promise<string | null> {
  const { counted, reason, busy } = useRecallForm.getState()
  if (!counted || busy || reason.trim() === '') return null
  useRecallForm.setState({ busy: true, error: null })
  const body = { scope: counted.scope, reason: reason.trim() }
  const answer = await callApi('/api/v1/recalls', z.object({ recallId: z.string() }), { body, token: useSession.getState().token })
  if (!answer.ok) {
    useRecallForm.setState({ busy: false, error: answer.error })
    return null
  }
  useRecallForm.setState(EMPTY_FORM)
  return answer.value.recallId
}
