import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, dmsText, fromNearest, parsePosition } from './coordinates'
import { fromWgs84 } from './datum'
import { distanceM } from './position'

const read = (text: string) => {
  const parsed = parsePosition(text, 'wgs84')
  return parsed.ok ? parsed.value.at : parsed.error
}

describe('typed coordinates', () => {
  it.each([
    ['120.452, 27.283'],
    ['120.452 27.283'],
    ['27.283 120.452'],
    ['27.283N 120.452E'],
    ['N27.283 E120.452'],
    ['E 120.452, N 27.283'],
    ['１２０．４５２，２７．２８３'],
    ['经度:120.452 纬度:27.283'],
    ['lat=27.283, lon=120.452'],
    ['120°27.12′ 27°16.98′'],
    ['120°27′07.2″E 27°16′58.8″N'],
    [`27°16'58.8"N 120°27'7.2"E`],
    ['东经120度27分7.2秒 北纬27度16分58.8秒'],
    ['北纬27度16分58.8秒，东经120度27分7.2秒'],
  ])('reads %s', (text) => {
    const at = read(text)
    expect(at).toBeTypeOf('object')
    if (typeof at === 'string') return
    expect(at.lon).toBeCloseTo(120.452, 6)
    expect(at.lat).toBeCloseTo(27.283, 6)
  })

  it.each([
    ['', 'empty'],
    ['120.4', 'two-numbers'],
    ['观美水库', 'two-numbers'],
    ['120.4 27.2 15', 'two-numbers'],
    ['190 27', 'lon-range'],
    ['120 95', 'lat-range'],
    ['27N 28N', 'same-axis'],
    ['120°75′ 27°10′', 'minutes'],
  ])('says what is wrong with "%s"', (text, problem) => {
    expect(read(text)).toBe(problem)
  })

  it('converts from the frame in which they are meant, and keeps what was typed', () => {
    const parsed = parsePosition('120.4562, 27.2805', 'gcj02')
    if (!parsed.ok) throw new Error(parsed.error)
    expect(parsed.value.original).toEqual({ lon: 120.4562, lat: 27.2805, datum: 'gcj02' })
    expect(Math.abs(parsed.value.at.lon - 120.4562)).toBeGreaterThan(0.002)
  })

  it.each([
    ['GCJ-02 120.4562, 27.2805', 'gcj02'],
    ['１２０．４５６２，２７．２８０５（高德）', 'gcj02'],
    ['27.2805 120.4562 火星坐标', 'gcj02'],
    ['百度坐标：120.4562,27.2805', 'bd09'],
    ['BD09: E120.4562 N27.2805', 'bd09'],
    ['WGS84 120.4562 27.2805', 'wgs84'],
    ['CGCS2000 120.4562 27.2805', 'wgs84'],
  ])('believes the frame that %s names, whatever the form says', (text, datum) => {
    for (const form of ['wgs84', 'gcj02', 'bd09'] as const) {
      const parsed = parsePosition(text, form)
      if (!parsed.ok) throw new Error(parsed.error)
      expect(parsed.value.original).toEqual({ lon: 120.4562, lat: 27.2805, datum })
      expect(distanceM(fromWgs84(parsed.value.at, parsed.value.original.datum), { lon: 120.4562, lat: 27.2805 })).toBeLessThan(1)
    }
  })

  it('refuses two frames at once', () => {
    expect(parsePosition('GCJ-02 WGS84 120.4562, 27.2805', 'wgs84').ok).toBe(false)
  })

  it('says that the latitude came first', () => {
    const swapped = (text: string) => {
      const parsed = parsePosition(text, 'wgs84')
      return parsed.ok ? parsed.value.swapped : parsed.error
    }
    expect(swapped('27.283 120.452')).toBe(true)
    expect(swapped('N27.283 E120.452')).toBe(true)
    expect(swapped('120.452 27.283')).toBe(false)
  })

  it('reads the decimals that it writes, within a metre', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }), (lon, lat) => {
        // Below 90 the order alone decides, and it is longitude first.
        const at = read(decimalText({ lon, lat }))
        if (typeof at === 'string') throw new Error(at)
        expect(Math.abs(at.lon - lon)).toBeLessThanOrEqual(5.1e-6)
        expect(Math.abs(at.lat - lat)).toBeLessThanOrEqual(5.1e-6)
      }),
    )
  })

  it('reads every position that it writes, within the tenth of a second that it writes', () => {
    const lon = fc.double({ min: -180, max: 180, noNaN: true })
    const lat = fc.double({ min: -90, max: 90, noNaN: true })
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const at = read(dmsText({ lon: x, lat: y }))
        if (typeof at === 'string') throw new Error(at)
        expect(Math.abs(at.lon - x)).toBeLessThan(2e-5)
        expect(Math.abs(at.lat - y)).toBeLessThan(2e-5)
      }),
    )
  })

  it('reads every decimal pair with a longitude that cannot be a latitude, in either order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9_000_100, max: 18_000_000 }), fc.integer({ min: -9_000_000, max: 9_000_000 }), (x, y) => {
        const [lon, lat] = [x / 1e5, y / 1e5]
        for (const text of [`${lon.toFixed(5)}, ${lat.toFixed(5)}`, `${lat.toFixed(5)} ${lon.toFixed(5)}`]) {
          const at = read(text)
          if (typeof at === 'string') throw new Error(`${text}: ${at}`)
          expect(at.lon).toBeCloseTo(lon, 5)
          expect(at.lat).toBeCloseTo(lat, 5)
        }
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePosition(text, 'bd09')))
  })
})

describe('a position by place', () => {
  const places = [
    { name: '观美水库', at: { lon: 120.42, lat: 27.29 } },
    { name: '马站镇', at: { lon: 120.446, lat: 27.277 } },
  ]
  it('names the nearest and the direction in which the point lies from it', () => {
    const found = fromNearest({ lon: 120.4286, lat: 27.2976 }, places)
    expect(found?.place.name).toBe('观美水库')
    expect(found?.direction).toBe('ne')
    expect(found?.metres).toBeGreaterThan(1_150)
    expect(found?.metres).toBeLessThan(1_250)
  })

  it.each([
    [0, 0.02, 'n'],
    [0.02, 0, 'e'],
    [0, -0.02, 's'],
    [-0.02, 0, 'w'],
    [-0.02, 0.018, 'nw'],
    [-0.02, -0.018, 'sw'],
    [0.02, -0.018, 'se'],
  ])('%f, %f degrees off lies %s', (dLon, dLat, direction) => {
    const [place] = places
    if (!place) throw new Error('no place')
    expect(fromNearest({ lon: place.at.lon + dLon, lat: place.at.lat + dLat }, [place])?.direction).toBe(direction)
  })

  it('has no direction on the spot, and nothing to say without places', () => {
    expect(fromNearest({ lon: 120.42, lat: 27.2901 }, places)?.direction).toBeNull()
    expect(fromNearest({ lon: 120, lat: 27 }, [])).toBeNull()
  })
})
