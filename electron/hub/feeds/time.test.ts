import { describe, expect, it } from 'vitest'
import { validate } from '../gateway/validate'
import { outsideTimeSchema } from './time'

describe('a time from outside', () => {
  it.each([
    ['2026-07-28T14:03:00+08:00', 1_785_218_580_000],
    ['2026-07-28T06:03:00Z', 1_785_218_580_000],
    ['2026-07-28T06:03:00.250z', 1_785_218_580_250],
    ['2026-07-28T14:03+0800', 1_785_218_580_000],
    [1_785_218_580_000, 1_785_218_580_000],
    [1_785_218_580_000.4, 1_785_218_580_000],
  ])('%s is understood', (said, at) => {
    expect(validate(outsideTimeSchema, said)).toEqual({ ok: true, value: at })
  })

  it.each([
    ['2026-07-28T14:03:00', /needs its zone/],
    ['2026-07-28 14:03:00', /needs its zone/],
    ['2026-07-28', /needs its zone/],
    [1_785_218_580, /milliseconds, not seconds/],
    ['2026-13-40T14:03:00Z', /not a time/],
    ['soon', /ISO 8601/],
    [Number.NaN, /./],
    [null, /./],
    [{}, /./],
  ])('%s is refused with the reason', (said, reason) => {
    const checked = validate(outsideTimeSchema, said, 'occurredAt')
    expect(checked).toMatchObject({ ok: false, error: { code: 'invalid', field: 'occurredAt' } })
    expect(checked.ok ? '' : checked.error.message).toMatch(reason)
  })
})
