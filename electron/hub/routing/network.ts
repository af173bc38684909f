/**
 * What an importer hands to the graph builder: ways with their nodes, before they are split at junctions. The same
 * form for OpenStreetMap and for GeoJSON.
 */
export interface RawNetwork {
  readonly source: string
  readonly schematic: boolean
  /** Where the data claims to be complete; null: the box around its nodes. */
  readonly bounds: readonly [number, number, number, number] | null
  /** Per node, 1e-7 degrees, and `NODE_FLAG`s. */
  readonly nodeLon: Int32Array
  readonly nodeLat: Int32Array
  readonly nodeFlags: Uint8Array
  /** Nodes of way w are `wayNode[wayFirst[w] .. wayFirst[w + 1] - 1]`; at least two. */
  readonly wayFirst: Int32Array
  readonly wayNode: Int32Array
  readonly ways: readonly WayTraits[]
  /** Index into `ways` per way: ways with equal traits share one object. */
  readonly wayTraits: Int32Array
  /** Index into `names` per way; 0 is the empty name. */
  readonly wayName: Int32Array
  readonly names: readonly string[]
  readonly restrictions: readonly RawRestriction[]
  /** Restrictions of a kind that is not understood (via a way, conditional). */
  readonly restrictionsIgnored: number
}

/** Everything about a way that decides who may use it and how fast. */
export interface WayTraits {
  readonly roadClass: number
  readonly flags: number
  /** `ACCESS` bits along and against the way. */
  readonly forward: number
  readonly backward: number
  /** Legal maximum in km/h along and against; 0 unknown. */
  readonly maxspeedForward: number
  readonly maxspeedBackward: number
}

/** `no_*` (only = false): no turn from any `from` into any `to`. `only_*`: from `from` one may turn only into `to`. */
export interface RawRestriction {
  readonly from: readonly number[]
  readonly via: number
  readonly to: readonly number[]
  readonly only: boolean
  /** A ban of turning round: from and to are the same way. */
  readonly uTurn: boolean
  /** `ACCESS` bits that are bound. */
  readonly bound: number
}

export const NODE_FLAG = {
  signal: 1,
  /** Bollards, blocks: no motor vehicle passes. */
  blocked: 2,
  /** A locked gate: only emergency vehicles pass (they have the key or cut the chain). */
  locked: 4,
} as const
