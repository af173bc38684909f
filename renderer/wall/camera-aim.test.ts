import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CameraAim, REST_MS, SETTLE_MS } from './camera-aim'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function camera() {
  const aim = vi.fn()
  return { aim, camera: new CameraAim(aim) }
}

describe('the camera of a wall', () => {
  it('looks at once where it has looked nowhere, and later moves once for changes that come together', () => {
    const { aim, camera: one } = camera()
    one.want(true)
    expect(aim).toHaveBeenCalledTimes(1)
    for (let i = 0; i < 3; i++) {
      one.want(false)
      vi.advanceTimersByTime(SETTLE_MS - 1)
    }
    expect(aim).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1)
    expect(aim).toHaveBeenCalledTimes(2)
  })

  it('is the hand\'s for sixty seconds after the last touch, whatever happens, and then goes back', () => {
    const { aim, camera: one } = camera()
    one.want(false)
    one.rest(REST_MS)
    vi.advanceTimersByTime(45_000)
    one.rest(REST_MS)
    for (let second = 1; second < 60; second++) {
      one.want(second % 2 === 0)
      vi.advanceTimersByTime(1000)
    }
    expect(aim).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1000)
    expect(aim).toHaveBeenCalledTimes(1)
    // It follows again.
    one.want(false)
    vi.advanceTimersByTime(SETTLE_MS)
    expect(aim).toHaveBeenCalledTimes(2)
  })

  it('goes back where nothing changed meanwhile, once', () => {
    const { aim, camera: one } = camera()
    one.rest(REST_MS)
    vi.advanceTimersByTime(10 * REST_MS)
    expect(aim).toHaveBeenCalledTimes(1)
  })

  it('moves nothing after it was stopped', () => {
    const { aim, camera: one } = camera()
    one.rest(REST_MS)
    one.stop()
    vi.advanceTimersByTime(10 * REST_MS)
    expect(aim).not.toHaveBeenCalled()
  })
})
