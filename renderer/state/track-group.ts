import { UNKNOWN, PER_DEGREE, PER_HEADING, PER_SPEED, type TrackFrame, type TrackPoint } from '../../shared/protocol/track-frame'

/**
 * The last known positions of one kind of moving object (`team`, `vessel` …), as a layer wants them: dense columns, row
 * by row. A column that changed is another view, an unchanged one is the same, so deck.gl, which compares by identity,
 * uploads only what it must. The memory under a view is written by the frames that follow, and a removed row is filled
 * by the last one: a row number is good until the next frame only.
 */
export interface TrackColumns {
  readonly group: string
  readonly size: number
  /** Grows with every change of the group. */
  readonly generation: number
  /** [lon, lat] pairs, degrees WGS-84: 2 × `size` values. */
  readonly lonLat: Float64Array
  /** Degrees clockwise from north, NaN if not known. */
  readonly heading: Float32Array
  /** Metres a second, NaN if not known. */
  readonly speed: Float32Array
  /** Metres, NaN if not known. */
  readonly accuracy: Float32Array
  /** When each position was measured, epoch milliseconds: what is old is drawn stale. */
  readonly at: Float64Array
  readonly ids: readonly string[]
  /** As people call it; null: it has no name. */
  readonly names: readonly (string | null)[]
}

export function emptyColumns(group: string): TrackColumns {
  const none = new Float32Array(0)
  const long = new Float64Array(0)
  return { group, size: 0, generation: 0, lonLat: long, heading: none, speed: none, accuracy: none, at: long, ids: [], names: [] }
}

const COLUMNS = ['lonLat', 'heading', 'speed', 'accuracy', 'at'] as const
type Column = (typeof COLUMNS)[number]

/** The writable side of `TrackColumns`: one row per object, dense from 0 to `size`. */
export class TrackGroup {
  readonly group: string
  size = 0
  generation = 0
  #lonLat = new Float64Array(128)
  #at = new Float64Array(64)
  #heading = new Float32Array(64)
  #speed = new Float32Array(64)
  #accuracy = new Float32Array(64)
  #ids: string[] = []
  #names: (string | null)[] = []
  readonly #rows = new Map<string, number>()
  readonly #changed: Record<Column, boolean> = { lonLat: false, heading: false, speed: false, accuracy: false, at: false }
  #listChanged = false
  #columns: TrackColumns

  constructor(group: string) {
    this.group = group
    this.#columns = emptyColumns(group)
  }

  row(id: string): number | undefined {
    return this.#rows.get(id)
  }

  /** The position of `id`, or null: it is not here, or only its name has come. */
  get(id: string): TrackPoint | null {
    const row = this.#rows.get(id)
    return row === undefined ? null : this.point(row)
  }

  point(row: number): TrackPoint {
    const name = this.#names[row]
    return {
      id: this.#ids[row] ?? '',
      lon: this.#lonLat[row * 2] ?? NaN,
      lat: this.#lonLat[row * 2 + 1] ?? NaN,
      headingDeg: this.#heading[row] ?? NaN,
      speedMps: this.#speed[row] ?? NaN,
      accuracyM: this.#accuracy[row] ?? NaN,
      at: this.#at[row] ?? NaN,
      ...(name ? { name } : {}),
    }
  }

  /** The row of `id`, made if it has none: then it must be written at once. */
  add(id: string, name: string | null): number {
    let row = this.#rows.get(id)
    if (row === undefined) {
      row = this.size++
      if (row >= this.#at.length) this.#grow()
      this.#rows.set(id, row)
      this.#ids[row] = id
      this.#names[row] = name
      this.#at[row] = 0
      this.#changeAll()
    } else if (this.#names[row] !== name) {
      this.#names[row] = name
      this.#listChanged = true
    }
    return row
  }

  /** Takes over position `i` of a frame; an older one than is known changes nothing. */
  write(row: number, frame: TrackFrame, i: number): void {
    const at = frame.at[i] ?? 0
    if (at < (this.#at[row] ?? 0)) return
    const heading = frame.heading[i] ?? UNKNOWN
    const speed = frame.speed[i] ?? UNKNOWN
    const accuracy = frame.accuracy[i] ?? UNKNOWN
    this.#set('at', this.#at, row, at)
    this.#set('lonLat', this.#lonLat, row * 2, (frame.lon[i] ?? 0) / PER_DEGREE)
    this.#set('lonLat', this.#lonLat, row * 2 + 1, (frame.lat[i] ?? 0) / PER_DEGREE)
    this.#set('heading', this.#heading, row, heading === UNKNOWN ? NaN : Math.fround(heading / PER_HEADING))
    this.#set('speed', this.#speed, row, speed === UNKNOWN ? NaN : Math.fround(speed / PER_SPEED))
    this.#set('accuracy', this.#accuracy, row, accuracy === UNKNOWN ? NaN : accuracy)
  }

  #set(name: Column, column: Float64Array | Float32Array, i: number, value: number): void {
    if (Object.is(column[i], value)) return
    column[i] = value
    this.#changed[name] = true
  }

  remove(id: string): boolean {
    const row = this.#rows.get(id)
    if (row === undefined) return false
    const last = --this.size
    this.#rows.delete(id)
    if (row !== last) {
      const moved = this.#ids[last] ?? ''
      this.#ids[row] = moved
      this.#names[row] = this.#names[last] ?? null
      this.#rows.set(moved, row)
      this.#lonLat.copyWithin(row * 2, last * 2, last * 2 + 2)
      for (const column of [this.#at, this.#heading, this.#speed, this.#accuracy]) column.copyWithin(row, last, last + 1)
    }
    this.#ids.length = last
    this.#names.length = last
    this.#changeAll()
    return true
  }

  clear(): void {
    this.size = 0
    this.#ids = []
    this.#names = []
    this.#rows.clear()
    this.#changeAll()
  }

  /** Removes the rows whose ids are not in `kept`. */
  keepOnly(kept: ReadonlySet<string>): void {
    for (const id of this.#rows.keys()) if (!kept.has(id)) this.remove(id)
  }

  /** The group as it is now: the same object if nothing has changed since it was last asked for. */
  columns(): TrackColumns {
    const changed = this.#changed
    if (!this.#listChanged && !COLUMNS.some((name) => changed[name])) return this.#columns
    const { size } = this
    const fresh = <C extends Column>(column: C, view: TrackColumns[C]): TrackColumns[C] =>
      changed[column] ? view : this.#columns[column]
    this.#columns = {
      group: this.group,
      size,
      generation: ++this.generation,
      lonLat: fresh('lonLat', this.#lonLat.subarray(0, size * 2)),
      heading: fresh('heading', this.#heading.subarray(0, size)),
      speed: fresh('speed', this.#speed.subarray(0, size)),
      accuracy: fresh('accuracy', this.#accuracy.subarray(0, size)),
      at: fresh('at', this.#at.subarray(0, size)),
      ids: this.#listChanged ? [...this.#ids] : this.#columns.ids,
      names: this.#listChanged ? [...this.#names] : this.#columns.names,
    }
    for (const name of COLUMNS) changed[name] = false
    this.#listChanged = false
    return this.#columns
  }

  #changeAll(): void {
    for (const name of COLUMNS) this.#changed[name] = true
    this.#listChanged = true
  }

  #grow(): void {
    const wider = <A extends Float64Array | Float32Array>(column: A, make: (length: number) => A): A => {
      const bigger = make(column.length * 2)
      bigger.set(column)
      return bigger
    }
    this.#lonLat = wider(this.#lonLat, (length) => new Float64Array(length))
    this.#at = wider(this.#at, (length) => new Float64Array(length))
    this.#heading = wider(this.#heading, (length) => new Float32Array(length))
    this.#speed = wider(this.#speed, (length) => new Float32Array(length))
    this.#accuracy = wider(this.#accuracy, (length) => new Float32Array(length))
  }
}

/** True if position `i` of a frame can be on the globe and has a time; everything else in it is bounded by its type. */
export function isSound(frame: TrackFrame, i: number): boolean {
  const lon = frame.lon[i] ?? NaN
  const lat = frame.lat[i] ?? NaN
  const at = frame.at[i] ?? NaN
  return Math.abs(lon) <= 180 * PER_DEGREE && Math.abs(lat) <= 90 * PER_DEGREE && at > 0 && at < Infinity
}
