import { useEffect } from 'react'
import { create } from 'zustand'
import { z } from 'zod'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi } from '../../state/api'
import { useSession } from '../../state/session'

const answerSchema = z.object({
  units: z.array(z.object({ id: z.string(), contact: z.object({ name: z.string(), phone: z.string() }).nullable(), connected: z.number() })),
})
export interface Contact {
  readonly name: string
  readonly phone: string
}

interface Contacts {
  /** Whom to telephone, by unit; null: not loaded yet. */
  readonly byUnit: ReadonlyMap<string, Contact> | null
  readonly error: Rejection | null
}
const useStore = create<Contacts>(() => ({ byUnit: null, error: null }))

/** Whom to call in each unit, asked of the hub once: screens that guests see never hold these numbers. */
export function useContacts(): Contacts {
  const token = useSession((state) => state.token)
  useEffect(() => {
    if (useStore.getState().byUnit === null) void load(token)
  }, [token])
  return useStore()
}

async function load(token: string | null): Promise<void> {
  const answer = await callApi('/api/v1/units', answerSchema, { token })
  if (answer.ok) useStore.setState({ byUnit: new Map(answer.value.units.flatMap(({ id, contact }) => (contact ? [[id, contact] as const] : []))), error: null })
  else useStore.setState({ error: answer.error })
}
