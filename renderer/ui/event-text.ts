import { unreachable } from '../../shared/base/assert'
import type { LoggedEvent } from '../../shared/domain/event'
import { zh, type MessageKey, type Translate } from '../../shared/i18n/catalogue'

export interface EventNames {
  readonly team: (teamId: string) => string
  readonly incident: (incidentId: string) => string
  readonly kind: (code: string) => string
}

/** Who did it: `officer:演示甲` → 值班员 演示甲. Team ids are named by the caller if it can. */
export function actorText(actor: string, t: Translate, teamName?: (teamId: string) => string): string {
  const at = actor.indexOf(':')
  const role = actor.slice(0, at)
  const name = actor.slice(at + 1)
  switch (role) {
    case 'officer':
      return t('actor.officer', { name })
    case 'team':
      return t('actor.team', { name: teamName?.(name) ?? name })
    case 'wall':
      return t('actor.wall', { name })
    case 'feed':
      return t('actor.feed', { name })
    case 'hub':
      return t('actor.hub')
    default:
      return actor
  }
}

/** What an officer calls a channel: 110 as it is, `officer` in words. */
export function channelText(channel: string, t: Translate): string {
  const key = `channel.${channel}`
  return key in zh ? t(key as Extract<MessageKey, `channel.${string}`>) : channel
}

/** One line of a timeline. */
export function eventText(event: LoggedEvent, t: Translate, names: EventNames): string {
  const actor = actorText(event.actor, t, names.team)
  switch (event.type) {
    case 'incident.reported':
    case 'incident.sourceUpdated':
      return t(`event.${event.type}`, { channel: channelText(event.data.source.channel, t) })
    case 'incident.answered':
    case 'incident.verified':
    case 'incident.controlled':
    case 'incident.closed':
      return t(`event.${event.type}`, { actor })
    case 'incident.reclassified':
      return t(`event.${event.type}`, {
        severity: t(`severity.${event.data.severity}`),
        kind: names.kind(event.data.kind),
      })
    case 'incident.relocated':
      return t(`event.${event.type}`, { place: event.data.place })
    case 'incident.noteAdded':
      return t(`event.${event.type}`, { actor, text: event.data.text })
    case 'incident.attachmentAdded':
      return t(`event.${event.type}`, { actor, name: event.data.name })
    case 'incident.casualtiesRecorded':
    case 'incident.callMerged':
      return t(`event.${event.type}`)
    case 'incident.reopened':
    case 'incident.markedFalseAlarm':
      return t(`event.${event.type}`, { actor, reason: event.data.reason })
    case 'incident.mergedInto':
      return t(`event.${event.type}`, { incident: names.incident(event.data.intoId) })
    case 'incident.mergeDismissed':
      return t(`event.${event.type}`, { incident: names.incident(event.data.otherId) })
    case 'incident.teamOrdered':
    case 'incident.teamReleased':
    case 'dispatch.ordered':
    case 'dispatch.delivered':
    case 'dispatch.acknowledged':
    case 'dispatch.departed':
    case 'dispatch.arrived':
    case 'dispatch.completed':
    case 'dispatch.reinforcementRequested':
    case 'team.registered':
    case 'team.profileChanged':
    case 'team.retired':
    case 'team.reserved':
    case 'team.reservationReleased':
    case 'team.assigned':
    case 'team.released':
      return t(`event.${event.type}`, { team: names.team(event.data.teamId) })
    case 'dispatch.realerted':
      return t(`event.${event.type}`, { team: names.team(event.data.teamId), attempt: event.data.attempt })
    case 'dispatch.escalated':
      return t(event.data.to === 'next' ? 'event.dispatch.escalatedNext' : 'event.dispatch.escalated', {
        team: names.team(event.data.teamId),
      })
    case 'dispatch.declined':
      return t(`event.${event.type}`, { team: names.team(event.data.teamId), reason: event.data.note })
    case 'dispatch.withdrawn':
      return t(`event.${event.type}`, { team: names.team(event.data.teamId), reason: event.data.reason })
    case 'team.dutyChanged':
      return t(event.data.onDuty ? 'event.team.dutyOn' : 'event.team.dutyOff', { team: names.team(event.data.teamId) })
    case 'closure.declared':
      return t(`event.${event.type}`, { reason: event.data.reason })
    case 'closure.lifted':
      return t(`event.${event.type}`)
    case 'annotation.drawn':
    case 'annotation.changed':
      return t(`event.${event.type}`, { actor, name: event.data.name })
    case 'annotation.removed':
    case 'annotation.restored':
      return t(`event.${event.type}`, { actor })
    case 'wall.registered':
    case 'wall.cast':
    case 'wall.advanced':
    case 'wall.held':
    case 'wall.resumed':
    case 'wall.blanked':
    case 'wall.unblanked':
    case 'wall.bannerTaken':
    case 'wall.interruptionsSet':
      return t(`event.${event.type}`, { actor, wall: event.data.wallId })
    case 'wall.bannerPut':
      return t(`event.${event.type}`, { actor, wall: event.data.wallId, text: event.data.text })
    case 'recall.ordered':
      return t('event.recall.ordered', { actor, title: event.data.title === '' ? t(`sea.scope.${event.data.scope.kind}`) : event.data.title, n: event.data.vessels.length })
    case 'recall.answered':
      return t(event.data.answer === 'coming' ? 'event.recall.coming' : 'event.recall.unable', { actor, n: event.data.vessels.length })
    case 'recall.progressed':
      return t('event.recall.progressed', { moving: event.data.moving.length, inPort: event.data.inPort.length })
    case 'recall.ended':
      return t('event.recall.ended', { actor })
    case 'drift.recorded':
      return t('event.drift.recorded', { actor })
    case 'briefing.frozen':
      return t(`event.${event.type}`, { actor, number: event.data.number })
    case 'briefing.edited':
    case 'briefing.published':
      return t(`event.${event.type}`, { actor, no: event.data.no })
    case 'briefing.withdrawn':
      return t(`event.${event.type}`, { actor, reason: event.data.reason })
    case 'relocation.started':
    case 'relocation.ended':
    case 'relocation.resumed':
    case 'relocation.walkInsCounted':
    case 'sheet.opened':
    case 'sheet.marked':
    case 'sheet.unmarked':
    case 'sheet.shelterAssigned':
    case 'sheet.reported':
    case 'sheet.confirmed':
    case 'sheet.sentBack':
      return t(`event.${event.type}`, { actor })
    case 'typhoon.advised':
    case 'typhoon.ended':
    case 'typhoon.resumed':
      return t(`event.${event.type}`, { actor, typhoon: event.data.typhoonId })
    case 'alert.raised':
      return t(`event.${event.type}`, { place: event.data.subject.name.zh })
    case 'alert.signalled':
      return t(`event.${event.type}`)
    case 'alert.judged':
      return t(`event.alert.judged.${event.data.verdict}`, { actor, note: event.data.note })
    case 'alert.sent':
    case 'alert.answered':
      return t(`event.${event.type}`, { actor })
    case 'alert.escalated':
      return t(`event.${event.type}`, { actor, incident: names.incident(event.data.incidentId) })
    case 'alert.closed':
    case 'alert.reopened':
      return t(`event.${event.type}`, { actor, reason: event.data.reason })
    case 'callout.sent':
      return t(`event.${event.type}`, { actor, colour: t(`severity.${event.data.colour}`), kind: event.data.kindName.zh, n: event.data.units.length })
    case 'callout.read':
    case 'callout.answered':
    case 'callout.reported':
      return t(`event.${event.type}`, { actor, unit: event.data.unitId })
    case 'callout.called':
      return t(event.data.outcome === 'reached' ? 'event.callout.reached' : 'event.callout.notReached', { actor, unit: event.data.unitId })
    case 'callout.clockRan':
      return t(`event.${event.type}`, { clock: t(`callout.clock.${event.data.clock}`), n: event.data.unitIds.length })
    case 'callout.lifted':
      return t(`event.${event.type}`, { actor })
    case 'callout.withdrawn':
      return t(`event.${event.type}`, { actor, reason: event.data.reason })
    case 'response.declared':
    case 'response.levelChanged':
      return t(`event.${event.type}`, { actor, level: event.data.level.name.zh })
    case 'response.ended':
      return t(`event.${event.type}`, { actor, level: event.data.from.name.zh })
    case 'response.dutyConfirmed':
    case 'response.confirmationWithdrawn':
      return t(`event.${event.type}`, { actor })
    default:
      return unreachable(event)
  }
}
