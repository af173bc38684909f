import type { AreaGeometry, ReachArea, ReachRequest, ReachResult } from '../../../../shared/dispatch/reach'
import type { Conditions, VehicleClass } from '../../../../shared/dispatch/travel'
import type { LonLat } from '../../../../shared/geo/position'

/** Places whose times are asked for: lon, lat, lon, lat …, degrees. */
export type Points = Float64Array

/** Somebody who sets out: a station, a team, a place to wait. */
export interface AreaOrigin {
  readonly at: LonLat
  /** It comes with whichever is soonest. With a boat among them it may also go on by water from a pier. */
  readonly vehicles: readonly VehicleClass[]
  /** Before it moves. */
  readonly delaySeconds: number
}

export interface AreasQuestion extends ReachRequest {
  readonly points: Points
}

export interface AreasAnswer extends Omit<ReachResult, 'areas'> {
  readonly areas: readonly Omit<ReachArea, 'people'>[]
  /** Seconds per point; infinite beyond the longest threshold. */
  readonly pointSeconds: Float32Array
}

export interface CoverageQuestion {
  readonly origins: readonly AreaOrigin[]
  /** Who would cover if nothing were closed: what only they reach is lost. Null: nothing is compared. */
  readonly baseline: readonly AreaOrigin[] | null
  readonly conditions: Conditions
  /** The areas are drawn up to here. */
  readonly budgetSeconds: number
  /** Points are timed up to here: at least the budget. */
  readonly searchSeconds: number
  readonly points: Points
}

/** What a set of origins reaches. */
export interface Reached {
  /** Seconds per point, delay included; infinite beyond the search. */
  readonly pointSeconds: Float32Array
  /** Number of the soonest origin per point; -1 where none comes. */
  readonly pointOrigin: Int32Array
  /** Origins without road data: a circle is drawn for them. */
  readonly estimatedOrigins: number
}

export interface CoverageAnswer extends Reached {
  readonly area: AreaGeometry
  readonly baseline: Reached | null
  /** In the baseline's area by 10 seconds or more, and as much out of the area now; null without a baseline. */
  readonly lostArea: AreaGeometry | null
  readonly graphVersion: number
  readonly computedInMs: number
}

export interface SuggestionQuestion {
  /** Who covers already. */
  readonly origins: readonly AreaOrigin[]
  readonly candidates: readonly AreaOrigin[]
  readonly count: number
  readonly conditions: Conditions
  readonly budgetSeconds: number
  readonly points: Points
  /** People per point. */
  readonly weights: Float64Array
}

export interface SuggestionPick {
  readonly candidate: number
  /** Points that nobody before it reaches. */
  readonly newPoints: Int32Array
  /** Points that exactly one before it reaches, and that one: origin number, or -1 - number of the pick before it. */
  readonly backupPoints: Int32Array
  readonly backedUp: Int32Array
}

export interface SuggestionAnswer {
  readonly picks: readonly SuggestionPick[]
  readonly before: { readonly weight: number; readonly backup: number }
  readonly after: { readonly weight: number; readonly backup: number }
  /** No choice of `count` candidates newly covers more weight. */
  readonly bound: number
  readonly graphVersion: number
  readonly computedInMs: number
}

/** Answers "what is within reach". Long questions are worked on between others: a recommendation does not wait for them. */
export interface AreaService {
  areas(question: AreasQuestion): Promise<AreasAnswer>
  coverage(question: CoverageQuestion): Promise<CoverageAnswer>
  suggest(question: SuggestionQuestion): Promise<SuggestionAnswer>
}
