import type { EventEnvelope } from '../../../shared/domain/envelope'
import type { EventLog } from './event-log'

/** Events a step: large enough that the message costs little, small enough that memory stays flat. */
const STEP = 4_096

/**
 * Every event with `seq > since` up to the head at the time of the call, in order, in steps. The next step is read
 * while the caller folds this one, so a replay takes as long as the slower of the two. Rejects as `read` does.
 *
 *     for await (const events of replay(log, snapshot?.seq ?? 0)) world = events.reduce(evolve, world)
 */
export async function* replay(
  log: Pick<EventLog, 'head' | 'read'>,
  since = 0,
  step = STEP,
): AsyncGenerator<EventEnvelope[], void, void> {
  const { seq: until } = await log.head()
  const fetch = (from: number): Promise<EventEnvelope[]> => {
    const events = log.read(from, Math.min(step, until - from))
    // Whoever leaves the loop early does not wait for what was read ahead, nor for its failure.
    events.catch(() => undefined)
    return events
  }
  let next = since < until ? fetch(since) : null
  for (let from = since; next !== null; from += step) {
    const events: EventEnvelope[] = await next
    next = from + step < until ? fetch(from + step) : null
    yield events
  }
}
