import { describe, expect, it } from 'vitest'
import { csvCell, freePlaces, groupOf } from './around-groups'

describe('the list of surroundings', () => {
  it('knows free places only where both figures are known, and never fewer than none', () => {
    expect([freePlaces({ capacity: 100, occupied: 30 }), freePlaces({ capacity: 100, occupied: 130 }), freePlaces({ capacity: 100 })]).toEqual([70, 0, null])
  })
  it('gives a spreadsheet text and never a formula', () => {
    expect([csvCell('=HYPERLINK("x")'), csvCell('a"b'), csvCell('@x'), csvCell('马站')]).toEqual([`"'=HYPERLINK(""x"")"`, '"a""b"', `"'@x"`, '"马站"'])
  })
  it('keeps rows and places together', () => {
    const item = { at: { lon: 120, lat: 27 }, object: { layer: 'teams' as const, id: 't' }, label: 'T', note: '' }
    const group = groupOf('teams', '队伍', [item])
    expect([[...group.lonLat], group.row(0).label]).toEqual([[120, 27], 'T'])
    expect(() => group.row(1)).toThrow()
  })
})
