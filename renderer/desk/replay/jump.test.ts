import { describe, expect, it } from 'vitest'
import { fieldMoment, fieldText } from './jump'

describe('a moment in a field', () => {
  it('is that of the bureau’s clocks, whatever the machine’s zone is', () => {
    const at = Date.UTC(2026, 6, 28, 6, 3, 5)
    expect(fieldText(at, 'Asia/Shanghai')).toBe('2026-07-28T14:03:05')
    expect(fieldMoment('2026-07-28T14:03:05', 'Asia/Shanghai')).toBe(at)
    expect(fieldMoment('2026-07-28T14:03', 'Asia/Shanghai')).toBe(at - 5_000)
    expect(fieldMoment(fieldText(at, 'America/New_York'), 'America/New_York')).toBe(at)
  })

  it('is none while it is not filled in', () => {
    for (const text of ['', '2026-07-28', '2026-07', 'T14:03']) expect(fieldMoment(text, 'Asia/Shanghai')).toBeNull()
  })
})
