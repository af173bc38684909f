import type { EpochMs } from '../base/time'
import type { LonLat } from '../geo/position'

/**
 * How somebody moves. Speeds, access and turn costs of each are data (`electron/hub/routing/vehicles.ts`):
 * `car` obeys every traffic law, `fire-engine`, `ambulance` and `rescue-vehicle` drive with blue light,
 * `volunteer-car` is a private car answering a call (no blue-light gain), `boat` moves on the sea grid.
 */
export const VEHICLE_CLASSES = [
  'car',
  'fire-engine',
  'ambulance',
  'rescue-vehicle',
  'volunteer-car',
  'boat',
  'foot',
] as const
export type VehicleClass = (typeof VEHICLE_CLASSES)[number]

export const STORM_LEVELS = ['none', 'heavy-rain', 'typhoon'] as const
export type StormLevel = (typeof STORM_LEVELS)[number]

/** What slows everybody down. Part of the key under which travel times are kept. */
export interface Conditions {
  readonly night: boolean
  readonly storm: StormLevel
}

export const FAIR_DAY: Conditions = { night: false, storm: 'none' }

/** [longitude, latitude], degrees WGS-84: GeoJSON's order, used where many points travel together. */
export type Position = readonly [lon: number, lat: number]

/**
 * Where a travel time comes from. Never mixed up and never guessed in silence:
 * - `road`, `water`: searched on the road graph or the sea grid; `mixed`: both, changing at a pier;
 * - `estimated`: there is no road data here, great-circle distance x detour factor at a stated speed;
 * - `unreachable`: there is data and it says no (closed off, an island without a boat): `seconds` is null.
 */
export type TravelKind = 'road' | 'water' | 'mixed' | 'estimated' | 'unreachable'

export interface TravelTime {
  readonly id: string
  readonly kind: TravelKind
  /** Seconds from leaving to the incident itself, the last stretch on foot included; null if unreachable. */
  readonly seconds: number | null
  /** Metres of the whole way, the stretch on foot included; null if unreachable. */
  readonly metres: number | null
  /** The part of `seconds` that is walked off the road at the incident's end. */
  readonly walkSeconds: number
  readonly walkMetres: number
  /** Metres from the origin to the road (or water) it was matched to; null if it was matched to none. */
  readonly snapM: number | null
  /**
   * The time if no road were closed: present only where closures cost more than a minute ("路封绕行 +18:00").
   * With `unreachable` it says that the closures are the reason.
   */
  readonly withoutClosuresSeconds?: number
}

export interface TravelOrigin {
  readonly id: string
  readonly at: LonLat
  readonly vehicle: VehicleClass
  /** The team has a boat waiting at the piers: it may drive to one and go on by water. */
  readonly viaPier?: boolean
}

export interface TravelTimesRequest {
  readonly target: LonLat
  readonly origins: readonly TravelOrigin[]
  readonly conditions: Conditions
}

export interface TravelTimesResult {
  /** In the order of the request's origins. */
  readonly times: readonly TravelTime[]
  /** Grows whenever closures change: times of different versions must not be compared. */
  readonly graphVersion: number
  readonly computedInMs: number
}

export interface RouteRequest {
  readonly from: LonLat
  readonly to: LonLat
  readonly vehicle: VehicleClass
  readonly viaPier?: boolean
  readonly conditions: Conditions
}

export type RouteLegMode = 'road' | 'water' | 'walk' | 'estimated'

export interface RouteLeg {
  readonly mode: RouteLegMode
  readonly geometry: readonly Position[]
  readonly seconds: number
  readonly metres: number
  /** Names of the streets taken, in order and without repetition; empty where unnamed. */
  readonly via: readonly string[]
}

export interface RouteResult {
  readonly kind: TravelKind
  /** All legs joined; empty if unreachable. An `estimated` route is the straight line: draw it dashed. */
  readonly geometry: readonly Position[]
  readonly seconds: number | null
  readonly metres: number | null
  readonly walkSeconds: number
  readonly walkMetres: number
  readonly snapM: number | null
  readonly legs: readonly RouteLeg[]
  readonly graphVersion: number
}

/** A part of GeoJSON (RFC 7946) that a closure may have. Degrees WGS-84; a polygon's first ring is its outline. */
export type ClosureGeometry =
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }

export interface RoadClosure {
  readonly id: string
  /**
   * A line closes the roads that it crosses or runs along (within 15 m); a polygon closes every road that touches it.
   * Roads are closed in both directions unless `direction` says otherwise.
   */
  readonly geometry: ClosureGeometry
  /** `along`: a line closes only traffic that moves in the line's own direction. Default `both`. */
  readonly direction?: 'both' | 'along'
  /** Who may not pass; null: nobody may, people on foot and boats included. */
  readonly vehicles: readonly VehicleClass[] | null
  /** The closure ends by itself at this moment; null: it stays until it is lifted. */
  readonly until: EpochMs | null
}

export interface RoadMeta {
  /** File name of the road data. */
  readonly source: string
  /** Drawn by hand from public knowledge: the screens must say 示意. */
  readonly schematic: boolean
  readonly junctions: number
  /** Directed edges. */
  readonly edges: number
  /** [west, south, east, north], degrees. */
  readonly bounds: readonly [number, number, number, number]
}

export interface ClosuresApplied {
  readonly graphVersion: number
  /** Directed edges now closed to at least one vehicle class. */
  readonly affectedEdges: number
  readonly appliedInMs: number
}

/** Answers "how long would each of them really take". All times in seconds, distances in metres. */
export interface RoadService {
  meta(): Promise<RoadMeta>
  /** One reverse search per vehicle class from the target answers for all origins. */
  travelTimes(request: TravelTimesRequest): Promise<TravelTimesResult>
  route(request: RouteRequest): Promise<RouteResult>
  /** Replaces the whole set of closures. */
  setClosures(closures: readonly RoadClosure[]): Promise<ClosuresApplied>
  close(): Promise<void>
}
