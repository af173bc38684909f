import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from './time'
import { dayPrefix, endOfDay, startOfDay, wallTime } from './zone'

describe('zones', () => {
  it('know the day of Zhejiang', () => {
    expect(dayPrefix(Date.UTC(2026, 10, 22, 15, 59, 59), 'Asia/Shanghai')).toBe('2026-1122')
    expect(dayPrefix(Date.UTC(2026, 10, 22, 16), 'Asia/Shanghai')).toBe('2026-1123')
    expect(endOfDay('2026-11-22', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 22, 16) - 1)
    expect(startOfDay(Date.UTC(2026, 10, 22, 20), 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 22, 16))
  })

  it('hold across changes of offset', () => {
    // Summer time began in Berlin on 2026-03-29: that day had 23 hours.
    expect(endOfDay('2026-03-29', 'Europe/Berlin') + 1 - startOfDay(Date.UTC(2026, 2, 29, 12), 'Europe/Berlin')).toBe(DAY - DAY / 24)
  })

  it('end a day at its last millisecond, in every zone', () => {
    const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Kathmandu')
    fc.assert(
      fc.property(zone, fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2040, 0) }), (name, at) => {
        const { year, month, day } = wallTime(at, name)
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const end = endOfDay(iso, name)
        expect(end).toBeGreaterThanOrEqual(at - 1)
        expect(wallTime(end, name)).toMatchObject({ year, month, day, hour: 23, minute: 59, second: 59 })
        expect(wallTime(end + 1, name).day).not.toBe(day)
      }),
    )
  })
})
