import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asUnitId } from '../../../../shared/base/ids'
import type { LoggedEvent } from '../../../../shared/domain/event'
import { emptyWorld } from '../../../../shared/domain/world'
import { testPack } from '../testing/harness'
import { createUnitPages } from './units'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('[GW20] pages of units', () => {
  it('are looked at after commits that speak of units, and once for a burst of them', () => {
    let commit: (events: readonly LoggedEvent[]) => void = () => expect.unreachable()
    const connected = vi.fn(() => [asUnitId('town:mazhan')])
    const emit = vi.fn()
    const pages = createUnitPages({
      hub: { pack: testPack(), world: emptyWorld(), now: () => 1, drill: false, onCommitted: (listener) => ((commit = listener), () => {}) },
      connected,
      emit,
    })
    const of = (type: LoggedEvent['type']) => [{ type } as LoggedEvent]
    for (const type of ['incident.reported', 'dispatch.ordered', 'typhoon.advised', 'recall.ordered', 'wall.cast'] as const) commit(of(type))
    vi.advanceTimersByTime(1_000)
    expect(connected).not.toHaveBeenCalled()
    for (const type of ['response.declared', 'callout.sent', 'alert.sent', 'relocation.started', 'sheet.marked'] as const) {
      connected.mockClear()
      commit(of(type))
      commit(of(type))
      vi.advanceTimersByTime(1_000)
      expect({ type, looked: connected.mock.calls.length }).toEqual({ type, looked: 1 })
    }
    // Nothing of theirs was changed by any of it: they were told once.
    expect(emit).toHaveBeenCalledTimes(1)
    pages.stop()
  })
})
