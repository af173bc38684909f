import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIRECTIONS, fromNearest } from './coordinates'
import { FARTHEST_M, pointsFromPlace, readFromPlace } from './from-place'
import { bearingDeg } from './sphere'
import { distanceM } from './position'

const HAN = ['北', '东北', '东', '东南', '南', '西南', '西', '西北']
const WORD = ['north', 'north-east', 'east', 'southeast', 'south', 'south west', 'west', 'NW']
const RESERVOIR = { name: '观美水库', at: { lon: 120.31, lat: 27.42 } }

describe('a place told by another one', () => {
  it.each([
    ['观美水库 东北 1.2 km', '观美水库', 45, 1200],
    ['观美水库东北1.2公里', '观美水库', 45, 1200],
    ['观美水库以北 800 米', '观美水库', 0, 800],
    ['距观美水库正南方向约３公里处', '观美水库', 180, 3000],
    ['南门以北800米', '南门', 0, 800],
    ['观美水库 1.2 千米 西南方向', '观美水库', 225, 1200],
    ['灵溪镇往西 2 里', '灵溪镇', 270, 1000],
    ['炎亭渔港 东 3 海里', '炎亭渔港', 90, 5556],
    ['观美水库 北偏东 30 度 500 米', '观美水库', 30, 500],
    ['观美水库 南偏西20° 500米', '观美水库', 200, 500],
    ['观美水库 方位 045° 500 m', '观美水库', 45, 500],
    ['2号桥 北 300 米', '2号桥', 0, 300],
    ['1.2 km NE of Guanmei Reservoir', 'Guanmei Reservoir', 45, 1200],
    ['about 800 metres north of Guanmei Reservoir', 'Guanmei Reservoir', 0, 800],
    ['800 m due south of North Bay', 'North Bay', 180, 800],
    ['Guanmei Reservoir NNW 2 km', 'Guanmei Reservoir', 337.5, 2000],
    ['Guanmei Reservoir, 2 nm south-east', 'Guanmei Reservoir', 135, 3704],
  ])('is read: %s', (text, place, bearing, metres) => {
    expect(readFromPlace(text)).toContainEqual({ place, bearing, metres })
  })

  it('has two readings where a name may end in a direction', () => {
    expect(readFromPlace('山东北 1 km')).toEqual([
      { place: '山', bearing: 45, metres: 1000 },
      { place: '山东', bearing: 0, metres: 1000 },
    ])
    const points = pointsFromPlace('山东北 1 km', (name) => (name === '山东' ? [{ name, at: RESERVOIR.at }] : []))
    expect(points.map(({ place }) => place)).toEqual(['山东'])
  })

  it('is not read out of anything else', () => {
    for (const text of ['', '观美水库', '东北 1.2 km', '观美水库 东北', '1.2 km', '120.45, 27.28', '27.283 N 120.452 E', '观美水库 东北 一公里', 'north of Guanmei', '观美水库 北偏东 95 度 1 km', '观美水库 370° 1 km', `观美水库 北 ${FARTHEST_M / 1000 + 1} km`]) {
      expect(readFromPlace(text), text).toEqual([])
    }
  })

  it('reads every way of writing any name, direction and distance', () => {
    const name = fc.oneof(
      fc.array(fc.constantFrom(...'观美水库马站岱岭村口码头'), { minLength: 1, maxLength: 8 }).map((letters) => letters.join('')),
      fc.constantFrom('Guanmei Reservoir', 'Mazhan', 'Pier 3', 'K14', '南坪', '北关岛'),
    )
    const step = fc.nat({ max: 7 })
    const tenths = fc.integer({ min: 1, max: 4000 })
    fc.assert(
      fc.property(name, step, tenths, fc.nat({ max: 5 }), (place, way, length, form) => {
        const km = length / 10
        const written = [
          `${place} ${HAN[way]} ${km} km`,
          `${place}以${HAN[way]}${km}公里`,
          `${place} ${HAN[way]}方向约${km}千米处`,
          `${km} km ${WORD[way]} of ${place}`,
          `${place} ${WORD[way]} ${km} km`,
          `${place}, ${km} km ${WORD[way]}`,
        ][form] as string
        const found = readFromPlace(written).find((reading) => reading.place === place)
        expect(found?.bearing).toBe(way * 45)
        expect(found?.metres).toBeCloseTo(km * 1000, 6)
      }),
    )
  })

  it('gives the point that lies so far in that direction, as the readout would tell it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 }), fc.integer({ min: 1, max: 500 }), (way, tenths) => {
        const [point] = pointsFromPlace(`观美水库 ${HAN[way]} ${tenths / 10} km`, (name) => (name === RESERVOIR.name ? [RESERVOIR] : []))
        if (!point) throw new Error('not read')
        expect(distanceM(RESERVOIR.at, point.at)).toBeCloseTo(tenths * 100, 0)
        const off = Math.abs(bearingDeg(RESERVOIR.at, point.at) - way * 45)
        expect(Math.min(off, 360 - off)).toBeLessThan(0.01)
        const told = fromNearest(point.at, [RESERVOIR])
        expect(told?.direction).toBe(DIRECTIONS[way])
      }),
    )
  })
})
