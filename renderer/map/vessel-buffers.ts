import type { EpochMs } from '../../shared/base/time'
import { MAX_POINTS, problemOf, type LayerProblem } from './check'
import type { IconAtlas } from './icons'
import type { MovingColumns } from './moving-types'

/** Floats per instance that deck.gl's IconLayer has for its picture: offset, frame, colour mode. */
const DEF = 7
export const VESSEL_ICONS = ['vessel', 'vessel-still', 'vessel-stale', 'vessel-still-stale'] as const

/** What deck.gl takes as data: columns by the names of its attributes. */
export interface BinaryIcons {
  readonly length: number
  readonly attributes: Readonly<Record<string, { readonly value: Float64Array | Float32Array; readonly size: number }>>
}

const EMPTY: BinaryIcons = { length: 0, attributes: {} }

/**
 * Columns of moving objects as the graphics card wants them. deck.gl tells a changed column by another array, so views
 * are handed out anew when something changed, and the same object when nothing did. The pictures (arrow, dot, hollow)
 * are written only for rows whose picture has changed.
 */
export class VesselBuffers {
  #generation = -1
  #source: Float64Array | null = null
  #atlas: IconAtlas | null = null
  #agedAt = 0
  #data = EMPTY
  #ids: readonly string[] = []
  #angle = new Float32Array(0)
  #defs = new Float32Array(0)
  #look = new Uint8Array(0)
  /** What is wrong with the positions of the last update. */
  problem: LayerProblem | null = null
  /** Rows past their limit, by the last update. */
  stale = 0

  idAt(index: number): string | undefined {
    return index < this.#data.length ? this.#ids[index] : undefined
  }

  update(columns: MovingColumns, now: EpochMs, staleMs: number, atlas: IconAtlas): BinaryIcons {
    const { generation, size, lonLat } = columns
    if (size > MAX_POINTS) {
      this.problem = { code: 'too-many', count: size, limit: MAX_POINTS }
      return (this.#data = EMPTY)
    }
    // Ages go on where no position comes: looked at once a second.
    const same = generation === this.#generation && lonLat === this.#source && atlas === this.#atlas
    if (same && Math.abs(now - this.#agedAt) < 1000) return this.#data
    this.#generation = generation
    this.#source = lonLat
    this.#agedAt = now
    this.#ids = columns.ids
    if (atlas !== this.#atlas || size > this.#look.length) this.#grow(size, atlas)
    const { bad, looks } = this.#read(columns, now - staleMs, atlas)
    const before = this.#data
    if (same && !looks && before.length === size) return before
    this.#data = {
      length: size,
      attributes: {
        getPosition: { value: bad === 0 ? lonLat.subarray(0, size * 2) : withoutBad(lonLat, size), size: 2 },
        getAngle: { value: this.#angle.subarray(0, size), size: 1 },
        instanceIconDefs:
          looks || before.length !== size || !before.attributes['instanceIconDefs']
            ? { value: this.#defs.subarray(0, size * DEF), size: DEF }
            : before.attributes['instanceIconDefs'],
      },
    }
    return this.#data
  }

  #grow(size: number, atlas: IconAtlas): void {
    const room = Math.max(64, Math.ceil(size * 1.25))
    this.#atlas = atlas
    this.#angle = new Float32Array(room)
    this.#defs = new Float32Array(room * DEF)
    this.#look = new Uint8Array(room).fill(255)
    this.#data = EMPTY
  }

  /** One walk over the rows, several times a second: checks, angles, and the pictures of those that look otherwise. */
  #read({ size, lonLat, heading, at }: MovingColumns, oldest: EpochMs, atlas: IconAtlas): { readonly bad: number; readonly looks: boolean } {
    const angle = this.#angle
    const looks = this.#look
    let bad = 0
    let first = -1
    let stale = 0
    let changed = false
    for (let i = 0; i < size; i++) {
      if (!onMap(lonLat[i * 2] ?? NaN, lonLat[i * 2 + 1] ?? NaN)) {
        bad++
        if (first < 0) first = i
      }
      const degrees = heading[i] ?? NaN
      const known = degrees === degrees
      angle[i] = known ? -degrees : 0
      const old = (at[i] ?? 0) < oldest
      if (old) stale++
      const look = (known ? 0 : 1) + (old ? 2 : 0)
      if (looks[i] === look) continue
      looks[i] = look
      changed = true
      const place = atlas.mapping[VESSEL_ICONS[look] ?? 'vessel']
      if (place) this.#defs.set([0, 0, place.x, place.y, place.width, place.height, 0], i * DEF)
    }
    this.stale = stale
    this.problem = bad === 0 ? null : problemOf(bad, size, lonLat[first * 2] ?? NaN, lonLat[first * 2 + 1] ?? NaN)
    return { bad, looks: changed }
  }
}

/** As `isPlace`, without its questions after types: asked for each of thousands. */
const onMap = (lon: number, lat: number) => lon >= -180 && lon <= 180 && lat >= -85.05 && lat <= 85.05

/** What is no place is nowhere: NaN draws nothing. */
function withoutBad(lonLat: Float64Array, size: number): Float64Array {
  const good = lonLat.slice(0, size * 2)
  for (let i = 0; i < size; i++) if (!onMap(good[i * 2] ?? NaN, good[i * 2 + 1] ?? NaN)) good.fill(NaN, i * 2, i * 2 + 2)
  return good
}
