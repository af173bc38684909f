import { z } from 'zod'
import { create } from 'zustand'
import { err, ok, type Result } from '../../shared/base/result'
import type { LoggedEvent } from '../../shared/domain/event'
import type { Rejection } from '../../shared/domain/rejection'
import { callApi } from './api'

/** Events kept for each incident. A whole dispatch with re-alerts and notes is about thirty. */
const LIMIT = 300

export interface TimelineState {
  /** Events by incident, oldest first. */
  readonly byIncident: ReadonlyMap<string, readonly LoggedEvent[]>
}

export const useTimelines = create<TimelineState>(() => ({ byIncident: new Map() }))

/** The incident that an event belongs to, or null. */
export function incidentOf(event: LoggedEvent): string | null {
  if (event.type.startsWith('incident.') || event.type.startsWith('dispatch.')) {
    return (event.data as { readonly incidentId: string }).incidentId
  }
  return null
}

/** Two lists of events as one, each event once, oldest first, the last `LIMIT` of them. */
export function mergeTimeline(a: readonly LoggedEvent[], b: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const bySeq = new Map([...a, ...b].map((event) => [event.seq, event]))
  return [...bySeq.values()].toSorted((x, y) => x.seq - y.seq).slice(-LIMIT)
}

export function addToTimelines(batch: readonly LoggedEvent[]): void {
  const added = new Map<string, LoggedEvent[]>()
  for (const event of batch) {
    const id = incidentOf(event)
    if (id === null) continue
    const events = added.get(id)
    if (events) events.push(event)
    else added.set(id, [event])
  }
  if (added.size === 0) return
  const byIncident = new Map(useTimelines.getState().byIncident)
  for (const [id, events] of added) byIncident.set(id, mergeTimeline(byIncident.get(id) ?? [], events))
  useTimelines.setState({ byIncident })
}

/** Forgets what happened to incidents that are no longer shown. */
export function keepTimelines(isKept: (incidentId: string) => boolean): void {
  const { byIncident } = useTimelines.getState()
  useTimelines.setState({ byIncident: new Map([...byIncident].filter(([id]) => isKept(id))) })
}

export function clearTimelines(): void {
  useTimelines.setState({ byIncident: new Map() })
}

const timelineSchema = z.object({
  timeline: z.array(
    z.looseObject({ seq: z.number(), type: z.string(), at: z.number(), actor: z.string(), data: z.looseObject({}) }),
  ),
})

/** Fetches what happened before this screen was there. Later events arrive by themselves. */
export async function fetchTimeline(incidentId: string, token: string | null): Promise<Result<null, Rejection>> {
  const answer = await callApi(`/api/v1/incidents/${encodeURIComponent(incidentId)}`, timelineSchema, { token })
  if (!answer.ok) return err(answer.error)
  const fetched = answer.value.timeline as unknown as readonly LoggedEvent[]
  const byIncident = new Map(useTimelines.getState().byIncident)
  byIncident.set(incidentId, mergeTimeline(fetched, byIncident.get(incidentId) ?? []))
  useTimelines.setState({ byIncident })
  return ok(null)
}
