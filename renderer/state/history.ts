import { useEffect } from 'react'
import { z } from 'zod'
import { create } from 'zustand'
import { err, ok, type Result } from '../../shared/base/result'
import { HOUR, type EpochMs } from '../../shared/base/time'
import type { Rejection } from '../../shared/domain/rejection'
import { callApi, hubUrl, rejectionOf } from './api'
import { hubNow } from './clock'
import { useSession } from './session'
import { emptyColumns, type TrackColumns } from './track-group'
import { TrackStore } from './track-store'
import { useTrackGroup } from './tracks'

/** Moments of the past lie on this grid, milliseconds: who scrubs to and fro meets the same ones again. */
export const MOMENT_STEP_MS = 30_000
/** So many moments are kept: twenty minutes of the slider. */
const MOST_KEPT = 40
/** A moving slider asks for what it passes only if it stays so long, milliseconds. */
const SETTLE_MS = 80

export type Groups = ReadonlyMap<string, TrackColumns>

export interface HistoryState {
  /** The moment that is asked for, hub time; null: now, nothing of the past is shown. */
  readonly wanted: EpochMs | null
  /** The moment that `groups` shows; stays while the next one is on its way. */
  readonly shown: EpochMs | null
  readonly groups: Groups
  readonly loading: boolean
  /** Why the wanted moment could not be had. */
  readonly error: Rejection | null
  /** From when to when positions were kept, as `loadSpan` last found it. */
  readonly span: { readonly from: EpochMs; readonly to: EpochMs } | null
}

const NOW: Omit<HistoryState, 'span'> = { wanted: null, shown: null, groups: new Map(), loading: false, error: null }

/** The time slider: where everything was at a moment. */
export const useHistory = create<HistoryState>(() => ({ ...NOW, span: null }))

const kept = new Map<EpochMs, Groups>()
let asking: AbortController | null = null

/** Shows where everything was at a moment (hub time), or, null, what is now. A moment asked for before is dropped. */
export function showMoment(time: EpochMs | null): void {
  asking?.abort()
  asking = null
  if (time === null) return useHistory.setState(NOW)
  const moment = Math.round(time / MOMENT_STEP_MS) * MOMENT_STEP_MS
  const held = kept.get(moment)
  if (held) return useHistory.setState({ wanted: moment, shown: moment, groups: held, loading: false, error: null })
  useHistory.setState({ wanted: moment, loading: true, error: null })
  const controller = new AbortController()
  asking = controller
  void load(moment, controller.signal)
}

async function load(moment: EpochMs, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  if (signal.aborted) return
  const answer = await fetchMoment(moment, signal)
  if (signal.aborted) return
  if (!answer.ok) return useHistory.setState({ loading: false, error: answer.error })
  // What lies less than a step back may still get positions.
  if (moment < hubNow() - MOMENT_STEP_MS) keepMoment(moment, answer.value)
  useHistory.setState({ shown: moment, groups: answer.value, loading: false, error: null })
}

function keepMoment(moment: EpochMs, groups: Groups): void {
  kept.set(moment, groups)
  const oldest = kept.keys().next().value
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
}

async function fetchMoment(time: EpochMs, signal: AbortSignal): Promise<Result<Groups, Rejection>> {
  const { token } = useSession.getState()
  try {
    const response = await fetch(new URL(`/api/v1/tracks/at?time=${time}`, hubUrl()), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      signal,
    })
    if (!response.ok) return err(rejectionOf(response.status, await response.json().catch(() => null)))
    const store = new TrackStore()
    store.receive(await response.arrayBuffer())
    return ok(new Map([...store.groups].map(([name, group]) => [name, group.columns()])))
  } catch (error) {
    return err({ code: 'unavailable', message: error instanceof Error ? error.message : String(error) })
  }
}

/** Forgets the past: another hub has another one. */
export function clearHistory(): void {
  kept.clear()
  showMoment(null)
  useHistory.setState({ span: null })
}

const nothing = new Map<string, TrackColumns>()

/** The moving objects of one kind as the screen shows them: at the slider's moment, or now. */
export function useShownTrackGroup(name: string): TrackColumns {
  const live = useTrackGroup(name)
  const { shown, groups } = useHistory()
  if (shown === null) return live
  const held = groups.get(name) ?? nothing.get(name)
  if (held) return held
  const empty = emptyColumns(name)
  nothing.set(name, empty)
  return empty
}

const spanSchema = z.object({ span: z.object({ from: z.number(), to: z.number() }).nullable() })

/** Asks how far back the slider reaches. */
export async function loadSpan(): Promise<void> {
  const answer = await callApi('/api/v1/tracks/span', spanSchema, { token: useSession.getState().token })
  useHistory.setState(answer.ok ? { span: answer.value.span } : { span: null, error: answer.error })
}

const trailSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    at: z.array(z.number()),
    lon: z.array(z.number()),
    lat: z.array(z.number()),
    headingDeg: z.array(z.number().nullable()),
    speedMps: z.array(z.number().nullable()),
  })
  .refine(({ at, lon, lat }) => lon.length === at.length && lat.length === at.length, 'columns of different lengths')

/** The way of one object, oldest first: columns of one length, degrees WGS-84. */
export type Trail = z.output<typeof trailSchema>

/** Where one object was between two times (hub time). Errors are values; `signal` gives it up. */
export function loadTrail(id: string, from: EpochMs, to: EpochMs, signal?: AbortSignal): Promise<Result<Trail, Rejection>> {
  const query = new URLSearchParams({ id, from: String(Math.round(from)), to: String(Math.round(to)) })
  return callApi(`/api/v1/tracks/trail?${query}`, trailSchema, { token: useSession.getState().token, ...(signal ? { signal } : {}) })
}

interface TrailState {
  readonly trail: Trail | null
  readonly error: Rejection | null
}
const NO_TRAIL: TrailState = { trail: null, error: null }
const useTrails = create<{ readonly byId: ReadonlyMap<string, TrailState> }>(() => ({ byId: new Map() }))
/** The trail of what is followed is asked for again so often, milliseconds. */
const TRAIL_EVERY_MS = 20_000

/** The last `spanMs` of an object's way, kept up to date while the component is there; null follows nobody. */
export function useTrail(id: string | null, spanMs = HOUR): TrailState {
  useEffect(() => {
    if (id === null) return
    const controller = new AbortController()
    const refresh = async (): Promise<void> => {
      const now = hubNow()
      const answer = await loadTrail(id, now - spanMs, now, controller.signal)
      if (controller.signal.aborted) return
      useTrails.setState(({ byId }) => {
        const before = byId.get(id) ?? NO_TRAIL
        return { byId: new Map([...byId, [id, answer.ok ? { trail: answer.value, error: null } : { ...before, error: answer.error }]]) }
      })
    }
    void refresh()
    const timer = setInterval(() => void refresh(), TRAIL_EVERY_MS)
    return () => {
      controller.abort()
      clearInterval(timer)
      useTrails.setState(({ byId }) => ({ byId: new Map([...byId].filter(([other]) => other !== id)) }))
    }
  }, [id, spanMs])
  return useTrails((state) => (id === null ? NO_TRAIL : (state.byId.get(id) ?? NO_TRAIL)))
}
