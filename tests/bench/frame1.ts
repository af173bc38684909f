import type { EpochMs } from '../../shared/base/time'
import type { TrackPoint } from '../../shared/protocol/track-frame'

/**
 * The first form of a track frame, as protocol 1 had it: every position with its id as text, decoded to an object each.
 * Kept as the measure of the present one.
 */

/**
 * Layout (little endian): u32 magic `DHT1`, u32 n, f64 hub time in epoch ms, then columns of n: f64 lon, f64 lat,
 * f64 at, f32 heading, f32 speed, f32 accuracy, then u16 lengths of the ids and the ids in ASCII (ids are ASCII by rule). Columns, because a
 * receiver copies them into typed arrays without touching single values.
 */
const MAGIC = 0x3154_4844
const HEADER = 16
const FIXED = 3 * 8 + 3 * 4

export function encodeFrame1(hubTime: EpochMs, points: readonly TrackPoint[]): ArrayBuffer {
  const n = points.length
  const idBytes = points.reduce((sum, point) => sum + point.id.length, 0)
  const buffer = new ArrayBuffer(HEADER + n * (FIXED + 2) + idBytes)
  const view = new DataView(buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, n, true)
  view.setFloat64(8, hubTime, true)
  const bytes = new Uint8Array(buffer)
  let idAt = HEADER + n * (FIXED + 2)
  points.forEach((point, i) => {
    view.setFloat64(HEADER + i * 8, point.lon, true)
    view.setFloat64(HEADER + (n + i) * 8, point.lat, true)
    view.setFloat64(HEADER + (2 * n + i) * 8, point.at, true)
    const f32 = HEADER + n * 24
    view.setFloat32(f32 + i * 4, point.headingDeg, true)
    view.setFloat32(f32 + (n + i) * 4, point.speedMps, true)
    view.setFloat32(f32 + (2 * n + i) * 4, point.accuracyM, true)
    view.setUint16(HEADER + n * FIXED + i * 2, point.id.length, true)
    for (let at = 0; at < point.id.length; at++) bytes[idAt + at] = point.id.charCodeAt(at)
    idAt += point.id.length
  })
  return buffer
}

/** Throws `RangeError` or `TypeError` on anything that is not a whole track frame. */
export function decodeFrame1(buffer: ArrayBuffer): { hubTime: EpochMs; points: TrackPoint[] } {
  const view = new DataView(buffer)
  if (view.getUint32(0, true) !== MAGIC) throw new TypeError('not a track frame')
  const n = view.getUint32(4, true)
  if (HEADER + n * (FIXED + 2) > buffer.byteLength) throw new RangeError('track frame is cut short')
  const points: TrackPoint[] = []
  const f32 = HEADER + n * 24
  let idAt = HEADER + n * (FIXED + 2)
  for (let i = 0; i < n; i++) {
    const length = view.getUint16(HEADER + n * FIXED + i * 2, true)
    points.push({
      id: String.fromCharCode(...new Uint8Array(buffer, idAt, length)),
      lon: view.getFloat64(HEADER + i * 8, true),
      lat: view.getFloat64(HEADER + (n + i) * 8, true),
      at: view.getFloat64(HEADER + (2 * n + i) * 8, true),
      headingDeg: view.getFloat32(f32 + i * 4, true),
      speedMps: view.getFloat32(f32 + (n + i) * 4, true),
      accuracyM: view.getFloat32(f32 + (2 * n + i) * 4, true),
    })
    idAt += length
  }
  if (idAt !== buffer.byteLength) throw new RangeError('track frame has the wrong length')
  return { hubTime: view.getFloat64(8, true), points }
}

/** The table that objects were put into, one row each, as protocol 1 had it. */
export class Table1 {
  size = 0
  lonLat = new Float64Array(2 * 8192)
  at = new Float64Array(8192)
  heading = new Float32Array(8192)
  speed = new Float32Array(8192)
  accuracy = new Float32Array(8192)
  readonly ids: string[] = []
  readonly #rows = new Map<string, number>()

  put(points: readonly TrackPoint[]): void {
    for (const point of points) {
      let row = this.#rows.get(point.id)
      if (row === undefined) {
        row = this.size++
        this.#rows.set(point.id, row)
        this.ids[row] = point.id
      } else if ((this.at[row] ?? 0) > point.at) continue
      this.lonLat[row * 2] = point.lon
      this.lonLat[row * 2 + 1] = point.lat
      this.at[row] = point.at
      this.heading[row] = point.headingDeg
      this.speed[row] = point.speedMps
      this.accuracy[row] = point.accuracyM
    }
  }
}
