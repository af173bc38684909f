import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import { owes, type Callout, type CalloutEvent, type Said, type UnitProgress } from './state'

/** The warning after `event`. */
export function evolveCallout(state: Callout | undefined, event: EventEnvelope & CalloutEvent): Callout {
  const version = event.streamVersion
  if (event.type === 'callout.sent') {
    const { calloutId, units, ...data } = event.data
    return {
      ...data,
      id: calloutId,
      version,
      sentAt: event.at,
      sentBy: event.actor,
      units: units.map((unit) => ({ ...unit, readAt: null, answer: null, report: null, calls: [], task: null })),
      ran: [],
      liftedAt: null,
      liftedBy: null,
      withdrawn: null,
      drill: event.drill,
    }
  }
  const callout = { ...required(state, event.stream), version }
  switch (event.type) {
    case 'callout.read':
      return withUnits(callout, [event.data.unitId], (unit) => ({ ...unit, readAt: unit.readAt ?? event.at }))
    case 'callout.answered': {
      const own = event.actor.startsWith('unit:')
      return withUnits(callout, [event.data.unitId], (unit) => ({
        ...unit,
        // Who answers has read; who answers by telephone need not have opened it.
        readAt: unit.readAt ?? (own ? event.at : null),
        answer: said(unit.answer, event.data.values, event),
      }))
    }
    case 'callout.reported':
      return withUnits(callout, [event.data.unitId], (unit) => ({ ...unit, report: said(unit.report, event.data.values, event) }))
    case 'callout.clockRan': {
      const { clock, unitIds } = event.data
      return withUnits({ ...callout, ran: [...callout.ran, clock] }, unitIds, (unit) => ({ ...unit, task: { clock, raisedAt: event.at } }))
    }
    case 'callout.called': {
      const { calloutId: _, unitId, ...call } = event.data
      return withUnits(callout, [unitId], (unit) => ({
        ...unit,
        calls: [...unit.calls, { ...call, at: event.at, by: event.actor }],
        task: call.outcome === 'reached' ? null : unit.task,
      }))
    }
    case 'callout.lifted':
      return withoutTasks({ ...callout, liftedAt: event.at, liftedBy: event.actor })
    case 'callout.withdrawn':
      return withoutTasks({ ...callout, withdrawn: { at: event.at, by: event.actor, reason: event.data.reason, correctedBy: event.data.correctedBy } })
    default:
      return unreachable(event)
  }
}

function said(before: Said | null, values: Said['values'], event: EventEnvelope): Said {
  return { values, firstAt: before?.firstAt ?? event.at, at: event.at, by: event.actor, changes: before ? before.changes + 1 : 0 }
}

/** A task whose reason is gone is over. */
function withUnits(callout: Callout, ids: readonly string[], change: (unit: UnitProgress) => UnitProgress): Callout {
  const touched = new Set(ids)
  return {
    ...callout,
    units: callout.units.map((unit) => {
      if (!touched.has(unit.unitId)) return unit
      const changed = change(unit)
      return changed.task && !owes(changed, changed.task.clock) ? { ...changed, task: null } : changed
    }),
  }
}

const withoutTasks = (callout: Callout): Callout => ({
  ...callout,
  units: callout.units.map((unit) => (unit.task ? { ...unit, task: null } : unit)),
})
