import { asUnitId, type UnitId } from '../../../../shared/base/ids'
import { unitsOf } from '../../../../shared/pack/units'
import { unitView, type UnitState, type UnitView } from '../../../../shared/unit/view'
import type { Hub } from '../../core/hub'

/** Pages of units are told of a commit after this long, so that a burst is one message. Milliseconds. */
const GATHER_MS = 100

/** The facts that `unitView` reads: on the worst day nearly all commits are others, and hundreds of pages are open. */
const OF_UNITS = /^(alert|callout|relocation|response|sheet)\./

export interface UnitPageOptions {
  readonly hub: Pick<Hub, 'pack' | 'world' | 'now' | 'drill' | 'onCommitted'>
  /** Units that have a page open. */
  readonly connected: () => readonly UnitId[]
  readonly emit: (unitId: UnitId, state: UnitState) => void
}

/** What units' pages show. [GW20] A page hears of its own unit's affairs, only when they change, and never of an event. */
export interface UnitPages {
  state(unitId: string): UnitState | null
  /** Sends now to a page that has just connected. */
  greet(unitId: UnitId): void
  stop(): void
}

export function createUnitPages({ hub, connected, emit }: UnitPageOptions): UnitPages {
  const units = unitsOf(hub.pack)
  const sent = new Map<UnitId, string>()
  let timer: NodeJS.Timeout | null = null

  const view = (unitId: UnitId): UnitView | null => unitView(hub.world, hub.pack, units, unitId)
  const at = (seen: UnitView): UnitState => ({ hubTime: hub.now(), seq: hub.world.seq, drill: hub.drill, ...seen })

  function tell(unitId: UnitId, always: boolean): void {
    const seen = view(unitId)
    if (!seen) return
    const text = JSON.stringify(seen)
    if (!always && sent.get(unitId) === text) return
    sent.set(unitId, text)
    emit(unitId, at(seen))
  }

  const removeCommits = hub.onCommitted((events) => {
    if (!events.some(({ type }) => OF_UNITS.test(type))) return
    timer ??= setTimeout(() => {
      timer = null
      const open = new Set(connected())
      for (const unitId of sent.keys()) if (!open.has(unitId)) sent.delete(unitId)
      for (const unitId of open) tell(unitId, false)
    }, GATHER_MS)
  })

  return {
    state(unitId) {
      const seen = view(asUnitId(unitId))
      return seen && at(seen)
    },
    greet: (unitId) => tell(unitId, true),
    stop() {
      removeCommits()
      if (timer !== null) clearTimeout(timer)
    },
  }
}
