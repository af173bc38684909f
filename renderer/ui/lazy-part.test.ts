import { afterEach, expect, test, vi } from 'vitest'
import { fetchParts, lazyPart } from './lazy-part'

afterEach(() => vi.useRealTimers())

test('a part that cannot be fetched is asked for again until it is there, and once then', async () => {
  vi.useFakeTimers()
  let asked = 0
  lazyPart(() => {
    asked += 1
    return asked < 4 ? Promise.reject(new Error('no hub')) : Promise.resolve(() => null)
  })
  let done = false
  void fetchParts().then(() => {
    done = true
  })
  await vi.advanceTimersByTimeAsync(5_900)
  expect([asked, done]).toEqual([3, false])
  await vi.advanceTimersByTimeAsync(200)
  expect([asked, done]).toEqual([4, true])
  await fetchParts()
  expect(asked).toBe(4)
})
