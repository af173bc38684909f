import { required, unreachable } from '../../base/assert'
import { asUnitId } from '../../base/ids'
import { MINUTE } from '../../base/time'
import type { EventEnvelope } from '../envelope'
import { nextAfter } from './clock'
import type { BroughtDuty, Duty, DutyConfirmation, Response, ResponseEvent, ResponseStep } from './state'

/** The response after `event`. */
export function evolveResponse(state: Response | undefined, event: EventEnvelope & ResponseEvent): Response {
  const version = event.streamVersion
  switch (event.type) {
    case 'response.declared':
    case 'response.levelChanged':
    case 'response.ended': {
      const { responseId, reason, brought, units, ended } = event.data
      const to = event.type === 'response.ended' ? null : event.data.level
      const gone = new Set(ended)
      const steps = state?.steps ?? []
      const before = (state?.duties ?? []).map((duty) => (gone.has(duty.key) ? { ...duty, endedAt: event.at } : duty))
      const news = brought.flatMap((duty) => dutiesOf(duty, units, steps.length, event.at))
      const step: ResponseStep = { at: event.at, by: event.actor, from: state?.level ?? null, to, reason, brought: news.length, ended: ended.length }
      return {
        id: responseId,
        version,
        drill: event.drill,
        hazard: event.type === 'response.ended' ? required(state, event.stream).hazard : event.data.hazard,
        level: to,
        declaredAt: state?.declaredAt ?? event.at,
        levelSince: state && to && state.level?.id === to.id ? state.levelSince : event.at,
        endedAt: to === null ? event.at : null,
        steps: [...steps, step],
        duties: [...before, ...news],
      }
    }
    case 'response.dutyConfirmed': {
      const { duty, answeredBy, note, observedAt } = event.data
      return withDuty(required(state, event.stream), version, duty, (held) => {
        const confirmation: DutyConfirmation = {
          at: observedAt, recordedAt: event.at, by: event.actor, answeredBy, note, from: held.next, withdrawn: null,
        }
        return { ...held, next: nextAfter(held, observedAt) ?? held.next, confirmations: [...held.confirmations, confirmation] }
      })
    }
    case 'response.confirmationWithdrawn': {
      const { duty, reason } = event.data
      return withDuty(required(state, event.stream), version, duty, (held) => {
        const last = lastStanding(held)
        if (!last) return held
        const withdrawn = { at: event.at, by: event.actor, reason }
        return { ...held, next: last.from, confirmations: held.confirmations.map((one) => (one === last ? { ...one, withdrawn } : one)) }
      })
    }
    default:
      return unreachable(event)
  }
}

/** The newest confirmation that was not withdrawn. */
export function lastStanding(duty: Pick<Duty, 'confirmations'>): DutyConfirmation | null {
  return duty.confirmations.findLast(({ withdrawn }) => withdrawn === null) ?? null
}

function withDuty(state: Response, version: number, key: string, change: (duty: Duty) => Duty): Response {
  return { ...state, version, duties: state.duties.map((duty) => (duty.key === key ? change(duty) : duty)) }
}

function dutiesOf(duty: BroughtDuty, names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>, step: number, at: number): Duty[] {
  const { id, on, level, text, dueMinutes, everyMinutes } = duty
  return duty.units.map((unit) => ({
    key: `${id}@${unit}@${step}`,
    id,
    unit: asUnitId(unit),
    unitName: names[unit] ?? { zh: unit, en: unit },
    on,
    level,
    text,
    broughtAt: at,
    dueAt: at + dueMinutes * MINUTE,
    everyMs: everyMinutes === null ? null : everyMinutes * MINUTE,
    next: 0,
    confirmations: [],
    endedAt: null,
  }))
}
