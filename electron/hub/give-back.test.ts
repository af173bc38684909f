import { afterEach, expect, test, vi } from 'vitest'
import pino from 'pino'
import { giveBackMemory } from './give-back'

afterEach(() => vi.useRealTimers())

function told() {
  const lines: Record<string, unknown>[] = []
  return { lines, logger: pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) }) }
}

test('collects once, a while after the start, and says what it brought', () => {
  vi.useFakeTimers()
  const { lines, logger } = told()
  giveBackMemory(logger)
  vi.advanceTimersByTime(9_000)
  expect(lines).toEqual([])
  vi.advanceTimersByTime(600_000)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ givenBackMb: expect.any(Number) as number, stoodMs: expect.any(Number) as number })
})

test('a hub that has stopped is left alone', () => {
  vi.useFakeTimers()
  const { lines, logger } = told()
  giveBackMemory(logger)()
  vi.advanceTimersByTime(60_000)
  expect(lines).toEqual([])
})
