import type { EpochMs } from '../../shared/base/time'
import type { LayerProblem } from './check'
import type { LayerKey, LayerStatuses } from './types'

export const LAYER_STATES = ['ok', 'stale', 'empty', 'error', 'loading'] as const
export type LayerState = (typeof LAYER_STATES)[number]

/** Why a layer is not as it should be; `layerReasonText` has the words. */
export type LayerReason =
  | LayerProblem
  /** The source answered with this sentence, or did not answer. */
  | { readonly code: 'source'; readonly message: string }
  /** It could not be drawn: it is switched off, the others are not. */
  | { readonly code: 'drawing'; readonly message: string }
  /** This machine cannot draw a smooth heat map: a grid stands in its place. */
  | { readonly code: 'no-float-textures' }

/** Age and health of one layer's data. */
export interface LayerStatus {
  readonly state: LayerState
  /** The source's time of the newest data; null: it has none, or data that do not age. */
  readonly at: EpochMs | null
  readonly reason: LayerReason | null
}

/** `ok` up to `staleMs` milliseconds after `at`, then `stale`; `empty` where nothing has come. */
export function statusByAge(at: EpochMs | null, now: EpochMs, staleMs: number): LayerStatus {
  if (at === null) return { state: 'empty', at, reason: null }
  return { state: now - at > staleMs ? 'stale' : 'ok', at, reason: null }
}

/** Parts of it are drawn: the layer is not in error, but says so. */
const isPartial = (problem: LayerProblem) =>
  (problem.code === 'bad-coordinates' && problem.count * 2 <= problem.of) || problem.code === 'bad-geometry'

/** What the screen knows and what the map has found: what was found comes first. `coarse`: drawn as a grid only. */
export function mergeStatuses(
  told: LayerStatuses,
  problems: Readonly<Partial<Record<LayerKey, LayerProblem>>>,
  broken: ReadonlyMap<LayerKey, string>,
  coarse: readonly LayerKey[],
): LayerStatuses {
  const merged: Partial<Record<LayerKey, LayerStatus>> = { ...told }
  const at = (key: LayerKey) => told[key]?.at ?? null
  for (const key of coarse) merged[key] = { state: told[key]?.state ?? 'ok', at: at(key), reason: told[key]?.reason ?? { code: 'no-float-textures' } }
  for (const [key, problem] of Object.entries(problems)) {
    if (problem) merged[key] = { state: isPartial(problem) ? (told[key]?.state ?? 'ok') : 'error', at: at(key), reason: problem }
  }
  for (const [key, message] of broken) merged[key] = { state: 'error', at: at(key), reason: { code: 'drawing', message } }
  return merged
}
