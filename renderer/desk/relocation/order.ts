import type { CommandReply } from '../../../shared/protocol/messages'
import { give, type Order } from '../state/outgoing'
import { RELOCATION_PLACE, useRelocationPanel } from './store'

type Spoken = 'markHouseholds' | 'countAtShelter'

/** Says something that may fill a shelter: one that now holds more than it takes is told, never passed over. */
export async function order<T extends Spoken>(type: T, data: Order<T>['data']): Promise<CommandReply> {
  const reply = await give({ place: RELOCATION_PLACE, type, data })
  if (reply.ok) useRelocationPanel.setState({ over: reply.result.overCapacity ?? [] })
  return reply
}
