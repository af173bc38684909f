import type { Conditions, VehicleClass } from '../../../shared/dispatch/travel'
import { ACCESS } from './graph'
import type { RoadClass } from './graph'

/** Free speeds in km/h per kind of road: [outside built-up areas, inside]. 0: does not go there. */
export type SpeedTable = Readonly<Record<RoadClass, readonly [rural: number, urban: number]>>

/** How one class of vehicle moves on roads. Sources of the figures: docs/routing.md. */
export interface RoadVehicle {
  /** The `ACCESS` bit that must be set on a road. */
  readonly access: number
  readonly speeds: SpeedTable
  /**
   * Where the map gives a legal maximum: the speed driven is that maximum times `limitFactor`, at most `topSpeed`.
   * Blue light allows more than the limit (Road Traffic Safety Law of the PRC, article 53).
   */
  readonly limitFactor: number
  readonly topSpeed: number
  /** Seconds that the sharpest turn at a junction costs; gentler ones follow a logistic curve (see profile.ts). */
  readonly turnSeconds: number
  readonly signalSeconds: number
  readonly uTurnSeconds: number
  /** What entering a private or destination-only road counts in choosing a way (never in the time): 0 = no matter. */
  readonly restrictedPenaltySeconds: number
  /** Low bridges and narrow lanes stop it. */
  readonly large: boolean
  /** Off the mapped roads, where the team stands: km/h on unmapped lanes and yards. */
  readonly offRoadKmh: number
  /** Where there are no road data at all: km/h over the great circle times the detour factor. */
  readonly estimateKmh: number
  readonly nightFactor: readonly [rural: number, urban: number]
}

const CAR_SPEEDS: SpeedTable = {
  motorway: [105, 89],
  trunk: [90, 73],
  primary: [75, 57],
  secondary: [60, 49],
  tertiary: [50, 40],
  unclassified: [40, 35],
  residential: [35, 30],
  living_street: [25, 20],
  service: [25, 20],
  driveway: [12, 12],
  track_grade1: [10, 10],
  track_grade2: [7, 7],
  track_grade3: [6, 6],
  track_grade4: [5, 5],
  track: [2, 2],
  pedestrian: [0, 0],
  path: [0, 0],
}

const car: RoadVehicle = {
  access: ACCESS.motor,
  speeds: CAR_SPEEDS,
  limitFactor: 1,
  topSpeed: 120,
  turnSeconds: 7.5,
  signalSeconds: 2,
  uTurnSeconds: 20,
  restrictedPenaltySeconds: 300,
  large: false,
  offRoadKmh: 15,
  estimateKmh: 40,
  nightFactor: [0.92, 1],
}

const blueLight = { access: ACCESS.emergency, restrictedPenaltySeconds: 0, signalSeconds: 1 }

const ROAD_VEHICLES: Readonly<Record<Exclude<VehicleClass, 'boat'>, RoadVehicle>> = {
  car,
  'volunteer-car': car,
  'fire-engine': {
    ...car,
    ...blueLight,
    speeds: {
      motorway: [85, 75],
      trunk: [75, 60],
      primary: [65, 50],
      secondary: [55, 45],
      tertiary: [45, 38],
      unclassified: [36, 32],
      residential: [32, 28],
      living_street: [15, 15],
      service: [20, 18],
      driveway: [10, 10],
      track_grade1: [18, 18],
      track_grade2: [12, 12],
      track_grade3: [10, 10],
      track_grade4: [6, 6],
      track: [5, 5],
      pedestrian: [10, 10],
      path: [0, 0],
    },
    limitFactor: 1.1,
    topSpeed: 90,
    uTurnSeconds: 45,
    large: true,
  },
  ambulance: {
    ...car,
    ...blueLight,
    speeds: {
      motorway: [115, 98],
      trunk: [99, 80],
      primary: [82, 63],
      secondary: [66, 54],
      tertiary: [55, 44],
      unclassified: [44, 38],
      residential: [38, 33],
      living_street: [18, 18],
      service: [25, 20],
      driveway: [10, 10],
      track_grade1: [18, 18],
      track_grade2: [12, 12],
      track_grade3: [10, 10],
      track_grade4: [7, 7],
      track: [5, 5],
      pedestrian: [10, 10],
      path: [0, 0],
    },
    limitFactor: 1.2,
    topSpeed: 120,
    turnSeconds: 6,
  },
  'rescue-vehicle': {
    ...car,
    ...blueLight,
    speeds: {
      motorway: [105, 92],
      trunk: [90, 75],
      primary: [78, 60],
      secondary: [63, 52],
      tertiary: [53, 43],
      unclassified: [42, 37],
      residential: [36, 32],
      living_street: [18, 18],
      service: [25, 20],
      driveway: [10, 10],
      track_grade1: [25, 25],
      track_grade2: [20, 20],
      track_grade3: [15, 15],
      track_grade4: [12, 12],
      track: [10, 10],
      pedestrian: [10, 10],
      path: [0, 0],
    },
    limitFactor: 1.15,
    topSpeed: 110,
    turnSeconds: 6.5,
  },
  foot: {
    ...car,
    access: ACCESS.foot,
    speeds: {
      motorway: [0, 0],
      trunk: [4.5, 4.5],
      primary: [4.5, 4.5],
      secondary: [4.5, 4.5],
      tertiary: [4.5, 4.5],
      unclassified: [4.5, 4.5],
      residential: [4.5, 4.5],
      living_street: [4.5, 4.5],
      service: [4.5, 4.5],
      driveway: [4.5, 4.5],
      track_grade1: [4.5, 4.5],
      track_grade2: [4.4, 4.4],
      track_grade3: [4.2, 4.2],
      track_grade4: [4, 4],
      track: [4, 4],
      pedestrian: [4.5, 4.5],
      path: [3.6, 3.6],
    },
    // A walker has one speed whatever the sign says.
    limitFactor: 0,
    topSpeed: 4.5,
    turnSeconds: 0,
    signalSeconds: 10,
    uTurnSeconds: 0,
    restrictedPenaltySeconds: 0,
    offRoadKmh: 3.6,
    estimateKmh: 4,
    nightFactor: [0.85, 0.95],
  },
}

/** A boat inland is on a trailer behind a rescue vehicle. */
export function roadVehicle(vehicle: VehicleClass): RoadVehicle {
  return ROAD_VEHICLES[vehicle === 'boat' ? 'rescue-vehicle' : vehicle]
}

export const STORM_FACTORS: Readonly<Record<Conditions['storm'], { road: number; water: number; foot: number }>> = {
  none: { road: 1, water: 1, foot: 1 },
  'heavy-rain': { road: 0.85, water: 0.8, foot: 0.8 },
  typhoon: { road: 0.6, water: 0.5, foot: 0.6 },
}

export const BOAT = { kmh: 36, nightFactor: 0.8 } as const

/** Walking from the road's end to the incident: off the path, with equipment. Straight line times the detour factor. */
export const WALK = { kmh: 3.6, detour: 1.3, nightFactor: 0.8, roadsideM: 15 } as const

/** From one way of moving to another at a pier: launching or boarding. */
export const PIER_TRANSFER_SECONDS = 300

/** Roads are longer than the great circle by about this much; used only where there are no road data. */
export const DETOUR_FACTOR = 1.4

/** Metres per second over open ground on foot, conditions included. */
export function walkingMps(conditions: Conditions): number {
  return (WALK.kmh / 3.6) * (conditions.night ? WALK.nightFactor : 1) * STORM_FACTORS[conditions.storm].foot
}

/** Metres per second of a boat, conditions included. */
export function boatMps(conditions: Conditions): number {
  return (BOAT.kmh / 3.6) * (conditions.night ? BOAT.nightFactor : 1) * STORM_FACTORS[conditions.storm].water
}
