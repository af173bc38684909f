import { useEffect, useState } from 'react'
import { z } from 'zod'
import { asUnitId } from '../../../shared/base/ids'
import { MOVE_REASONS, type Sheet } from '../../../shared/domain/relocation/state'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi } from '../../state/api'
import { useSession } from '../../state/session'

const householdSchema = z.object({
  id: z.string(),
  villageId: z.string().transform(asUnitId),
  head: z.string(),
  people: z.number(),
  elderly: z.number(),
  disabled: z.number(),
  infants: z.number(),
  reason: z.enum(MOVE_REASONS),
  at: z.object({ lon: z.number(), lat: z.number() }),
  phone: z.string().nullable(),
  shelterId: z.string().nullable(),
})
const rosterSchema = z.object({ hash: z.string(), households: z.array(householdSchema) })
const foundSchema = z.object({ households: z.array(householdSchema), more: z.boolean() })

export type Roster = z.output<typeof rosterSchema>
export type Found = z.output<typeof foundSchema>

/** What was asked of the hub: not answered yet, refused, or the answer. */
export type Asked<T> = { readonly kind: 'loading' } | { readonly kind: 'error'; readonly error: Rejection } | { readonly kind: 'ready'; readonly value: T }

const LOADING = { kind: 'loading' } as const

function useAsked<S extends z.ZodType>(path: string | null, schema: S): Asked<z.output<S>> {
  const token = useSession((state) => state.token)
  const [answer, setAnswer] = useState<{ readonly path: string; readonly asked: Asked<z.output<S>> } | null>(null)
  useEffect(() => {
    if (path === null) return
    const control = new AbortController()
    void callApi(path, schema, { token, signal: control.signal }).then((result) => {
      if (control.signal.aborted) return
      setAnswer({ path, asked: result.ok ? { kind: 'ready', value: result.value } : { kind: 'error', error: result.error } })
    })
    return () => control.abort()
  }, [path, schema, token])
  return answer?.path === path ? answer.asked : LOADING
}

/** The names of a sheet as they were when it was opened. They are asked for each time and kept nowhere. */
export function useRoster({ villageId, rosterHash }: Pick<Sheet, 'villageId' | 'rosterHash'>): Asked<Roster> {
  return useAsked(`/api/v1/relocation/villages/${villageId}?hash=${rosterHash}`, rosterSchema)
}

/** Wait for so long after the last letter. Milliseconds. */
const TYPING_MS = 250

/** Households of the whole county by name or telephone; null: too little was typed to ask. */
export function useFoundHouseholds(words: string): Asked<Found> | null {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [words])
  const path = settled.length >= 2 && settled.length <= 40 ? `/api/v1/relocation/households?q=${encodeURIComponent(settled)}` : null
  const asked = useAsked(path, foundSchema)
  return path === null ? null : asked
}
