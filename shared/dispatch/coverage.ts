import { z } from 'zod'
import type { ClosureId, IncidentId, TeamId } from '../base/ids'
import type { EpochMs } from '../base/time'
import { QUALIFICATIONS } from '../domain/team/profile'
import type { QualificationCode } from '../domain/team/profile'
import type { LonLat } from '../geo/position'
import type { AreaGeometry } from './reach'
import { VEHICLE_CLASSES } from './travel'
import type { Conditions, VehicleClass } from './travel'

/** What a set of stations or teams reaches in time. */
export interface Coverage {
  /** How many of them there are. */
  readonly sources: number
  /** Those that stand where there are no road data: their times are estimated, and the screens say so. */
  readonly estimatedSources: number
  readonly area: AreaGeometry
  /** People within reach; null: the pack has no `population.csv`. */
  readonly people: number | null
  /** Places of the pack within reach. */
  readonly places: number
}

/** A place of the pack that nobody reaches in time now, but somebody would with all teams at their bases. */
export interface LostPlace {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly township: string
  readonly at: LonLat
  /** People out of reach who live nearer to this place than to any other of their township; null: no population data. */
  readonly people: number | null
  /** Seconds that the best team would take now; null: farther than can be said, or cut off. */
  readonly seconds: number | null
  /** Seconds from the base of the best team of the baseline, mobilisation included. */
  readonly baselineSeconds: number
}

/** Why something is out of reach that was not. Data: each screen says it in its own language. */
export type LostCause =
  | {
      /** `committed`: under an order. `off-duty`: signed off. `reserved`: held for an incident. `moved`: away from its base. */
      readonly kind: 'committed' | 'off-duty' | 'reserved' | 'moved'
      readonly teamId: TeamId
      /** The incident that binds it, for `committed` and `reserved`. */
      readonly incidentId: IncidentId | null
      /** People out of reach for whom this team is the best of the baseline; null: no population data. */
      readonly people: number | null
      readonly places: number
    }
  | { readonly kind: 'closure'; readonly closureId: ClosureId }

/** What is newly out of reach: in the baseline, but not now. */
export interface LostCoverage {
  readonly people: number | null
  /** How many places; `places` lists at most 200 of them, most people first. */
  readonly placeCount: number
  readonly places: readonly LostPlace[]
  readonly area: AreaGeometry
  /** Since when something has been out of reach without a break; null: nothing is. */
  readonly since: EpochMs | null
  /** Those behind the most people first. */
  readonly causes: readonly LostCause[]
}

/**
 * Who reaches whom within the target (`onSceneTargetSeconds` of the pack, 15 minutes): stations leave at once; a team
 * first needs its mobilisation time. Road times are those of the recommendation: same positions, same conditions, same
 * closures.
 */
export interface CoverageState {
  /** When it was worked out: at least once a minute, so what is older than two is stale. */
  readonly at: EpochMs
  readonly computedInMs: number
  /** The target, seconds. */
  readonly budgetSeconds: number
  readonly conditions: Conditions
  /** The roads are drawn by hand: say 示意. */
  readonly schematic: boolean
  readonly totalPeople: number | null
  readonly totalPlaces: number
  readonly stations: Coverage
  /** Teams available now, from where they are. */
  readonly teams: Coverage
  /** All teams of the pack at their bases, nothing closed, under the same conditions. */
  readonly baseline: Pick<Coverage, 'sources' | 'people' | 'places'>
  readonly lost: LostCoverage
}

/** Most teams that a suggestion is made for. */
export const MAX_SUGGESTED_SITES = 20

export const suggestionRequestSchema = z.strictObject({
  count: z.number().int().min(1).max(MAX_SUGGESTED_SITES),
  qualification: z.enum(QUALIFICATIONS).optional(),
  vehicle: z.enum(VEHICLE_CLASSES).optional(),
})

export interface SuggestionRequest {
  /** How many teams are to be placed, 1..20. */
  readonly count: number
  /** Only teams with this valid qualification count as present cover. */
  readonly qualification?: QualificationCode | undefined
  /** What the placed teams drive; `rescue-vehicle` unless told otherwise. */
  readonly vehicle?: VehicleClass | undefined
}

/** Where a team could wait. */
export interface CandidateSite {
  readonly kind: 'station' | 'base' | 'pier' | 'place'
  /** Of the station, team, pier or place. */
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly township: string
  readonly at: LonLat
}

/** One place to wait, in the order in which they help most. */
export interface SuggestedSite {
  readonly site: CandidateSite
  /** People that nobody reached in time, and this site does (those of the sites before it not counted again). */
  readonly newPeople: number
  /** Where most of them live: the nearest places, at most five. */
  readonly newPlaces: readonly { readonly id: string; readonly name: string; readonly nameEn?: string; readonly people: number }[]
  /** People whom one team or site before it reaches, and who get a second by this site. */
  readonly backupPeople: number
  /** Teams whose people depend on them alone and get a second by this site, at most three, most people first. */
  readonly backsUp: readonly { readonly teamId: TeamId; readonly people: number }[]
}

export interface SuggestionCover {
  /** People within reach of one or more. */
  readonly people: number
  /** People within reach of two or more. */
  readonly backup: number
}

/**
 * Where to place k teams: maximal covering first (Church and ReVelle, Papers of the Regional Science Association 32,
 * 1974), then the most people with a second cover (Hogan and ReVelle, Management Science 32, 1986).
 */
export interface CoverageSuggestion {
  readonly at: EpochMs
  readonly computedInMs: number
  readonly budgetSeconds: number
  readonly totalPeople: number
  readonly candidates: number
  readonly before: SuggestionCover
  readonly after: SuggestionCover
  /** No choice of so many sites could newly reach more people than this. */
  readonly bestPossibleNewPeople: number
  /** Fewer than asked for where further sites would help nobody. */
  readonly sites: readonly SuggestedSite[]
}
