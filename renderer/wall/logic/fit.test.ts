import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCount, planCards } from './fit'

const SIZES = { full: 270, compact: 110, more: 58, gap: 12 }

describe('how many rows fit', () => {
  it('counts gaps between rows only', () => {
    expect([fitCount(99, 100, 10), fitCount(100, 100, 10), fitCount(209, 100, 10), fitCount(210, 100, 10), fitCount(0, 100, 0)]).toEqual([0, 1, 1, 2, 0])
  })
})

describe('the plan of the cards', () => {
  it('is full cards while they fit', () => {
    expect(planCards(0, 860, 1, SIZES)).toEqual({ full: 0, compact: 0, hidden: 0 })
    expect(planCards(3, 860, 1, SIZES)).toEqual({ full: 3, compact: 0, hidden: 0 })
  })

  it('shortens the later ones before it hides any', () => {
    expect(planCards(4, 860, 1, SIZES)).toEqual({ full: 2, compact: 2, hidden: 0 })
    expect(planCards(5, 860, 1, SIZES)).toEqual({ full: 1, compact: 4, hidden: 0 })
  })

  it('counts what is left in a line that has its room', () => {
    expect(planCards(12, 860, 1, SIZES)).toEqual({ full: 1, compact: 4, hidden: 7 })
  })

  it('uses all columns of a wide wall', () => {
    expect(planCards(6, 860, 2, SIZES)).toEqual({ full: 6, compact: 0, hidden: 0 })
    expect(planCards(9, 860, 2, SIZES)).toMatchObject({ hidden: 0 })
  })

  it('shows the first one even where nothing fits', () => {
    expect(planCards(5, 100, 1, SIZES)).toEqual({ full: 1, compact: 0, hidden: 4 })
  })

  it('loses none, and what one column shows never exceeds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 300, max: 2400 }), fc.integer({ min: 1, max: 3 }), (count, available, columns) => {
        const { full, compact, hidden } = planCards(count, available, columns, SIZES)
        expect(full + compact + hidden).toBe(count)
        if (columns > 1 || count === 0) return
        const cards = full + compact
        const used = full * SIZES.full + compact * SIZES.compact + (cards - 1) * SIZES.gap + (hidden > 0 ? SIZES.more + SIZES.gap : 0)
        if (cards > 1 || hidden === 0) expect(used).toBeLessThanOrEqual(available)
      }),
    )
  })
})
