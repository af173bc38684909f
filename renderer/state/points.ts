import { useEffect } from 'react'
import { create } from 'zustand'
import { POINT_KINDS, type PointColumns, type PointKind } from '../../shared/pack/points'
import type { Rejection } from '../../shared/domain/rejection'
import { err, ok, type Result } from '../../shared/base/result'
import { hubUrl, rejectionOf } from './api'
import { useSession } from './session'

/** A set of the pack's fixed points as a layer wants it. Columns never change: a set is loaded whole or not at all. */
export interface PointSet {
  readonly id: string
  readonly kind: PointKind
  readonly size: number
  readonly ids: readonly string[]
  readonly names: readonly string[]
  /** [lon, lat] pairs, degrees WGS-84: 2 × `size` values. */
  readonly lonLat: Float64Array
  readonly townships: readonly string[]
  /** Per point: index into `townships`. */
  readonly townshipOf: Uint16Array
  readonly details: PointColumns['details']
  /** Row of a point by its own id (without `SET:`); undefined: there is none. */
  row(id: string): number | undefined
}

/** Why there are no points. `where` is the row of the set, from 0. */
export type PointSetError =
  | { readonly code: 'refused'; readonly rejection: Rejection }
  | { readonly code: 'unreadable'; readonly detail: string }
  | { readonly code: 'empty' }
  | { readonly code: 'too-many'; readonly found: number; readonly max: number }
  | { readonly code: 'swapped' | 'outside'; readonly where: number; readonly lon: number; readonly lat: number }

export interface PointSetState {
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  /** Kept while it is loaded again. */
  readonly set: PointSet | null
  readonly error: PointSetError | null
}

const IDLE: PointSetState = { status: 'idle', set: null, error: null }

/** More than so many points of one set are not drawn: nobody could see them, and the page would stand still. */
export const MAX_POINTS = 250_000
/** A set that could not be had is asked for again after so long: a wall has no keyboard. Milliseconds. */
const RETRY_MS = 15_000

/** Every set that somebody asked for, by id. */
export const usePointSets = create<{ readonly sets: ReadonlyMap<string, PointSetState> }>(() => ({ sets: new Map() }))

function change(id: string, patch: Partial<PointSetState>): void {
  const { sets } = usePointSets.getState()
  usePointSets.setState({ sets: new Map(sets).set(id, { ...(sets.get(id) ?? IDLE), ...patch }) })
}

export function pointSet(id: string): PointSetState {
  return usePointSets.getState().sets.get(id) ?? IDLE
}

/** The points of a set, loaded when they are first asked for; null asks for nothing. */
export function usePointSet(id: string | null): PointSetState {
  useEffect(() => {
    if (id !== null) requestPointSet(id)
  }, [id])
  return usePointSets((state) => (id === null ? IDLE : (state.sets.get(id) ?? IDLE)))
}

/** Loads a set unless it is there or on its way. */
export function requestPointSet(id: string): void {
  if (pointSet(id).status === 'idle') void load(id)
}

/** Asks again after a failure. */
export function retryPointSet(id: string): void {
  if (pointSet(id).status !== 'loading') void load(id)
}

/** Asks again for every set that failed: the hub is back. */
export function retryFailedPointSets(): void {
  for (const [id, { status }] of usePointSets.getState().sets) if (status === 'failed') retryPointSet(id)
}

async function load(id: string): Promise<void> {
  change(id, { status: 'loading', error: null })
  const answer = await ask(id)
  if (answer.ok) return change(id, { status: 'ready', set: answer.value, error: null })
  change(id, { status: 'failed', error: answer.error })
  // A wrong set stays wrong until the pack is mended; a hub that was away comes back.
  if (answer.error.code === 'refused' && answer.error.rejection.code === 'unavailable') {
    setTimeout(() => {
      if (pointSet(id).status === 'failed') retryPointSet(id)
    }, RETRY_MS)
  }
}

async function ask(id: string): Promise<Result<PointSet, PointSetError>> {
  const { token } = useSession.getState()
  try {
    const response = await fetch(new URL(`/api/v1/points/${encodeURIComponent(id)}`, hubUrl()), {
      headers: { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      // The browser keeps the body and asks with its tag whether it is still the one: a reload costs a few bytes.
      cache: 'no-cache',
    })
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) return err({ code: 'refused', rejection: rejectionOf(response.status, body) })
    return pointSetOf(id, body)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return err({ code: 'refused', rejection: { code: 'unavailable', message } })
  }
}

/** Checks what came and puts it into columns. One wrong point refuses the set: half a layer would look like all of it. */
export function pointSetOf(id: string, body: unknown): Result<PointSet, PointSetError> {
  const problem = shapeProblem(id, body)
  if (problem !== null) return err({ code: 'unreadable', detail: problem })
  const columns = body as PointColumns
  const size = columns.ids.length
  if (size === 0) return err({ code: 'empty' })
  if (size > MAX_POINTS) return err({ code: 'too-many', found: size, max: MAX_POINTS })
  const lonLat = new Float64Array(size * 2)
  for (let row = 0; row < size; row++) {
    const lon = columns.lon[row] ?? NaN
    const lat = columns.lat[row] ?? NaN
    // Inverted, so that NaN is outside too.
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      return err({ code: Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90 ? 'swapped' : 'outside', where: row, lon, lat })
    }
    lonLat[row * 2] = lon
    lonLat[row * 2 + 1] = lat
  }
  const { kind, ids, names, townships, details } = columns
  let rows: Map<string, number> | null = null
  return ok({
    id,
    kind,
    size,
    ids,
    names,
    lonLat,
    townships,
    townshipOf: Uint16Array.from(columns.townshipOf),
    details,
    row(of) {
      rows ??= new Map(ids.map((known, at) => [known, at]))
      return rows.get(of)
    },
  })
}

/** What is wrong with the form of an answer; null: nothing. */
function shapeProblem(id: string, body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return 'no object'
  const said = body as Partial<Record<keyof PointColumns, unknown>>
  if (said.id !== id) return 'id'
  if (!POINT_KINDS.some((kind) => kind === said.kind)) return 'kind'
  const { ids } = said
  if (!Array.isArray(ids)) return 'ids'
  for (const name of ['names', 'lon', 'lat', 'townshipOf'] as const) {
    const column = said[name]
    if (!Array.isArray(column) || column.length !== ids.length) return name
  }
  if (!Array.isArray(said.townships)) return 'townships'
  if (!Array.isArray(said.details)) return 'details'
  for (const detail of said.details as readonly Partial<PointColumns['details'][number]>[]) {
    if (!Array.isArray(detail.values) || detail.values.length !== ids.length) return `details.${String(detail.heading)}`
  }
  return null
}

/** Points of another hub are other points. */
export function clearPointSets(): void {
  usePointSets.setState({ sets: new Map() })
}
