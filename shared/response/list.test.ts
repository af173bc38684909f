import { describe, expect, it } from 'vitest'
import { asUnitId } from '../base/ids'
import { HOUR, MINUTE } from '../base/time'
import type { Duty } from '../domain/response/state'
import { broughtByUnit, dutyGroups, inOrder } from './list'

const T0 = 1_795_000_000_000
const words = (text: string) => ({ zh: text, en: text })
function duty(id: string, unit: string, changes: Partial<Duty> = {}): Duty {
  return {
    key: `${id}@${unit}@0`, id, unit: asUnitId(unit), unitName: { zh: unit.split(':')[1] ?? unit, en: `Town of ${unit}` }, on: 'enter', level: 'IV', text: words(id),
    broughtAt: T0, dueAt: T0 + HOUR, everyMs: null, next: 0, confirmations: [], endedAt: null, ...changes,
  }
}
const response = {
  duties: [
    duty('开放避灾点', 'town:mazhan', { dueAt: T0 + 2 * HOUR }),
    duty('回港', 'town:mazhan', { next: 1 }),
    duty('开放避灾点', 'town:xiaguan', { dueAt: T0 + 30 * MINUTE }),
    duty('带班', 'town:xiaguan', { endedAt: T0 }),
    duty('水位', 'department:water'),
  ],
}
const groups = (filter: 'all' | 'late' | 'open' | 'confirmed' | 'ended', now: number, search = '', kind: 'town' | 'department' = 'town') =>
  dutyGroups(response, now, { kind, filter, search }).map(({ unit, rows }) => [unit, rows.map(({ duty: { id } }) => id)])

describe('a list of duties', () => {
  it('has units of one kind with what stands, and by state', () => {
    expect(groups('all', T0)).toEqual([['town:mazhan', ['开放避灾点', '回港']], ['town:xiaguan', ['开放避灾点']]])
    expect(groups('confirmed', T0)).toEqual([['town:mazhan', ['回港']]])
    expect(groups('ended', T0)).toEqual([['town:xiaguan', ['带班']]])
    expect(groups('all', T0, '', 'department')).toEqual([['department:water', ['水位']]])
  })

  it('puts the longest late first, and counts the whole unit whatever is looked for', () => {
    expect(groups('late', T0 + 3 * HOUR)).toEqual([['town:xiaguan', ['开放避灾点']], ['town:mazhan', ['开放避灾点']]])
    expect(dutyGroups(response, T0 + 3 * HOUR, { kind: 'town', filter: 'late', search: '' })[1]).toMatchObject({ total: 2, confirmed: 1, late: 1, longestLateMs: HOUR })
  })

  it('finds by unit and by words in either language', () => {
    expect(groups('all', T0, ' 避灾点 ')).toEqual([['town:mazhan', ['开放避灾点']], ['town:xiaguan', ['开放避灾点']]])
    expect(groups('all', T0, 'town OF town:x')).toEqual([['town:xiaguan', ['开放避灾点']]])
    expect(groups('all', T0, 'nothing')).toEqual([])
  })

  it('keeps the order of the pack, and tells what comes by unit', () => {
    expect(inOrder([{ unit: 'b' }, { unit: 'x' }, { unit: 'a' }], ['a', 'b'])).toEqual([{ unit: 'a' }, { unit: 'b' }, { unit: 'x' }])
    const brought = { id: 'a', on: 'enter' as const, level: 'IV', text: words('a'), dueMinutes: 60, everyMinutes: null, units: [asUnitId('town:a'), asUnitId('town:b')] }
    expect([...broughtByUnit([brought, { ...brought, id: 'b', units: [asUnitId('town:b')] }])].map(([unit, list]) => [unit, list.map(({ id }) => id)])).toEqual([
      ['town:a', ['a']],
      ['town:b', ['a', 'b']],
    ])
  })
})
