import { expect, it } from 'vitest'
import { findVessels } from './find-vessels'

const fleet = { size: 3, ids: ['vessel:412900121', 'vessel:412900012', 'vessel:412912345'], names: ['浙渔 121', null, 'Zhe Yu 12'], lonLat: new Float64Array(6) }

it('finds vessels by name or MMSI, those that end with it first', () => {
  const find = (typed: string, most = 9) => findVessels(fleet, typed, most).map(({ mmsi }) => mmsi)
  expect(find('12')).toEqual(['412900012', '412912345', '412900121'])
  expect(find('zhe yu')).toEqual(['412912345'])
  expect(find('浙渔')).toEqual(['412900121'])
  expect(find('12', 1)).toHaveLength(1)
  expect(find(' ')).toEqual([])
  expect(find('9999')).toEqual([])
})
