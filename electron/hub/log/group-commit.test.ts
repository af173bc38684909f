import { expect, it, vi } from 'vitest'
import { LogBrokenError } from './event-log'
import { createGroupCommit } from './group-commit'
import { deferred } from '../../../tests/fixtures/deferred'
import type { Deferred } from '../../../tests/fixtures/deferred'

/** A flush whose end the test decides. */
function heldFlush(): {
  batches: number[][]
  flush: (batch: readonly number[]) => Promise<void>
  finish: (error?: Error) => Promise<void>
} {
  const batches: number[][] = []
  const held: Deferred<void>[] = []
  return {
    batches,
    flush(batch) {
      const one = deferred<void>()
      batches.push([...batch])
      held.push(one)
      return one.promise
    },
    async finish(error) {
      const one = held.shift()
      if (error) one?.reject(error)
      else one?.resolve()
      await tick()
    },
  }
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('[GC1] collects what arrives during a flush and flushes it as one', async () => {
  const { batches, flush, finish } = heldFlush()
  const commit = createGroupCommit({ flush, onBroken: vi.fn() })
  const done: number[] = []
  const submit = (item: number): void => void commit.submit(item).then(() => done.push(item))
  submit(1)
  submit(2)
  await tick()
  submit(3)
  await tick()
  submit(4)
  await tick()
  expect(batches).toEqual([[1, 2]])
  expect(commit.waiting).toBe(2)
  expect(done).toEqual([])
  await finish()
  expect(batches).toEqual([[1, 2], [3, 4]])
  expect(done).toEqual([1, 2])
  await finish()
  expect(done).toEqual([1, 2, 3, 4])
  submit(5)
  await tick()
  expect(batches[2]).toEqual([5])
})

it('[GC2] keeps the order over batches of limited size', async () => {
  const { batches, flush, finish } = heldFlush()
  const commit = createGroupCommit({ flush, onBroken: vi.fn(), maxBatch: 2 })
  for (let i = 1; i <= 5; i++) void commit.submit(i)
  const idle = commit.idle()
  for (let i = 0; i < 4; i++) {
    await tick()
    await finish()
  }
  await idle
  expect(batches).toEqual([[1, 2], [3, 4], [5]])
})

it('[GC4] a failed flush rejects what waits and what comes later, and says so once', async () => {
  const { batches, flush, finish } = heldFlush()
  const onBroken = vi.fn()
  const commit = createGroupCommit({ flush, onBroken })
  const first = commit.submit(1)
  const settled = Promise.allSettled([first])
  await tick()
  const waiting = Promise.allSettled([commit.submit(2), commit.submit(3), commit.idle()])
  await finish(new Error('disk full'))
  const outcomes = [...(await settled), ...(await waiting)]
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  for (const outcome of outcomes) expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(LogBrokenError)
  await expect(commit.submit(4)).rejects.toThrow(/disk full/)
  await tick()
  expect(batches).toEqual([[1]])
  expect(onBroken).toHaveBeenCalledTimes(1)
})

it('is idle at once when nothing waits', async () => {
  const flush = vi.fn()
  await createGroupCommit({ flush, onBroken: vi.fn() }).idle()
  expect(flush).not.toHaveBeenCalled()
})
