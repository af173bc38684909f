import { Int32Column } from './columns'
import { strongParts } from './components'
import { roadDensity } from './density'
import { metresBetween, toDegrees } from './geometry'
import { ACCESS, ROAD_FLAG } from './graph'
import type { RoadGraph } from './graph'
import { hilbertOrder } from './hilbert'
import { NODE_FLAG } from './network'
import type { RawNetwork } from './network'
import { buildTurns } from './turns'

/** Roads as the builder finds them: ends are raw nodes, the shape is a stretch of the way's nodes. */
interface FoundRoads {
  readonly way: Int32Array
  /** Positions in `wayNode` of the first and the last node. */
  readonly first: Int32Array
  readonly last: Int32Array
}

/** Splits ways at junctions and lays the result out as typed arrays. Ways of less than two nodes are not allowed. */
export function buildGraph(raw: RawNetwork): RoadGraph {
  const isJunction = markJunctions(raw)
  const found = splitWays(raw, isJunction)
  const nodeOf = numberNodes(raw, isJunction)
  const roadCount = found.way.length
  const nodeCount = nodeOf.count

  // Roads in the order of their first node, so that their columns are read as locally as the edges are.
  const order = Int32Array.from({ length: roadCount }, (_, i) => i).sort(
    (a, b) => nodeOf.index[raw.wayNode[found.first[a]!]!]! - nodeOf.index[raw.wayNode[found.first[b]!]!]! || a - b,
  )
  const roadClass = new Uint8Array(roadCount)
  const roadFlags = new Uint16Array(roadCount)
  const roadLength = new Int32Array(roadCount)
  const roadName = new Int32Array(roadCount)
  const roadWay = new Int32Array(roadCount)
  const roadAccess = new Uint8Array(roadCount * 2)
  const roadMaxspeed = new Uint8Array(roadCount * 2)
  const roadFrom = new Int32Array(roadCount)
  const roadTo = new Int32Array(roadCount)
  const shapeFirst = new Int32Array(roadCount + 1)
  const shapeLon = new Int32Column(raw.wayNode.length)
  const shapeLat = new Int32Column(raw.wayNode.length)
  order.forEach((source, road) => {
    const way = found.way[source]!
    const traits = raw.ways[raw.wayTraits[way]!]!
    roadWay[road] = way
    roadClass[road] = traits.roadClass
    roadFlags[road] = traits.flags
    roadName[road] = raw.wayName[way]!
    roadAccess[road * 2] = traits.forward
    roadAccess[road * 2 + 1] = traits.backward
    roadMaxspeed[road * 2] = Math.min(255, traits.maxspeedForward)
    roadMaxspeed[road * 2 + 1] = Math.min(255, traits.maxspeedBackward)
    roadFrom[road] = nodeOf.index[raw.wayNode[found.first[source]!]!]!
    roadTo[road] = nodeOf.index[raw.wayNode[found.last[source]!]!]!
    let metres = 0
    for (let i = found.first[source]!; i <= found.last[source]!; i++) {
      const node = raw.wayNode[i]!
      if (i > found.first[source]!) metres += rawMetres(raw, raw.wayNode[i - 1]!, node)
      shapeLon.push(raw.nodeLon[node]!)
      shapeLat.push(raw.nodeLat[node]!)
    }
    roadLength[road] = Math.max(1, Math.round(metres * 10))
    shapeFirst[road + 1] = shapeLon.length
  })
  const shape = { shapeFirst, shapeLon: shapeLon.toArray(), shapeLat: shapeLat.toArray() }

  const edges = layEdges(nodeCount, roadFrom, roadTo, roadAccess)
  const nodeLon = new Int32Array(nodeCount)
  const nodeLat = new Int32Array(nodeCount)
  const nodeFlags = new Uint8Array(nodeCount)
  nodeOf.raw.forEach((rawNode, node) => {
    nodeLon[node] = raw.nodeLon[rawNode]!
    nodeLat[node] = raw.nodeLat[rawNode]!
    nodeFlags[node] = raw.nodeFlags[rawNode]!
  })
  const parts = connectedParts(nodeFlags, roadFrom, roadTo, roadAccess)
  const turns = buildTurns({
    ...edges,
    ...shape,
    nodeFlags,
    roadAccess,
    roadFlags,
    roadWay,
    restrictions: raw.restrictions,
    nodeOfRaw: nodeOf.index,
  })
  return {
    source: raw.source,
    schematic: raw.schematic,
    bounds: raw.bounds ?? boundsOf(nodeLon, nodeLat),
    nodeLon,
    nodeLat,
    nodeDensity: roadDensity(
      {
        lon: Int32Array.from(shapeFirst.subarray(0, roadCount), (first, r) => shape.shapeLon[(first + shapeFirst[r + 1]!) >> 1]!),
        lat: Int32Array.from(shapeFirst.subarray(0, roadCount), (first, r) => shape.shapeLat[(first + shapeFirst[r + 1]!) >> 1]!),
        lengthM: Float64Array.from(roadLength, (dm, r) => (roadFlags[r]! & ROAD_FLAG.minor ? 0 : dm / 10)),
      },
      nodeLon,
      nodeLat,
    ),
    ...edges,
    ...turns,
    roadClass,
    roadFlags,
    roadLength,
    roadName,
    roadAccess,
    roadMaxspeed,
    ...parts,
    ...shape,
    names: raw.names,
    restrictionsIgnored: raw.restrictionsIgnored + turns.restrictionsIgnored,
  }
}

function rawMetres(raw: RawNetwork, a: number, b: number): number {
  return metresBetween(
    toDegrees(raw.nodeLon[a]!),
    toDegrees(raw.nodeLat[a]!),
    toDegrees(raw.nodeLon[b]!),
    toDegrees(raw.nodeLat[b]!),
  )
}

/** Nodes where roads begin and end: used twice, at a way's end, or something happens there (a signal, a gate). */
function markJunctions(raw: RawNetwork): Uint8Array {
  const uses = new Uint8Array(raw.nodeLon.length)
  for (let way = 0; way + 1 < raw.wayFirst.length; way++) {
    const first = raw.wayFirst[way]!
    const last = raw.wayFirst[way + 1]! - 1
    for (let i = first; i <= last; i++) {
      const node = raw.wayNode[i]!
      const weight = i === first || i === last || raw.nodeFlags[node] !== 0 ? 2 : 1
      uses[node] = Math.min(2, uses[node]! + weight)
    }
  }
  for (const restriction of raw.restrictions) uses[restriction.via] = 2
  return uses.map((count) => (count >= 2 ? 1 : 0))
}

function splitWays(raw: RawNetwork, isJunction: Uint8Array): FoundRoads {
  const way = new Int32Column()
  const first = new Int32Column()
  const last = new Int32Column()
  for (let w = 0; w + 1 < raw.wayFirst.length; w++) {
    let begin = raw.wayFirst[w]!
    for (let i = begin + 1; i < raw.wayFirst[w + 1]!; i++) {
      if (isJunction[raw.wayNode[i]!] === 0) continue
      way.push(w)
      first.push(begin)
      last.push(i)
      begin = i
    }
  }
  return { way: way.toArray(), first: first.toArray(), last: last.toArray() }
}

/** Graph nodes: the junctions that some way uses, along the Hilbert curve. `index` is -1 for other raw nodes. */
function numberNodes(
  raw: RawNetwork,
  isJunction: Uint8Array,
): { count: number; index: Int32Array; raw: Int32Array } {
  const used = new Uint8Array(isJunction.length)
  for (const node of raw.wayNode) used[node] = 1
  const junctions = new Int32Column()
  for (let node = 0; node < isJunction.length; node++) {
    if (isJunction[node] === 1 && used[node] === 1) junctions.push(node)
  }
  const list = junctions.toArray()
  const order = hilbertOrder(
    list.map((node) => raw.nodeLon[node]!),
    list.map((node) => raw.nodeLat[node]!),
  )
  const index = new Int32Array(isJunction.length).fill(-1)
  const ordered = order.map((position) => list[position]!)
  ordered.forEach((node, rank) => (index[node] = rank))
  return { count: list.length, index, raw: ordered }
}

/** Numbers edges by the node they lead to, then by the node they come from. */
function layEdges(
  nodeCount: number,
  roadFrom: Int32Array,
  roadTo: Int32Array,
  roadAccess: Uint8Array,
): Pick<RoadGraph, 'headFirst' | 'edgeTail' | 'edgeRoad' | 'roadEdge'> {
  const headFirst = new Int32Array(nodeCount + 1)
  const headOf = (half: number): number => ((half & 1) === 0 ? roadTo[half >> 1]! : roadFrom[half >> 1]!)
  const tailOf = (half: number): number => ((half & 1) === 0 ? roadFrom[half >> 1]! : roadTo[half >> 1]!)
  for (let half = 0; half < roadAccess.length; half++) {
    if (roadAccess[half] !== 0) headFirst[headOf(half) + 1]!++
  }
  for (let node = 0; node < nodeCount; node++) headFirst[node + 1]! += headFirst[node]!
  const edgeCount = headFirst[nodeCount]!
  const edgeTail = new Int32Array(edgeCount)
  const edgeRoad = new Int32Array(edgeCount)
  const roadEdge = new Int32Array(roadAccess.length).fill(-1)
  const next = headFirst.slice()
  for (let half = 0; half < roadAccess.length; half++) {
    if (roadAccess[half] === 0) continue
    const edge = next[headOf(half)]!++
    edgeTail[edge] = tailOf(half)
    edgeRoad[edge] = half
    roadEdge[half] = edge
  }
  return { headFirst, edgeTail, edgeRoad, roadEdge }
}

/** Roads in a strongly connected part of the motor network; those between parts (one-way stubs) count as part -1. */
function connectedParts(
  nodeFlags: Uint8Array,
  roadFrom: Int32Array,
  roadTo: Int32Array,
  roadAccess: Uint8Array,
): Pick<RoadGraph, 'roadComponent' | 'componentSize'> {
  const first = new Int32Array(nodeFlags.length + 1)
  const passes = (half: number): boolean =>
    (roadAccess[half]! & ACCESS.motor) !== 0 && (nodeFlags[tailOf(half)]! & (NODE_FLAG.blocked | NODE_FLAG.locked)) === 0
  const tailOf = (half: number): number => ((half & 1) === 0 ? roadFrom[half >> 1]! : roadTo[half >> 1]!)
  for (let half = 0; half < roadAccess.length; half++) if (passes(half)) first[tailOf(half) + 1]!++
  for (let node = 0; node < nodeFlags.length; node++) first[node + 1]! += first[node]!
  const targets = new Int32Array(first.at(-1)!)
  const next = first.slice()
  for (let half = 0; half < roadAccess.length; half++) {
    if (passes(half)) targets[next[tailOf(half)]!++] = (half & 1) === 0 ? roadTo[half >> 1]! : roadFrom[half >> 1]!
  }
  const part = strongParts({ first, targets })
  const roadComponent = roadFrom.map((from, road) => (part[from] === part[roadTo[road]!] ? part[from]! : -1))
  const componentSize = new Int32Array(part.reduce((a, b) => Math.max(a, b), -1) + 1)
  for (const component of roadComponent) if (component >= 0) componentSize[component]!++
  return { roadComponent, componentSize }
}

function boundsOf(lon: Int32Array, lat: Int32Array): [number, number, number, number] {
  const least = (values: Int32Array): number => toDegrees(values.reduce((a, b) => Math.min(a, b), Infinity))
  const most = (values: Int32Array): number => toDegrees(values.reduce((a, b) => Math.max(a, b), -Infinity))
  return lon.length === 0 ? [0, 0, 0, 0] : [least(lon), least(lat), most(lon), most(lat)]
}
