import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OverlayMap } from './overlay-map'

const changes = fc.array(
  fc.record({ key: fc.integer({ min: 0, max: 9 }), value: fc.option(fc.string(), { nil: null }) }),
  { maxLength: 40 },
)

it('behaves like a copy of the base, leaves the base alone, and gives it the changes at the end', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), changes, (keys, steps) => {
      const base = new Map(keys.map((key) => [key, `base ${key}`]))
      const untouched = new Map(base)
      const copy = new Map(base)
      const overlay = new OverlayMap(base)
      for (const { key, value } of steps) {
        if (value === null) expect(overlay.delete(key)).toBe(copy.delete(key))
        else {
          copy.set(key, value)
          overlay.set(key, value)
        }
        expect(overlay.size).toBe(copy.size)
        expect(overlay.has(key)).toBe(copy.has(key))
        expect(overlay.get(key)).toBe(copy.get(key))
      }
      const sorted = (map: Iterable<[number, string]>): [number, string][] => [...map].toSorted(([a], [b]) => a - b)
      expect(sorted(overlay)).toEqual(sorted(copy))
      expect(new Set(overlay.keys())).toEqual(new Set(copy.keys()))
      expect([...overlay.values()]).toHaveLength(copy.size)
      expect(base).toEqual(untouched)
      expect(sorted(overlay.applyToBase())).toEqual(sorted(copy))
      expect(overlay.size).toBe(copy.size)
    }),
  )
})
