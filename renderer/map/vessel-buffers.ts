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
  /** What `#defs` has for each of `VESSEL_ICONS`, in the atlas of now. */
  #pictures: readonly Float32Array[] = []
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
    const { bad, looks } = this.#read(columns, now - staleMs)
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
    this.#pictures = VESSEL_ICONS.map((icon) => {
      const { x, y, width, height } = atlas.mapping[icon] ?? { x: 0, y: 0, width: 0, height: 0 }
      return Float32Array.from([0, 0, x, y, width, height, 0])
    })
    this.#angle = new Float32Array(room)
    this.#defs = new Float32Array(room * DEF)
    this.#look = new Uint8Array(room).fill(255)
    this.#data = EMPTY
  }

  /** Checks, angles, pictures: some walks over the rows, several times a second. */
  #read({ size, lonLat, heading, at }: MovingColumns, oldest: EpochMs): { readonly bad: number; readonly looks: boolean } {
    const looks = this.#look
    const angle = this.#angle
    let differs = 0
    let stale = 0
    // Nothing here forks: who is old or has no heading comes at random, and a processor that guesses wrong takes thrice as long.
    for (let i = 0; i < size; i++) {
      const degrees = heading[i] ?? NaN
      angle[i] = -degrees
      const look = lookOf(degrees, at[i] ?? 0, oldest)
      stale += look >> 1
      differs |= (looks[i] ?? 0) ^ look
    }
    for (let i = 0; differs !== 0 && i < size; i++) {
      const look = lookOf(heading[i] ?? NaN, at[i] ?? 0, oldest)
      if (looks[i] === look) continue
      looks[i] = look
      const picture = this.#pictures[look]
      if (picture) this.#defs.set(picture, i * DEF)
    }
    for (let i = 0; i < size; i++) if ((looks[i] ?? 0) & NO_HEADING) angle[i] = 0
    this.stale = stale
    const { bad, first } = badPlaces(lonLat, size)
    this.problem = bad === 0 ? null : problemOf(bad, size, lonLat[first * 2] ?? NaN, lonLat[first * 2 + 1] ?? NaN)
    return { bad, looks: differs !== 0 }
  }
}

/** Row of `VESSEL_ICONS`: 1 for whoever has no heading, 2 for what is old, or both. */
const NO_HEADING = 1
const lookOf = (degrees: number, at: EpochMs, oldest: EpochMs) => NO_HEADING * Number(degrees !== degrees) + 2 * Number(at < oldest)

const MOST_NORTH = 85.05
/** As `isPlace`, without its questions after types: asked for each of thousands. */
const onMap = (lon: number, lat: number) => lon >= -180 && lon <= 180 && lat >= -MOST_NORTH && lat <= MOST_NORTH

/** How many of the first `size` pairs are no place, and the first of them. */
function badPlaces(lonLat: Float64Array, size: number): { readonly bad: number; readonly first: number } {
  let farEast = 0
  let farNorth = 0
  for (let i = 0; i < size * 2; i += 2) {
    // NaN stays NaN: it is within no limit.
    farEast = Math.max(farEast, Math.abs(lonLat[i] ?? NaN))
    farNorth = Math.max(farNorth, Math.abs(lonLat[i + 1] ?? NaN))
  }
  if (onMap(farEast, farNorth)) return { bad: 0, first: -1 }
  let bad = 0
  let first = -1
  for (let i = 0; i < size; i++) {
    if (onMap(lonLat[i * 2] ?? NaN, lonLat[i * 2 + 1] ?? NaN)) continue
    bad++
    if (first < 0) first = i
  }
  return { bad, first }
}

/** What is no place is nowhere: NaN draws nothing. */
function withoutBad(lonLat: Float64Array, size: number): Float64Array {
  const good = lonLat.slice(0, size * 2)
  for (let i = 0; i < size; i++) if (!onMap(good[i * 2] ?? NaN, good[i * 2 + 1] ?? NaN)) good.fill(NaN, i * 2, i * 2 + 2)
  return good
}
