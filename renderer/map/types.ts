import type { Severity } from '../../shared/domain/incident/kind'
import type { ClosureGeometry, Position } from '../../shared/dispatch/travel'
import type { HazardPoint, Shelter, Station } from '../../shared/pack/schema'
import type { LonLat } from '../../shared/geo/position'

/** What can be switched on and off, from the ground up. */
export const MAP_LAYERS = [
  'places',
  'roads',
  'stations',
  'shelters',
  'hazards',
  'closures',
  'routes',
  'teams',
  'incidents',
] as const
export type MapLayerId = (typeof MAP_LAYERS)[number]

export interface IncidentMark {
  readonly id: string
  readonly at: LonLat
  readonly severity: Severity
  /** The kind's character (失, 坡, 涝 …). */
  readonly glyph: string
  readonly label: string
  /** Nobody has answered it yet: it pulses. */
  readonly unanswered: boolean
  /** Less prominent: another one is being worked on. */
  readonly dimmed?: boolean
}

/** `available` green, `acting` cyan (it moves because of you), `off` grey (busy, excluded, off duty). */
export type TeamTone = 'available' | 'acting' | 'off'

export interface TeamMark {
  readonly id: string
  readonly at: LonLat
  /** Degrees clockwise from north; null if it stands or nobody knows. */
  readonly headingDeg: number | null
  readonly tone: TeamTone
  /** The position is past its limit: drawn hollow and broken. */
  readonly stale: boolean
  /** Nothing is known but its base: a dot instead of the arrow. */
  readonly atBase?: boolean
  readonly title: string
  /** Second line of the label (7:20, 证书过期). */
  readonly subtitle?: string
  /** `always`: the label is there at every scale; `near`: only from zoom 12 on. */
  readonly label: 'always' | 'near'
  /** Less prominent: it has no part in what is shown. */
  readonly dimmed?: boolean
}

export interface RouteMark {
  readonly id: string
  readonly geometry: readonly Position[]
  readonly rank: 'recommended' | 'second'
  /** A straight line or a stretch on foot: dashed. */
  readonly estimated: boolean
}

export interface ClosureMark {
  readonly id: string
  readonly geometry: ClosureGeometry
  readonly label: string
}

export interface StationMark extends Pick<Station, 'id' | 'name' | 'at' | 'kind'> {
  /** Radius of its circle in metres; 0 draws none. */
  readonly circleM: number
}

/** A name on the map; the smaller the rank, the sooner it is drawn. */
export interface PlaceMark {
  readonly id: string
  readonly name: string
  readonly at: LonLat
  readonly rank: 0 | 1 | 2
}

/**
 * All that a map shows besides the ground. Give the same array again if it did not change: it is compared by identity.
 */
export interface MapData {
  readonly incidents: readonly IncidentMark[]
  readonly teams: readonly TeamMark[]
  readonly routes: readonly RouteMark[]
  readonly closures: readonly ClosureMark[]
  readonly stations: readonly StationMark[]
  readonly shelters: readonly Pick<Shelter, 'id' | 'name' | 'at'>[]
  readonly hazards: readonly Pick<HazardPoint, 'id' | 'name' | 'at' | 'kind' | 'level'>[]
  readonly places: readonly PlaceMark[]
  /** Lines of the road network that travel times are searched on; null: none to show. */
  readonly roads: GeoJSON.FeatureCollection | null
}

export const EMPTY_MAP: MapData = {
  incidents: [],
  teams: [],
  routes: [],
  closures: [],
  stations: [],
  shelters: [],
  hazards: [],
  places: [],
  roads: null,
}

/** What was clicked or pointed at. */
export interface MapObject {
  readonly layer: MapLayerId
  readonly id: string
}

export type Scheme = 'dark' | 'light'

/** [west, south, east, north], degrees WGS-84. */
export type MapBounds = readonly [west: number, south: number, east: number, north: number]

export interface MapPadding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** What a screen can ask of its map. */
export interface MapHandle {
  /** Glides once so that `bounds` is in view beside the padding; at once where motion is not wanted. */
  fitTo(bounds: MapBounds, options?: { readonly maxZoom?: number; readonly padding?: MapPadding }): void
  flyTo(at: LonLat, zoom?: number): void
  zoomBy(steps: number): void
  /** Where the map looks. */
  view(): MapCamera
}

export interface MapCamera {
  readonly center: LonLat
  readonly zoom: number
}
