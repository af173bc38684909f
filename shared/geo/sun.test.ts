import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../base/time'
import { isDaylight, nextSunChange, sunElevationDeg } from './sun'

/** Sunrise or sunset after a moment, as minutes of that UTC day. */
function change(iso: string, lon: number, lat: number): number {
  const at = nextSunChange(Date.parse(iso), { lon, lat })
  if (at === null) throw new Error('no change')
  return (at % DAY) / MINUTE
}
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

describe('the sun', () => {
  // Royal Observatory, Greenwich (51.4769 N, 0.0005 W): almanac times of the solstices and equinoxes, UTC.
  it.each([
    ['2024-03-20T00:00Z', '06:03', '18:14'],
    ['2024-06-20T00:00Z', '03:43', '20:21'],
    ['2024-12-21T00:00Z', '08:04', '15:53'],
  ])('rises and sets at Greenwich on %s at %s and %s', (day, rise, set) => {
    expect(Math.abs(change(day, -0.0005, 51.4769) - clock(rise))).toBeLessThanOrEqual(2)
    expect(Math.abs(change(day.replace('00:00', '12:00'), -0.0005, 51.4769) - clock(set))).toBeLessThanOrEqual(2)
  })

  // Beijing, Tiananmen (39.9042 N, 116.4074 E): summer solstice 04:46 to 19:46, winter solstice 07:33 to 16:53, UTC+8.
  it('rises and sets at Beijing as its flag does', () => {
    expect(Math.abs(change('2024-06-20T16:00Z', 116.4074, 39.9042) - (clock('04:46') + 16 * 60))).toBeLessThanOrEqual(2)
    expect(Math.abs(change('2024-06-21T04:00Z', 116.4074, 39.9042) - (clock('19:46') - 8 * 60))).toBeLessThanOrEqual(2)
    expect(Math.abs(change('2024-12-21T04:00Z', 116.4074, 39.9042) - (clock('16:53') - 8 * 60))).toBeLessThanOrEqual(2)
  })

  it('stands in the zenith of the tropic at the solstice noon', () => {
    // Solar noon at 120 E is at 04:01:50 UTC on that day.
    expect(sunElevationDeg(Date.parse('2024-06-21T04:01:50Z'), { lon: 120, lat: 23.436 })).toBeGreaterThan(89.8)
  })

  it('neither rises nor sets in the polar summer and winter', () => {
    expect(nextSunChange(Date.parse('2024-06-21T00:00Z'), { lon: 15, lat: 78 })).toBeNull()
    expect(isDaylight(Date.parse('2024-06-21T00:00Z'), { lon: 15, lat: 78 })).toBe(true)
    expect(isDaylight(Date.parse('2024-12-21T12:00Z'), { lon: 15, lat: 78 })).toBe(false)
  })

  it('is half the day up in the mean of a year', () => {
    let up = 0
    for (let i = 0; i < 365 * 24; i += 1) if (isDaylight(Date.parse('2025-01-01T00:00Z') + i * HOUR, { lon: 120.46, lat: 27.4 })) up += 1
    expect(Math.abs(up / (365 * 24) - 0.508)).toBeLessThan(0.01)
  })
})
