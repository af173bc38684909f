import { describe, expect, it } from 'vitest'
import { DEFAULT_SEAT } from './legibility'
import { WHOLE_WALL } from '../../shared/domain/wall/state'
import { languageAsked, partOf, partText, readPlace, readSeat } from './settings'

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

describe('which screen of which wall', () => {
  it('comes from the address, then from the store, and is the whole of the main wall by default', () => {
    const stored = (key: string) => ({ 'wall.id': 'hall', 'wall.part': '1,0,2,1' })[key] ?? null
    expect(readPlace('', nothing)).toEqual({ wallId: 'main', part: WHOLE_WALL, interactive: false })
    expect(readPlace('', stored)).toEqual({ wallId: 'hall', part: { column: 1, row: 0, columns: 2, rows: 1 }, interactive: false })
    expect(readPlace('?wall=left&part=0,1,1,2&interactive=1', stored)).toEqual({
      wallId: 'left',
      part: { column: 0, row: 1, columns: 1, rows: 2 },
      interactive: true,
    })
  })

  it.each(['', '2,0,2,1', '0,0,0,0', '0,0', 'a,b,c,d', '-1,0,2,1', '0,0,99,1'])('takes no part "%s"', (text) => {
    expect(partOf(text)).toBeNull()
  })

  it.each(['', 'A', 'a b', '../x', 'x'.repeat(33)])('takes no wall "%s"', (text) => {
    expect(readPlace(`?wall=${encodeURIComponent(text)}`, nothing).wallId).toBe('main')
  })

  it('writes a part as it reads it', () => {
    const part = { column: 1, row: 0, columns: 3, rows: 2 }
    expect(partOf(partText(part))).toEqual(part)
  })
})
