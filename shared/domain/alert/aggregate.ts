import { DAY } from '../../base/time'
import type { Aggregate } from '../aggregate'
import { alertCommands } from './commands'
import { decideAlert } from './decide'
import { evolveAlert } from './evolve'
import type { Alert, AlertEvent } from './state'
import { HUB_KEEPS_MS } from '../memory'

export const alert: Aggregate<'alert', 'alerts', Alert, AlertEvent, typeof alertCommands> = {
  name: 'alert',
  table: 'alerts',
  idOf: (data) => data.alertId,
  events: {
    'alert.raised': 1,
    'alert.signalled': 1,
    'alert.judged': 1,
    'alert.sent': 1,
    'alert.answered': 1,
    'alert.escalated': 1,
    'alert.closed': 1,
    'alert.reopened': 1,
  },
  commands: alertCommands,
  evolve: evolveAlert,
  decide: decideAlert,
  index(world, alert, event) {
    if (event.type === 'alert.raised' || event.type === 'alert.reopened') world.alertByKey.set(alert.key, alert.id)
  },
  restore(world, alert) {
    const held = world.alerts.get(world.alertByKey.get(alert.key) ?? alert.id)
    if (!held?.closed) {
      if (!alert.closed || !held) world.alertByKey.set(alert.key, alert.id)
    } else if (!alert.closed || alert.closed.at >= held.closed.at) world.alertByKey.set(alert.key, alert.id)
  },
  unindex(world, alert) {
    if (world.alertByKey.get(alert.key) === alert.id) world.alertByKey.delete(alert.key)
  },
  memory: { endedAt: ({ closed }) => closed?.at ?? null, screensMs: DAY, hubMs: HUB_KEEPS_MS },
}
