/**
 * The road graph as flat typed arrays: what is written to the cache file and what every search reads.
 *
 * Words: a *road* is a stretch between two junctions with its shape; an *edge* is a road in one direction. Nodes are
 * numbered along a Hilbert curve and edges by the node that they lead to, so that the edges which enter a junction
 * are neighbours in memory: a search from the incident outwards reads memory almost in order.
 */
export interface RoadGraph {
  readonly source: string
  /** Drawn by hand from public knowledge, not surveyed. */
  readonly schematic: boolean
  /** [west, south, east, north], degrees: where the data claims to be complete. */
  readonly bounds: readonly [number, number, number, number]

  /** Per node: position in 1e-7 degrees, and how urban its surroundings are (0..15, see density.ts). */
  readonly nodeLon: Int32Array
  readonly nodeLat: Int32Array
  readonly nodeDensity: Uint8Array
  /** Edges that lead to node n are `headFirst[n] .. headFirst[n + 1] - 1`. */
  readonly headFirst: Int32Array

  /** Per edge: the node it starts from, and `road * 2 + (1 if against the road's shape)`. */
  readonly edgeTail: Int32Array
  readonly edgeRoad: Int32Array
  /** Per edge e: `turnType[turnFirst[e] + i]` is the turn from the i-th edge that leads to e's tail into e. */
  readonly turnFirst: Int32Array
  readonly turnType: Uint16Array

  /** Per road. Speeds are legal maxima in km/h, 0 where the map gives none. Length in decimetres. */
  readonly roadClass: Uint8Array
  readonly roadFlags: Uint16Array
  readonly roadLength: Int32Array
  readonly roadName: Int32Array
  /** Two entries a road: along and against its shape. Edge is -1 where nobody may go that way. */
  readonly roadEdge: Int32Array
  readonly roadAccess: Uint8Array
  readonly roadMaxspeed: Uint8Array
  /** Strongly connected part of the motor network that the road belongs to (-1: none), and the roads in each part. */
  readonly roadComponent: Int32Array
  readonly componentSize: Int32Array
  /** Shape points of road r are `shapeFirst[r] .. shapeFirst[r + 1] - 1`, in 1e-7 degrees. */
  readonly shapeFirst: Int32Array
  readonly shapeLon: Int32Array
  readonly shapeLat: Int32Array

  readonly names: readonly string[]
  /** Turn restrictions of the source that are bound in `turnType`, and those that could not be. */
  readonly restrictionsBound: number
  readonly restrictionsIgnored: number
}

/** Positions are kept in units of 1e-7 degrees, about a centimetre. */
export const COORDINATE_SCALE = 1e7

/** More than any travel time, yet three of them still fit a 32-bit integer, so searches add without checking. */
export const NEVER = 0x1fffffff

/** Kinds of road, most important first. The value is the row of every speed table. */
export const ROAD_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'driveway',
  'track_grade1',
  'track_grade2',
  'track_grade3',
  'track_grade4',
  'track',
  'pedestrian',
  'path',
] as const
export type RoadClass = (typeof ROAD_CLASSES)[number]

export const ROAD_FLAG = {
  link: 1,
  roundabout: 2,
  bridge: 4,
  tunnel: 8,
  /** Cobbles, gravel, earth. */
  rough: 16,
  /** Private, customers, destination only: through traffic stays out. */
  restricted: 32,
  /** Too low, narrow or weak for a fire engine. */
  tight: 64,
  /** Not counted as a road when the density of an area is measured (service roads, tracks, paths). */
  minor: 128,
} as const

/** Who may use a road in one direction: bits of `roadAccess`. */
export const ACCESS = { motor: 1, emergency: 2, foot: 4 } as const

/** Layout of a turn type: angle bucket, flags, and the access bits to which the turn is forbidden. */
export const TURN = {
  angleMask: 0x3f,
  signal: 1 << 6,
  /** More than two roads meet: the angle costs time. */
  junction: 1 << 7,
  uTurn: 1 << 8,
  /** From a public road into a restricted one. */
  entersRestricted: 1 << 9,
  bannedShift: 10,
  none: 7 << 10,
  types: 1 << 13,
} as const

/** Node that edge `e` leads to: the inverse of `headFirst`, computed once after loading. */
export function edgeHeads(graph: RoadGraph): Int32Array {
  const heads = new Int32Array(graph.edgeTail.length)
  for (let node = 0; node + 1 < graph.headFirst.length; node++) {
    heads.fill(node, graph.headFirst[node]!, graph.headFirst[node + 1]!)
  }
  return heads
}
