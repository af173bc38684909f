import { expect, it } from 'vitest'
import { momentField, readMoment } from './valid-from'

const AT = Date.UTC(2026, 7, 10, 6, 5)

it('a moment is written and read on the jurisdiction’s clocks, whatever the screen’s', () => {
  expect(momentField(AT, 'Asia/Shanghai')).toBe('2026-08-10T14:05')
  expect(readMoment('2026-08-10T14:05', 'Asia/Shanghai')).toBe(AT)
  expect(readMoment(momentField(AT, 'Europe/Berlin'), 'Europe/Berlin')).toBe(AT)
})

it('what is no moment is none', () => {
  for (const text of ['', '14:05', '2026-13-40T99:99', '2026-08-10']) expect(readMoment(text, 'Asia/Shanghai')).toBeNull()
})
