import type { Conditions, VehicleClass } from '../../../../shared/dispatch/travel'
import type { LonLat } from '../../../../shared/geo/position'
import type { ClosureSet } from '../closures'
import type { Departure } from '../origin'
import type { Profile } from '../profile'
import type { ReachSources } from '../reach'
import type { Onward } from './forward-field'

/** What areas are worked out from: the engine's data and what it keeps ready. */
export interface AreaWorld extends ReachSources {
  readonly onward: Onward
  readonly closures: ClosureSet
  profile(vehicle: VehicleClass, conditions: Conditions): Profile
  /** Ways onto the roads from a place; null where there are no road data. */
  departures(profile: Profile, at: LonLat): Departure[] | null
}

/** Work in parts, none of them longer than a search: who runs it may answer others in between. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Runs all parts at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
