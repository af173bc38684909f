import type { EpochMs } from '../../../shared/base/time'
import { incidentGrid, type IncidentGrid } from '../../../shared/domain/incident/heat'
import type { Hub } from './hub'

/** So many periods are remembered: all desks ask for the same few, from the same minute on. */
const MOST_PERIODS = 8

/**
 * Where incidents were, counted over all that the hub's world has: over a year (`HUB_KEEPS_MS`). A count is made once for each
 * period and is good until another event is committed. A hundred thousand incidents take some 10 ms.
 */
export class IncidentHeat {
  readonly #hub: Pick<Hub, 'world' | 'drill'>
  readonly #made = new Map<EpochMs, { readonly seq: number; readonly grid: IncidentGrid }>()

  constructor(hub: Pick<Hub, 'world' | 'drill'>) {
    this.#hub = hub
  }

  /** Incidents reported at `from` or later. */
  since(from: EpochMs): IncidentGrid {
    const { world, drill } = this.#hub
    const known = this.#made.get(from)
    this.#made.delete(from)
    const made = known?.seq === world.seq ? known : { seq: world.seq, grid: incidentGrid(world.incidents.values(), from, drill) }
    // The newest is the last: the first one is what nobody asked for longest.
    this.#made.set(from, made)
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= MOST_PERIODS) break
      this.#made.delete(oldest)
    }
    return made.grid
  }
}
