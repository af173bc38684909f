import { describe, expect, it } from 'vitest'
import { RelocationScene } from '../../tests/fixtures/relocation'
import type { Household } from '../pack/households'
import { filterRows, householdRows } from './rows'
import { csvText, pasteText } from './table'

describe('a sheet as a spreadsheet', () => {
  it('opens in Excel with its characters, whatever the cells hold', () => {
    expect(csvText([['户号', 'a,b'], ['say "no"', 'two\nlines'], [3, '']])).toBe('\uFEFF户号,"a,b"\r\n"say ""no""","two\nlines"\r\n3,\r\n')
  })

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('makes no formula of %j', (cell) => {
    expect(csvText([[cell]]).replace('\uFEFF', '').replace(/^"/, '')).toMatch(/^'/)
    expect(pasteText([[cell]])).toMatch(/^'/)
  })

  it('keeps numbers numbers, also below zero', () => {
    expect(csvText([[-3]])).toBe('\uFEFF-3\r\n')
  })

  it('pastes one line a row', () => {
    expect(pasteText([['a\tb', 'c\nd'], [1, 'e']])).toBe('a b\tc d\n1\te')
  })
})

describe('the rows of a sheet', () => {
  const scene = new RelocationScene()
  scene.mark([{ householdId: 'v1-01', status: 'moved', persons: 3 }, { householdId: 'v1-02', status: 'refuses', note: '鱼塘' }])
  const listed = { id: 'v1-02', head: '演示王乙', phone: '0577-0000-3002' } as Household
  const rows = householdRows(scene.sheet(), [listed])
  const ids = (...args: [string, Parameters<typeof filterRows>[2]]) => filterRows(rows, ...args).map(({ household }) => household.id)

  it('stay in the order of the sheet, with names where they are at hand', () => {
    expect(rows.map(({ household, status, away, canUndo }) => [household.id, status, away, canUndo])).toEqual([
      ['v1-01', 'moved', 3, true], ['v1-02', 'refuses', 0, true], ['v1-03', 'untold', 0, false],
    ])
    expect(rows.map(({ listed: one }) => one?.head ?? null)).toEqual([null, '演示王乙', null])
  })

  it('are narrowed by words and by what is left to do', () => {
    expect(ids('', 'all')).toHaveLength(3)
    expect(ids('', 'left')).toEqual(['v1-01', 'v1-02', 'v1-03'])
    expect(ids('', 'help')).toEqual(['v1-02'])
    expect(ids('', 'refuses')).toEqual(['v1-02'])
    expect(ids('3002', 'all')).toEqual(['v1-02'])
    expect(ids('v1-03', 'all')).toEqual(['v1-03'])
  })
})
