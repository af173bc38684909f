import { create } from 'zustand'
import type { IncidentKind } from '../../shared/domain/incident/kind'
import type { Rejection } from '../../shared/domain/rejection'
import { err, ok, type Result } from '../../shared/base/result'
import type { RoadMeta } from '../../shared/dispatch/travel'
import type { BasemapView } from '../../shared/pack/basemap'
import type { Pack, PackManifest } from '../../shared/pack/schema'
import type { SearchEntry } from '../../shared/pack/search'
import { hubUrl, rejectionOf } from './api'
import { keep, kept } from './keep'

/**
 * The jurisdiction as a screen needs it: all but the hub's own folder and units' contacts; teams come as facts of the world, the points of
 * the point sets when they are asked for (`usePointSet`).
 */
export interface PackView extends Omit<Pack, 'folder' | 'teams' | 'contacts' | 'households' | 'sea' | 'pointSets' | 'manifest'> {
  /** Of the grounds only what a screen draws: the hub keeps their addresses and keys. */
  readonly manifest: Omit<PackManifest, 'basemaps'> & { readonly basemaps?: readonly BasemapView[] }
  /** How many points each of the manifest's point sets has. */
  readonly pointCounts: Readonly<Record<string, number>>
  /** Every name with its pinyin, for `searchPack`. */
  readonly search: readonly SearchEntry[]
  /** What travel times are searched on; null: there is no road data. */
  readonly roads: RoadMeta | null
}

export interface PackState {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly pack: PackView | null
  /** Kinds by code. */
  readonly kinds: ReadonlyMap<string, IncidentKind>
  /** It comes from this screen's own store, because the hub could not be asked. */
  readonly fromCache: boolean
  readonly error: Rejection | null
}

export const usePack = create<PackState>(() => ({
  status: 'loading',
  pack: null,
  kinds: new Map(),
  fromCache: false,
  error: null,
}))

interface Cached {
  readonly etag: string
  readonly pack: PackView
}

function cached(): Cached | null {
  try {
    const held = JSON.parse(kept('pack') ?? 'null') as Cached | null
    return held && isPackView(held.pack) ? held : null
  } catch {
    return null
  }
}

function show(pack: PackView, fromCache: boolean): void {
  usePack.setState({
    status: 'ready',
    pack,
    kinds: new Map(pack.kinds.map((kind) => [kind.code, kind])),
    fromCache,
    error: null,
  })
}

/** True if it has the parts that every screen reads. The hub has validated the rest. */
function isPackView(body: unknown): body is PackView {
  return typeof body === 'object' && body !== null && 'manifest' in body && 'pointCounts' in body && 'kinds' in body && Array.isArray(body.kinds)
}

/** Asks the hub; null: what is known is still true. */
async function ask(token: string | null, known: Cached | null): Promise<Result<Cached | null, Rejection>> {
  try {
    const response = await fetch(new URL('/api/v1/pack', hubUrl()), {
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(known ? { 'if-none-match': known.etag } : {}),
      },
      // The entity tag is ours to handle: the browser's own cache would hide the 304.
      cache: 'no-store',
    })
    if (response.status === 304) return ok(null)
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) return err(rejectionOf(response.status, body))
    if (!isPackView(body)) return err({ code: 'unavailable', message: '/api/v1/pack answered in an unknown shape' })
    return ok({ etag: response.headers.get('etag') ?? '', pack: body })
  } catch (error) {
    return err({ code: 'unavailable', message: error instanceof Error ? error.message : String(error) })
  }
}

/** Loads the pack, from the hub if it has changed. A screen that starts while the hub is away shows the last one. */
export async function loadPack(token: string | null): Promise<void> {
  const known = cached()
  const answer = await ask(token, known)
  if (answer.ok) {
    if (answer.value && answer.value.etag !== '') keep('pack', JSON.stringify(answer.value))
    const pack = answer.value?.pack ?? known?.pack
    if (pack) show(pack, false)
  } else if (known) show(known.pack, true)
  else usePack.setState({ status: 'failed', error: answer.error })
}

/** The jurisdiction's time zone; the bureau's usual one until the pack is known. */
export function useZone(): string {
  return usePack((state) => state.pack?.manifest.zone ?? 'Asia/Shanghai')
}
