import { asResponseId, type UnitId } from '../../base/ids'
import { err, ok, type Result } from '../../base/result'
import { MINUTE } from '../../base/time'
import type { ResponsePlan } from '../../pack/response'
import { unitsOf, type Unit } from '../../pack/units'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import { changeOfLevel, type LevelChange } from './change'
import { nextAfter } from './clock'
import { lastStanding } from './evolve'
import { asLevelInForce, responseInForce, type Duty, type Hazard, type HazardNamed, type LevelInForce, type Response } from './state'

type LevelCommand = CommandOf<'declareResponse'> | CommandOf<'changeResponse'> | CommandOf<'endResponse'>
type DutyCommand = CommandOf<'confirmDuty'> | CommandOf<'withdrawConfirmation'>

/** So far may the clock of who confirms be ahead of the hub's. */
const CLOCK_LEAD_MS = MINUTE

/**
 * Levels of emergency response and the duties that they bring.
 *
 * Rules (tests are named by them; [RL2]-[RL5] and [RL11] are `changeOfLevel`, [RL7] and [RL9] `clock.ts`):
 * - [RL1] one response is in force at a time: another hazard is a change of it, not a second one;
 * - [RL2] entering a level brings exactly the duties that stand there and do not stand yet, those of skipped levels too;
 * - [RL3] going down or ending ends what no longer stands and brings the duties of leaving;
 * - [RL4] a duty that stands at both levels keeps its clock and its confirmations;
 * - [RL5] what is brought is copied into the event: a later pack changes nothing that was said;
 * - [RL6] a unit speaks only of its own duties; the officer of any, and says who answered;
 * - [RL7] a confirmation answers the deadline that comes, or, late, what was missed; twice for one round is refused;
 * - [RL8] withdrawing takes back the newest confirmation, and the clock is as it was before;
 * - [RL9] lateness is worked out from the state and the time, never written;
 * - [RL10] a confirmation is not older than its duty and not from the future;
 * - [RL11] a duty of leaving ends when its level is entered again;
 * - [RL12] who changes or ends a level names the one that he saw: if another officer was faster nothing happens.
 */
export function decideResponse(world: World, command: LevelCommand | DutyCommand, context: DecideContext): Decided {
  switch (command.type) {
    case 'declareResponse':
    case 'changeResponse':
    case 'endResponse':
      return decideLevel(world, command, context)
    case 'confirmDuty':
    case 'withdrawConfirmation':
      return decideDuty(world, command, context)
  }
}

function decideLevel(world: World, command: LevelCommand, context: DecideContext): Decided {
  const plan = context.pack?.response
  if (!context.pack || !plan) return err({ code: 'wrong_state', message: 'the pack has no response.json: there are no levels' })
  const units = unitsOf(context.pack)
  const { reason } = command.data
  const current = responseInForce(world.responses.values())
  if (command.type === 'declareResponse') {
    if (current) {
      return err({ code: 'wrong_state', message: `a response is in force (level ${current.level?.id ?? ''}): change its level, or end it first` })
    }
    const level = levelOf(plan, command.data.level)
    if (!level.ok) return level
    const hazard = hazardOf(world, command.data.hazard)
    if (!hazard.ok) return hazard
    const responseId = asResponseId(context.newId())
    const change = changeOfLevel(plan, units, [], null, level.value.id)
    const data = { responseId, hazard: hazard.value, level: level.value, reason, ...written(change, units) }
    return ok({ events: [{ type: 'response.declared', data }], result: { responseId } })
  }
  const { responseId, from } = command.data
  const response = world.responses.get(responseId)
  if (!response) return err({ code: 'not_found', message: `no response ${responseId}`, field: 'responseId' })
  const { level: inForce } = response
  if (inForce === null) {
    if (command.type === 'endResponse') return ok({ events: [], result: { responseId, duplicate: true } })
    return err({ code: 'wrong_state', message: `response ${responseId} has ended: declare a new one`, field: 'responseId' })
  }
  const same = command.type === 'changeResponse' && command.data.level === inForce.id
  if (inForce.id !== from && !same) {
    return err({ code: 'stale_version', message: `the level in force is ${inForce.id}, not ${from}`, field: 'from' })
  }
  if (command.type === 'endResponse') {
    const change = changeOfLevel(plan, units, response.duties, inForce.id, null)
    return ok({ events: [{ type: 'response.ended', data: { responseId, from: inForce, reason, ...written(change, units) } }], result: { responseId } })
  }
  const level = levelOf(plan, command.data.level)
  if (!level.ok) return level
  const hazard = command.data.hazard ? hazardOf(world, command.data.hazard) : ok(response.hazard)
  if (!hazard.ok) return hazard
  if (level.value.id === inForce.id && JSON.stringify(hazard.value) === JSON.stringify(response.hazard)) {
    return ok({ events: [], result: { responseId, duplicate: true } })
  }
  const change: LevelChange = same ? { brought: [], ended: [] } : changeOfLevel(plan, units, response.duties, inForce.id, level.value.id)
  const data = { responseId, hazard: hazard.value, from: inForce, level: level.value, reason, ...written(change, units) }
  return ok({ events: [{ type: 'response.levelChanged', data }], result: { responseId } })
}

function levelOf(plan: ResponsePlan, id: string): Result<LevelInForce, Rejection> {
  const level = plan.levels.find((one) => one.id === id)
  if (level) return ok(asLevelInForce(level))
  return err({ code: 'invalid', message: `there is no level "${id}"`, field: 'level', allowed: plan.levels.map((one) => one.id) })
}

function hazardOf(world: World, hazard: HazardNamed): Result<Hazard, Rejection> {
  if (hazard.kind === 'other') return ok({ typhoonId: null, name: { zh: hazard.name, en: hazard.name } })
  const { typhoonId } = hazard
  const typhoon = world.typhoons.get(typhoonId)
  if (!typhoon) return err({ code: 'not_found', message: `no typhoon ${typhoonId}`, field: 'hazard.typhoonId' })
  return ok({ typhoonId, name: typhoon.name })
}

/** A change as the event keeps it, with the names of the units. */
function written({ brought, ended }: LevelChange, all: readonly Unit[]) {
  const meant = new Set<UnitId>(brought.flatMap((duty) => duty.units))
  const units = Object.fromEntries(
    all.filter(({ id }) => meant.has(id)).map(({ id, name, nameEn }) => [id, { zh: name, en: nameEn ?? name }]),
  )
  return { brought, units, ended: ended.map(({ key }) => key) }
}

function decideDuty(world: World, command: DutyCommand, { now, actor }: DecideContext): Decided {
  const { responseId, duty: key } = command.data
  const response = world.responses.get(responseId)
  if (!response) return err({ code: 'not_found', message: `no response ${responseId}`, field: 'responseId' })
  const duty = response.duties.find((one) => one.key === key)
  if (!duty) return err({ code: 'not_found', message: `no duty ${key}`, field: 'duty' })
  if (actor.role === 'unit' && actor.unitId !== duty.unit) {
    return err({ code: 'forbidden', message: `${actor.id} may not speak for ${duty.unit}`, field: 'duty' })
  }
  return command.type === 'confirmDuty' ? confirm(response, duty, command, now, actor.role === 'officer') : withdraw(response, duty, command)
}

function confirm(response: Response, duty: Duty, command: CommandOf<'confirmDuty'>, now: number, onBehalf: boolean): Decided {
  const { answeredBy, note, observedAt: said } = command.data
  const observedAt = said ?? now
  if (duty.endedAt !== null) return err({ code: 'wrong_state', message: `duty ${duty.key} no longer stands`, field: 'duty' })
  if (onBehalf && answeredBy === '') {
    return err({ code: 'invalid', message: 'who answered for the unit?', field: 'answeredBy' })
  }
  if (observedAt < duty.broughtAt) return err({ code: 'invalid', message: 'confirmed before the duty came', field: 'observedAt' })
  if (observedAt > now + CLOCK_LEAD_MS) return err({ code: 'invalid', message: 'confirmed in the future', field: 'observedAt' })
  if (nextAfter(duty, observedAt) === null) return err({ code: 'already_done', message: `duty ${duty.key} is confirmed for this round`, field: 'duty' })
  return ok({
    events: [{ type: 'response.dutyConfirmed', data: { responseId: response.id, duty: duty.key, unit: duty.unit, answeredBy, note, observedAt } }],
    result: { responseId: response.id },
  })
}

function withdraw(response: Response, duty: Duty, command: CommandOf<'withdrawConfirmation'>): Decided {
  if (!lastStanding(duty)) return err({ code: 'wrong_state', message: `duty ${duty.key} is not confirmed`, field: 'duty' })
  return ok({
    events: [{ type: 'response.confirmationWithdrawn', data: { responseId: response.id, duty: duty.key, unit: duty.unit, reason: command.data.reason } }],
    result: { responseId: response.id },
  })
}
