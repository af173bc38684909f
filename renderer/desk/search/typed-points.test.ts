import { describe, expect, it } from 'vitest'
import { distanceM } from '../../../shared/geo/position'
import { createPlaceIndex, type SearchEntry, type SearchType } from '../../../shared/pack/search'
import { typedPoints } from './typed-points'

const entry = (name: string, pinyin: string, lon: number, type: SearchType = 'place', english?: string): SearchEntry => ({
  id: name,
  type,
  name,
  pinyin,
  initials: pinyin.split(' ').map((one) => one[0]).join(''),
  aliases: english === undefined ? [] : [{ name: english, pinyin: [...english.replace(/ /g, '')].join(' '), initials: '' }],
  at: { lon, lat: 27.4 },
})
const index = createPlaceIndex([
  entry('观美水库', 'guan mei shui ku', 120.3, 'place', 'Guanmei Reservoir'),
  entry('观美水库救援队', 'guan mei shui ku jiu yuan dui', 120.4, 'team'),
  entry('观美小学', 'guan mei xiao xue', 120.5),
  entry('灵溪镇', 'ling xi zhen', 120.6, 'township'),
  entry('灵溪镇', 'ling xi zhen', 120.6),
])
const points = (text: string) => typedPoints(text, (query, limit) => index.search(query, limit))

describe('a point that is typed', () => {
  it('is told from a place by its characters, its pinyin or its English name', () => {
    for (const text of ['观美水库 东北 1.2 km', 'guanmeishuiku 东北 1.2 km', '1.2 km NE of Guanmei Reservoir']) {
      const [point, ...others] = points(text)
      expect(point?.from).toEqual({ name: '观美水库', bearing: 45, metres: 1200 })
      expect(point && distanceM({ lon: 120.3, lat: 27.4 }, point.at)).toBeCloseTo(1200, 0)
      expect(others).toEqual([])
    }
  })
  it('offers the places of a half-written name, and a place and its township once', () => {
    expect(points('观美 北 800 米').map(({ from }) => from?.name)).toEqual(['观美水库', '观美小学'])
    expect(points('灵溪镇以北 800 米')).toHaveLength(1)
  })
  it('is read from coordinates', () => {
    expect(points('27.283 N 120.452 E')).toEqual([{ at: { lon: 120.452, lat: 27.283 }, from: null }])
  })
  it('is not there where nothing has that name, or where it is only a name', () => {
    expect(points('没有的地方 北 800 米')).toEqual([])
    expect(points('观美水库')).toEqual([])
  })
})
