import type { LoggedEvent } from '../../../shared/domain/event'
import type { Incident } from '../../../shared/domain/incident/state'
import { upcast } from '../../../shared/domain/upcast'
import type { Hub } from '../core/hub'

/** Everything that happened to an incident and its orders, in the log's order. */
export async function readTimeline(hub: Hub, incident: Incident): Promise<LoggedEvent[]> {
  const streams = [`incident:${incident.id}`, ...incident.dispatchIds.map((id) => `dispatch:${id}`)]
  const events = (await Promise.all(streams.map((stream) => hub.readStream(stream)))).flat()
  return events.map(upcast).toSorted((a, b) => a.seq - b.seq)
}
