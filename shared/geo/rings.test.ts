import { expect, it } from 'vitest'
import { boundsOfRings, insideRings } from './rings'

it('rings know a hole from the rest, whether they are closed or not', () => {
  const box = (a: number, b: number) => [[a, a], [b, a], [b, b], [a, b], [a, a]] as const
  for (const rings of [[box(0, 10), box(4, 6)], [box(0, 10).slice(0, -1), box(4, 6).slice(0, -1)]]) {
    expect([insideRings(rings, 1, 1), insideRings(rings, 5, 5), insideRings(rings, 11, 1)]).toEqual([true, false, false])
    expect(boundsOfRings(rings)).toEqual([0, 0, 10, 10])
  }
  expect(insideRings([], 1, 1)).toBe(false)
})
