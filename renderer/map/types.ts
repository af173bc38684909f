import type { EpochMs } from '../../shared/base/time'
import type { AreaGeometry } from '../../shared/dispatch/reach'
import type { ClosureGeometry, Position } from '../../shared/dispatch/travel'
import type { WindForce } from '../../shared/domain/typhoon/state'
import type { Severity } from '../../shared/domain/incident/kind'
import type { LonLat } from '../../shared/geo/position'
import type { HazardPoint, Shelter, Station } from '../../shared/pack/schema'
import type { RiskArea } from '../../shared/pack/risk'
import type { PointSet } from '../state/points'
import type { ApproachMark, DriftMark, FormationMark, SeaGridMark, SilentMark } from './sea-marks'
import type { Drawing, DrawingOptions } from './drawing'
import type { ImportedMark, MeasureMark, ShapeMark, SurroundingsMark } from './drawn-types'
import type { Movers, MovingSource, TrailMark } from './moving-types'
import type { LayerStatus } from './status'

/** The map's own layers, from the ground up; `points` holds the pack's point sets, `heat` the heat maps. */
export const MAP_LAYERS = [
  'admin',
  'places',
  'roads',
  'heat',
  'station-areas',
  'team-areas',
  'lost-areas',
  'risk-areas',
  'sea-grids',
  'formations',
  'typhoon',
  'surroundings',
  'points',
  'hazards',
  'shelters',
  'stations',
  'closures',
  'shapes',
  'imported',
  'trails',
  'drift',
  'silent-vessels',
  'vessels',
  'sea-warnings',
  'routes',
  'teams',
  'incidents',
  'measure',
] as const
export type MapLayerId = (typeof MAP_LAYERS)[number]

/**
 * What can be switched on and off: a layer's name, the name of a point set (each set has its own switch), or
 * `heat:NAME` for a heat map (`heat:incidents` and the pack's grids).
 */
export type LayerKey = string

/** Switches that were touched; all others are as their layer has it (`isVisible` in `layers/registry.ts`). */
export type Visible = Readonly<Partial<Record<LayerKey, boolean>>>

/** What is known of the age and health of each switch's data. Left out: nothing to say. */
export type LayerStatuses = Readonly<Partial<Record<LayerKey, LayerStatus>>>

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
  /** Name of its base's town: teams that wait on one spot become one mark (灵溪 6 队). */
  readonly place?: string
}

export interface RouteMark {
  readonly id: string
  readonly geometry: readonly Position[]
  readonly rank: 'recommended' | 'second'
  /** A straight line or a stretch on foot: dashed. */
  readonly estimated: boolean
  /** Remaining time, written along the way (7:20). */
  readonly label?: string
}

export interface ClosureMark {
  readonly id: string
  readonly geometry: ClosureGeometry
  readonly label: string
}

export interface StationMark extends Pick<Station, 'id' | 'name' | 'nameEn' | 'at' | 'kind'> {
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

/** A shelter; occupancy where its feed tells it. */
export interface ShelterMark extends Pick<Shelter, 'id' | 'name' | 'at' | 'nameEn'> {
  readonly township?: string
  /** Persons. */
  readonly capacity?: number
  /** Persons in it by the last reading; left out: nobody has told. */
  readonly occupied?: number
  /** Time of that reading. */
  readonly occupiedAt?: EpochMs
  /** The reading is past its limit. */
  readonly stale?: boolean
}

export interface HazardMark extends Pick<HazardPoint, 'id' | 'name' | 'at' | 'kind' | 'level' | 'nameEn'> {
  readonly township?: string
  /** Persons to be moved when it becomes dangerous. */
  readonly threatened?: number
}

/** One of the pack's point sets; the map checks it once for each `set` object. */
export interface PointsOnMap {
  readonly set: Omit<PointSet, 'row'>
  /** In the officer's language. */
  readonly name: string
  /**
   * Per point its state by the last reading, a place in `READING_STATES`; 255: no reading. Another array when one has
   * changed. Null: points of this set have no readings.
   */
  readonly states: Uint8Array | null
  /** Only the points whose reading is not just normal: on a wall the others are a crowd that hides them. */
  readonly gradedOnly?: boolean
}

/** A heat map: incidents of a period weighted by severity, or people by grid cell. */
export interface HeatOnMap {
  /** `incidents`, or the name of a grid of the pack; its switch is `heat:ID`. */
  readonly id: string
  readonly name: string
  readonly size: number
  /** [lon, lat] pairs, degrees WGS-84; another array when something changed. */
  readonly lonLat: Float64Array
  /** Persons, or the weight of an incident. */
  readonly weight: Float32Array
  readonly of: 'incidents' | 'people'
  /** Edge of the source's cells, metres; null: single points. */
  readonly cellM: number | null
}

/** `smooth`: a density. `hexagons`: H3 cells whose height is their count; the camera leans while they are shown. */
export type HeatStyle = 'smooth' | 'hexagons'

/** What can be reached in time, or no longer. */
export interface AreaMark {
  readonly id: string
  /** Stations' area, area of the teams available now, newly out of reach. */
  readonly of: 'stations' | 'teams' | 'lost'
  readonly geometry: AreaGeometry
  /** There are no road data: a circle by distance, and labelled so. */
  readonly estimated: boolean
  /** 15 分钟; the layer adds 估算 where it must. */
  readonly label: string
}

/** A storm by one agency, its circles at one moment. All places [lon, lat], longitudes beyond 180 where it crosses it. */
export interface TyphoonMark {
  readonly id: string
  readonly agency: string
  readonly observed: readonly Position[]
  readonly forecast: readonly Position[]
  /** Ring inside which the centre will be with about 70 %; empty without a forecast. */
  readonly cone: readonly Position[]
  readonly fixes: readonly { readonly at: Position; readonly label: string; readonly forecast: boolean }[]
  /** Null: where it is at that moment nobody has said. */
  readonly centre: { readonly at: Position; readonly label: string } | null
  readonly circles: readonly { readonly force: WindForce; readonly ring: readonly Position[]; readonly label: string }[]
}

/** An area of risk, by what is true of it now. */
export interface RiskAreaMark {
  readonly id: string
  /** Where its mark stands. */
  readonly at: LonLat
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: RiskArea['polygons'] }
  /** Names in the officer's language. */
  readonly name: string
  readonly kind: string
  readonly township: string
  readonly watchedFrom: string
  readonly cameras: number
  /** `idle`: no level covers it. `watched`: one does. `entered`: it has an open alert. */
  readonly state: 'idle' | 'watched' | 'entered'
  readonly alert: { readonly id: string; readonly severity: Severity; readonly people: number | null; readonly signals: number; readonly lastAt: EpochMs } | null
  readonly label: string
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
  readonly shelters: readonly ShelterMark[]
  readonly hazards: readonly HazardMark[]
  readonly places: readonly PlaceMark[]
  /** Lines of the road network that travel times are searched on; null: none to show. */
  readonly roads: GeoJSON.FeatureCollection | null
  readonly points: readonly PointsOnMap[]
  readonly vessels: MovingSource | null
  readonly movers: readonly Movers[]
  readonly trails: readonly TrailMark[]
  readonly heats: readonly HeatOnMap[]
  readonly heatStyle: HeatStyle
  readonly areas: readonly AreaMark[]
  readonly seaGrids: readonly SeaGridMark[]
  readonly formations: readonly FormationMark[]
  readonly approaches: readonly ApproachMark[]
  readonly silentVessels: readonly SilentMark[]
  readonly drifts: readonly DriftMark[]
  readonly typhoons: readonly TyphoonMark[]
  readonly riskAreas: readonly RiskAreaMark[]
  readonly shapes: readonly ShapeMark[]
  readonly imported: readonly ImportedMark[]
  readonly surroundings: SurroundingsMark | null
  readonly measure: MeasureMark | null
  /** Age and health of the data as the screen knows them; what the map finds wrong itself is added (`onStatus`). */
  readonly statuses: LayerStatuses
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
  points: [],
  vessels: null,
  movers: [],
  trails: [],
  heats: [],
  heatStyle: 'smooth',
  areas: [],
  seaGrids: [],
  formations: [],
  approaches: [],
  silentVessels: [],
  drifts: [],
  typhoons: [],
  riskAreas: [],
  shapes: [],
  imported: [],
  surroundings: null,
  measure: null,
  statuses: {},
}

/** Several marks in one: what a click on a count means. */
export interface MapCluster {
  readonly count: number
  readonly bounds: MapBounds
  /** The first of its members, at most 200. */
  readonly ids: readonly string[]
}

/** What was clicked or pointed at. */
export interface MapObject {
  readonly layer: MapLayerId
  readonly id: string
  /** Point set or heat map that it belongs to. */
  readonly set?: string
  /** A cell of a heat map: its middle, and what was counted in it (`km2`: per square kilometre). */
  readonly cell?: { readonly at: LonLat; readonly value: number; readonly per: 'cell' | 'km2' }
  /** It stands for several: `id` is empty. The map has already gone nearer if that separates them. */
  readonly cluster?: MapCluster
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
  /** Looks there at once: screens of one wall must not glide apart. */
  jumpTo(camera: MapCamera): void
  /** Where the map looks. */
  view(): MapCamera
  /** Draws a shape by hand, beginning with corners that are there. Null: this map cannot be drawn on now. */
  drawShape(options: Omit<DrawingOptions, 'colour'>): Promise<Drawing | null>
  /** A copy of what is drawn now; null where nothing can be drawn. */
  picture(): HTMLCanvasElement | null
}

export interface MapCamera {
  readonly center: LonLat
  readonly zoom: number
}
