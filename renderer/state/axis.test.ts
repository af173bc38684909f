import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asTyphoonId } from '../../shared/base/ids'
import type { TimeAxis } from '../../shared/protocol/messages'
import { moveAxis, receiveAxis, setAxisSender, useAxis } from './axis'

const at = (hours: number): TimeAxis => ({ typhoonId: asTyphoonId('2006-08'), agency: 'CMA', at: hours * 3_600_000 })
const told: (TimeAxis | null)[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  told.length = 0
  setAxisSender((axis) => told.push(axis))
  receiveAxis(null)
})
afterEach(() => vi.useRealTimers())

describe('the time axis', () => {
  it('moves here at once and tells the others the last place, not every one', () => {
    for (let hour = 1; hour <= 30; hour++) moveAxis(at(hour))
    expect(useAxis.getState().axis).toEqual(at(30))
    vi.advanceTimersByTime(100)
    expect(told).toEqual([at(30)])
    moveAxis(null)
    vi.advanceTimersByTime(100)
    expect(told).toEqual([at(30), null])
  })

  it('follows others, but not while it is being moved here', () => {
    receiveAxis(at(5))
    expect(useAxis.getState().axis).toEqual(at(5))
    vi.advanceTimersByTime(1000)
    moveAxis(at(6))
    moveAxis(at(7))
    receiveAxis(at(50))
    expect(useAxis.getState().axis).toEqual(at(7))
    vi.advanceTimersByTime(100)
    receiveAxis(at(51))
    expect(useAxis.getState().axis).toEqual(at(51))
  })
})
