import { describe, expect, it } from 'vitest'
import { spanParts } from './span'

const text = (ms: number) =>
  spanParts(ms)
    .map((part) => ('unit' in part ? part.unit[0] : part.text))
    .join('')

describe('a length of time in large figures', () => {
  it.each([
    [0, '0s'],
    [28_000, '28s'],
    [29_001, '30s'],
    [59_001, '1m00'],
    [820_000, '13m40'],
    [3_599_001, '1h00m'],
    [7_500_000, '2h05m'],
  ])('%d ms is %s', (ms, expected) => {
    expect(text(ms)).toBe(expected)
  })
})
