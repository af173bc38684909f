import type { EpochMs } from '../base/time'

/** Last known position of something that moves. */
export interface TrackPoint {
  /** `team:ID`, `vessel:MMSI`, `vehicle:PLATE` …: what stands before the colon is the group. At most 64 characters. */
  readonly id: string
  /** Degrees WGS-84. */
  readonly lon: number
  readonly lat: number
  /** Degrees clockwise from north; NaN if not known. */
  readonly headingDeg: number
  /** Metres a second; NaN if not known. */
  readonly speedMps: number
  /** Radius in metres; NaN if not known. */
  readonly accuracyM: number
  readonly at: EpochMs
  /** As people call it, at most 40 characters; left out: it has none. */
  readonly name?: string
}

/** What stands before the colon of an object's id: `team`, `vessel` … */
export function trackGroupOf(id: string): string {
  const colon = id.indexOf(':')
  return colon < 0 ? id : id.slice(0, colon)
}

/** What changed since the frame before. A handle stands for an object on one connection, until removed or named anew. */
export interface TrackChanges {
  readonly hubTime: EpochMs
  /** The receiver starts over: no handle is valid any more, and what this frame does not name is gone. */
  readonly start: boolean
  /** Handles and the objects that they stand for from now on; each once, before its first position. */
  readonly named: readonly { readonly handle: number; readonly id: string; readonly name?: string }[]
  readonly removed: readonly number[]
  readonly moved: readonly { readonly handle: number; readonly point: TrackPoint }[]
}

/** A frame as it lies in its buffer: columns over the bytes, nothing copied. All columns of `moved` have `size` values. */
export interface TrackFrame {
  readonly hubTime: EpochMs
  readonly start: boolean
  readonly named: TrackChanges['named']
  readonly removed: Uint32Array
  readonly size: number
  readonly handle: Uint32Array
  readonly at: Float64Array
  /** Degrees times `PER_DEGREE`. */
  readonly lon: Int32Array
  readonly lat: Int32Array
  /** Degrees times `PER_HEADING`, metres a second times `PER_SPEED`, metres; `UNKNOWN`: not known. */
  readonly heading: Uint16Array
  readonly speed: Uint16Array
  readonly accuracy: Uint16Array
}

/** 1e-7 degrees are 11 mm on the equator. */
export const PER_DEGREE = 1e7
export const PER_HEADING = 100
export const PER_SPEED = 100
export const UNKNOWN = 0xffff

/**
 * Layout (little endian): u32 magic `DHT2`, u32 flags (1: start), f64 hub time in epoch ms, u32 counts of moved,
 * removed, named, and u32 bytes of names; then columns of moved: f64 at, u32 handle, i32 lon, i32 lat, u16 heading, u16
 * speed, u16 accuracy, filled up to 4 bytes; u32 handles removed; then for each named one u32 handle, u8 length of the
 * id, u8 length of the name, the id in ASCII (ids are ASCII by rule), the name in UTF-16. Columns at addresses that typed arrays can lie on, so that a receiver reads
 * them where they are; ids go once, because they are most of a position.
 */
const MAGIC = 0x3254_4844
const HEADER = 32
const PER_MOVED = 8 + 3 * 4 + 3 * 2
const NAME_HEAD = 6

const even = (bytes: number): number => (bytes + 3) & ~3

export function encodeTrackFrame({ hubTime, start, named, removed, moved }: TrackChanges): ArrayBuffer {
  const n = moved.length
  const nameBytes = named.reduce((sum, { id, name = '' }) => sum + NAME_HEAD + id.length + name.length * 2, 0)
  const removedAt = HEADER + even(n * PER_MOVED)
  const buffer = new ArrayBuffer(removedAt + removed.length * 4 + nameBytes)
  const view = new DataView(buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, start ? 1 : 0, true)
  view.setFloat64(8, hubTime, true)
  view.setUint32(16, n, true)
  view.setUint32(20, removed.length, true)
  view.setUint32(24, named.length, true)
  view.setUint32(28, nameBytes, true)
  const columns = columnsOf(buffer, n)
  for (let i = 0; i < n; i++) {
    const { handle, point } = moved[i] as TrackChanges['moved'][number]
    columns.at[i] = point.at
    columns.handle[i] = handle
    columns.lon[i] = Math.round(point.lon * PER_DEGREE)
    columns.lat[i] = Math.round(point.lat * PER_DEGREE)
    columns.heading[i] = small((((point.headingDeg % 360) + 360) % 360) * PER_HEADING)
    columns.speed[i] = small(point.speedMps * PER_SPEED)
    columns.accuracy[i] = small(point.accuracyM)
  }
  removed.forEach((handle, i) => view.setUint32(removedAt + i * 4, handle, true))
  let at = removedAt + removed.length * 4
  for (const { handle, id, name = '' } of named) {
    if (id.length > 255 || name.length > 255) throw new RangeError('the id or name of a moving object is too long')
    view.setUint32(at, handle, true)
    view.setUint8(at + 4, id.length)
    view.setUint8(at + 5, name.length)
    at += NAME_HEAD
    for (let i = 0; i < id.length; i++) view.setUint8(at++, id.charCodeAt(i))
    for (let i = 0; i < name.length; i++, at += 2) view.setUint16(at, name.charCodeAt(i), true)
  }
  return buffer
}

/** In 16 bits: what is too large becomes the largest, NaN becomes `UNKNOWN`. */
function small(value: number): number {
  return value >= 0 ? Math.min(Math.round(value), UNKNOWN - 1) : UNKNOWN
}

function columnsOf(buffer: ArrayBuffer, n: number): Pick<TrackFrame, 'at' | 'handle' | 'lon' | 'lat' | 'heading' | 'speed' | 'accuracy'> {
  const f32 = HEADER + n * 8
  const u16 = f32 + n * 12
  return {
    at: new Float64Array(buffer, HEADER, n),
    handle: new Uint32Array(buffer, f32, n),
    lon: new Int32Array(buffer, f32 + n * 4, n),
    lat: new Int32Array(buffer, f32 + n * 8, n),
    heading: new Uint16Array(buffer, u16, n),
    speed: new Uint16Array(buffer, u16 + n * 2, n),
    accuracy: new Uint16Array(buffer, u16 + n * 4, n),
  }
}

/**
 * Throws `RangeError` or `TypeError` on anything that is not a whole track frame. Single positions are for the receiver
 * to judge (`degreesOf`): one that makes no sense must not cost the others. (Typed arrays are little endian on every
 * machine that a browser runs on today.)
 */
export function decodeTrackFrame(buffer: ArrayBuffer): TrackFrame {
  const view = new DataView(buffer)
  if (buffer.byteLength < HEADER || view.getUint32(0, true) !== MAGIC) throw new TypeError('not a track frame')
  const n = view.getUint32(16, true)
  const removed = view.getUint32(20, true)
  const names = view.getUint32(24, true)
  const removedAt = HEADER + even(n * PER_MOVED)
  const namesAt = removedAt + removed * 4
  if (namesAt + view.getUint32(28, true) !== buffer.byteLength) throw new RangeError('track frame has the wrong length')
  return {
    hubTime: view.getFloat64(8, true),
    start: (view.getUint32(4, true) & 1) === 1,
    named: decodeNames(buffer, namesAt, names),
    removed: new Uint32Array(buffer, removedAt, removed),
    size: n,
    ...columnsOf(buffer, n),
  }
}

function decodeNames(buffer: ArrayBuffer, from: number, count: number): TrackChanges['named'] {
  const view = new DataView(buffer)
  const named: { handle: number; id: string; name?: string }[] = []
  const text = (at: number, length: number, read: (at: number) => number, width: number): string =>
    String.fromCharCode(...Array.from({ length }, (_, i) => read(at + i * width)))
  let at = from
  for (let i = 0; i < count; i++) {
    const idLength = view.getUint8(at + 4)
    const nameLength = view.getUint8(at + 5)
    const nameAt = at + NAME_HEAD + idLength
    // Reading beyond the end throws a RangeError.
    const id = text(at + NAME_HEAD, idLength, (where) => view.getUint8(where), 1)
    const name = text(nameAt, nameLength, (where) => view.getUint16(where, true), 2)
    named.push({ handle: view.getUint32(at, true), id, ...(name === '' ? {} : { name }) })
    at = nameAt + nameLength * 2
  }
  if (at !== buffer.byteLength) throw new RangeError('track frame has the wrong length')
  return named
}
