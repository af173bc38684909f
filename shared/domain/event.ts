import type { AlertEvent } from './alert/state'
import type { AnnotationEvent } from './annotation/state'
import type { BriefingEvent } from './briefing/state'
import type { CalloutEvent } from './callout/state'
import type { ClosureEvent } from './closure/state'
import type { DispatchEvent } from './dispatch/events'
import type { DriftEvent } from './drift/state'
import type { EventEnvelope } from './envelope'
import type { IncidentEvent } from './incident/events'
import type { RecallEvent } from './recall/state'
import type { RelocationEvent, SheetEvent } from './relocation/state'
import type { ResponseEvent } from './response/state'
import type { TeamEvent } from './team/events'
import type { TyphoonEvent } from './typhoon/state'
import type { WallEvent } from './wall/state'

/** Everything that can have happened. */
export type DomainEvent = AlertEvent | IncidentEvent | RecallEvent | DriftEvent | TeamEvent | DispatchEvent | ClosureEvent | AnnotationEvent | BriefingEvent | WallEvent | CalloutEvent | TyphoonEvent | ResponseEvent | RelocationEvent | SheetEvent

/** A domain event with its place in the log. */
export type LoggedEvent = DomainEvent extends infer E
  ? E extends { type: infer T extends string; data: infer D }
    ? EventEnvelope<T, D>
    : never
  : never

/** The stream that an event belongs to: its aggregate's kind and id. */
export function streamOf(event: DomainEvent): string {
  const [aggregate] = event.type.split('.')
  switch (aggregate) {
    case 'incident':
      return `incident:${(event as IncidentEvent).data.incidentId}`
    case 'team':
      return `team:${(event as TeamEvent).data.teamId}`
    case 'dispatch':
      return `dispatch:${(event as DispatchEvent).data.dispatchId}`
    case 'closure':
      return `closure:${(event as ClosureEvent).data.closureId}`
    case 'alert':
      return `alert:${(event as AlertEvent).data.alertId}`
    case 'annotation':
      return `annotation:${(event as AnnotationEvent).data.annotationId}`
    case 'briefing':
      return `briefing:${(event as BriefingEvent).data.briefingId}`
    case 'recall':
      return `recall:${(event as RecallEvent).data.recallId}`
    case 'drift':
      return `drift:${(event as DriftEvent).data.incidentId}`
    case 'relocation':
      return `relocation:${(event as RelocationEvent).data.relocationId}`
    case 'sheet':
      return `sheet:${(event as SheetEvent).data.sheetId}`
    case 'typhoon':
      return `typhoon:${(event as TyphoonEvent).data.typhoonId}`
    case 'callout':
      return `callout:${(event as CalloutEvent).data.calloutId}`
    case 'response':
      return `response:${(event as ResponseEvent).data.responseId}`
    case 'wall':
      return `wall:${(event as WallEvent).data.wallId}`
    default:
      throw new Error(`no stream for ${event.type}`)
  }
}
