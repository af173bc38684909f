import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bounds } from '../../../shared/pack/bounds'
import type { PackError } from '../../../shared/pack/error'
import type { PointColumns } from '../../../shared/pack/points'
import { readPointSet } from './point-sets'
import { Problems } from './problems'

const SET = { id: 'codes', name: { zh: '守护码', en: 'Guard codes' }, kind: 'guard-code', file: 'codes.csv' } as const
const BOUNDS: Bounds = [120, 27, 121, 28]

function read(content: string): { set: PointColumns; errors: PackError[] } {
  const problems = new Problems()
  const set = readPointSet(SET, content, BOUNDS, new Set(['马站镇', '灵溪镇']), problems)
  return { set, errors: problems.list() }
}

describe('a point set', () => {
  it('is read into columns; what the officer adds becomes a detail under its own heading', () => {
    const { set, errors } = read('\uFEFFLon,lat,ID,name,township,隐患类型,网格\r\n120.4,27.3,a1,演示一,马站镇,溪流,G1\r\n\r\n120.5,27.4,a2,演示二,灵溪镇,,G2\r\n')
    expect(errors).toEqual([])
    expect(set).toEqual({
      id: 'codes',
      kind: 'guard-code',
      ids: ['a1', 'a2'],
      names: ['演示一', '演示二'],
      lon: [120.4, 120.5],
      lat: [27.3, 27.4],
      townships: ['马站镇', '灵溪镇'],
      townshipOf: [0, 1],
      details: [
        { heading: '隐患类型', values: ['溪流', ''] },
        { heading: '网格', values: ['G1', 'G2'] },
      ],
    })
  })

  it('takes quoted cells with commas and line ends in them, and counts rows as the spreadsheet does', () => {
    const { set, errors } = read('id,name,township,lon,lat,备注\na1,"演示, 一",马站镇,120.4,27.3,"两\n行"\na2,x,马站镇,1204,27.3,\n')
    expect(set.names).toEqual(['演示, 一'])
    expect(set.details[0]?.values).toEqual(['两\n行'])
    expect(errors).toMatchObject([{ row: 3, column: 'lon', problem: { code: 'outside-bounds' } }])
  })

  it.each([
    ['no coordinate', 'a,b,马站镇,120.4,', 'lat', 'empty-cell'],
    ['swapped', 'a,b,马站镇,27.3,120.4', 'lon', 'swapped-coordinates'],
    ['outside', 'a,b,马站镇,119.2,27.3', 'lon', 'outside-bounds'],
    ['NaN', 'a,b,马站镇,NaN,27.3', 'lon', 'wrong-format'],
    ['Infinity', 'a,b,马站镇,120.4,Infinity', 'lat', 'wrong-format'],
    ['scientific', 'a,b,马站镇,1.204E+02,27.3', 'lon', 'wrong-format'],
    ['another township', 'a,b,临安镇,120.4,27.3', 'township', 'not-permitted'],
    ['bad id', 'a b,b,马站镇,120.4,27.3', 'id', 'wrong-format'],
    ['long name', `a,${'名'.repeat(81)},马站镇,120.4,27.3`, 'name', 'wrong-length'],
    ['too many cells', 'a,b,马站镇,120.4,27.3,x', null, 'extra-cells'],
  ])('tells row and column: %s', (_name, row, column, code) => {
    const { set, errors } = read(`id,name,township,lon,lat\nok,好,马站镇,120.4,27.3\n${row}\n`)
    expect(errors).toMatchObject([{ file: 'codes.csv', row: 3, column, problem: { code } }])
    expect(set.ids).toEqual(['ok'])
  })

  it('tells an id that occurs twice, with the row of the first', () => {
    const { errors } = read('id,name,township,lon,lat\na,b,马站镇,120.4,27.3\nc,b,马站镇,120.4,27.3\na,b,马站镇,120.4,27.3\n')
    expect(errors).toMatchObject([{ row: 4, column: 'id', problem: { code: 'duplicate', found: 'a', firstRow: 2 } }])
  })

  it.each([
    ['a missing column', 'id,name,township,lon\na,b,马站镇,120.4\n', 'lat', 'missing-column'],
    ['a column twice', 'id,name,township,lon,lat,网格,网格\n', '网格', 'repeated-column'],
    ['no rows', 'id,name,township,lon,lat\n', null, 'empty-file'],
    ['broken quotes', 'id,name,township,lon,lat\na,"b,马站镇,120.4,27.3\n', null, 'bad-csv'],
  ])('tells %s', (_name, content, column, code) => {
    expect(read(content).errors).toMatchObject([{ column, problem: { code } }])
  })

  it('never throws, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '1', '.', '马', '\u0000', ' ') }), (rubbish) => {
        const { set } = read(`id,name,township,lon,lat\n${rubbish}`)
        expect(set.lon).toHaveLength(set.ids.length)
      }),
    )
  })
})
