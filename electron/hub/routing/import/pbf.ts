import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

/** The file is not what it says: empty, no PBF, cut off, damaged. The message says which and where. */
export class PbfError extends Error {
  override readonly name = 'PbfError'
}

/** Reads protocol-buffer fields from a stretch of bytes. Numbers beyond 2^53 do not occur in OSM files. */
export class Cursor {
  readonly bytes: Uint8Array
  at: number
  readonly end: number

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get more(): boolean {
    return this.at < this.end
  }

  varint(): number {
    const { bytes } = this
    let value = 0
    let scale = 1
    for (;;) {
      if (this.at >= this.end) throw new PbfError('a number runs over the end of its block')
      const byte = bytes[this.at++]!
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
      if (scale > 2 ** 63) throw new PbfError('a number is longer than 64 bits')
    }
  }

  /** Zig-zag coded signed number. */
  signed(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** Plain int64 field: negative numbers are two's complement in 64 bits. */
  int64(): number {
    const value = this.varint()
    return value >= 2 ** 63 ? value - 2 ** 64 : value
  }

  /** Cursor over a length-delimited field. */
  sub(): Cursor {
    const length = this.varint()
    const end = this.at + length
    if (end > this.end) throw new PbfError('a field runs over the end of its block')
    const inner = new Cursor(this.bytes, this.at, end)
    this.at = end
    return inner
  }

  skip(wireType: number): void {
    if (wireType === 0) this.varint()
    else if (wireType === 1) this.at += 8
    else if (wireType === 2) this.sub()
    else if (wireType === 5) this.at += 4
    else throw new PbfError(`unknown wire type ${String(wireType)}`)
  }

  text(): string {
    return decoder.decode(this.bytes.subarray(this.at, this.end))
  }
}

const decoder = new TextDecoder()

/** Calls `visit` with field number and a cursor at its value; fields that it does not read are skipped. */
export function eachField(cursor: Cursor, visit: (field: number, value: Cursor) => void): void {
  while (cursor.more) {
    const key = cursor.varint()
    const before = cursor.at
    visit(key >> 3, cursor)
    if (cursor.at === before) cursor.skip(key & 7)
  }
}

export interface PbfBlock {
  readonly index: number
  /** Share of the file read so far, 0..1. */
  readonly progress: number
  readonly bytes: Uint8Array
}

const MAX_HEADER = 64 * 1024
const MAX_BLOB = 32 * 1024 * 1024

/**
 * Calls `visit` with each data block of an .osm.pbf file, unpacked, one at a time: memory stays at one block. Blocks for
 * which `wanted` says no are not even unpacked.
 *
 * @throws PbfError for anything that is not a whole PBF file
 */
export function readPbf(path: string, wanted: (index: number) => boolean, visit: (block: PbfBlock) => void): void {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    if (size === 0) throw new PbfError('the file is empty')
    let at = 0
    let index = 0
    let headers = 0
    const take = (length: number, what: string): Uint8Array => {
      if (at + length > size) throw new PbfError(`the file is cut off in ${what} at byte ${String(at)} of ${String(size)}`)
      const buffer = Buffer.allocUnsafe(length)
      readSync(file, buffer, 0, length, at)
      at += length
      return buffer
    }
    while (at < size) {
      const start = at
      const prefix = take(4, 'a block length')
      const headerLength = new DataView(prefix.buffer, prefix.byteOffset).getUint32(0)
      if (headerLength === 0 || headerLength > MAX_HEADER) throw notPbf(start)
      const { type, length } = blobHeader(take(headerLength, 'a block header'), start)
      if (headers === 0 && type !== 'OSMHeader') throw notPbf(start)
      if (length > MAX_BLOB) throw new PbfError(`the block at byte ${String(start)} is larger than the format allows`)
      const blob = take(length, 'a block')
      if (type === 'OSMHeader') {
        headers++
        checkFeatures(unpack(blob, start))
      } else if (type === 'OSMData') {
        if (wanted(index)) visitBlock(visit, { index, progress: at / size, bytes: unpack(blob, start) }, start)
        index++
      }
    }
  } finally {
    closeSync(file)
  }
}

function visitBlock(visit: (block: PbfBlock) => void, block: PbfBlock, start: number): void {
  try {
    visit(block)
  } catch (error) {
    if (error instanceof PbfError) throw new PbfError(`the block at byte ${String(start)} is damaged: ${error.message}`)
    throw error
  }
}

const notPbf = (at: number): PbfError =>
  new PbfError(at === 0 ? 'this is not an .osm.pbf file' : `no PBF block begins at byte ${String(at)}: the file is damaged`)

function blobHeader(bytes: Uint8Array, start: number): { type: string; length: number } {
  let type = ''
  let length = -1
  try {
    eachField(new Cursor(bytes), (field, value) => {
      if (field === 1) type = value.sub().text()
      else if (field === 3) length = value.varint()
    })
  } catch {
    throw notPbf(start)
  }
  if (length < 0 || !/^[A-Za-z]{1,32}$/.test(type)) throw notPbf(start)
  return { type, length }
}

function unpack(blob: Uint8Array, start: number): Uint8Array {
  let unpacked: Uint8Array | null = null
  let size = -1
  try {
    eachField(new Cursor(blob), (field, value) => {
      if (field === 1 || field === 3) {
        const data = value.sub()
        const bytes = data.bytes.subarray(data.at, data.end)
        unpacked = field === 1 ? bytes : inflateSync(bytes, { maxOutputLength: MAX_BLOB })
      } else if (field === 2) {
        size = value.varint()
      }
    })
  } catch (error) {
    throw new PbfError(`the block at byte ${String(start)} is damaged (${error instanceof Error ? error.message : ''})`)
  }
  const bytes = unpacked as Uint8Array | null
  if (bytes === null) throw new PbfError(`the block at byte ${String(start)} is not packed with zlib: repack the file`)
  if (size >= 0 && size !== bytes.length) throw new PbfError(`the block at byte ${String(start)} is damaged (its size differs)`)
  return bytes
}

const UNDERSTOOD = new Set(['OsmSchema-V0.6', 'DenseNodes'])

function checkFeatures(header: Uint8Array): void {
  eachField(new Cursor(header), (field, value) => {
    if (field !== 4) return
    const feature = value.sub().text()
    if (!UNDERSTOOD.has(feature)) throw new PbfError(`the file needs "${feature}", which is not supported`)
  })
}
