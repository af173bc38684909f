import { expect, test } from 'vitest'
import { planPageReload } from './PageGuard'

test('a page that fails again and again is loaded ever more slowly, and always again', () => {
  let failures: readonly number[] = []
  const waits = [0, 10_000, 20_000, 30_000, 40_000].map((at) => {
    const plan = planPageReload(failures, at)
    failures = plan.failures
    return plan.waitMs
  })
  expect(waits).toEqual([3_000, 15_000, 60_000, 60_000, 60_000])
  expect(planPageReload(failures, 3_600_000)).toEqual({ failures: [3_600_000], waitMs: 3_000 })
})
