import { describe, expect, it } from 'vitest'
import { calloutMatrix } from '../../../shared/callout/matrix'
import { ALL_UNITS, ANSWER, MAZHAN, sent, unitActor, UNIT_SOURCES, V1, V2, V3, XIAGUAN } from '../../../tests/fixtures/callouts'
import { T0 } from '../../../tests/fixtures/domain'
import { callableTowns, findTowns, pickAll, pickedIds, toggle } from './addressees'
import { asTable, shownRows } from './rows'

const ids = (rows: ReturnType<typeof shownRows>) => rows.map(({ row, depth }) => `${depth} ${row.unit.unitId}`)

describe('rows of the matrix', () => {
  const { scene, calloutId, callout } = sent()
  scene.must('answerCallout', { calloutId, unitId: MAZHAN, values: ANSWER }, unitActor(MAZHAN))
  scene.must('readCallout', { calloutId, unitId: V2 }, unitActor(V2))
  const rows = calloutMatrix(callout(), T0 + 200_000)

  it('are towns, and the villages of those that are open', () => {
    expect(ids(shownRows(rows, new Set(), 'all', '')).toSorted()).toEqual([`0 ${MAZHAN}`, `0 ${XIAGUAN}`])
    expect(shownRows(rows, new Set([MAZHAN]), 'all', '').filter(({ depth }) => depth === 1)).toHaveLength(2)
    expect(shownRows(rows, new Set(), 'all', '').find(({ row }) => row.unit.unitId === MAZHAN)?.hidden).toBe(2)
  })

  it('or what a filter or a search finds, with its town above it', () => {
    expect(ids(shownRows(rows, new Set(), 'unread', ''))).toEqual(expect.arrayContaining([`0 ${MAZHAN}`, `1 ${V1}`, `0 ${XIAGUAN}`, `1 ${V3}`]))
    expect(ids(shownRows(rows, new Set(), 'unread', ''))).not.toContain(`1 ${V2}`)
    expect(ids(shownRows(rows, new Set(), 'answered', ''))).toEqual([`0 ${MAZHAN}`])
    expect(ids(shownRows(rows, new Set(), 'unanswered', ''))).toEqual([`0 ${XIAGUAN}`])
    expect(ids(shownRows(rows, new Set(), 'all', 'V3'))).toEqual([`0 ${XIAGUAN}`, `1 ${V3}`])
    expect(shownRows(rows, new Set(), 'all', '没有')).toEqual([])
  })

  it('are copied as lines of cells, whatever the cells hold', () => {
    expect(asTable([['a', 'b\tc\nd'], ['e']])).toBe('a\tb c d\ne')
  })
})

describe('who is to be addressed', () => {
  const towns = callableTowns(UNIT_SOURCES, ['town', 'village'])

  it('is picked by town, by village or all at once, and sent in the order of the list', () => {
    expect(pickedIds(towns, pickAll(towns, 'all'))).toEqual(ALL_UNITS)
    expect(pickedIds(towns, pickAll(towns, 'towns'))).toEqual([MAZHAN, XIAGUAN])
    expect(pickedIds(towns, toggle(toggle(new Set([XIAGUAN]), [V2, V1], true), [V2], false))).toEqual([V1, XIAGUAN])
    expect(callableTowns(UNIT_SOURCES, ['town']).flatMap(({ villages }) => villages)).toEqual([])
  })

  it('is found by a part of its name', () => {
    expect(findTowns(towns, '霞关').map(({ town }) => town.id)).toEqual([XIAGUAN])
    expect(findTowns(towns, 'V1').map(({ town, villages }) => [town.id, villages.map(({ id }) => id)])).toEqual([[MAZHAN, [V1]]])
    expect(findTowns(towns, ' ')).toBe(towns)
    expect(findTowns(towns, '没有')).toEqual([])
  })
})
