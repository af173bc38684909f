import { describe, expect, test } from 'vitest'
import { planReload } from './reload-limit'

/** The plans for crashes at these times (ms). */
function plansFor(times: readonly number[]) {
  let crashes: readonly number[] = []
  return times.map((at) => {
    const plan = planReload(crashes, at)
    crashes = plan.crashes
    return plan
  })
}

describe('planReload', () => {
  test('the first crash is mended at once', () => {
    expect(plansFor([0])).toMatchObject([{ delayMs: 0, looping: false }])
  })

  test('a page that keeps crashing is tried ever more slowly, and always again', () => {
    const plans = plansFor([0, 1, 2, 3, 4, 5, 6, 7].map((second) => second * 1_000))
    const delays = plans.map(({ delayMs }) => delayMs)
    expect(delays).toEqual(delays.toSorted((a, b) => a - b))
    expect(delays.at(-1)).toBe(30_000)
    expect(plans.map(({ looping }) => looping)).toEqual([false, false, false, true, true, true, true, true])
  })

  test('crashes hours apart are no loop', () => {
    const hour = 3_600_000
    for (const plan of plansFor([0, hour, 2 * hour, 3 * hour, 4 * hour])) expect(plan).toMatchObject({ delayMs: 0, looping: false })
  })
})
