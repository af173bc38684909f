import type { EpochMs } from '../base/time'
import type { WindForce } from '../domain/typhoon/state'

/** A vessel as a list names it. Degrees WGS-84; `formation` is null for one that sails alone. */
export interface NamedVessel {
  readonly mmsi: string
  readonly name: string
  readonly lon: number
  readonly lat: number
  readonly formation: string | null
}

/** Two vessels, or two formations by their most urgent pair, that will come too close if all keep course and speed. */
export interface CpaWarning {
  /** The same for as long as it stands. */
  readonly id: string
  readonly a: NamedVessel
  readonly b: NamedVessel
  /** Metres between them at the closest. */
  readonly cpaM: number
  /** When they are closest. */
  readonly closestAt: EpochMs
  /** Since when it stands. */
  readonly since: EpochMs
  /** Pairs of the same two formations, this one included. */
  readonly pairs: number
}

/** At sea, and not heard for longer than its limit. */
export interface SilentVessel extends NamedVessel {
  readonly lastAt: EpochMs
  readonly limitMs: number
}

/** Will be inside a circle before it can be in port. */
export interface LateVessel extends NamedVessel {
  /** Id of the nearest port, over the water. */
  readonly port: string
  readonly distanceM: number
  /** `straight`: beyond the sea that is known, a straight line times a factor. */
  readonly by: 'sea' | 'straight'
  readonly travelS: number
  /** When the circle is where the vessel will then be. */
  readonly metAt: EpochMs
  /** Seconds from now until then; 0: it is inside already. */
  readonly inS: number
}

/** Who cannot be in port before one circle of one storm, counted at a moment of it. */
export interface LateReport {
  readonly typhoonId: string
  readonly agency: string
  readonly force: WindForce
  /** The moment of the storm that was counted from: now, or where the time axis stands. */
  readonly at: EpochMs
  readonly inside: number
  readonly late: number
  /** The one that is met first leads; not all of them where they are many. */
  readonly vessels: readonly LateVessel[]
}

/** How a call goes on, besides what the log has of it. */
export interface RecallView {
  readonly recallId: string
  /** MMSI of those that sail away from their port, and how many more there are. */
  readonly away: readonly string[]
  readonly moreAway: number
}

/** What the hub works out of the positions every few seconds. Counts are of vessels; null: cannot be known now. */
export interface SeaState {
  readonly at: EpochMs
  readonly total: number
  readonly atSea: number
  readonly inPort: number
  /** Heard, but not in the register: in none of the other counts. */
  readonly others: number
  readonly moving: number
  readonly silent: number
  /** Vessels by sea grid; those in port are not counted. */
  readonly grids: readonly { readonly id: string; readonly vessels: number }[]
  /** The most urgent first, and how many more there are. */
  readonly warnings: readonly CpaWarning[]
  readonly moreWarnings: number
  /** Pairs that came close and are not told: within one formation, in port. */
  readonly suppressed: { readonly formation: number; readonly port: number }
  readonly silentVessels: readonly SilentVessel[]
  /** Null: there is no storm, or it gives no circles. */
  readonly late: readonly LateReport[] | null
  readonly recalls: readonly RecallView[]
  /** By township of the home port; `town` is the pack's name of it, or empty for vessels of no known port. */
  readonly byTown: readonly { readonly town: string; readonly total: number; readonly atSea: number; readonly inPort: number; readonly late: number | null }[]
  /** Milliseconds that it took. */
  readonly tookMs: number
}
