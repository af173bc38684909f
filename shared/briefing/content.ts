import type { EpochMs } from '../base/time'
import type { Severity } from '../domain/incident/kind'
import type { Fix, WindForce } from '../domain/typhoon/state'
import type { LonLat } from '../geo/position'
import type { Bounds } from '../pack/bounds'
import type { Bilingual } from '../pack/schema'
import type { CalloutSummary } from '../callout/summary'
import type { RelocationSummary } from '../relocation/summary'
import type { ResponseSummary } from '../response/summary'
import type { RiskSummary } from '../risk/summary'
import type { SeaSummary } from '../sea/summary'
import type { CircleCount } from '../typhoon/exposure'
import type { Landing } from '../typhoon/landing'
import type { CirclePassage } from '../typhoon/passage'
import type { Change } from './changes'

/** What is counted inside a storm's circles, in the order in which it is told. */
export const COUNTED = ['people', 'vessels', 'guard-code', 'factory', 'work-site', 'shelters', 'hazards'] as const
export type CountedKind = (typeof COUNTED)[number]

/** A figure that nobody knows is null; 0 is a figure. */
export type Known = number | null

/**
 * A situation, frozen: plain JSON, so that it is in the log as it was, whatever becomes of the program. Times are UTC epoch
 * milliseconds, places degrees WGS-84, lengths metres. A part that is null was not available at that moment.
 */
export interface BriefingContent {
  readonly v: 1
  /** Last event of the log that the numbers know of. */
  readonly seq: number
  /** When it was frozen. */
  readonly at: EpochMs
  readonly zone: string
  readonly organisation: Bilingual
  readonly jurisdiction: { readonly name: Bilingual; readonly bounds: Bounds }
  /** People and companies of the pack are invented. */
  readonly demonstration: boolean
  readonly drill: boolean
  readonly storm: StormPart | null
  readonly incidents: IncidentPart
  readonly forces: ForcePart
  readonly shelters: ShelterPart
  readonly response: ResponseSummary | null
  readonly callout: CalloutSummary | null
  readonly relocation: RelocationSummary | null
  readonly sea: SeaSummary | null
  readonly risk: RiskSummary | null
  readonly towns: readonly TownRow[]
  /** Null: it is the first one. */
  readonly previous: { readonly id: string; readonly number: string; readonly at: EpochMs } | null
  /** Against the previous one; empty where there is none or nothing has changed. */
  readonly changes: readonly Change[]
}

/** The storm by the agency that was looked at. */
export interface StormPart {
  readonly id: string
  readonly name: Bilingual
  readonly agency: string
  /** The moment of the storm that the briefing is about: now, or where the time axis stood. */
  readonly at: EpochMs
  readonly issuedAt: EpochMs | null
  readonly observedUntil: EpochMs | null
  readonly fixes: readonly Fix[]
  /** Forecasts of other agencies, for the spread between them. */
  readonly others: readonly { readonly agency: string; readonly issuedAt: EpochMs; readonly fixes: readonly Fix[] }[]
  /** Null: its place is not known at that moment. */
  readonly now: { readonly centre: LonLat; readonly pressureHpa: Known; readonly windMps: Known; readonly distanceM: number; readonly bearingDeg: number } | null
  /** Null: no coast was at hand; empty: it does not come ashore on this track. */
  readonly landings: readonly Landing[] | null
  readonly exposure: ExposurePart | null
}

/** What lies inside the circles, hour by hour. */
export interface ExposurePart {
  readonly kinds: readonly CountedKind[]
  /** How much there is of each kind in all; of people and vessels as last reported. */
  readonly totals: readonly number[]
  /** Null circles: the place of the storm is not known then, or the agency gives no radii. */
  readonly steps: readonly { readonly at: EpochMs; readonly circles: readonly CircleCount[] | null }[]
  /** At the briefing's own moment. */
  readonly now: readonly CircleCount[] | null
}

export interface IncidentLine {
  readonly number: string
  readonly kind: Bilingual
  readonly severity: Severity
  /** Name of the place as reported; of sensitive kinds the township only. */
  readonly place: string
  readonly status: string
  readonly reportedAt: EpochMs
  /** Milliseconds; null: not yet. */
  readonly toDeliveredMs: Known
  readonly toSceneMs: Known
}

/** How long things took. From raw samples, never from averages. */
export interface Spread {
  readonly samples: number
  readonly p50Ms: Known
  readonly p90Ms: Known
  readonly worstMs: Known
  readonly targetMs: number
  readonly within: number
}

export interface IncidentPart {
  /** Since when those that are over are counted: a day before the freeze. */
  readonly since: EpochMs
  readonly open: number
  readonly reported: number
  readonly closed: number
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly casualties: { readonly missing: Known; readonly injured: Known; readonly dead: Known; readonly rescued: Known }
  readonly toDelivered: Spread
  readonly toScene: Spread
  /** The open ones first, gravest first; at most 40. */
  readonly lines: readonly IncidentLine[]
}

export interface ForcePart {
  readonly teams: number
  readonly onDuty: number
  readonly free: number
  readonly committed: number
}

export interface ShelterPart {
  readonly shelters: number
  readonly capacity: number
  /** Persons in the shelters that report, with the oldest of those reports; null: none reports. */
  readonly people: Known
  readonly reporting: number
  readonly oldestAt: EpochMs | null
}

/** One township. */
export interface TownRow {
  readonly id: string
  readonly name: Bilingual
  readonly at: LonLat
  /** The widest circle that the source gives, and when it comes; null: it does not, or nobody says. */
  readonly arrives: { readonly force: WindForce; readonly at: EpochMs; readonly earliest: EpochMs; readonly latest: EpochMs | null } | null
  readonly leavesAt: EpochMs | null
  /** The strongest circle that reaches it. */
  readonly strongest: WindForce | null
  readonly circles: readonly CirclePassage[]
  readonly closest: { readonly at: EpochMs; readonly metres: number; readonly errorM: number } | null
  readonly openIncidents: number
  readonly shelterCapacity: number
  readonly shelterPeople: Known
  /** Persons threatened at its hazard points. */
  readonly threatened: number
  /** Null in the following: it was asked nothing, or the part was not available. */
  readonly duties: { readonly total: number; readonly confirmed: number; readonly late: number } | null
  readonly callout: { readonly sent: number; readonly read: number; readonly asked: number; readonly answered: number } | null
  /** Persons. */
  readonly moved: { readonly people: number; readonly away: number } | null
  readonly vessels: { readonly atSea: number; readonly late: Known } | null
  readonly alerts: Known
}
