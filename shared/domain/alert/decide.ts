import { asAlertId, type AlertId } from '../../base/ids'
import { err, ok } from '../../base/result'
import { unitsOf } from '../../pack/units'
import type { CommandOf, DecideContext } from '../command'
import type { DomainEvent } from '../event'
import { decideReport, type Decided, type IncidentKinds } from '../incident/decide'
import { severityRank } from '../incident/kind'
import type { World } from '../world'
import { alertKey, type Alert } from './state'

export type AlertCommand = CommandOf<
  'signalAlert' | 'judgeAlert' | 'sendAlert' | 'answerAlert' | 'escalateAlert' | 'closeAlert' | 'reopenAlert'
>

/** Feed of the call by which an alert becomes an incident: `sourceId` is the alert's id, the link back. */
export const ALERT_FEED = 'alert'

/**
 * The closed loop of alerts, whatever raised them.
 *
 * Rules (tests are named by them):
 * - [AL1] a subject has at most one open alert of a kind: further signals join it with their count and time, in any order;
 * - [AL2] after an alert was closed, its subject is quiet for a while: signals are kept with the closed alert, no new one
 *   is raised; the first signal after that raises a new one;
 * - [AL3] a graver signal in the quiet time opens the closed alert again;
 * - [AL4] what may not raise (nobody left, too few, too late) joins an open alert, and else leaves no trace;
 * - [AL5] false closes it, with a reason; real and watch may follow each other; what is closed is judged after reopening;
 * - [AL6] what is sent and was not judged real is judged real by that; it may be sent to several units, to each once;
 * - [AL7] an answer needs that it was sent; a unit answers only what was sent to it;
 * - [AL8] it becomes an incident once; the incident's call names the alert, the alert the incident;
 * - [AL9] closing needs a reason; reopening needs one and that no other alert of the subject is open.
 */
export function decideAlert(world: World, command: AlertCommand, context: DecideContext, kinds: IncidentKinds): Decided {
  if (command.type === 'signalAlert') return decideSignal(world, command, context)
  const { alertId } = command.data
  const alert = world.alerts.get(alertId)
  if (!alert) return err({ code: 'not_found', message: `no alert ${alertId}`, field: 'alertId' })
  const done = (...events: DomainEvent[]): Decided => ok({ events, result: { alertId } })
  const nothing: Decided = ok({ events: [], result: { alertId, duplicate: true } })
  if (command.type === 'reopenAlert') {
    if (!alert.closed) return nothing
    const other = openOf(world, alert.key)
    if (other) return err({ code: 'wrong_state', message: `alert ${other.id} of the same place is open`, field: 'alertId' })
    return done({ type: 'alert.reopened', data: { alertId, reason: command.data.reason } })
  }
  if (alert.closed) return err({ code: 'wrong_state', message: `alert ${alertId} is closed: reopen it first` })
  switch (command.type) {
    case 'judgeAlert': {
      const { verdict, note } = command.data
      if (verdict === 'false') {
        if (note === '') return err({ code: 'reason_needed', message: 'say why it is false', field: 'note' })
        if (alert.incidentId) return err({ code: 'wrong_state', message: 'it became an incident: mark that one as a false alarm, then close this' })
        return done({ type: 'alert.judged', data: { alertId, verdict, note } }, { type: 'alert.closed', data: { alertId, outcome: 'false', reason: note } })
      }
      if (alert.judgement?.verdict === verdict && alert.judgement.note === note) return nothing
      return done({ type: 'alert.judged', data: { alertId, verdict, note } })
    }
    case 'sendAlert': {
      const { unitId, note } = command.data
      if (alert.sent.some((sent) => sent.unitId === unitId)) return nothing
      if (context.pack && !unitsOf(context.pack).some(({ id }) => id === unitId)) {
        return err({ code: 'not_found', message: `no unit ${unitId}`, field: 'unitId' })
      }
      return done(...judgedReal(alert), { type: 'alert.sent', data: { alertId, unitId, note } })
    }
    case 'answerAlert':
      // A unit learns nothing of what was not sent to it.
      if (context.actor.role === 'unit' && !alert.sent.some(({ unitId }) => unitId === context.actor.unitId)) {
        return err({ code: 'not_found', message: `no alert ${alertId}`, field: 'alertId' })
      }
      if (alert.sent.length === 0) return err({ code: 'wrong_state', message: 'it was sent to nobody yet' })
      return done({ type: 'alert.answered', data: { alertId, answer: command.data.answer, text: command.data.text, unitId: context.actor.unitId ?? null } })
    case 'escalateAlert':
      return decideEscalation(world, alert, command, context, kinds)
    case 'closeAlert':
      return done({ type: 'alert.closed', data: { alertId, outcome: command.data.outcome, reason: command.data.reason } })
  }
}

function decideSignal(world: World, { data }: CommandOf<'signalAlert'>, { now, newId }: DecideContext): Decided {
  const { mayRaise, ...said } = data
  const { severity, signal } = said
  const held = latestOf(world, alertKey(said))
  const joins = (alertId: AlertId): DomainEvent => ({ type: 'alert.signalled', data: { alertId, severity, signal } })
  if (held && !held.closed) return ok({ events: [joins(held.id)], result: { alertId: held.id, alert: 'joined' } })
  if (!mayRaise) return ok({ events: [], result: { alert: 'ignored' } })
  if (held?.closed && now - held.closed.at < held.quietSeconds * 1000) {
    const alertId = held.id
    if (severityRank(severity) >= severityRank(held.severity)) return ok({ events: [joins(alertId)], result: { alertId, alert: 'quiet' } })
    return ok({ events: [{ type: 'alert.reopened', data: { alertId, reason: 'graver' } }, joins(alertId)], result: { alertId, alert: 'reopened' } })
  }
  const alertId = asAlertId(newId())
  return ok({ events: [{ type: 'alert.raised', data: { alertId, ...said } }], result: { alertId, alert: 'raised' } })
}

function decideEscalation(world: World, alert: Alert, command: CommandOf<'escalateAlert'>, context: DecideContext, kinds: IncidentKinds): Decided {
  const alertId = alert.id
  const { kind, note } = command.data
  if (alert.incidentId) return ok({ events: [], result: { alertId, incidentId: alert.incidentId, duplicate: true } })
  const people = alert.seen.length === 0 ? null : Math.max(...alert.seen.map((one) => one.people))
  const reported = decideReport(
    world,
    {
      commandId: command.commandId,
      type: 'reportIncident',
      data: {
        source: { feed: ALERT_FEED, sourceId: alertId, channel: '预警' },
        kind,
        severity: alert.severity,
        at: alert.at,
        original: { ...alert.at, datum: 'wgs84' },
        uncertaintyM: null,
        place: `${alert.town ?? ''} ${alert.subject.name.zh}`.trim().slice(0, 200),
        description: note,
        caller: null,
        people,
        observedAt: alert.firstAt,
      },
    },
    context,
    kinds,
  )
  if (!reported.ok) return reported
  const { incidentId } = reported.value.result
  if (!incidentId) return reported
  return ok({
    events: [...reported.value.events, ...judgedReal(alert), { type: 'alert.escalated', data: { alertId, incidentId, note } }],
    result: { alertId, incidentId },
  })
}

/** Who acts on it holds it for real. */
function judgedReal(alert: Alert): DomainEvent[] {
  return alert.judgement?.verdict === 'real' ? [] : [{ type: 'alert.judged', data: { alertId: alert.id, verdict: 'real', note: '' } }]
}

/** The alert of this key that is open or, if none is, the one that was closed last. */
export function latestOf(world: World, key: string): Alert | undefined {
  const id = world.alertByKey.get(key)
  return id === undefined ? undefined : world.alerts.get(id)
}

function openOf(world: World, key: string): Alert | undefined {
  const held = latestOf(world, key)
  return held && !held.closed ? held : undefined
}
