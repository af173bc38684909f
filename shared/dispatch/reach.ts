import { z } from 'zod'
import type { LonLat } from '../geo/position'
import { STORM_LEVELS, VEHICLE_CLASSES } from './travel'
import type { Conditions, Position, VehicleClass } from './travel'

/** `from`: leaving the point, as a station does. `towards`: to the point, as teams come to an incident. */
export const REACH_DIRECTIONS = ['from', 'towards'] as const
export type ReachDirection = (typeof REACH_DIRECTIONS)[number]

/** Least and greatest time that an area is made for, seconds, and how many a question may ask for. */
export const REACH_SECONDS = { least: 60, most: 7200, thresholds: 6 } as const

/**
 * GeoJSON (RFC 7946), degrees WGS-84: per polygon the outline counter-clockwise, then its holes clockwise; every ring
 * ends where it starts. Empty coordinates: nothing is reached.
 */
export interface AreaGeometry {
  readonly type: 'MultiPolygon'
  readonly coordinates: readonly (readonly (readonly Position[])[])[]
}

export interface ReachRequest {
  readonly at: LonLat
  /** Thresholds, each of 60..7200 seconds. */
  readonly seconds: readonly number[]
  readonly vehicle: VehicleClass
  readonly direction: ReachDirection
  readonly conditions: Conditions
}

/** A question from outside; without `conditions` those of the hour are taken. */
export const reachQuestionSchema = z.strictObject({
  at: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-85).max(85) }),
  seconds: z.array(z.number().int().min(REACH_SECONDS.least).max(REACH_SECONDS.most)).min(1).max(REACH_SECONDS.thresholds),
  vehicle: z.enum(VEHICLE_CLASSES),
  direction: z.enum(REACH_DIRECTIONS),
  conditions: z.strictObject({ night: z.boolean(), storm: z.enum(STORM_LEVELS) }).optional(),
})
export type ReachQuestion = Omit<ReachRequest, 'conditions'> & { readonly conditions?: Conditions | undefined }

/**
 * Where an area comes from:
 * - `road`: searched on the road graph, then on foot beside the roads; `water`: searched on the sea grid;
 * - `estimated`: there are no road data at the point: a circle of the time at the vehicle's stated speed, divided by
 *   the detour factor. Say so wherever it is drawn.
 */
export type ReachKind = 'road' | 'water' | 'estimated'

export interface ReachArea {
  readonly seconds: number
  readonly geometry: AreaGeometry
  readonly squareMetres: number
  /** People of the pack's `population.csv` who can be reached in this time; null: the pack has none. */
  readonly people: number | null
}

export interface ReachResult {
  readonly kind: ReachKind
  /** In ascending order of seconds, each threshold once. A longer time holds every shorter one. */
  readonly areas: readonly ReachArea[]
  /** Side of the grid's cells, metres: the outline is not finer than that. */
  readonly cellM: number
  readonly graphVersion: number
  readonly computedInMs: number
}

const pointSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** How many people live in a circle, or in a polygon (GeoJSON rings): exactly one of them. */
export const peopleQuestionSchema = z
  .strictObject({
    circle: z
      .strictObject({ at: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-85).max(85) }), metres: z.number().min(1).max(200_000) })
      .optional(),
    polygon: z.array(z.array(pointSchema).min(4).max(2000)).min(1).max(20).optional(),
  })
  .refine(({ circle, polygon }) => (circle === undefined) !== (polygon === undefined), { path: ['circle'], message: 'either a circle or a polygon' })
export type PeopleQuestion = z.output<typeof peopleQuestionSchema>

export interface PeopleCount {
  /** Null: the pack has no `population.csv`. */
  readonly people: number | null
}
