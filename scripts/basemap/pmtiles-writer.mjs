// Writes a PMTiles archive, version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md).
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'

/** A root directory that fits into the first 16 kB is read with the head, in one request. */
const ROOT_BYTES = 16_384 - 127
const LEAF_ENTRIES = 4096

/** @param {number[]} out @param {number} value whole, not negative, up to 2^53 */
function varint(out, value) {
  let rest = value
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  out.push(rest)
}

/** @param {{ id: number, run: number, offset: number, length: number }[]} entries sorted by id */
function directory(entries) {
  const out = []
  varint(out, entries.length)
  let last = 0
  for (const { id } of entries) {
    varint(out, id - last)
    last = id
  }
  for (const { run } of entries) varint(out, run)
  for (const { length } of entries) varint(out, length)
  entries.forEach(({ offset }, i) => {
    const before = entries[i - 1]
    varint(out, before && before.offset + before.length === offset ? 0 : offset + 1)
  })
  return gzipSync(Buffer.from(out), { level: 9 })
}

/**
 * The archive as bytes. Tiles that are the same are kept once.
 * @param {{ z: number, x: number, y: number, data: Uint8Array }[]} tiles not compressed
 * @param {{ bounds: [number, number, number, number], centre: [number, number, number], metadata: object, type?: number }} about
 *   `type`: 1 vector tiles (MVT, compressed here), 2 PNG
 */
export function writePmtiles(tiles, { bounds, centre, metadata, type = 1 }) {
  const sorted = tiles.map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) })).toSorted((a, b) => a.id - b.id)
  const bodies = []
  const places = new Map()
  const entries = []
  let size = 0
  for (const { id, data } of sorted) {
    const key = createHash('sha256').update(data).digest('base64')
    let place = places.get(key)
    if (!place) {
      const body = type === 1 ? gzipSync(data, { level: 9 }) : Buffer.from(data)
      place = { offset: size, length: body.length }
      places.set(key, place)
      bodies.push(body)
      size += body.length
    }
    const last = entries.at(-1)
    if (last && last.offset === place.offset && last.id + last.run === id) last.run += 1
    else entries.push({ id, run: 1, ...place })
  }
  let root = directory(entries)
  const leaves = []
  if (root.length > ROOT_BYTES) {
    const heads = []
    let offset = 0
    for (let i = 0; i < entries.length; i += LEAF_ENTRIES) {
      const leaf = directory(entries.slice(i, i + LEAF_ENTRIES))
      heads.push({ id: entries[i].id, run: 0, offset, length: leaf.length })
      leaves.push(leaf)
      offset += leaf.length
    }
    root = directory(heads)
  }
  const about = gzipSync(JSON.stringify(metadata))
  const leafBytes = leaves.reduce((sum, leaf) => sum + leaf.length, 0)
  const head = Buffer.alloc(127)
  head.write('PMTiles', 'latin1')
  head.writeUInt8(3, 7)
  const [aboutAt, leavesAt, tilesAt] = [127 + root.length, 127 + root.length + about.length, 127 + root.length + about.length + leafBytes]
  const counts = [127, root.length, aboutAt, about.length, leavesAt, leafBytes, tilesAt, size, sorted.length, entries.length, bodies.length]
  counts.forEach((value, i) => head.writeBigUInt64LE(BigInt(value), 8 + 8 * i))
  // Clustered; directories gzipped; tiles gzipped (pictures: as they are).
  head.set([1, 2, type === 1 ? 2 : 1, type, sorted[0]?.z ?? 0, sorted.at(-1)?.z ?? 0], 96)
  const degrees = (value) => Math.round(value * 1e7)
  bounds.forEach((value, i) => head.writeInt32LE(degrees(value), 102 + 4 * i))
  head.writeUInt8(centre[2], 118)
  head.writeInt32LE(degrees(centre[0]), 119)
  head.writeInt32LE(degrees(centre[1]), 123)
  return Buffer.concat([head, root, about, ...leaves, ...bodies])
}
