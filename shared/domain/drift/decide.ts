import { err, ok } from '../../base/result'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import { isOpen } from '../incident/state'
import type { World } from '../world'

/**
 * Recording what a drift is worked out from.
 *
 * [SD1] One estimate for each incident: what is recorded later replaces it, and the log keeps both.
 * [SD2] Only of an incident that is open, and not from the future.
 */
export function decideDrift(world: World, { data }: CommandOf<'recordDrift'>, { now }: DecideContext): Decided {
  const incident = world.incidents.get(data.incidentId)
  if (!incident) return err({ code: 'not_found', message: `no incident ${data.incidentId}`, field: 'incidentId' })
  if (!isOpen(incident)) return err({ code: 'wrong_state', message: `incident ${incident.number} is over`, field: 'incidentId' })
  if (data.since > now + 60_000) return err({ code: 'invalid', message: 'it cannot have been there in the future', field: 'since' })
  return ok({ events: [{ type: 'drift.recorded', data }], result: { incidentId: data.incidentId } })
}
