import type { EpochMs } from '../base/time'

/** Last known position of something that moves. */
export interface TrackPoint {
  /** `team:ID`, later `vessel:MMSI` … */
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
}

/**
 * Layout (little endian): u32 magic `DHT1`, u32 n, f64 hub time in epoch ms, then columns of n: f64 lon, f64 lat,
 * f64 at, f32 heading, f32 speed, f32 accuracy, then u16 lengths of the ids and the ids in ASCII (ids are ASCII by rule). Columns, because a
 * receiver copies them into typed arrays without touching single values.
 */
const MAGIC = 0x3154_4844
const HEADER = 16
const FIXED = 3 * 8 + 3 * 4

export function encodeTrackFrame(hubTime: EpochMs, points: readonly TrackPoint[]): ArrayBuffer {
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
export function decodeTrackFrame(buffer: ArrayBuffer): { hubTime: EpochMs; points: TrackPoint[] } {
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
