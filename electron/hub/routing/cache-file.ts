import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { RoadGraph } from './graph'

/** The cache is missing, of another version, or damaged. The message says which. */
export class RoadCacheError extends Error {
  override readonly name = 'RoadCacheError'
}

/** Grows whenever the layout or the meaning of a column changes. */
const VERSION = 1
const MAGIC = 'DHROADS\n'
const PREFIX = 8 + 4 + 4 + 32

const COLUMNS = {
  nodeLon: Int32Array,
  nodeLat: Int32Array,
  nodeDensity: Uint8Array,
  headFirst: Int32Array,
  edgeTail: Int32Array,
  edgeRoad: Int32Array,
  turnFirst: Int32Array,
  turnType: Uint16Array,
  roadClass: Uint8Array,
  roadFlags: Uint16Array,
  roadLength: Int32Array,
  roadName: Int32Array,
  roadEdge: Int32Array,
  roadAccess: Uint8Array,
  roadMaxspeed: Uint8Array,
  roadComponent: Int32Array,
  componentSize: Int32Array,
  shapeFirst: Int32Array,
  shapeLon: Int32Array,
  shapeLat: Int32Array,
} as const
type ColumnName = keyof typeof COLUMNS
const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[]

interface Header {
  readonly graph: Omit<RoadGraph, ColumnName>
  readonly lengths: Record<ColumnName, number>
}

const padded = (bytes: number): number => (bytes + 7) & ~7

/**
 * Layout: magic (8), version (u32), header length (u32), SHA-256 of all else (32), JSON header padded to 8,
 * then the columns in order, each padded to 8 bytes. Little-endian, as every machine that runs this.
 */
export function encodeGraph(graph: RoadGraph): Buffer {
  const { source, schematic, bounds, names, restrictionsBound, restrictionsIgnored } = graph
  const lengths = Object.fromEntries(COLUMN_NAMES.map((name) => [name, graph[name].length])) as Header['lengths']
  const header: Header = { graph: { source, schematic, bounds, names, restrictionsBound, restrictionsIgnored }, lengths }
  const text = Buffer.from(JSON.stringify(header), 'utf8')
  const headerLength = padded(text.length)
  const body = COLUMN_NAMES.reduce((sum, name) => sum + padded(graph[name].byteLength), 0)
  const file = Buffer.alloc(PREFIX + headerLength + body, 0)
  file.write(MAGIC, 0, 'latin1')
  file.writeUInt32LE(VERSION, 8)
  file.writeUInt32LE(headerLength, 12)
  file.fill(' ', PREFIX, PREFIX + headerLength)
  text.copy(file, PREFIX)
  let at = PREFIX + headerLength
  for (const name of COLUMN_NAMES) {
    const column = graph[name]
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += padded(column.byteLength)
  }
  checksumOf(file).copy(file, 16)
  return file
}

function checksumOf(file: Buffer): Buffer {
  return createHash('sha256').update(file.subarray(0, 16)).update(file.subarray(PREFIX)).digest()
}

/** @param name for messages. The columns are views of `file`: nothing is copied. */
export function decodeGraph(source: Buffer, name: string): RoadGraph {
  const fail = (why: string): never => {
    throw new RoadCacheError(`${name}: ${why}; import the roads again`)
  }
  if (source.length < PREFIX || source.toString('latin1', 0, 8) !== MAGIC) return fail('this is not a road cache')
  const version = source.readUInt32LE(8)
  if (version !== VERSION) return fail(`the cache has version ${String(version)}, ${String(VERSION)} is needed`)
  if (!checksumOf(source).equals(source.subarray(16, PREFIX))) return fail('the cache is damaged (checksum)')
  // Columns need aligned memory; a buffer from a pool may begin anywhere.
  const file = source.byteOffset % 8 === 0 ? source : Buffer.from(new Uint8Array(source).buffer)
  const headerLength = file.readUInt32LE(12)
  const header = JSON.parse(file.toString('utf8', PREFIX, PREFIX + headerLength)) as Header
  let at = PREFIX + headerLength
  const columns = COLUMN_NAMES.map((column) => {
    const Type = COLUMNS[column]
    const values = new Type(file.buffer as ArrayBuffer, file.byteOffset + at, header.lengths[column])
    at += padded(values.byteLength)
    return [column, values] as const
  })
  return { ...header.graph, ...(Object.fromEntries(columns) as Pick<RoadGraph, ColumnName>) }
}

/** Writes beside the target and renames: the old cache stays until the new one is whole. */
export function writeGraph(path: string, graph: RoadGraph): number {
  const bytes = encodeGraph(graph)
  const temporary = `${path}.${String(process.pid)}.tmp`
  try {
    const file = openSync(temporary, 'w')
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  return bytes.length
}

/** @throws RoadCacheError */
export function readGraph(path: string): RoadGraph {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new RoadCacheError(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
  return decodeGraph(bytes, path)
}
