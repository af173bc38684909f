import type { ErrorEvent, Map as MapLibreMap, MapSourceDataEvent, RasterTileSource } from 'maplibre-gl'
import { BASEMAP_PARTS } from '../../../shared/pack/basemap'
import { rejectionOf } from '../../state/api'
import { openArchive } from '../engine'
import { GROUND_SOURCES, groundVisibility, partTiles, partUrl, type GroundState, type OwnGround } from './ground-style'

/** Tiles are counted over so long before the state is told: a wall asks for hundreds. Milliseconds. */
const COUNT_MS = 1_000
/** Until a ground that fails is asked for again, milliseconds. */
const RETRY_MS = 10_000

/** What `answered` and `failed` tiles within one count make of the state; null: nothing new. */
export function groundStateOf(answered: number, failed: number): GroundState['state'] | null {
  if (answered > 0 && failed > 0) return 'partial'
  if (failed > 0) return 'failed'
  return answered > 0 ? 'there' : null
}

const OWN: ReadonlySet<string> = new Set(Object.values(GROUND_SOURCES))

/** True if an event of the map engine speaks of the user's own ground. */
export function isOwnGround(event: object): boolean {
  return 'sourceId' in event && typeof event.sourceId === 'string' && OWN.has(event.sourceId)
}

/**
 * Watches whether the user's own ground comes, shows the offline one while it does not, says so, and asks again. Call
 * after the style is loaded; the answer stops it.
 */
export function watchGround(map: MapLibreMap, own: OwnGround): () => void {
  const { view, onState } = own
  let state: GroundState = { state: 'loading', reason: '' }
  let answered = 0
  let failed = 0
  let reason = ''
  let count: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let over = false

  function show(): void {
    const there = state.state === 'there' || state.state === 'partial'
    for (const [id, visibility] of groundVisibility(view, there)) if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', visibility)
  }
  function conclude(): void {
    count = undefined
    if (over) return
    const next = groundStateOf(answered, failed)
    answered = 0
    failed = 0
    if (next === null) return
    const before = state
    state = { state: next, reason: next === 'there' ? '' : reason }
    if (before.state !== next || before.reason !== state.reason) {
      show()
      onState(state)
    }
    if (next !== 'there') retry ??= setTimeout(askAgain, RETRY_MS)
  }
  function askAgain(): void {
    retry = undefined
    openArchives(own)
    for (const part of BASEMAP_PARTS) {
      map.getSource<RasterTileSource>(GROUND_SOURCES[part])?.setTiles(partTiles(own, part))
    }
    // Where the view needs no tile there is no answer either: asked again until there is one.
    retry = setTimeout(askAgain, RETRY_MS)
  }
  async function keepReason(error: { readonly message: string }): Promise<void> {
    reason = await reasonOf(error)
  }
  function failure(event: ErrorEvent): void {
    if (!isOwnGround(event)) return
    failed += 1
    count ??= setTimeout(conclude, COUNT_MS)
    void keepReason(event.error)
  }
  function data(event: MapSourceDataEvent): void {
    if (!isOwnGround(event) || !('tile' in event) || event.tile === undefined) return
    const { state: tileState } = event.tile as { readonly state?: string }
    if (tileState !== 'loaded') return
    answered += 1
    if (failed === 0 && retry) {
      clearTimeout(retry)
      retry = undefined
    }
    count ??= setTimeout(conclude, COUNT_MS)
  }
  map.on('error', failure)
  map.on('sourcedata', data)
  onState(state)
  show()
  return () => {
    over = true
    clearTimeout(count)
    clearTimeout(retry)
    map.off('error', failure)
    map.off('sourcedata', data)
  }
}

/** Makes the archives of a ground readable with the screen's key, and forgets what failed before. */
export function openArchives(own: OwnGround): void {
  const { view, key } = own
  if (view.source === 'file') openArchive(partUrl(own, 'base'), key())
  if (view.dem?.source === 'file') openArchive(partUrl(own, 'dem'), key())
}

/** The hub's own words, where the answer has them. */
async function reasonOf(error: { readonly message: string; readonly body?: unknown }): Promise<string> {
  if (!(error.body instanceof Blob)) return error.message
  try {
    return rejectionOf(0, JSON.parse(await error.body.text())).message
  } catch {
    return error.message
  }
}
