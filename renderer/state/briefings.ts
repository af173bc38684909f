import { z } from 'zod'
import { create } from 'zustand'
import type { Change } from '../../shared/briefing/changes'
import type { BriefingContent } from '../../shared/briefing/content'
import { err, type Result } from '../../shared/base/result'
import { editionSchema } from '../../shared/domain/briefing/state'
import type { Rejection } from '../../shared/domain/rejection'
import type { Language } from '../../shared/i18n/catalogue'
import { useAxis } from './axis'
import { callApi } from './api'
import { newId } from './new-id'
import { useSession } from './session'

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null

/** One briefing as the hub gives it to this screen: numbers, and the words that are its to show. */
const wholeSchema = z.object({
  id: z.string(),
  number: z.string(),
  /** Which of its versions `edition` is. */
  no: z.number().int(),
  edition: editionSchema,
  content: z.custom<BriefingContent>((value) => isRecord(value) && (value as { v?: unknown }).v === 1, 'a content of version 1'),
  link: z.string(),
})
export type WholeBriefing = z.output<typeof wholeSchema>

const nowSchema = z.object({ at: z.number(), seq: z.number(), changes: z.array(z.custom<Change>(isRecord)) })
export type Difference = z.output<typeof nowSchema>

export type Loaded = { readonly state: 'loading' } | { readonly state: 'failed'; readonly rejection: Rejection } | { readonly state: 'here'; readonly value: WholeBriefing }

/** Briefings that this screen has read, by id. Numbers never change; a newer version of the words is read again. */
const useLoaded = create<{ readonly byId: ReadonlyMap<string, Loaded> }>(() => ({ byId: new Map() }))

function keep(id: string, loaded: Loaded): void {
  useLoaded.setState(({ byId }) => ({ byId: new Map(byId).set(id, loaded) }))
}

export const useLoadedBriefing = (id: string | null): Loaded | null => useLoaded(({ byId }) => (id === null ? null : (byId.get(id) ?? null)))

/** Reads a briefing; what is held stays on the screen until the newer one is here. */
export async function readBriefing(id: string): Promise<void> {
  if (useLoaded.getState().byId.get(id)?.state !== 'here') keep(id, { state: 'loading' })
  const read = await callApi(`/api/v1/briefings/${encodeURIComponent(id)}`, wholeSchema, { token: useSession.getState().token })
  if (read.ok) keep(id, { state: 'here', value: read.value })
  else if (useLoaded.getState().byId.get(id)?.state !== 'here') keep(id, { state: 'failed', rejection: read.error })
}

/** Freezes the situation of this moment: of the storm and the hour at which the time axis stands. */
export async function freezeNow(language: Language): Promise<Result<WholeBriefing, Rejection>> {
  const { axis } = useAxis.getState()
  const storm = axis ? { typhoonId: axis.typhoonId, agency: axis.agency, at: Math.round(axis.at) } : {}
  const made = await callApi('/api/v1/briefings', wholeSchema, { token: useSession.getState().token, body: { storm, language }, idempotencyKey: newId() })
  if (made.ok) keep(made.value.id, { state: 'here', value: made.value })
  return made
}

/** What is different now from what was frozen. */
export async function readDifference(id: string): Promise<Result<Difference, Rejection>> {
  const token = useSession.getState().token
  if (!token) return err({ code: 'unauthorised', message: 'not signed in' })
  return callApi(`/api/v1/briefings/${encodeURIComponent(id)}/now`, nowSchema, { token })
}
