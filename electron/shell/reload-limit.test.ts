import { describe, expect, test } from 'vitest'
import type { Ending } from './endings'
import { planReload } from './reload-limit'

/** The plans for crashes at these times (ms), of a page that had been drawn before each of them or before none. */
function plansFor(times: readonly number[], worked: boolean) {
  let crashes: readonly Ending[] = []
  return times.map((at) => {
    const plan = planReload(crashes, { at, worked })
    crashes = plan.crashes
    return plan
  })
}

describe('planReload', () => {
  test('the first crash is mended at once', () => {
    expect(plansFor([0], false)).toMatchObject([{ delayMs: 0, looping: false }])
  })

  test('a page that crashes before it is drawn is tried ever more slowly, and always again', () => {
    const plans = plansFor([0, 1, 2, 3, 4, 5, 6, 7].map((second) => second * 1_000), false)
    const delays = plans.map(({ delayMs }) => delayMs)
    expect(delays).toEqual(delays.toSorted((a, b) => a - b))
    expect(delays.at(-1)).toBe(30_000)
    expect(plans.map(({ looping }) => looping)).toEqual([false, false, false, true, true, true, true, true])
  })

  test('crashes hours apart are no loop', () => {
    const hour = 3_600_000
    for (const plan of plansFor([0, hour, 2 * hour, 3 * hour, 4 * hour], false)) expect(plan).toMatchObject({ delayMs: 0, looping: false })
  })

  test('a page that had been drawn is loaded at once, however often, until that is a loop too', () => {
    const every = (ms: number) => plansFor(Array.from({ length: 30 }, (_, i) => i * ms), true)
    for (const plan of every(7_000)) expect(plan).toMatchObject({ delayMs: 0, looping: false })
    const quick = every(1_000)
    expect(quick.slice(0, 11).every(({ delayMs }) => delayMs === 0)).toBe(true)
    expect(quick.at(-1)).toMatchObject({ delayMs: 30_000, looping: true })
  })

  test('crashes that helped nothing count beside those of a page that had been drawn', () => {
    const drawn = plansFor([0, 8_000, 16_000], true).at(-1)?.crashes ?? []
    const first = planReload(drawn, { at: 17_000, worked: false })
    expect(first).toMatchObject({ delayMs: 0, looping: false })
    expect(planReload(first.crashes, { at: 18_000, worked: false })).toMatchObject({ delayMs: 500 })
  })
})
