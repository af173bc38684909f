import { expect, it } from 'vitest'
import { createThrottle } from './throttle'
import { createBuckets } from './token-bucket'

it('lets a few mistakes pass, then makes each further one wait twice as long', () => {
  let now = 0
  const throttle = createThrottle({ free: 3, windowMs: 60_000, firstWaitMs: 1000, maxWaitMs: 8000 }, () => now)
  for (let tries = 0; tries < 3; tries++) {
    expect(throttle.waitMs('a')).toBe(0)
    throttle.failed('a')
  }
  const waits: number[] = []
  for (let tries = 0; tries < 5; tries++) {
    waits.push(throttle.waitMs('a'))
    now += throttle.waitMs('a')
    expect(throttle.waitMs('a')).toBe(0)
    throttle.failed('a')
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 8000])
  expect(throttle.waitMs('b')).toBe(0)
  throttle.succeeded('a')
  expect(throttle.waitMs('a')).toBe(0)
  throttle.failed('a')
  now += 60_001
  expect(throttle.waitMs('a')).toBe(0)
})

it('lets bursts pass and stops floods, each identity for itself', () => {
  let now = 0
  const buckets = createBuckets(() => now)
  const rate = { perSecond: 10, burst: 5 }
  const taken = (count: number) => Array.from({ length: count }, () => buckets.take('a', rate)).filter((wait) => wait === 0).length
  expect(taken(20)).toBe(5)
  expect(buckets.take('a', rate)).toBe(100)
  expect(buckets.take('b', rate)).toBe(0)
  now += 300
  expect(taken(20)).toBe(3)
  now -= 10_000
  expect(taken(5)).toBe(0)
  now += 60_000
  expect(taken(20)).toBe(5)
})
