import { Cursor, eachField } from './pbf'

export type Tags = ReadonlyMap<string, string>

export interface OsmWay {
  readonly id: number
  readonly tags: Tags
  readonly refs: readonly number[]
}

export interface OsmMember {
  readonly role: string
  readonly type: 'node' | 'way' | 'relation'
  readonly id: number
}

export interface OsmRelation {
  readonly tags: Tags
  readonly members: readonly OsmMember[]
}

export interface BlockVisitor {
  /** Keys that a way must have one of to be read at all; most ways are buildings. */
  readonly wayKey?: string
  way?(way: OsmWay): void
  relation?(relation: OsmRelation): void
  /** `tags()` is only decoded on demand. 1e-7 degrees. */
  node?(id: number, lon: number, lat: number, tags: () => Tags): void
  /** Told once per block that holds nodes. */
  hasNodes?(): void
}

/** Walks one unpacked OSM data block (fileformat.proto / osmformat.proto of the OpenStreetMap PBF format). */
export function readBlock(bytes: Uint8Array, visitor: BlockVisitor): void {
  const strings: Cursor[] = []
  const groups: Cursor[] = []
  let granularity = 100
  let latOffset = 0
  let lonOffset = 0
  eachField(new Cursor(bytes), (field, value) => {
    if (field === 1) eachField(value.sub(), (inner, text) => inner === 1 && strings.push(text.sub()))
    else if (field === 2) groups.push(value.sub())
    else if (field === 17) granularity = value.varint()
    else if (field === 19) latOffset = value.int64()
    else if (field === 20) lonOffset = value.int64()
  })
  const decoded = new Map<number, string>()
  const string = (index: number): string => {
    let text = decoded.get(index)
    if (text === undefined) {
      text = strings[index]?.text() ?? ''
      decoded.set(index, text)
    }
    return text
  }
  const place: Placing = { granularity, latOffset, lonOffset }
  for (const group of groups) {
    eachField(group, (field, value) => {
      if (field === 1 || field === 2) visitor.hasNodes?.()
      if (field === 1 && visitor.node) readNode(value.sub(), string, place, visitor.node.bind(visitor))
      else if (field === 2 && visitor.node) readDense(value.sub(), string, place, visitor.node.bind(visitor))
      else if (field === 3 && visitor.way) readWay(value.sub(), string, visitor)
      else if (field === 4 && visitor.relation) visitor.relation(readRelation(value.sub(), string))
    })
  }
}

interface Placing {
  readonly granularity: number
  readonly latOffset: number
  readonly lonOffset: number
}

type Strings = (index: number) => string
const NO_TAGS: Tags = new Map()

/** Nanodegrees to 1e-7 degrees. */
const fixed7 = (offset: number, granularity: number, value: number): number =>
  Math.round((offset + granularity * value) / 100)

function packed(cursor: Cursor): number[] {
  const values: number[] = []
  while (cursor.more) values.push(cursor.varint())
  return values
}

function tagMap(keys: readonly number[], values: readonly number[], string: Strings): Tags {
  return new Map(keys.map((key, i) => [string(key), string(values[i] ?? 0)]))
}

function readWay(cursor: Cursor, string: Strings, visitor: BlockVisitor): void {
  let id = 0
  let keys: number[] = []
  let values: number[] = []
  let refs: Cursor | null = null
  eachField(cursor, (field, value) => {
    if (field === 1) id = value.int64()
    else if (field === 2) keys = packed(value.sub())
    else if (field === 3) values = packed(value.sub())
    else if (field === 8) refs = value.sub()
  })
  if (visitor.wayKey !== undefined && !keys.some((key) => string(key) === visitor.wayKey)) return
  visitor.way?.({ id, tags: tagMap(keys, values, string), refs: refs === null ? [] : deltas(refs) })
}

function deltas(cursor: Cursor): number[] {
  const values: number[] = []
  let value = 0
  while (cursor.more) values.push((value += cursor.signed()))
  return values
}

const MEMBER_TYPES = ['node', 'way', 'relation'] as const

function readRelation(cursor: Cursor, string: Strings): OsmRelation {
  let keys: number[] = []
  let values: number[] = []
  let roles: number[] = []
  let types: number[] = []
  let ids: number[] = []
  eachField(cursor, (field, value) => {
    if (field === 2) keys = packed(value.sub())
    else if (field === 3) values = packed(value.sub())
    else if (field === 8) roles = packed(value.sub())
    else if (field === 9) ids = deltas(value.sub())
    else if (field === 10) types = packed(value.sub())
  })
  const members = ids.map((id, i) => ({ id, role: string(roles[i] ?? 0), type: MEMBER_TYPES[types[i] ?? 0] ?? 'node' }))
  return { tags: tagMap(keys, values, string), members }
}

type NodeVisit = (id: number, lon: number, lat: number, tags: () => Tags) => void

function readNode(cursor: Cursor, string: Strings, place: Placing, visit: NodeVisit): void {
  let id = 0
  let lat = 0
  let lon = 0
  let keys: number[] = []
  let values: number[] = []
  eachField(cursor, (field, value) => {
    if (field === 1) id = value.signed()
    else if (field === 2) keys = packed(value.sub())
    else if (field === 3) values = packed(value.sub())
    else if (field === 8) lat = value.signed()
    else if (field === 9) lon = value.signed()
  })
  visit(
    id,
    fixed7(place.lonOffset, place.granularity, lon),
    fixed7(place.latOffset, place.granularity, lat),
    () => tagMap(keys, values, string),
  )
}

function readDense(cursor: Cursor, string: Strings, place: Placing, visit: NodeVisit): void {
  let ids: Cursor | null = null
  let lats: Cursor | null = null
  let lons: Cursor | null = null
  let tags: Cursor | null = null
  eachField(cursor, (field, value) => {
    if (field === 1) ids = value.sub()
    else if (field === 8) lats = value.sub()
    else if (field === 9) lons = value.sub()
    else if (field === 10) tags = value.sub()
  })
  const [idCursor, latCursor, lonCursor] = [ids, lats, lons] as [Cursor | null, Cursor | null, Cursor | null]
  if (idCursor === null || latCursor === null || lonCursor === null) return
  const tagCursor = tags as Cursor | null
  let id = 0
  let lat = 0
  let lon = 0
  while (idCursor.more) {
    id += idCursor.signed()
    lat += latCursor.signed()
    lon += lonCursor.signed()
    // Keys and values of all nodes follow each other, each node's list ends with a zero.
    const pairs: number[] = []
    if (tagCursor !== null) {
      while (tagCursor.more) {
        const key = tagCursor.varint()
        if (key === 0) break
        pairs.push(key, tagCursor.varint())
      }
    }
    visit(
      id,
      fixed7(place.lonOffset, place.granularity, lon),
      fixed7(place.latOffset, place.granularity, lat),
      pairs.length === 0 ? () => NO_TAGS : () => pairTags(pairs, string),
    )
  }
}

function pairTags(pairs: readonly number[], string: Strings): Tags {
  const tags = new Map<string, string>()
  for (let i = 0; i < pairs.length; i += 2) tags.set(string(pairs[i]!), string(pairs[i + 1]!))
  return tags
}
