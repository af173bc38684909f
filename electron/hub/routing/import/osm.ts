import { basename } from 'node:path'
import { Float64Column, Int32Column } from '../columns'
import { COORDINATE_SCALE } from '../graph'
import type { RawNetwork } from '../network'
import { NameTable, TraitTable } from './tables'
import { PbfError, readPbf } from './pbf'
import { readBlock } from './primitive-block'
import { numbered, restrictionOf } from './restriction-relation'
import type { OsmRestriction } from './restriction-relation'
import { nodeFlags, wayTraits } from './tags'

export type Bounds = readonly [west: number, south: number, east: number, north: number]

export interface ImportOptions {
  /** Only what lies in this box, degrees. */
  readonly clip?: Bounds
  readonly progress?: (stage: 'ways' | 'nodes', share: number) => void
}

/** Roads as pass 1 finds them; node references are still OSM ids. */
interface FoundWays {
  readonly first: number[]
  readonly ref: Float64Array
  readonly osmId: Float64Array
  readonly traits: Int32Array
  readonly name: Int32Array
}

/**
 * Reads the roads of an .osm.pbf file in two passes: first ways and restrictions, then only the nodes that they use.
 * Memory holds the roads, never the buildings.
 *
 * @throws PbfError if the file is not a whole .osm.pbf or has no roads (in the box)
 */
export function importOsm(path: string, options: ImportOptions = {}): RawNetwork {
  const traits = new TraitTable()
  const names = new NameTable()
  const first: number[] = [0]
  const refs = new Float64Column()
  const osmIds = new Float64Column()
  const wayTrait = new Int32Column()
  const wayName = new Int32Column()
  const restrictions: OsmRestriction[] = []
  let ignored = 0
  const nodeBlocks = new Set<number>()
  readPbf(path, () => true, (block) => {
    options.progress?.('ways', block.progress)
    readBlock(block.bytes, {
      wayKey: 'highway',
      hasNodes: () => nodeBlocks.add(block.index),
      way: (way) => {
        const trait = way.refs.length < 2 ? null : wayTraits(way.tags)
        if (trait === null) return
        for (const ref of way.refs) refs.push(ref)
        first.push(refs.length)
        osmIds.push(way.id)
        wayTrait.push(traits.indexOf(trait))
        wayName.push(names.indexOf(way.tags.get('name') ?? way.tags.get('ref') ?? ''))
      },
      relation: (relation) => {
        const restriction = restrictionOf(relation)
        if (restriction === 'ignored') ignored++
        else if (restriction !== null) restrictions.push(restriction)
      },
    })
  })
  const found: FoundWays = {
    first,
    ref: refs.toArray(),
    osmId: osmIds.toArray(),
    traits: wayTrait.toArray(),
    name: wayName.toArray(),
  }
  if (found.osmId.length === 0) throw new PbfError('the file has no roads')
  const nodes = readNodes(path, found.ref, nodeBlocks, options)
  return assemble(basename(path), found, nodes, { traits, names, restrictions, ignored, clip: options.clip ?? null })
}

interface FoundNodes {
  /** Ids in order, and for each whether it was in the file (and in the box). */
  readonly id: Float64Array
  readonly known: Uint8Array
  readonly lon: Int32Array
  readonly lat: Int32Array
  readonly flags: Uint8Array
}

function readNodes(path: string, refs: Float64Array, blocks: ReadonlySet<number>, options: ImportOptions): FoundNodes {
  const sorted = refs.slice().sort()
  let count = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!
  const id = sorted.slice(0, count)
  const known = new Uint8Array(count)
  const lon = new Int32Array(count)
  const lat = new Int32Array(count)
  const flags = new Uint8Array(count)
  const [west, south, east, north] = (options.clip ?? [-180, -90, 180, 90]).map((value) => value * COORDINATE_SCALE)
  // Files are sorted by id nearly always: look right behind the last one found before searching.
  let expected = 0
  readPbf(path, (index) => blocks.has(index), (block) => {
    options.progress?.('nodes', block.progress)
    readBlock(block.bytes, {
      node: (nodeId, nodeLon, nodeLat, tags) => {
        if (id[expected] !== nodeId) expected = lowerBound(id, nodeId)
        if (id[expected] !== nodeId) return
        const at = expected++
        if (nodeLon < west! || nodeLon > east! || nodeLat < south! || nodeLat > north!) return
        known[at] = 1
        lon[at] = nodeLon
        lat[at] = nodeLat
        flags[at] = nodeFlags(tags())
      },
    })
  })
  return { id, known, lon, lat, flags }
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts ways and nodes together. A way with unknown nodes (outside the box or the extract) falls into pieces. */
function assemble(
  source: string,
  found: FoundWays,
  nodes: FoundNodes,
  extra: {
    traits: TraitTable
    names: NameTable
    restrictions: readonly OsmRestriction[]
    ignored: number
    clip: Bounds | null
  },
): RawNetwork {
  const wayFirst = new Int32Column()
  const wayNode = new Int32Column(found.ref.length)
  const wayTraitColumn = new Int32Column()
  const wayName = new Int32Column()
  const waysOf = new Map<number, number[]>()
  const restricted = new Set(extra.restrictions.flatMap((r) => [...r.from, ...r.to]))
  wayFirst.push(0)
  const nodeOf = (id: number): number => {
    const at = lowerBound(nodes.id, id)
    return nodes.id[at] === id && nodes.known[at] === 1 ? at : -1
  }
  const closeWay = (way: number, piece: readonly number[]): void => {
    if (piece.length < 2) return
    for (const node of piece) wayNode.push(node)
    wayFirst.push(wayNode.length)
    wayTraitColumn.push(found.traits[way]!)
    wayName.push(found.name[way]!)
    const osmId = found.osmId[way]!
    if (restricted.has(osmId)) waysOf.set(osmId, [...(waysOf.get(osmId) ?? []), wayTraitColumn.length - 1])
  }
  for (let way = 0; way < found.osmId.length; way++) {
    let piece: number[] = []
    for (let i = found.first[way]!; i < found.first[way + 1]!; i++) {
      const node = nodeOf(found.ref[i]!)
      if (node < 0) {
        closeWay(way, piece)
        piece = []
      } else if (node !== piece.at(-1)) {
        piece.push(node)
      }
    }
    closeWay(way, piece)
  }
  if (wayTraitColumn.length === 0) {
    throw new PbfError(extra.clip === null ? 'the file has ways but not their nodes' : 'no roads lie in the box of the pack')
  }
  const bound = extra.restrictions.map((r) => numbered(r, waysOf, nodeOf))
  return {
    source,
    schematic: false,
    bounds: extra.clip,
    nodeLon: nodes.lon,
    nodeLat: nodes.lat,
    nodeFlags: nodes.flags,
    wayFirst: wayFirst.toArray(),
    wayNode: wayNode.toArray(),
    ways: extra.traits.list,
    wayTraits: wayTraitColumn.toArray(),
    wayName: wayName.toArray(),
    names: extra.names.list,
    restrictions: bound.filter((r) => r !== null),
    restrictionsIgnored: extra.ignored + bound.filter((r) => r === null).length,
  }
}
