import { describe, expect, it } from 'vitest'
import { fieldsOf, readDrift } from './drift-fields'

const at = { lon: 121, lat: 27 }
const fields = { ...fieldsOf(undefined), windMps: '12.5', windFrom: '20' }

describe('the inputs of a drift', () => {
  it('come back as they were typed', () => {
    const read = readDrift(fields, at, 5, false)
    expect(read).toMatchObject({ ok: true, value: { wind: { mps: 12.5, fromDeg: 20 }, windSource: 'officer', since: 5 } })
    expect(read.ok && fieldsOf(read.value)).toEqual(fields)
    expect(readDrift(fields, at, 5, true)).toMatchObject({ value: { windSource: 'storm' } })
  })

  it('take an empty wind as one that nobody knows, not as calm', () => {
    const read = readDrift({ ...fields, windMps: '', windFrom: ' ' }, at, 5, true)
    expect(read).toMatchObject({ value: { windSource: 'none', wind: { mps: 0 } } })
    expect(read.ok && fieldsOf(read.value).windMps).toBe('')
  })

  it.each([['windMps', ''], ['windMps', 'x'], ['windFrom', '361'], ['errorM', '-1'], ['currentMps', '9'], ['currentTo', '']] as const)('name %s when it is "%s"', (field, text) => {
    expect(readDrift({ ...fields, [field]: text }, at, 5, false)).toEqual({ ok: false, error: field })
  })
})
