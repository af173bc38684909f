import type { Due } from '../deadlines'
import type { World } from '../world'
import { CALLOUT_CLOCKS, dueAt, isInForce, owes } from './state'

/** The clocks of warnings: whoever owes something when one runs out is to be telephoned. */
export function* calloutDeadlines(world: World): Generator<Due> {
  for (const callout of world.callouts.values()) {
    if (callout.withdrawn !== null) continue
    for (const clock of CALLOUT_CLOCKS) {
      const at = dueAt(callout, clock)
      if (at === null || callout.ran.includes(clock) || (clock !== 'report' && !isInForce(callout))) continue
      if (!callout.units.some((unit) => owes(unit, clock))) continue
      yield { at, key: `callout:${callout.id}:${clock}`, command: { type: 'runCalloutClock', data: { calloutId: callout.id, clock } }, eachTryAnew: true }
    }
  }
}
