import { describe, expect, it } from 'vitest'
import { DEFAULT_SEAT } from './legibility'
import { languageAsked, readSeat } from './settings'

const nothing = () => null

describe('the settings of a wall', () => {
  it('come from the address, then from the store, then from the default', () => {
    const stored = (key: string) => ({ 'wall.distance': '8', 'wall.height': '3' })[key] ?? null
    expect(readSeat('', nothing)).toEqual(DEFAULT_SEAT)
    expect(readSeat('', stored)).toEqual({ distanceM: 8, screenHeightM: 3 })
    expect(readSeat('?distance=10', stored)).toEqual({ distanceM: 10, screenHeightM: 3 })
    expect(readSeat('?distance=10&height=2.2', stored)).toEqual({ distanceM: 10, screenHeightM: 2.2 })
  })

  it.each(['', '0', '-3', '1e3', 'NaN', 'ten', '0x10', '1000', '6,5'])('ignores a distance of "%s"', (text) => {
    expect(readSeat(`?distance=${text}`, nothing).distanceM).toBe(DEFAULT_SEAT.distanceM)
  })

  it('takes only a language that there is', () => {
    expect([languageAsked('?lang=en'), languageAsked('?lang=zh'), languageAsked('?lang=fr'), languageAsked('')]).toEqual(['en', 'zh', null, null])
  })
})
