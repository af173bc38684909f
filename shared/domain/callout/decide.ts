import { asCalloutId, type CalloutId, type UnitId } from '../../base/ids'
import { err, ok } from '../../base/result'
import { DAY } from '../../base/time'
import { unitsBelow, unitsOf, type Unit } from '../../pack/units'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import { fieldProblem, type FieldValues } from './fields'
import { dueAt, isInForce, owes, type Addressee, type Callout, type CalloutEvent, type UnitProgress } from './state'

export type CalloutCommand = CommandOf<
  | 'sendCallout'
  | 'readCallout'
  | 'answerCallout'
  | 'runCalloutClock'
  | 'recordCalloutCall'
  | 'liftCallout'
  | 'reportCallout'
  | 'withdrawCallout'
>

/** A warning is for now: its beginning lies at most so far from the sending, either way. Milliseconds. */
const VALID_WITHIN = 7 * DAY

/**
 * Warnings that towns and villages must read and answer (叫应).
 *
 * Rules (tests are named by them):
 * - [CO1] a warning goes to exactly the units that were named, each once; one that is not known, or is of a kind that is
 *   not called, refuses it whole;
 * - [CO2] clocks, questions and the units' names are those of the jurisdiction at the sending, and stay with the warning;
 * - [CO3] what was said already writes nothing, and the same warning sent again while it is in force is the same one;
 * - [CO4] a unit speaks only for itself; the officer may write down what it says on the telephone;
 * - [CO5] an answer without one of the required fields is refused, and the refusal names the field;
 * - [CO6] each clock of a warning runs out at most once, and then names who is to be telephoned: those that owe it;
 * - [CO7] a call that did not reach anybody leaves the task; attempts are numbered, and one told twice is one;
 * - [CO8] a late word is taken: the first counts for the clock, the last is what holds;
 * - [CO9] a report is taken only after the lifting, and only from a unit that must report;
 * - [CO10] of a withdrawn warning nothing is owed, and what was said of it stays; a correction withdraws the wrong one and
 *   sends the right one in one step;
 * - [CO11] what was lifted cannot be withdrawn or corrected, and what was withdrawn cannot be lifted or answered.
 */
export function decideCallout(world: World, command: CalloutCommand, context: DecideContext): Decided {
  if (command.type === 'sendCallout') return decideSend(world, command, context)
  const { calloutId } = command.data
  const callout = world.callouts.get(calloutId)
  if (!callout) return err({ code: 'not_found', message: `no call-out ${calloutId}`, field: 'calloutId' })
  const done = (...events: CalloutEvent[]): Decided =>
    ok({ events, result: events.length === 0 ? { calloutId, duplicate: true } : { calloutId } })
  switch (command.type) {
    case 'runCalloutClock': {
      const { clock } = command.data
      const due = dueAt(callout, clock)
      const over = clock !== 'report' && callout.liftedAt !== null
      if (callout.ran.includes(clock) || due === null || over) return done()
      if (due > context.now) return err({ code: 'wrong_state', message: `the clock "${clock}" runs until ${due}`, field: 'clock' })
      const unitIds = callout.units.filter((unit) => owes(unit, clock)).map(({ unitId }) => unitId)
      return unitIds.length === 0 ? done() : done({ type: 'callout.clockRan', data: { calloutId, clock, unitIds } })
    }
    case 'liftCallout':
      if (callout.withdrawn) return err(withdrawn(callout))
      if (callout.liftedAt !== null) return done()
      return done({ type: 'callout.lifted', data: { calloutId, note: command.data.note } })
    case 'withdrawCallout':
      if (callout.withdrawn) return done()
      if (callout.liftedAt !== null) return err({ code: 'wrong_state', message: `call-out ${calloutId} was lifted`, field: 'calloutId' })
      return done({ type: 'callout.withdrawn', data: { calloutId, reason: command.data.reason, correctedBy: null } })
    case 'readCallout':
    case 'answerCallout':
    case 'reportCallout':
    case 'recordCalloutCall':
      return decideUnit(callout, command, context, done)
  }
}

function decideUnit(
  callout: Callout,
  command: CommandOf<'readCallout' | 'answerCallout' | 'reportCallout' | 'recordCalloutCall'>,
  context: DecideContext,
  done: (...events: CalloutEvent[]) => Decided,
): Decided {
  const { calloutId, unitId } = command.data
  const { actor } = context
  if (actor.role === 'unit' && actor.unitId !== unitId) {
    return err({ code: 'forbidden', message: `${actor.id} may not speak for ${unitId}`, field: 'unitId' })
  }
  const unit = callout.units.find((one) => one.unitId === unitId)
  if (!unit) return err({ code: 'not_found', message: `call-out ${calloutId} was not sent to ${unitId}`, field: 'unitId' })
  if (command.type === 'readCallout') return unit.readAt === null ? done({ type: 'callout.read', data: { calloutId, unitId } }) : done()
  if (command.type === 'recordCalloutCall') return decideCall(unit, command, context, done)
  if (callout.withdrawn) return err(withdrawn(callout))
  const { values } = command.data
  if (command.type === 'answerCallout') {
    if (!unit.answers) return err({ code: 'wrong_state', message: `${unitId} was not asked`, field: 'unitId' })
    const refusal = valuesRefusal(callout.answers, values, unitId, context)
    if (refusal) return err(refusal)
    return isSame(unit.answer?.values, values) ? done() : done({ type: 'callout.answered', data: { calloutId, unitId, values } })
  }
  if (!unit.reports) return err({ code: 'wrong_state', message: `${unitId} need not report`, field: 'unitId' })
  if (callout.liftedAt === null) return err({ code: 'wrong_state', message: `call-out ${calloutId} is still in force`, field: 'calloutId' })
  const refusal = valuesRefusal(callout.reportFields, values, unitId, context)
  if (refusal) return err(refusal)
  return isSame(unit.report?.values, values) ? done() : done({ type: 'callout.reported', data: { calloutId, unitId, values } })
}

function decideCall(unit: UnitProgress, command: CommandOf<'recordCalloutCall'>, { actor }: DecideContext, done: (...events: CalloutEvent[]) => Decided): Decided {
  const { attempt, outcome } = command.data
  const told = unit.calls[attempt - 1]
  if (told) {
    if (told.outcome === outcome && told.by === actor.id) return done()
    return err({ code: 'already_done', message: `attempt ${attempt} was recorded by ${told.by}: ${told.outcome}`, field: 'attempt' })
  }
  if (attempt !== unit.calls.length + 1) {
    return err({ code: 'invalid', message: `the next attempt is ${unit.calls.length + 1}`, field: 'attempt' })
  }
  return done({ type: 'callout.called', data: command.data })
}

function decideSend(world: World, command: CommandOf<'sendCallout'>, { now, pack, newId }: DecideContext): Decided {
  const settings = pack?.callout ?? null
  if (!pack || !settings) return err({ code: 'unavailable', message: 'this jurisdiction has no callout.json' })
  const { kind, colour, text, validFrom, corrects } = command.data
  const named = settings.kinds.find(({ id }) => id === kind)
  if (!named) {
    return err({ code: 'invalid', message: `there is no kind of warning "${kind}"`, field: 'kind', allowed: settings.kinds.map(({ id }) => id) })
  }
  if (Math.abs(validFrom - now) > VALID_WITHIN) return err({ code: 'invalid', message: 'a warning begins within a week from now', field: 'validFrom' })
  const known = new Map(unitsOf(pack).map((unit) => [unit.id, unit]))
  const units: Addressee[] = []
  for (const [index, id] of command.data.units.entries()) {
    const unit: Unit | undefined = known.get(id)
    const called = settings.called.find((one) => one.kind === unit?.kind)
    if (!unit || !called) {
      const message = unit ? `${id}: ${unit.kind}s are not called` : `there is no unit ${id}`
      return err({ code: 'invalid', message, field: `units.${index}` })
    }
    if (units.some(({ unitId }) => unitId === id)) continue
    units.push({ unitId: id, name: unit.name, parent: unit.parent, answers: called.answers, reports: called.reports })
  }
  const wrong = corrects === null ? null : (world.callouts.get(corrects) ?? null)
  if (corrects !== null) {
    if (!wrong) return err({ code: 'not_found', message: `no call-out ${corrects}`, field: 'corrects' })
    if (wrong.liftedAt !== null) return err({ code: 'wrong_state', message: `call-out ${corrects} was lifted`, field: 'corrects' })
    if (wrong.withdrawn) return err({ ...withdrawn(wrong), field: 'corrects' })
  }
  const same = sameInForce(world, command, units)
  if (same) return ok({ events: [], result: { calloutId: same, duplicate: true } })
  const calloutId = asCalloutId(newId())
  const sent: CalloutEvent = {
    type: 'callout.sent',
    data: {
      calloutId,
      kind,
      kindName: named.name,
      colour,
      text,
      validFrom,
      clocks: settings.clocks,
      answers: settings.answers,
      reportFields: settings.report,
      units,
      corrects,
    },
  }
  const events: CalloutEvent[] = wrong
    ? [{ type: 'callout.withdrawn', data: { calloutId: wrong.id, reason: command.data.reason, correctedBy: calloutId } }, sent]
    : [sent]
  return ok({ events, result: { calloutId } })
}

/** The same warning to the same units, sent a moment ago by somebody else or by a second press. */
function sameInForce(world: World, { data }: CommandOf<'sendCallout'>, units: readonly Addressee[]): CalloutId | null {
  const asked = units.map(({ unitId }) => unitId).toSorted()
  for (const callout of world.callouts.values()) {
    if (!isInForce(callout) || callout.kind !== data.kind || callout.colour !== data.colour) continue
    if (callout.text !== data.text || callout.validFrom !== data.validFrom) continue
    if (isSame(callout.units.map(({ unitId }) => unitId).toSorted(), asked)) return callout.id
  }
  return null
}

function valuesRefusal(fields: Callout['answers'], values: FieldValues, unitId: UnitId, { pack }: DecideContext): Rejection | null {
  const own = pack && unitsBelow(unitsOf(pack), unitId).map(({ id }) => id)
  const problem = fieldProblem(fields, values, own && own.length > 0 ? own : null)
  if (!problem) return null
  const { field, message, allowed } = problem
  return { code: 'invalid', message, field: `values.${field}`, ...(allowed ? { allowed } : {}) }
}

const withdrawn = (callout: Callout): Rejection => ({ code: 'wrong_state', message: `call-out ${callout.id} was withdrawn`, field: 'calloutId' })

/** Answers do not depend on the order in which their fields were written. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value
