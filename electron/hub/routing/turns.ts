import { headingDeg, metresBetween, toDegrees } from './geometry'
import { ACCESS, ROAD_FLAG, TURN } from './graph'
import { NODE_FLAG } from './network'
import type { RawRestriction } from './network'

/** What the turn table is made from; columns as in `RoadGraph`. */
export interface TurnSources {
  readonly headFirst: Int32Array
  readonly edgeTail: Int32Array
  readonly edgeRoad: Int32Array
  readonly roadEdge: Int32Array
  readonly shapeFirst: Int32Array
  readonly shapeLon: Int32Array
  readonly shapeLat: Int32Array
  readonly nodeFlags: Uint8Array
  readonly roadAccess: Uint8Array
  readonly roadFlags: Uint16Array
  /** Way that each road was cut from. */
  readonly roadWay: Int32Array
  readonly restrictions: readonly RawRestriction[]
  readonly nodeOfRaw: Int32Array
}

export interface Turns {
  readonly turnFirst: Int32Array
  readonly turnType: Uint16Array
  readonly restrictionsBound: number
  readonly restrictionsIgnored: number
}

/** How far along the road its direction at a junction is taken, metres: the very first metres are often drawn askew. */
const HEADING_METRES = 20

/**
 * Gives every pair of edges that meet at a junction its turn type. Turning round is possible only where a driver has
 * no other way out (dead ends, and gates that stop him); everything else that is not allowed is `TURN.none`.
 */
export function buildTurns(sources: TurnSources): Turns {
  const { headFirst, edgeTail, edgeRoad, roadAccess, roadFlags, nodeFlags } = sources
  const nodeCount = headFirst.length - 1
  const edgeCount = edgeTail.length
  const incoming = (node: number): number => headFirst[node + 1]! - headFirst[node]!
  const turnFirst = new Int32Array(edgeCount)
  let total = 0
  for (let edge = 0; edge < edgeCount; edge++) {
    turnFirst[edge] = total
    total += incoming(edgeTail[edge]!)
  }
  const turnType = new Uint16Array(total)
  const headings = edgeHeadings(sources)
  const outgoing = outgoingEdges(edgeTail, nodeCount)

  for (let node = 0; node < nodeCount; node++) {
    const outs = outgoing.edges.subarray(outgoing.first[node]!, outgoing.first[node + 1]!)
    const blocked = blockedBy(nodeFlags[node]!)
    const junction = motorRoadsAt(sources, outs, node) > 2 ? TURN.junction : 0
    const signal = nodeFlags[node]! & NODE_FLAG.signal ? TURN.signal : 0
    for (let from = headFirst[node]!; from < headFirst[node + 1]!; from++) {
      const slot = from - headFirst[node]!
      const fromHalf = edgeRoad[from]!
      const stuck = deadEndFor(sources, fromHalf, outs, blocked)
      for (const to of outs) {
        const toHalf = edgeRoad[to]!
        const isUTurn = toHalf >> 1 === fromHalf >> 1 && toHalf !== fromHalf
        const shared = roadAccess[fromHalf]! & roadAccess[toHalf]!
        const allowed = isUTurn ? shared & stuck : shared & ~blocked
        const angle = (headings.start[to]! - headings.end[from]! + 540) % 360 - 180
        const entersRestricted =
          (roadFlags[toHalf >> 1]! & ROAD_FLAG.restricted) !== 0 && (roadFlags[fromHalf >> 1]! & ROAD_FLAG.restricted) === 0
        turnType[turnFirst[to]! + slot] =
          allowed === 0
            ? TURN.none
            : angleBucket(angle) |
              signal |
              junction |
              (isUTurn ? TURN.uTurn : 0) |
              (entersRestricted ? TURN.entersRestricted : 0) |
              ((~allowed & 7) << TURN.bannedShift)
      }
    }
  }
  const bound = bindRestrictions(sources, turnFirst, turnType, outgoing)
  return {
    turnFirst,
    turnType,
    restrictionsBound: bound,
    restrictionsIgnored: sources.restrictions.length - bound,
  }
}

/** 64 steps of the signed turn angle (-180 left round .. 180 right round). */
export function angleBucket(angleDeg: number): number {
  return Math.min(63, Math.max(0, Math.round(((angleDeg + 180) / 360) * 63)))
}

export function bucketAngle(bucket: number): number {
  return (bucket / 63) * 360 - 180
}

function blockedBy(nodeFlags: number): number {
  if (nodeFlags & NODE_FLAG.blocked) return ACCESS.motor | ACCESS.emergency
  return nodeFlags & NODE_FLAG.locked ? ACCESS.motor : 0
}

/** Edges that leave node n are `edges[first[n]] .. edges[first[n + 1] - 1]`. */
export function outgoingEdges(edgeTail: Int32Array, nodeCount: number): { first: Int32Array; edges: Int32Array } {
  const first = new Int32Array(nodeCount + 1)
  for (const tail of edgeTail) first[tail + 1]!++
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!
  const edges = new Int32Array(edgeTail.length)
  const next = first.slice()
  edgeTail.forEach((tail, edge) => (edges[next[tail]!++] = edge))
  return { first, edges }
}

function motorRoadsAt(sources: TurnSources, outs: Int32Array, node: number): number {
  const roads = new Set<number>()
  const note = (half: number): void => {
    if (sources.roadAccess[half]! & (ACCESS.motor | ACCESS.emergency)) roads.add(half >> 1)
  }
  for (const edge of outs) note(sources.edgeRoad[edge]!)
  for (let edge = sources.headFirst[node]!; edge < sources.headFirst[node + 1]!; edge++) note(sources.edgeRoad[edge]!)
  return roads.size
}

/** Access bits of those who, coming in on `fromHalf`, can go nowhere but back. People on foot never need to. */
function deadEndFor(sources: TurnSources, fromHalf: number, outs: Int32Array, blocked: number): number {
  let stuck = ACCESS.motor | ACCESS.emergency
  for (const to of outs) {
    const toHalf = sources.edgeRoad[to]!
    if (toHalf >> 1 === fromHalf >> 1 && toHalf !== fromHalf) continue
    stuck &= ~(sources.roadAccess[toHalf]! & ~blocked)
  }
  return stuck
}

function edgeHeadings(sources: TurnSources): { start: Float32Array; end: Float32Array } {
  const { edgeRoad, shapeFirst } = sources
  const start = new Float32Array(edgeRoad.length)
  const end = new Float32Array(edgeRoad.length)
  edgeRoad.forEach((half, edge) => {
    const first = shapeFirst[half >> 1]!
    const last = shapeFirst[(half >> 1) + 1]! - 1
    const along = leaveHeading(sources, first, last, 1)
    const against = leaveHeading(sources, last, first, -1)
    start[edge] = (half & 1) === 0 ? along : against
    end[edge] = (((half & 1) === 0 ? against : along) + 180) % 360
  })
  return { start, end }
}

/** Heading from shape point `at` towards the point some metres on. */
function leaveHeading(sources: TurnSources, at: number, until: number, step: 1 | -1): number {
  const lon = (i: number): number => toDegrees(sources.shapeLon[i]!)
  const lat = (i: number): number => toDegrees(sources.shapeLat[i]!)
  let seen = at
  let metres = 0
  while (seen !== until && metres < HEADING_METRES) {
    metres += metresBetween(lon(seen), lat(seen), lon(seen + step), lat(seen + step))
    seen += step
  }
  return headingDeg(lon(at), lat(at), lon(seen), lat(seen))
}

/** Marks what restrictions forbid; returns how many restrictions found their roads. */
function bindRestrictions(
  sources: TurnSources,
  turnFirst: Int32Array,
  turnType: Uint16Array,
  outgoing: { first: Int32Array; edges: Int32Array },
): number {
  const { headFirst, edgeRoad, roadWay } = sources
  let bound = 0
  for (const restriction of sources.restrictions) {
    const node = sources.nodeOfRaw[restriction.via] ?? -1
    if (node < 0) continue
    const from = new Set(restriction.from)
    const to = new Set(restriction.to)
    const outs = outgoing.edges.subarray(outgoing.first[node]!, outgoing.first[node + 1]!)
    // A mandatory turn whose target is not in the data would forbid every way on: better no rule than a wrong one.
    const leads = [...outs].some((edge) => to.has(roadWay[edgeRoad[edge]! >> 1]!))
    if (!leads) continue
    let found = false
    for (let incoming = headFirst[node]!; incoming < headFirst[node + 1]!; incoming++) {
      const fromRoad = edgeRoad[incoming]! >> 1
      if (!from.has(roadWay[fromRoad]!)) continue
      found = true
      for (const edge of outs) {
        const toRoad = edgeRoad[edge]! >> 1
        const same = toRoad === fromRoad && edgeRoad[edge] !== edgeRoad[incoming]
        const named = restriction.uTurn ? same : to.has(roadWay[toRoad]!) && !same
        if (named === restriction.only) continue
        const slot = turnFirst[edge]! + incoming - headFirst[node]!
        turnType[slot]! |= restriction.bound << TURN.bannedShift
      }
    }
    if (found) bound++
  }
  return bound
}
