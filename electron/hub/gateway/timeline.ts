import type { LoggedEvent } from '../../../shared/domain/event'
import { upcast } from '../../../shared/domain/upcast'
import type { Incident } from '../../../shared/domain/incident/state'
import { dispatchesOf } from '../../../shared/domain/select'
import type { Hub } from '../core/hub'

const PAGE = 2000

/**
 * Everything that happened to an incident and its orders, in the log's order. The streams' versions say how many events
 * that must be, so the search ends exactly with the last one. It starts where the log was when the alarm came, found by
 * halving; should the hub's clock have jumped since, so that this misses some, it starts again from the beginning.
 */
export async function readTimeline(hub: Hub, incident: Incident): Promise<LoggedEvent[]> {
  const wanted = new Map<string, number>([[`incident:${incident.id}`, incident.version]])
  for (const dispatch of dispatchesOf(hub.world, incident)) wanted.set(`dispatch:${dispatch.id}`, dispatch.version)
  const head = hub.world.seq
  const start = await seqBefore(hub, incident.reportedAt, head)
  const found = await collect(hub, wanted, start, head)
  const complete = found.length === [...wanted.values()].reduce((sum, count) => sum + count, 0)
  return complete || start === 0 ? found : collect(hub, wanted, 0, head)
}

async function collect(hub: Hub, wanted: ReadonlyMap<string, number>, since: number, head: number): Promise<LoggedEvent[]> {
  const missing = new Map(wanted)
  const found: LoggedEvent[] = []
  for (let cursor = since; cursor < head && missing.size > 0; ) {
    const page = await hub.readEvents(cursor, PAGE)
    if (page.length === 0) break
    for (const event of page) {
      const last = missing.get(event.stream)
      if (last === undefined || event.streamVersion > last) continue
      found.push(upcast(event))
      if (event.streamVersion === last) missing.delete(event.stream)
    }
    cursor = page.at(-1)?.seq ?? head
  }
  return found
}

/** A `seq` below the first event that was committed at `at` or later. */
async function seqBefore(hub: Hub, at: number, head: number): Promise<number> {
  let low = 0
  let high = head
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [event] = await hub.readEvents(middle, 1)
    if (event && event.at < at) low = middle + 1
    else high = middle
  }
  return low
}
